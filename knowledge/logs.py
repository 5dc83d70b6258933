"""Logs as lines of JSON, one an event, with the name of the process and of the turn that it belongs to. No line holds what a
person wrote: of an error only its kind and its places.

Both environments import this module.
"""

from __future__ import annotations

import logging
import secrets
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import structlog
from structlog.contextvars import bound_contextvars, get_contextvars

# The header and the key of the metadata by which a turn is known from process to process.
TURN_HEADER, TURN = "X-Turn", "turn"
Event = MutableMapping[str, Any]


# What others write below a warning tells of people (Rasa), or of addresses with tokens in them (httpx).
OURS = ("actions", "assistant", "channels", "knowledge")


def set_up(process: str) -> None:
    """Have everything that is logged in this process written to its output that way: our own from INFO on, of others the
    warnings."""

    def name(_logger: Any, _method: str, event: Event) -> Event:
        return {"process": process, **event}

    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        name,
        _without_words,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    written: list[Any] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()], processors=written
        )
    )
    logging.root.handlers = [handler]
    logging.root.setLevel(logging.WARNING)
    for name_ in OURS:
        logging.getLogger(name_).setLevel(logging.INFO)


def new_turn() -> str:
    """A name for a turn."""
    return secrets.token_hex(8)


def current_turn() -> str:
    """The name of the turn under way, "" for none."""
    return str(get_contextvars().get(TURN, ""))


@contextmanager
def in_turn(turn: str) -> Iterator[None]:
    """All that is logged inside belongs to this turn."""
    with bound_contextvars(**{TURN: turn} if turn else {}):
        yield


def _without_words(_logger: Any, _method: str, event: Event) -> Event:
    """An exception's text may hold what a person wrote: its type and the lines of code say where to look."""
    if error := event.pop("exc_info", None):
        error = error if isinstance(error, tuple) else sys.exc_info()
        if error[0] is not None:
            event["error"] = error[0].__name__
            event["where"] = "".join(traceback.format_tb(error[2]))
    return event
