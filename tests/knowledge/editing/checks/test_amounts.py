"""Numbers with their units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.editing.checks.amounts import amounts, differing, jumps


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("每月2.5万元，另有300块", {"元": {"25000", "300"}}),
        ("住7天，30日内还", {"天": {"7", "30"}}),
        ("2025年3月1日起交满15年", {"年": {"15"}}),
        ("2025-03-01 第15条 3月1日", {}),
        ("交80%，1.5倍", {"%": {"80"}, "倍": {"1.5"}}),
        ("3个工作日或者2个月", {"个工作日": {"3"}, "个月": {"2"}}),
        ("打12333问", {}),
    ],
)
def test_amounts(text: str, found: dict[str, set[str]]) -> None:
    assert amounts(text) == {unit: frozenset(map(Decimal, numbers)) for unit, numbers in found.items()}


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [
        ("补800元", "补950元", ("800元", "950元")),
        ("补800元，住3天", "补800元，住5天", ("3天", "5天")),
        ("补800元或1000元", "补1000元", None),
        ("补800元", "住3天", None),
        ("补1万元", "补10000元", None),
    ],
)
def test_what_two_answers_say_differently(ours: str, theirs: str, apart: tuple[str, str] | None) -> None:
    assert differing(ours, theirs) == apart


@pytest.mark.parametrize(
    ("new", "old", "found"),
    [
        ("8000元", "800元", 1),
        ("80元", "800元", 1),
        ("1000元", "800元", 0),
        ("8000元", "住3天", 0),
        ("8000元", "800元或7000元", 0),
        ("800元", "800元", 0),
        ("0元", "800元", 1),
        ("1000元，另补300元", "100元，另补300元", 1),
    ],
)
def test_jumps(new: str, old: str, found: int) -> None:
    assert len(list(jumps(new, old))) == found
