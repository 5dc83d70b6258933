"""Against formula injection: a text that a spreadsheet would run as a formula is exported with an apostrophe before it.

Reading takes exactly that apostrophe off again, so ``unguarded(guarded(text)) == text`` for every text.
"""

from __future__ import annotations

import re

_GUARDED = re.compile(r"'+[=+\-@]")
_RISKY = re.compile(r"'*[=+\-@]")
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')  # how a CSV file keeps a spreadsheet from making 12 of 0012


def guarded(text: str) -> str:
    """The text as a file for spreadsheets may hold it."""
    return "'" + text if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded; any other text as it is."""
    return text[1:] if _GUARDED.match(text) else text


def typed_text(text: str) -> str:
    """The text that somebody wrote into a cell: without the guard, or out of the formula that keeps it a text."""
    match = _KEPT_AS_TEXT.fullmatch(text)
    return match[1] if match else unguarded(text)
