"""Rows with the ids of shipped entries."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.editing.replacing import beside_shipped
from knowledge.library.content import Passage
from knowledge.records.fates import Fate, Previewed


def test_a_row_with_the_id_of_a_shipped_entry_changes_that(passages: Mapping[str, Passage]) -> None:
    other = Previewed(3, Fate.NEW, id="a"), Previewed(4, Fate.FAULTY, "问题：没有填")
    first, *others = beside_shipped([Previewed(2, Fate.NEW, id="lanxi-lodging"), *other], passages)
    assert first.fate is Fate.CHANGED and passages["lanxi-lodging"].question in first.reason
    assert tuple(others) == other
