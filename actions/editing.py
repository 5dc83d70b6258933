"""What editors ask about FAQs that are not told yet, beside all that is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.contract.queries import Finding, Findings
from knowledge.editing.checks.checking import check
from knowledge.editing.previewing import with_near_duplicates
from knowledge.live.world import World
from knowledge.records.faqs.reading import read_contents
from knowledge.records.fates import Fate, Previewed

Cells = Mapping[str, str]


def findings(world: World, cells: Cells, before: Cells | None) -> Findings:
    """What there is to say about an FAQ given as texts by column; ``before``: as it is told now. Raises BadContents,
    UnknownRegion."""
    found = check(read_contents(cells), world.searcher, world.faqs.shipped, read_contents(before) if before else None)
    return Findings(
        findings=tuple(
            Finding(
                kind=one.kind.value,
                field=one.field,
                text=one.text,
                other=one.other,
                score=one.score,
                is_serious=one.is_serious,
            )
            for one in found
        )
    )


def near_duplicates(world: World, rows: Sequence[Cells]) -> dict[str, tuple[str, str]]:
    """Of new FAQs given as texts by column, those that ask what an entry answers: by their ids that entry's, and the reason.

    Raises BadContents, UnknownRegion.
    """
    new = [Previewed(0, Fate.NEW, contents=read_contents(cells)) for cells in rows]
    seen = with_near_duplicates(new, world.searcher, world.faqs.shipped)
    return {row.contents.id: (row.other, row.reason) for row in seen if row.contents and row.fate is not Fate.NEW}
