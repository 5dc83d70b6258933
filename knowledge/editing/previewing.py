"""Near duplicates among the new rows of a file, beside what is told already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from knowledge.editing.checks.findings import Kind
from knowledge.editing.checks.near import Neighbourhood, duplicate_findings
from knowledge.editing.passages import passage_of
from knowledge.library.content import Passage
from knowledge.records.fates import Fate, Previewed
from knowledge.retrieval.searcher import Searcher

_ALIKE = (Kind.NEAR_DUPLICATE, Kind.CONTRADICTION)


def with_near_duplicates(
    rows: Sequence[Previewed], searcher: Searcher, shipped: Mapping[str, Passage]
) -> Iterator[Previewed]:
    """The rows in order; a new one that asks what an entry of its region answers is a near duplicate of it. Some ten
    milliseconds a new row."""
    for row in rows:
        yield _compared(row, searcher, shipped) if row.fate is Fate.NEW else row


def _compared(row: Previewed, searcher: Searcher, shipped: Mapping[str, Passage]) -> Previewed:
    assert row.contents is not None  # it is new
    # The question alone is looked at: its other wordings need not be encoded.
    passage = replace(passage_of(row.contents, searcher.regions, shipped), similar=())
    for found in duplicate_findings(Neighbourhood(passage, searcher)):
        if found.kind in _ALIKE:
            return replace(row, fate=Fate.NEAR_DUPLICATE, reason=found.text, other=found.other)
    return row
