"""Where an answer comes from, and whether it still holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from knowledge.editing.checks.findings import Finding, Kind, finding
from knowledge.library.content import Passage
from knowledge.library.due import Superseded
from knowledge.records.kinds import FaqRow


def source_findings(
    contents: FaqRow, passage: Passage, amended: Iterable[Superseded], today: dt.date
) -> Iterator[Finding]:
    """What is missing from the source, or overtaken; ``passage``: the FAQ as it is told."""
    if contents.effective_to and contents.effective_to < today:
        yield finding(Kind.EXPIRED, "effective_to", day=contents.effective_to)
    if passage.cites_figure:  # the register has its own dates
        return
    if not contents.source_title:
        yield finding(Kind.UNSOURCED, "source_title")
        return
    if contents.source_date is None:
        yield finding(Kind.UNDATED, "source_date")
    for text in amended:
        if text.covers(contents.source_title, passage.article or ""):
            yield finding(Kind.AMENDED, "source_title", title=text.title, by=text.by, note=text.note)
