"""Entries of the content as FAQs of the library, and back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from knowledge.editing.passages import NO_CATEGORY, NO_TITLE, faq_of, name_of, passage_of
from knowledge.library.content import Content
from knowledge.places.regions import RegionTree, all_regions
from knowledge.records.faqs.reading import cells_of, read_contents
from knowledge.records.kinds import FaqRow


def faq(**cells: str) -> FaqRow:
    return read_contents({"id": "a-b", "question": "怎么问？", "answer": "答。"} | cells)


def test_every_shipped_entry_can_be_edited_and_is_the_same_when_nothing_is(shipped: Content) -> None:
    by_id = {passage.id: passage for passage in shipped.passages}
    for passage in shipped.passages:
        row = read_contents(cells_of(faq_of(passage)))
        assert dict(row) == dict(faq_of(passage))
        # What people asked for it counts no more once an office edits it.
        assert passage_of(row, shipped.regions, by_id) == replace(passage, asked=())


def test_another_source_leaves_the_article_behind(content: Content) -> None:
    by_id = {passage.id: passage for passage in content.passages}
    entry = by_id["nation-contract-written"]
    cells = cells_of(faq_of(entry))
    same = passage_of(read_contents(cells | {"answer": "一个月内。"}), content.regions, by_id)
    assert (same.article, same.next, same.kind) == ("第十条", ("nation-overtime-rest",), "rule")
    other = passage_of(read_contents(cells | {"source_title": "别的法"}), content.regions, by_id)
    assert (other.article, other.as_of, other.source.title) == (None, None, "别的法")


def test_what_is_left_empty(served: RegionTree) -> None:
    passage = passage_of(faq(source_date="2026-01-01"), served, {})
    assert (passage.region, passage.category, passage.source.title) == (served.nation, NO_CATEGORY, NO_TITLE)
    assert (passage.origin, passage.as_of, passage.similar) == ("import", dt.date(2026, 1, 1), ())


def test_a_figure_of_the_register(served: RegionTree) -> None:
    passage = passage_of(faq(answer="每月{figure: minimum-wage.monthly}。", region="江门市"), served, {})
    assert passage.wording and "元。" in passage.answer and passage.cites_figure and "最低工资" in passage.source.title
    named = passage_of(
        faq(answer="每月{figure: minimum-wage.monthly}。", region="江门市", source_title="通知"), served, {}
    )
    assert not named.cites_figure and named.source.title == "通知"
    nowhere = passage_of(faq(answer="每月{figure: minimum-wage.monthly 江门市 1999-01-01}。"), served, {})
    assert nowhere.answer == "每月。" and nowhere.source.title == NO_TITLE


@pytest.mark.parametrize(
    ("place", "name"), [("全国", ""), ("浙江省", "浙江省"), ("兰溪市", "兰溪市"), ("南昌市西湖区", "南昌市西湖区")]
)
def test_a_region_is_called_so_that_it_is_found_again(place: str, name: str) -> None:
    assert name_of(all_regions().get(place)) == name
