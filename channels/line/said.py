"""What a person said, as the line takes it: masked, and without power over the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from channels.contract.incoming import Incoming, Metadata, Spoken
from channels.line.keys import key_of
from channels.privacy import find_phone, mask


@dataclass(frozen=True)
class Said:
    """One message. ``shown``: what the transcript shows of it; ``phone``: the number that was masked, for whoever was asked
    to leave one: it goes nowhere else."""

    id: str
    sender: str
    text: str
    shown: str
    metadata: Mapping[str, Any]
    phone: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, incoming: Incoming, request: str) -> Said:
        """A message of a channel that gives its messages no ids: it has that of its ``request``."""
        text = _clean(incoming.message)
        phone = find_phone(incoming.message)
        return cls(key_of(request), incoming.sender, text, text, _known(incoming.metadata), phone)

    @classmethod
    def by(cls, sender: str, spoken: Spoken) -> Said:
        """A message of the widget."""
        text = _clean(spoken.message)
        shown = text if spoken.shown is None else mask(spoken.shown)
        return cls(spoken.id, sender, text, shown, _known(spoken.metadata), find_phone(spoken.message))


def _known(metadata: Metadata | None) -> dict[str, Any]:
    return metadata.model_dump(exclude_none=True) if metadata else {}


def _clean(message: str) -> str:
    return make_harmless(mask(message))


def make_harmless(message: str) -> str:
    """Take the power from the engine's raw commands ("/restart"): only channels may give them, never people.

    The engine strips a message before it looks for the slash, so this looks behind white space too.
    """
    stripped = message.lstrip()
    return f"／{stripped[1:]}" if stripped.startswith("/") else message
