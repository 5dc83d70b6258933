"""Values that nothing is said of."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.china_time import CHINA
from knowledge.entitlements.bare import is_bare_value, open_inputs, told_by_values
from knowledge.entitlements.kinds import KindId, kind_of
from knowledge.entitlements.telling import Told
from knowledge.language.reading import Reader
from knowledge.places.regions import all_regions

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=CHINA)


def told(kind: KindId, message: str, known: Told | None = None) -> Told:
    reading = Reader(all_regions(), lambda: NOW).read(message)
    return told_by_values(kind_of(kind), open_inputs(kind_of(kind), known or {}), reading)


@pytest.mark.parametrize(
    ("kind", "message", "expected"),
    [
        ("dismissal", "三年，五千", {"length": "36", "pay": "5000"}),
        ("dismissal", "五年半4千8", {"length": "66", "pay": "4800"}),
        ("injury", "七级，六千", {"grade": "7", "pay": "6000"}),
        ("leave", "十二年", {"years": "144"}),
        ("medical", "四年", {"employer_years": "48"}),
        ("unemployment", "3年5个月", {"paid": "41"}),
    ],
)
def test_each_value_is_of_the_one_input_that_it_can_be_of(kind: KindId, message: str, expected: Told) -> None:
    assert told(kind, message) == expected


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("unemployment", "三年，五千"),  # no pay is asked for there
        ("dismissal", "三个月了"),
        ("dismissal", "2019年3月"),
        ("dismissal", "干了三年"),
        ("dismissal", "三年吗"),
        ("injury", "七级，六千，三年"),
    ],
)
def test_what_cannot_be_placed_tells_nothing(kind: KindId, message: str) -> None:
    assert not told(kind, message)


def test_what_is_known_is_not_open() -> None:
    kind = kind_of("dismissal")
    assert {each.id for each in open_inputs(kind, {})} == {"length", "pay"}
    assert {each.id for each in open_inputs(kind, {"length": "36"})} == {"pay"}
    assert {each.id for each in open_inputs(kind, {"started": "2020-01"})} == {"pay"}


def test_words_beside_a_value_say_what_it_is() -> None:
    read = Reader(all_regions(), lambda: NOW).read
    assert (
        is_bare_value(read("大概五千左右")) and not is_bare_value(read("押金五千")) and not is_bare_value(read("好的"))
    )
