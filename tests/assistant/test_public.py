"""``assistant public`` in the terminal."""

from __future__ import annotations

from channels.texts import load_texts
from tests.assistant.conftest import Run


def test_closed_and_opened(run: Run) -> None:
    assert run("public", "open").stdout == "本来就开着\n"
    assert run("public", "close", "下午恢复", "--why", "维护").stdout == "对外的回答停了，大家会看到：下午恢复\n"
    assert run("public", "close").stdout.strip().endswith(load_texts().replies.paused)
    assert run("public", "open").stdout == "对外的回答恢复了\n"
    noted = [line.split("\t")[3] for line in run("audit", "list").stdout.splitlines()]
    assert noted == ["恢复对外回答", "停下", "停下"]
    assert run("audit", "verify").returncode == 0


def test_too_long(run: Run) -> None:
    failed = run("public", "close", "长" * 301)
    assert failed.returncode == 1 and failed.stderr == "出错了：要告诉大家的话应当是 1 到 300 个字\n"
