"""Starting, dying and stopping."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from channels.health import CACHE_SECONDS
from knowledge.settings import ROOT
from tests.stack.conftest import Assistant


@pytest.fixture
def other_data(trained_data: Path, tmp_path: Path) -> Path:
    """Another data folder with the same trained state, conversations left out."""
    target = tmp_path / "data"
    shutil.copytree(trained_data / "versions", target / "versions")
    (target / "engine").mkdir()
    for model in (trained_data / "engine").glob("*.tar.gz"):
        shutil.copy2(model, target / "engine")
    return target


def test_crash_of_the_engine_costs_no_conversation(assistant: Assistant) -> None:
    chat = assistant.chat()
    chat.say("居民的基础养老金每月发多少")
    engine = next(pid for pid, args in assistant.children() if "assistant.engine.serve" in args)
    os.kill(engine, signal.SIGKILL)
    time.sleep(CACHE_SECONDS + 0.2)  # a report of better times is forgotten by then
    assert "稍等" in chat.say("舟山")
    assistant.wait_until_ready()
    assert "350元" in chat.say("舟山")


def test_second_start_on_the_same_data_is_refused(assistant: Assistant) -> None:
    environment = os.environ | {"DATA_DIR": str(assistant.data_dir), "PORT": "18999"}
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "run"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0 and "正被另一个暖驿使用" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("seconds", [0.4, 4.0])
def test_stops_at_any_moment_of_the_start(other_data: Path, seconds: float) -> None:
    starting = Assistant(other_data)
    time.sleep(seconds)
    assert starting.stop(signal.SIGINT) < 10
    assert starting.children() == []


def test_two_copies_side_by_side(assistant: Assistant, other_data: Path) -> None:
    second = Assistant(other_data)
    try:
        second.wait_until_ready()
        assert "5家" in second.chat("兰溪市").say("通宵开门的驿站几家")
        assert assistant.is_ready()
    finally:
        assert second.stop() < 10
    assert second.children() == []
