"""Log lines: JSON, with the process and the turn, and without what people wrote."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from knowledge.logs import OURS, current_turn, in_turn, new_turn, set_up


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Other tests log as they are used to."""
    handlers, levels = logging.root.handlers, {name: logging.getLogger(name).level for name in (*OURS, "root")}
    yield
    logging.root.handlers = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_all_that_is_logged_looks_alike(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("gateway")
    with in_turn("t1"):
        structlog.get_logger("channels.a").info("turn", seconds=0.5)
        logging.getLogger("actions.b").info("served %s", "x", extra={"seconds": 2})
    structlog.get_logger("channels.a").debug("too small")
    structlog.get_logger("rasa.core").info("Received user message '工资'")
    logging.getLogger("httpx").info("GET /status?token=secret")
    logging.getLogger("b").warning("after")
    first, second, third = lines(capsys)
    assert first["time"].endswith("Z") and first["level"] == "info"
    assert (first["process"], first["event"], first["turn"], first["seconds"]) == ("gateway", "turn", "t1", 0.5)
    assert (second["process"], second["event"], second["turn"], second["seconds"]) == ("gateway", "served x", "t1", 2)
    assert third["level"] == "warning" and "turn" not in third


@pytest.mark.parametrize("native", [True, False])
def test_an_error_does_not_tell_what_was_said(capsys: pytest.CaptureFixture[str], native: bool) -> None:
    set_up("engine")
    words = "我的电话" + "13800138000"
    try:
        raise ValueError(words)
    except ValueError:
        (structlog.get_logger() if native else logging.getLogger("rasa")).exception("failed")
    (line,) = lines(capsys)
    assert line["error"] == "ValueError" and "test_logs.py" in line["where"]
    assert "我的电话13800138000" not in json.dumps(line, ensure_ascii=False)


def test_turns_have_names_of_their_own() -> None:
    assert new_turn() != new_turn() and current_turn() == ""
    with in_turn("t2"):
        assert current_turn() == "t2"
    with in_turn(""):
        assert current_turn() == ""
