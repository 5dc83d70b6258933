"""Where each status comes from: the conversation, the words of domain.yml, the gateway. None is left over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import closing
from typing import Any, cast

import pytest
import yaml

from actions.contract.cards import HandoffCard
from actions.contract.messages import Message
from actions.contract.status import Status
from actions.dialogue import Dialogue
from actions.presenting import result_says
from actions.services.service import Point
from channels.contract.incoming import Incoming
from channels.line.engine import EngineUnavailable
from channels.line.said import Said
from channels.line.transcripts import Transcripts
from knowledge.retrieval.searcher import Hit, Result
from knowledge.settings import ROOT
from tests.actions.conftest import Begin
from tests.channels.line.conftest import DirectedEngine, DirectedOffice, World

Scenario = Callable[[Begin], list[Status]]


def said(*messages: tuple[str, str], region: str | None = "兰溪市") -> Scenario:
    """A conversation of these messages with their intents; the statuses of the last reply."""

    def scenario(talk: Begin) -> list[Status]:
        chat = talk(region)
        for message, intent in messages:
            chat.say(message, intent)
        return chat.statuses

    return scenario


def located(talk: Begin) -> list[Status]:
    chat = talk()
    chat.say("", "blank", location=Point(29.2, 119.46))
    return chat.statuses


def torn(talk: Begin) -> list[Status]:
    """A search that cannot decide between two answers."""
    dialogue: Dialogue = talk().dialogue
    hits = tuple(Hit(passage, 0.5) for passage in dialogue.searcher.catalogue.passages[:2])
    return [say.status for say in result_says(Result("choose", hits, None, None), dialogue)]


def unsure(talk: Begin) -> list[Status]:
    """A search that is sure of the topic alone."""
    dialogue: Dialogue = talk().dialogue
    hit = Hit(dialogue.searcher.catalogue.passages[0], 0.5)
    return [say.status for say in result_says(Result("guide", (hit,), None, None, guide=hit), dialogue)]


RETIRING = ("1965年9月出生的男工人，什么时候可以退休", "retirement_check")
WRITTEN = ("单位多久之内要签书面劳动合同", "ask")
UNKNOWN_GRADE = (("帮我算工伤待遇", "ask"), ("记不清", "inform"))

CONVERSATIONS: list[tuple[list[Status], Scenario]] = [
    ([Status.ANSWERED], said(WRITTEN)),
    ([Status.REPEATED, Status.ANSWERED], said(WRITTEN, WRITTEN)),
    ([Status.CHOICES], torn),
    ([Status.GUIDED], unsure),
    ([Status.ASKED_REGION], said(("失业金每月领多少", "ask"), region=None)),
    ([Status.REFUSED], said(("明天会不会下雨", "ask"))),
    ([Status.ASKING], said(("帮我找活", "find_job"))),
    ([Status.NOT_TAKEN, Status.ASKING], said(("我哪年退休", "retirement_check"), ("1895年1月", "inform"))),
    ([Status.ANSWERED, Status.ASKING], said(("帮我找活", "find_job"), WRITTEN)),
    ([Status.LISTED], said(("帮我找免费住的地方", "find_lodging"))),
    ([Status.NOTHING_LISTED], said(("帮我找免费住的地方", "find_lodging"), region="江门市")),
    ([Status.COMPUTED], said(RETIRING)),
    ([Status.NOT_COMPUTED], said(*UNKNOWN_GRADE)),
    ([Status.OFFERED], said(("老板拖了我两个月工资没给", "ask"))),
    ([Status.SMALL_TALK], said(("好的", "affirm"))),
    ([Status.NOTED], said(("舟山", "inform"), region=None)),
    ([Status.NOTED], located),
    ([Status.LEFT], said(("帮我找活", "find_job"), ("算了", "stop"))),
    ([Status.BLANK], said(("", "blank"))),
    ([Status.NOT_UNDERSTOOD, Status.ASKING], said(("帮我找活", "find_job"), ("哈哈哈", "inform"))),
]


@pytest.mark.parametrize(("statuses", "scenario"), CONVERSATIONS)
def test_in_a_conversation(talk: Begin, statuses: list[Status], scenario: Scenario) -> None:
    assert scenario(talk)[-len(statuses) :] == statuses


DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
UTTERANCES = [(name, variant) for name, variants in DOMAIN["responses"].items() for variant in variants]
SPOKEN = {
    "utter_capabilities": Status.SMALL_TALK,
    "utter_private_data": Status.PRIVATE_DATA,
    "utter_human": Status.HANDOFF,
}


@pytest.mark.parametrize(("name", "utterance"), UTTERANCES)
def test_in_the_words_of_the_domain(name: str, utterance: dict[str, Any]) -> None:
    assert Message.model_validate({"recipient_id": "somebody", **utterance}).custom.status is SPOKEN[name]


class Failing:
    """An engine that is down, or has nothing to say."""

    def __init__(self, failure: Exception | None) -> None:
        self._failure = failure

    async def talk(self, sender: str, message: str, metadata: dict[str, Any], said_id: str) -> list[dict[str, Any]]:
        if self._failure:
            raise self._failure
        return []


FAILURES = [(Status.UNAVAILABLE, EngineUnavailable("TimeoutError")), (Status.NOT_UNDERSTOOD, None)]


def said_by_gateway(engine: Failing, message: str) -> Message:
    (said,) = replies(engine, message)
    return Message.model_validate({"recipient_id": "somebody", **said})


def replies(engine: Failing, message: str) -> list[dict[str, Any]]:
    """All that the gateway says to a message."""
    transcripts = Transcripts("sqlite://", days=1)

    async def say() -> list[dict[str, Any]]:
        world = World.of(cast(DirectedEngine, engine), transcripts, DirectedOffice(is_staffed=False))
        line = await world.lines.open("somebody")
        return await line.say(Said.of(Incoming(sender="somebody", message=message), "request"))

    with closing(transcripts):
        return asyncio.run(say())


@pytest.mark.usefixtures("lengthy")
@pytest.mark.parametrize(("status", "failure"), FAILURES)
def test_at_the_gateway(status: Status, failure: Exception | None) -> None:
    assert said_by_gateway(Failing(failure), "你好").custom.status is status


def test_danger_is_heard_though_the_engine_is_down() -> None:
    said = said_by_gateway(Failing(EngineUnavailable("TimeoutError")), "工友刚从架子上掉下来，头上全是血，叫不醒")
    assert said.custom.status is Status.DANGER and "120" in said.text
    assert isinstance(said.custom, HandoffCard) and said.custom.items[0] == "120"


class Speaking(Failing):
    """An engine that answers, and asks something back that helps nobody."""

    async def talk(self, sender: str, message: str, metadata: dict[str, Any], said_id: str) -> list[dict[str, Any]]:
        return [
            {"text": said, "custom": {"status": status}} for said, status in (("有床", "listed"), ("没找到", "refused"))
        ]


@pytest.mark.parametrize(
    ("message", "texts"),
    [("天这么冷，我今晚只能睡桥洞了", ["有床"]), ("我站在楼顶，不想活了", [])],
)
def test_what_was_asked_is_answered_too_where_there_is_time(message: str, texts: list[str]) -> None:
    first, *others = replies(Speaking(None), message)
    assert first["custom"]["status"] == Status.DANGER
    assert [other["text"] for other in others] == texts


def test_every_status_comes_from_somewhere() -> None:
    talked = {status for statuses, _ in CONVERSATIONS for status in statuses}
    at_the_gateway = {Status.DANGER, *(status for status, _ in FAILURES)}
    assert talked | set(SPOKEN.values()) | at_the_gateway == set(Status)
