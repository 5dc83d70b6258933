"""Held-out questions through the whole running chain, over the gateway as a page would ask them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

import httpx
from pydantic import Field, TypeAdapter, ValidationError

from actions.contract.cards import AnswerCard, ChoicesCard
from actions.contract.messages import Message
from actions.contract.status import Status
from assistant.evaluation.heldout import Case
from assistant.evaluation.outcome import Decision, Outcome
from assistant.ports import reserved_ports
from assistant.readiness import answers, wait_until_answers
from assistant.settings import Settings
from knowledge.errors import ReadableError
from knowledge.settings import ROOT

START_SECONDS = 300.0  # of a machine that has other things to do, too
HEALTH = "/healthz"
# What a service says that has taken a question for its own.
_SERVICE = {
    Status.OFFERED,
    Status.ASKING,
    Status.NOT_TAKEN,
    Status.LISTED,
    Status.NOTHING_LISTED,
    Status.COMPUTED,
    Status.NOT_COMPUTED,
}
_MESSAGES: TypeAdapter[list[Message]] = TypeAdapter(Annotated[list[Message], Field(min_length=1)])


class NotRunningError(ReadableError):
    """No assistant could be asked."""


class ChainError(ReadableError):
    """What was asked is no assistant of this version."""


@contextmanager
def assistant_running(settings: Settings) -> Iterator[str]:
    """The address of the assistant: the one that runs on the configured port, or one started for as long as needed."""
    url = f"http://{settings.host}:{settings.port}"
    if answers(f"{url}{HEALTH}"):
        yield url
        return
    with reserved_ports(1) as (port,):
        environment = os.environ | {"PORT": str(port), "HOST": "127.0.0.1", "DATA_DIR": str(settings.data_dir)}
        process = subprocess.Popen([sys.executable, "-m", "assistant", "run"], cwd=ROOT, env=environment)
        url = f"http://127.0.0.1:{port}"
        try:
            if not wait_until_answers(f"{url}{HEALTH}", [process], START_SECONDS):
                raise NotRunningError("助手没有启动成功，请先单独运行 assistant run 看看原因")
            yield url
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def through_chain(cases: Iterable[Case], url: str) -> Iterator[Outcome]:
    """The outcome of each case. Raises ChainError where what runs there does not say what its messages are."""
    with httpx.Client(base_url=url, trust_env=False, timeout=30) as client:
        for case in cases:
            sender, reply, seconds = f"eval-{uuid.uuid4().hex[:12]}", b"[]", 0.0
            for turn in case.turns:
                metadata = {"region": case.region} if case.region else {}
                body = {"sender": sender, "message": turn, "metadata": metadata}
                started = time.perf_counter()
                reply = client.post("/webhooks/rest/webhook", json=body).content
                seconds = time.perf_counter() - started
            yield outcome_of(case, _read(reply), seconds)


def outcome_of(case: Case, reply: Sequence[Message], seconds: float) -> Outcome:
    """What a reply came to. The surest message decides: an answer or choices may stand before a service's own words."""
    customs = [message.custom for message in reply]
    answers = [custom for custom in customs if isinstance(custom, AnswerCard)]
    if given := tuple(card.faq_id for card in answers if card.status is Status.ANSWERED):
        return Outcome(case, "answer", given, seconds)
    if answers:
        return Outcome(case, "guide", tuple(id for card in answers for id in card.near_ids), seconds)
    for custom in customs:
        if isinstance(custom, ChoicesCard):
            decision: Decision = "choose" if custom.status is Status.CHOICES else "ask_region"
            return Outcome(case, decision, custom.faq_ids, seconds)
    return Outcome(case, _without_passages({custom.status for custom in customs}), (), seconds)


def _without_passages(statuses: set[Status]) -> Decision:
    """A service that takes the question is no refusal, and neither is an outage."""
    if Status.UNAVAILABLE in statuses:
        return "unavailable"
    if Status.REFUSED in statuses:
        return "refuse"
    return "service" if statuses & _SERVICE else "talk"


def _read(reply: bytes) -> list[Message]:
    try:
        return _MESSAGES.validate_json(reply)
    except ValidationError as error:
        raise ChainError("助手的回复不是约定的格式，请确认运行的是同一版本") from error
