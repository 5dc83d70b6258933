"""A whole conversation through danger and out of it, over the line and the real dialogue."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import Any, cast

import pytest

from actions.contract.status import HELPFUL, Status
from channels.contract.events import Message
from channels.line.transcripts import Transcripts
from knowledge.ngrams.model import Floats
from knowledge.topics.danger.detector import Danger, Detector
from knowledge.topics.danger.second_look import SecondLook
from tests.actions.conftest import Begin, Talk
from tests.channels.line.conftest import SENDER, DirectedEngine, DirectedOffice, World, said


class TalkEngine:
    """The real conversation in place of the engine."""

    def __init__(self, chat: Talk) -> None:
        self.chat, self.heard = chat, list[str]()

    async def talk(self, sender: str, message: str, metadata: dict[str, Any], said_id: str) -> list[Message]:
        self.heard.append(message)
        self.chat.say(message)
        return [sent.model_dump(mode="json") for sent in self.chat.messages]


def test_a_conversation_stays_with_the_danger_and_goes_on_afterwards(talk: Begin) -> None:
    engine = TalkEngine(talk("兰溪市"))
    texts = ["老公喝醉了打我，脸都肿了", "那我咋办", "我不敢，怕他知道", "他又来了", "谢谢", "领失业金要什么条件"]

    async def converse() -> list[list[Message]]:
        with closing(Transcripts("sqlite://", days=1)) as transcripts:
            office = DirectedOffice(is_staffed=False)
            line = await World.of(cast(DirectedEngine, engine), transcripts, office).lines.open(SENDER)
            return [await line.say(said(text, number)) for number, text in enumerate(texts)]

    answers = asyncio.run(converse())
    statuses = [answer[0]["custom"]["status"] for answer in answers]
    assert statuses[:4] == [Status.DANGER] * 4
    assert all("110" in answer[0]["custom"]["items"] for answer in answers[:4])
    assert len({answer[0]["text"] for answer in answers[:4]}) == 4
    assert engine.heard == ["谢谢", "领失业金要什么条件"]
    assert "不客气" in answers[4][0]["text"]
    assert statuses[5] != Status.DANGER


# Nothing in it is heard by words.
SIDEWAYS = "明天上午到窗口排队拿号"


@pytest.fixture
def suspicious(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second look takes what begins like SIDEWAYS for thoughts of death, and for blows where wages are spoken of."""

    def read(look: SecondLook, text: str, vector: Floats) -> Danger | None:
        kind = "violence" if "工资" in text else "self_harm"
        return Detector.load().suspected(text, kind) if text.startswith(SIDEWAYS) else None

    monkeypatch.setattr(SecondLook, "read", read)


@pytest.mark.usefixtures("suspicious")
def test_what_only_the_second_look_hears_comes_first_and_ends_no_service(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("我什么时候能退休", "retirement_check")
    asked = chat.asked
    assert asked
    said = chat.say(SIDEWAYS)
    assert chat.statuses == [Status.DANGER] and chat.card["items"][0] == "12356"  # type: ignore[index]
    assert said == Detector.load().suspected(SIDEWAYS, "self_harm").reply.text
    assert chat.asked == asked


@pytest.mark.usefixtures("suspicious")
def test_after_blows_the_matter_is_answered_too(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say(f"{SIDEWAYS}，领失业金要什么条件，工资也没发", "ask")
    assert chat.statuses[0] == Status.DANGER and len(chat.statuses) <= 2
    assert set(chat.statuses[1:]) <= set(HELPFUL)


@pytest.mark.usefixtures("suspicious")
def test_the_line_stays_with_a_danger_that_only_the_second_look_heard(talk: Begin) -> None:
    engine = TalkEngine(talk("兰溪市"))

    async def converse() -> list[list[Message]]:
        with closing(Transcripts("sqlite://", days=1)) as transcripts:
            office = DirectedOffice(is_staffed=False)
            line = await World.of(cast(DirectedEngine, engine), transcripts, office).lines.open(SENDER)
            return [await line.say(said(text, number)) for number, text in enumerate([SIDEWAYS, "那我咋办", "谢谢"])]

    first, then, thanked = asyncio.run(converse())
    assert [answer[0]["custom"]["status"] for answer in (first, then)] == [Status.DANGER] * 2
    assert first[0]["text"] != then[0]["text"] and "12356" in then[0]["custom"]["items"]
    assert engine.heard == [SIDEWAYS, "谢谢"]
    assert thanked[0]["custom"]["status"] != Status.DANGER
