"""Held-out questions through the whole running chain, over the gateway as a page would ask them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from assistant.evaluation.heldout import Case
from assistant.evaluation.outcome import Outcome
from assistant.ports import reserved_ports
from assistant.settings import Settings
from knowledge.errors import ReadableError
from knowledge.settings import ROOT

START_SECONDS = 120.0


class NotRunningError(ReadableError):
    """No assistant could be asked."""


@contextmanager
def assistant_running(settings: Settings) -> Iterator[str]:
    """The address of the assistant: the one that runs on the configured port, or one started for as long as needed."""
    url = f"http://{settings.host}:{settings.port}"
    if _ready(url):
        yield url
        return
    with reserved_ports(1) as (port,):
        environment = os.environ | {"PORT": str(port), "HOST": "127.0.0.1", "DATA_DIR": str(settings.data_dir)}
        process = subprocess.Popen([sys.executable, "-m", "assistant", "run"], cwd=ROOT, env=environment)
        url = f"http://127.0.0.1:{port}"
        try:
            deadline = time.monotonic() + START_SECONDS
            while not _ready(url):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise NotRunningError("助手没有启动成功，请先单独运行 assistant run 看看原因")
                time.sleep(0.3)
            yield url
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def through_chain(cases: Iterable[Case], url: str, passages: dict[str, str]) -> Iterator[Outcome]:
    """The outcome of each case; ``passages``: ids by main question, to know what is on a button."""
    with httpx.Client(base_url=url, trust_env=False, timeout=30) as client:
        for case in cases:
            sender, reply, seconds = f"eval-{uuid.uuid4().hex[:12]}", [], 0.0
            for turn in case.turns:
                metadata = {"region": case.region} if case.region else {}
                body = {"sender": sender, "message": turn, "metadata": metadata}
                started = time.perf_counter()
                reply = client.post("/webhooks/rest/webhook", json=body).json()
                seconds = time.perf_counter() - started
            yield _outcome(case, reply, seconds, passages)


def _outcome(case: Case, reply: list[dict[str, Any]], seconds: float, passages: dict[str, str]) -> Outcome:
    cards = [message["custom"] for message in reply if isinstance(message.get("custom"), dict)]
    answers = tuple(card["faq_id"] for card in cards if card["type"] == "answer")
    if answers:
        return Outcome(case, "answer", answers, seconds)
    titles = [button["title"] for message in reply for button in message.get("buttons", ())]
    if any(card["type"] == "choices" for card in cards):
        known = tuple(passages[title] for title in titles if title in passages)
        return Outcome(case, "choose", known or tuple(case.expect), seconds)
    return Outcome(case, "refuse", (), seconds)


def _ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz", timeout=2, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False
