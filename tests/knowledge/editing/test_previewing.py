"""Rows of a file beside what is told already."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.editing.previewing import with_near_duplicates
from knowledge.library.content import Passage
from knowledge.records.faqs.reading import read_contents
from knowledge.records.fates import Fate, Previewed
from knowledge.retrieval.searcher import Searcher


def test_only_new_rows_are_near_duplicates(searcher: Searcher, passages: Mapping[str, Passage]) -> None:
    same = {"question": "青年驿站可以免费住几天？", "answer": "免费住3天。", "region": "兰溪市"}
    rows = [
        Previewed(2, Fate.NEW, contents=read_contents({"id": "a"} | same)),
        Previewed(3, Fate.CHANGED, contents=read_contents({"id": "b"} | same)),
        Previewed(4, Fate.FAULTY, "问题：没有填"),
        Previewed(5, Fate.NEW, contents=read_contents({"id": "c"} | same | {"region": "上饶市"})),
        Previewed(6, Fate.NEW, contents=read_contents({"id": "d"} | same | {"answer": "免费住9天。"})),
    ]
    first, *between, last = with_near_duplicates(rows, searcher, passages)
    assert (first.fate, first.other, first.line) == (Fate.NEAR_DUPLICATE, "lanxi-lodging", 2)
    assert between == rows[1:4]
    assert last.fate is Fate.NEAR_DUPLICATE and "说的是3天，这里是9天" in last.reason
