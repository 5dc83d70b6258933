"""One turn is found again in the logs of all three processes."""

from __future__ import annotations

import json
from typing import Any

from tests.stack.conftest import Assistant
from tests.waiting import wait_until

WORDS = "在舟山，最低工资每月多少钱"


def logged(assistant: Assistant, name: str) -> list[dict[str, Any]]:
    """The lines of a process's log that are ours; Python's own warnings stand between them."""
    lines = (assistant.data_dir / "logs" / f"{name}.log").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def test_a_turn_is_known_by_one_name_in_all_processes(assistant: Assistant) -> None:
    assistant.chat().say(WORDS)
    last = [line for line in logged(assistant, "gateway") if line["event"] == "turn"][-1]
    assert last["statuses"] == ["answered"] and last["seconds"] > 0

    def named(process: str) -> list[dict[str, Any]]:
        return [line for line in logged(assistant, process) if line.get("turn") == last["turn"]]

    for process in ("engine", "actions"):
        wait_until(lambda process=process: bool(named(process)), f"{process} has written it down")  # type: ignore[misc]
        (line,) = named(process)
        assert (line["process"], line["level"]) == (process, "info") and line["seconds"] > 0
    texts = [
        (assistant.data_dir / "logs" / f"{name}.log").read_text("utf-8") for name in ("gateway", "engine", "actions")
    ]
    assert not any(WORDS in text for text in texts)
