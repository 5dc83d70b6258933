"""What the evaluation makes of replies: by their status, never by their words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from actions.contract.messages import Message
from actions.contract.status import Status
from assistant.evaluation.chain import ChainError, outcome_of, through_chain
from assistant.evaluation.heldout import Case
from assistant.evaluation.outcome import Outcome

RECORDED: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("replies.yml").read_text("utf-8"))
ANSWERABLE = Case("plain", "兰溪市", ("能免费住几天",), frozenset({"stay"}))
UNANSWERABLE = Case("out_of_scope", "兰溪市", ("猫打喷嚏怎么办",), frozenset())
FOUND = {"answer": ("stay",), "guide": ("stay",), "choose": ("days", "stay"), "ask_region": ("stay", "stay-zhoushan")}


def outcome(case: Case, name: str) -> Outcome:
    reply = [Message.model_validate({"recipient_id": "eval"} | message) for message in RECORDED[name]]
    return outcome_of(case, reply, 0.1)


@pytest.mark.parametrize("name", RECORDED)
def test_each_kind_of_reply(name: str) -> None:
    decision = name.partition(",")[0]
    found = outcome(ANSWERABLE, name)
    assert (found.decision, found.found) == (decision, FOUND.get(decision, ()))


def verdicts(case: Case) -> dict[str, str]:
    return {name: outcome(case, name).verdict for name in RECORDED}


def test_only_words_of_no_consequence_and_refusals_are_right_where_there_is_no_answer() -> None:
    for name, verdict in verdicts(UNANSWERABLE).items():
        is_wrong = name.startswith(("answer", "service", "unavailable"))
        assert verdict == ("wrong" if is_wrong else "right"), name


def test_what_is_right_where_there_is_an_answer() -> None:
    expected = {
        "answer": "right",
        "choose": "offered",
        "guide": "offered",
        "ask_region": "offered",
        "refuse": "refused",
        "talk": "refused",
    }
    for name, verdict in verdicts(ANSWERABLE).items():
        assert verdict == expected.get(name.partition(",")[0], "wrong"), name


def test_another_answer_is_wrong_and_so_are_choices_and_cities_without_it() -> None:
    other = Case("plain", "兰溪市", ("能免费住几天",), frozenset({"stay-yiwu"}))
    assert {outcome(other, name).verdict for name in ("answer", "choose", "guide", "ask_region")} == {"wrong"}


def test_the_recorded_replies_have_every_status_that_may_meet_a_question() -> None:
    met = {message["custom"]["status"] for reply in RECORDED.values() for message in reply}
    assert set(Status) - met == {Status.PRIVATE_DATA, Status.LEFT, Status.BLANK}


# Over HTTP


Handler = Callable[[httpx.Request], httpx.Response]


def asked_of(monkeypatch: pytest.MonkeyPatch, handler: Handler, case: Case) -> Outcome:
    client = partial(httpx.Client, transport=httpx.MockTransport(handler))
    monkeypatch.setattr("assistant.evaluation.chain.httpx.Client", client)
    (found,) = through_chain([case], "http://assistant")
    return found


def test_the_last_turn_counts_and_all_turns_are_one_persons(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []

    def reply(request: httpx.Request) -> httpx.Response:
        asked.append(yaml.safe_load(request.content))
        name = "ask_region" if len(asked) == 1 else "answer"
        return httpx.Response(200, json=[{"recipient_id": "eval"} | message for message in RECORDED[name]])

    case = Case("followup", None, ("能免费住几天", "兰溪"), frozenset({"stay"}))
    assert asked_of(monkeypatch, reply, case).verdict == "right"
    assert [body["message"] for body in asked] == list(case.turns)
    assert len({body["sender"] for body in asked}) == 1 and asked[0]["metadata"] == {}


@pytest.mark.parametrize(
    "body",
    [[], {"error": {"code": "internal", "message": "请稍后再试"}}, [{"recipient_id": "eval", "text": "免费住3天。"}]],
    ids=["nothing", "an error", "no status"],
)
def test_what_is_no_reply_of_this_version_is_no_outcome(monkeypatch: pytest.MonkeyPatch, body: object) -> None:
    with pytest.raises(ChainError):
        asked_of(monkeypatch, lambda request: httpx.Response(200, json=body), UNANSWERABLE)
