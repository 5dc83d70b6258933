"""Starting, dying and stopping."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from assistant.benchmarks.turns import drive
from knowledge.settings import ROOT
from tests.stack.conftest import READY_SECONDS, Assistant, copy_prepared, started
from tests.waiting import wait_until

CHILDREN = {"actions.server", "assistant.engine.serve", "channels"}


@pytest.fixture
def other_data(prepared_data: Path, tmp_path: Path) -> Path:
    """Another data folder with the same trained state, conversations left out."""
    target = tmp_path / "data"
    target.mkdir()
    return copy_prepared(prepared_data, target)


def test_only_our_own_processes_may_use_the_engines_http_api(assistant: Assistant) -> None:
    chat = assistant.chat()
    chat.say("居民的基础养老金每月发多少")
    engine = assistant.children()["assistant.engine.serve"].environment
    tracker = f"/conversations/{chat.sender}/tracker"
    with httpx.Client(base_url=f"http://127.0.0.1:{engine['ENGINE_PORT']}", trust_env=False, timeout=30) as client:
        for method, path in (("GET", "/status"), ("GET", tracker), ("PUT", "/model"), ("POST", "/model/train")):
            for query in ({}, {"token": "guessed"}):
                assert client.request(method, path, params=query).status_code == 401, path
        known = {"token": engine["ENGINE_TOKEN"]}
        assert client.get("/status", params=known).json()["model_file"]
        assert client.get(tracker, params=known).json()["sender_id"] == chat.sender
    assert "350元" in chat.say("舟山"), "the gateway knows it"


def test_the_engine_serves_without_what_training_needs(assistant: Assistant) -> None:
    """``assistant/engine/without_training.py``: 350 MB and three seconds of each start; ``vectors.py``: 180 MB."""
    loaded = Path(f"/proc/{assistant.children()['assistant.engine.serve'].pid}/maps").read_text()
    assert "numpy" in loaded and "tensorflow" not in loaded and "onnxruntime" not in loaded
    assert "sklearn" not in loaded, "nor what it imports for channels and stores that nobody uses (absent.py)"


def test_crash_of_the_engine_costs_no_conversation(assistant: Assistant) -> None:
    chat = assistant.chat()
    chat.say("居民的基础养老金每月发多少")
    os.kill(assistant.children()["assistant.engine.serve"].pid, signal.SIGKILL)
    wait_until(lambda: not assistant.is_ready(), "its death is seen")
    assert "稍等" in chat.say("舟山")
    assistant.wait_until_ready()
    assert "350元" in chat.say("舟山")


def test_a_long_conversation_is_read_again_after_a_restart_of_the_engine(assistant: Assistant) -> None:
    """``assistant/engine/trackers.py``: what was appended turn by turn, across turns that were answered from memory."""
    chat = assistant.chat()
    for said in ("你好", "在舟山，居民的基础养老金每月发多少", "谢谢", "最低工资多少"):
        chat.say(said)
    os.kill(assistant.children()["assistant.engine.serve"].pid, signal.SIGKILL)
    wait_until(lambda: not assistant.is_ready(), "its death is seen")
    assistant.wait_until_ready()
    assert "最低工资" in chat.say("再说一遍")


def test_several_at_once_all_get_their_replies(assistant: Assistant) -> None:
    (load,) = asyncio.run(drive("here", assistant.url, users=(6,), seconds=3.0))
    assert load.unanswered == 0 and load.rate > 0


def test_second_start_on_the_same_data_is_refused(assistant: Assistant) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "run"],
        cwd=ROOT,
        env=assistant.environment,
        capture_output=True,
        text=True,
        timeout=READY_SECONDS,
    )
    assert done.returncode != 0 and "正被另一个暖驿使用" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("needed", [set(), CHILDREN], ids=["the first child", "all children"])
def test_stops_at_any_moment_of_the_start(other_data: Path, needed: set[str], how: signal.Signals) -> None:
    """As soon as it has a child at all, and as soon as it has these."""
    with started(other_data) as starting:
        wait_until(lambda: bool(starting.children()) and needed <= starting.children().keys(), "they are started")
        assert starting.stop(how) < 10
        wait_until(lambda: starting.children() == {}, "they are gone")


def test_two_copies_side_by_side(assistant: Assistant, other_data: Path) -> None:
    with started(other_data) as second:
        second.wait_until_ready()
        assert "5家" in second.chat("兰溪市").say("通宵开门的驿站几家")
        assert assistant.is_ready()
        assert second.stop() < 10
        assert second.children() == {}
