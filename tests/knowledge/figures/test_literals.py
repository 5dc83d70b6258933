"""Figures written out are found, and nothing that only looks like one."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.figures.literals import literals, strays
from knowledge.places.regions import all_regions
from tests.knowledge.figures.small import figures

FIGURES = figures()


def found(text: str, question: str, region: str) -> list[tuple[str, str]]:
    known = literals(text, question, all_regions().get(region), dt.date(2026, 3, 1), FIGURES)
    return [(literal.number, literal.instead) for literal in known]


@pytest.mark.parametrize(
    ("text", "question", "region", "expected"),
    [
        ("每月2430.5元", "最低工资多少", "舟山市", {"{figure: wage.class-two}", "{figure: wage.monthly}"}),
        (
            "最低工资每月2260元",
            "多少钱",
            "舟山市",
            {"{figure: wage.class-two 2025-12-31}", "{figure: wage.monthly 2025-12-31}"},
        ),
        ("信州区最低工资2090元", "多少钱", "上饶市", {"{figure: wage.monthly 上饶市信州区}"}),
        ("失业金2187.45元", "多少钱", "浙江省", {"{figure: wage.benefit 舟山市}"}),
        ("工亡给1083760元", "给多少", "兰溪市", {"{figure: grant.death 2025-12-31}"}),
        # the place that a text of the nation or of another place names itself
        ("信州区最低工资2090元", "多少钱", "全国", {"{figure: wage.monthly 上饶市信州区}"}),
        ("最低工资2090元", "上饶市信州区最低工资多少", "全国", {"{figure: wage.monthly 上饶市信州区}"}),
        ("浙江省的高温津贴，每月300元", "高温津贴多少", "全国", {"{figure: grant.heat 浙江省}"}),
        ("比如舟山的失业金2187.45元", "多少钱", "江门市", {"{figure: wage.benefit 舟山市}"}),
    ],
)
def test_what_to_write_instead(text: str, question: str, region: str, expected: set[str]) -> None:
    assert {instead for _, instead in found(text, question, region)} == expected


@pytest.mark.parametrize(
    ("text", "question", "region"),
    [
        ("每月2430元", "最低工资多少", "舟山市"),  # another amount
        ("每月12430.5元", "最低工资多少", "舟山市"),
        ("每月2000—2430.5元", "最低工资多少", "舟山市"),  # a range
        ("2430.5个", "最低工资多少", "舟山市"),  # another unit
        ("最低工资2090元", "多少钱", "舟山市"),  # another place
        ("有的地方最低工资2430.5元", "多少钱", "全国"),  # some place has any number; which one the text does not say
        ("上饶市最低工资2430.5元", "多少钱", "全国"),  # not what the place has that it names
        ("罚款300元", "罚多少", "舟山市"),  # something else
        ("高温津贴按月发，罚款300元", "罚多少", "舟山市"),  # the figure is called in another clause
        ("另给300元", "高温津贴、工亡各多少", "舟山市"),  # the question calls several
    ],
)
def test_no_false_alarm(text: str, question: str, region: str) -> None:
    assert found(text, question, region) == []


def test_what_it_is_called() -> None:
    (literal,) = literals("工亡给1130040元", "", all_regions().nation, dt.date(2026, 3, 1), FIGURES)
    assert (literal.number, literal.what) == ("1130040元", "全国2026-01-01起的工亡补助金")


@pytest.mark.parametrize(
    ("text", "region", "stray"),
    [
        ("最低工资每月24305元", "舟山市", {("24305元", "2430.5元")}),
        ("最低工资每月2430.5元，以前是2260元", "舟山市", set()),
        ("每月24305元", "舟山市", set()),
        ("最低工资每月24305元", "北京市", set()),
    ],
)
def test_what_is_another_in_the_register(text: str, region: str, stray: set[tuple[str, str]]) -> None:
    known = strays(text, "多少钱", all_regions().get(region), dt.date(2026, 3, 1), FIGURES)
    assert stray <= {(one.number, one.instead) for one in known} if stray else not list(known)
