"""What is due: compared long ago, or resting on a text since amended."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from knowledge.library.content import Content
from knowledge.library.due import Superseded, checked_days, find_due, superseded
from tests.knowledge.figures.small import figures

TODAY = dt.date(2026, 3, 1)
ENTRY = """- id: {id}
  category: 失业保险
  kind: {kind}
  question: {id}？
  answer: 打12333问。
  source: {source}
  {more}
"""
SOURCES = """region: 全国
sources:
  old: {title: 失业保险金申领发放办法（2019年修订）}
  own: {title: 中华人民共和国劳动法}
  province: {title: 广东省失业保险金申领发放办法}
entries:
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    entries = [
        ("some-old", "rule", "own", "checked: 2025-06-01"),
        ("some-new", "rule", "own", "checked: 2026-02-01"),
        ("some-never", "service", "own", ""),
        ("some-news", "statistic", "own", ""),
        ("some-resting", "rule", "old", "article: 第六条、第八条\n  checked: 2026-02-01"),
        ("some-elsewhere", "rule", "old", "article: 第八条；劳动法第六条\n  checked: 2026-02-01"),
        ("some-cited", "rule", "own", "article: 第三条；失业保险金申领发放办法第六条\n  checked: 2026-02-01"),
        ("some-province", "rule", "province", "article: 第六条\n  checked: 2026-02-01"),
    ]
    text = "".join(ENTRY.format(id=id, kind=kind, source=source, more=more) for id, kind, source, more in entries)
    (tmp_path / "a.yml").write_text(SOURCES + text, "utf-8")
    return tmp_path


def test_entries_compared_long_ago_and_never(folder: Path) -> None:
    due = find_due(dt.date(2026, 1, 1), TODAY, folder, figures())
    assert [entry.id for entry in due.entries] == ["some-old", "some-never"]


def test_the_day_of_each_entry_that_can_be_due(folder: Path) -> None:
    days = checked_days(folder)
    assert days["some-old"] == dt.date(2025, 6, 1) and days["some-never"] is None
    assert "some-new" in days and "some-news" not in days


def test_figures_as_far_as_they_hold_today(folder: Path) -> None:
    assert find_due(dt.date(2026, 2, 1), TODAY, folder, figures()).figures == ()
    found = {figure.id: figure for figure in find_due(dt.date(2026, 2, 6), TODAY, folder, figures()).figures}
    # The class was compared later, its older amount no longer holds; what a share of it was compared is due all the same.
    assert set(found) == {"wage.monthly", "grant.death", "grant.heat"}
    assert (found["wage.monthly"].regions, found["wage.monthly"].checked) == (
        ("兰溪市", "舟山市", "上饶市信州区"),
        dt.date(2026, 2, 1),
    )


def test_what_rests_on_an_amended_article(folder: Path) -> None:
    due = find_due(dt.date(2025, 1, 1), TODAY, folder, figures())
    ((text, entries),) = due.resting
    assert (text.title, text.articles) == ("失业保险金申领发放办法", ("第六条", "第七条"))
    assert [entry.id for entry in entries] == ["some-resting", "some-cited"]


@pytest.mark.parametrize(
    ("citation", "articles", "is_amended"),
    [
        ("最低工资规定（劳动保障部令第21号）", "第十三条", True),
        ("最低工资规定（劳动保障部令第21号）", "第十二条", False),
        ("中华人民共和国最低工资规定", "第十二条、第十三条", True),
        ("某省最低工资规定", "第十三条", False),
    ],
)
def test_a_text_is_known_by_its_bare_title(citation: str, articles: str, is_amended: bool) -> None:
    text = Superseded(title="最低工资规定", articles=("第十三条",), by="劳动合同法", note="按劳动合同法")
    assert text.covers(citation, articles) is is_amended


def test_the_newer_text_of_one_title_is_not_taken_for_the_older() -> None:
    (text,) = (text for text in superseded() if text.document == "劳社部发〔2008〕3号")
    assert text.covers(f"{text.title}（劳社部发〔2008〕3号）", "")
    assert not text.covers(f"人力资源社会保障部{text.title}（人社部发〔2025〕2号）", "")


def test_the_shipped_list_knows_texts_of_the_shipped_content(shipped: Content) -> None:
    day = dt.date(2026, 11, 29)
    resting = {text.title: {entry.id for entry in entries} for text, entries in find_due(day, day).resting}
    assert {"社会救助暂行办法", "浙江省社会救助条例", "浙江省职工基本养老保险条例"} <= resting.keys()
    assert len(superseded()) > 15
