"""The register: by place and day, shares of other figures, and what a file of figures must not say."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.figures.register import FigureError, Figures, FiguresInUse, OwnValue, load_figures
from knowledge.figures.wording import Wording
from knowledge.places.regions import UnknownRegion, all_regions
from knowledge.shapes import Source
from tests.knowledge.figures.small import GRANT, WAGE, figures

FIGURES = figures()


def at(id: str, region: str, day: str) -> str | None:
    value = FIGURES.at(id, all_regions().get(region), dt.date.fromisoformat(day))
    return value and value.text


@pytest.mark.parametrize(
    ("id", "region", "day", "text"),
    [
        ("wage.monthly", "兰溪市", "2026-01-01", "2430.5元"),
        ("wage.monthly", "兰溪市", "2025-12-31", "2260元"),
        ("wage.monthly", "兰溪市", "2025-06-30", None),  # the class had an amount, but whose class it was is not known
        ("wage.monthly", "舟山市普陀区", "2026-03-01", "2430.5元"),
        ("wage.monthly", "金华市", "2026-03-01", None),  # not what a part of it has
        ("wage.monthly", "浙江省", "2026-03-01", None),
        ("wage.monthly", "上饶市", "2026-03-01", None),
        ("wage.monthly", "上饶市信州区", "2026-06-30", "2090元"),
        ("wage.monthly", "上饶市信州区", "2026-07-01", None),
        ("wage.class-two", "兰溪市", "2026-03-01", "2430.5元"),
        ("wage.benefit", "兰溪市", "2026-03-01", "2187.45元"),
        ("wage.benefit", "兰溪市", "2025-08-01", "2034元"),
        ("wage.benefit", "杭州市", "2026-03-01", None),
        ("grant.death", "兰溪市", "2025-05-05", "1083760元"),
        ("grant.death", "全国", "2024-12-31", None),
        ("grant.heat", "兰溪市", "2024-12-31", None),
    ],
)
def test_the_nearest_value_in_force(id: str, region: str, day: str, text: str | None) -> None:
    assert at(id, region, day) == text


def test_a_share_is_known_as_well_as_the_less_known_of_the_two() -> None:
    benefit = FIGURES.at("wage.benefit", all_regions().get("舟山市普陀区"), dt.date(2025, 9, 1))
    assert benefit is not None
    assert (benefit.amount, benefit.region.name, benefit.source.title) == (Decimal(2034), "舟山市", "失业保险条例")
    assert (benefit.first, benefit.last) == (dt.date(2025, 7, 1), dt.date(2025, 12, 31))
    assert (benefit.grade, benefit.checked, benefit.as_of) == ("B", dt.date(2026, 2, 1), dt.date(2026, 1, 31))


def test_a_share_without_a_source_has_that_of_the_whole() -> None:
    wage = FIGURES.at("wage.monthly", all_regions().get("兰溪市"), dt.date(2026, 3, 1))
    assert wage is not None and wage.source.title == "新文件"


def test_where_the_beginning_is_not_known_none_is_told() -> None:
    heat = FIGURES.at("grant.heat", all_regions().get("兰溪市"), dt.date(2026, 3, 1))
    assert heat is not None and heat.first is None


def test_the_history_of_a_share_follows_the_whole() -> None:
    values = FIGURES.history("wage.benefit", all_regions().get("兰溪市"))
    assert [(value.first, value.text) for value in values] == [
        (dt.date(2025, 7, 1), "2034元"),
        (dt.date(2026, 1, 1), "2187.45元"),
    ]


def test_regions_with_an_amount_of_their_own() -> None:
    names = {region.name for region in FIGURES.regions("wage.benefit")}
    assert names == {"浙江省", "兰溪市", "舟山市", "信州区"}


def test_no_such_figure() -> None:
    with pytest.raises(FigureError, match=r"数字表里没有 wage\.yearly"):
        FIGURES.at("wage.yearly", all_regions().nation, dt.date(2026, 3, 1))


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ("grade: B", "grade: C", r"wage\.yml：wage\.monthly：values\.0\.grade 只能写 A 或 B；C 级的数不能写进来"),
        ("value: 2260, ", "", r"wage\.class-two：values\.0 要么写 value（数），要么写 of"),
        ("value: 2260, ", "value: 很多, ", r"wage\.class-two：values\.0\.value 应该是一个数"),
        (
            "value: 2090, from: 2025-12-01, to: 2026-06-30, source: new",
            "value: 2090, from: 2025-12-01",
            "没有写 source",
        ),
        ("from: 2025-12-01, to: 2026-06-30", "from: 2026-12-01, to: 2026-06-30", "开始日 from 晚于结束日 to"),
        ("id: wage.monthly", "id: wage", r"wage：id 要写成“领域\.名称”"),
        ("id: wage.monthly", "id: pay.monthly", r"wage\.yml：pay\.monthly 的编号要以 wage\. 开头"),
        ("id: wage.monthly", "id: wage.class-two", r"wage\.class-two 写了两遍"),
        ("of: wage.monthly", "of: wage.weekly", r"数字表里没有 wage\.weekly"),
        ("source: law", "source: book", r"wage\.benefit：来源“book”没有写在 sources 里"),
        ("from: 2026-01-01, source: new", "from: 2025-01-01, source: new", "浙江省 有两个数在 2025-01-01 都有效"),
        (
            "value: 2260, from: 2025-01-01",
            "value: 2260, from: 2025-01-01, to: 2026-01-01",
            "浙江省 有两个数在 2026-01-01 都有效",
        ),
    ],
)
def test_what_a_file_must_not_say(tmp_path: Path, good: str, bad: str, message: str) -> None:
    assert good in WAGE
    (tmp_path / "wage.yml").write_text(WAGE.replace(good, bad, 1), "utf-8")
    with pytest.raises(FigureError, match=message):
        load_figures(tmp_path)


def test_an_unknown_place(tmp_path: Path) -> None:
    (tmp_path / "grant.yml").write_text(GRANT.replace("浙江省", "火星省"), "utf-8")
    with pytest.raises(UnknownRegion, match="火星省"):
        load_figures(tmp_path)


def own(id: str, region: str, amount: str, first: str, last: str | None = None) -> OwnValue:
    end = dt.date.fromisoformat(last) if last else None
    begin = dt.date.fromisoformat(first)
    return OwnValue(id, all_regions().get(region), Decimal(amount), begin, end, Source(title="市文件"), begin)


def timeline(figures: Figures, id: str, region: str) -> list[tuple[str | None, str]]:
    return [
        (value.first and value.first.isoformat(), value.text)
        for value in figures.history(id, all_regions().get(region))
    ]


def test_what_an_office_says_lies_over_what_is_shipped_from_its_day_on() -> None:
    over = FIGURES.laid_over([own("wage.class-two", "浙江省", "2600", "2027-01-01")])
    assert timeline(over, "wage.class-two", "浙江省") == [
        ("2025-01-01", "2260元"),
        ("2026-01-01", "2430.5元"),
        ("2027-01-01", "2600元"),
    ]
    before = over.at("wage.class-two", all_regions().get("浙江省"), dt.date(2026, 12, 31))
    after = over.at("wage.class-two", all_regions().get("浙江省"), dt.date(2027, 1, 1))
    assert before and after and (before.last, after.last) == (dt.date(2026, 12, 31), None)
    assert (after.source.title, after.grade, after.checked) == ("市文件", "A", dt.date(2027, 1, 1))
    assert timeline(FIGURES, "wage.class-two", "浙江省")[-1] == ("2026-01-01", "2430.5元")


def test_shares_and_places_follow_what_an_office_says() -> None:
    over = FIGURES.laid_over([own("wage.class-two", "浙江省", "2600", "2027-01-01")])
    assert timeline(over, "wage.monthly", "兰溪市")[-1] == ("2027-01-01", "2600元")
    assert timeline(over, "wage.benefit", "舟山市普陀区")[-1] == ("2027-01-01", "2340元")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-01-01", None, [("2025-01-01", "2260元"), ("2026-01-01", "9元")]),  # in place of the shipped one
        ("2025-06-01", None, [("2025-01-01", "2260元"), ("2025-06-01", "9元"), ("2026-01-01", "2430.5元")]),
        ("2024-01-01", None, [("2024-01-01", "9元"), ("2025-01-01", "2260元"), ("2026-01-01", "2430.5元")]),
        ("2026-03-01", "2026-05-31", [("2025-01-01", "2260元"), ("2026-01-01", "2430.5元"), ("2026-03-01", "9元")]),
    ],
)
def test_each_value_holds_until_the_next_begins(first: str, last: str | None, expected: list[tuple[str, str]]) -> None:
    over = FIGURES.laid_over([own("wage.class-two", "浙江省", "9", first, last)])
    assert timeline(over, "wage.class-two", "浙江省") == expected


def test_after_its_last_day_nothing_older_is_told_again() -> None:
    over = FIGURES.laid_over([own("wage.class-two", "浙江省", "9", "2026-03-01", "2026-05-31")])
    assert over.at("wage.class-two", all_regions().get("浙江省"), dt.date(2026, 6, 1)) is None


def test_a_place_may_get_its_first_value() -> None:
    over = FIGURES.laid_over([own("wage.monthly", "杭州市", "2660", "2026-01-01")])
    assert timeline(over, "wage.monthly", "杭州市") == [("2026-01-01", "2660元")]
    assert all_regions().get("杭州市") in over.regions("wage.benefit")
    with pytest.raises(FigureError, match=r"wage\.yearly"):
        FIGURES.laid_over([own("wage.yearly", "杭州市", "1", "2026-01-01")])


def test_what_rests_on_a_figure() -> None:
    assert FIGURES.resting_on("wage.class-two") == ("wage.class-two", "wage.monthly", "wage.benefit")
    assert FIGURES.resting_on("wage.benefit") == ("wage.benefit",)


def test_a_register_in_use_is_another_for_all_who_refer_to_it() -> None:
    used = FiguresInUse(FIGURES)
    wording = Wording.of("每月{figure: wage.class-two}", used)
    place, day = all_regions().get("浙江省"), dt.date(2027, 2, 1)
    assert wording and (filled := wording.filled(place, day)) and filled.text == "每月2430.5元"
    used.use(FIGURES.laid_over([own("wage.class-two", "浙江省", "2600", "2027-01-01")]))
    assert (filled := wording.filled(place, day)) and filled.text == "每月2600元"
    assert "wage.monthly" in used and [rows.id for rows in used] == [rows.id for rows in FIGURES]
