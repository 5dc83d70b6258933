"""Where the rows of a list come from, in words."""

from __future__ import annotations

import datetime as dt

from actions.saying import phrase


def whence(source: str, sample: bool, **days: dt.date | None) -> list[str]:
    """The source of a row and its ``days``, by column, as far as they are known; nothing of a sample, which nobody vouches
    for."""
    told = {} if sample else {"source": source, **days}
    return [phrase(f"column_{name}", value=value) for name, value in told.items() if value]
