"""All checks of one FAQ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.editing.checks.amounts import against_register, jumps
from knowledge.editing.checks.findings import Finding
from knowledge.editing.checks.near import Neighbourhood, duplicate_findings, wording_findings
from knowledge.editing.checks.rewritten import overwritten_findings
from knowledge.editing.checks.sources import source_findings
from knowledge.editing.checks.subject import subject_findings
from knowledge.editing.passages import passage_of
from knowledge.figures.register import Figures, figures_in_use
from knowledge.library.content import Passage
from knowledge.library.due import superseded
from knowledge.records.kinds import FaqRow
from knowledge.retrieval.searcher import Searcher


def check(
    contents: FaqRow,
    searcher: Searcher,
    shipped: Mapping[str, Passage],
    before: FaqRow | None = None,
    register: Figures | None = None,
) -> tuple[Finding, ...]:
    """What there is to say about an FAQ beside all that ``searcher`` knows, the serious first; ``shipped``: the content's
    entries by id; ``before``: the FAQ as it is told now. Some ten milliseconds a wording. Raises UnknownRegion."""
    passage = passage_of(contents, searcher.regions, shipped)
    found = list(_findings(contents, passage, searcher, before, register or figures_in_use()))
    return tuple(sorted(found, key=lambda one: not one.is_serious))


def _findings(
    contents: FaqRow, passage: Passage, searcher: Searcher, before: FaqRow | None, register: Figures
) -> Iterator[Finding]:
    today, around = searcher.today(), Neighbourhood(passage, searcher)
    yield from duplicate_findings(around)
    if before is not None:
        yield from jumps(contents.answer, before.answer)
        yield from overwritten_findings(contents, before, searcher)
    if passage.kind != "statistic":  # news stays as it was written
        yield from against_register(contents.answer, contents.question, passage.region, today, register)
    yield from source_findings(contents, passage, superseded(), today)
    yield from subject_findings(contents.question, passage.answer)
    yield from wording_findings(around)
