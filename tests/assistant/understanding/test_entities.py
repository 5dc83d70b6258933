"""Entities by list and rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.entities import SERVED, Entity, EntityFinder

FINDER = EntityFinder({SERVED: ["兰溪市", "舟山市"], "trade": ["保洁", "保洁员", "搬运"], "empty": []})


def found(text: str) -> list[tuple[str, str, str]]:
    return [(one.name, one.value, text[one.start : one.end]) for one in FINDER.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("兰溪的搬运", [("region", "兰溪市", "兰溪"), ("trade", "搬运", "搬运")]),
        ("我想做保洁员", [("post", "50", "保洁员"), ("trade", "保洁员", "保洁员")]),
        ("普陀有没有活", [("region", "普陀区", "普陀")]),
        ("女，1975年3月，车间工人", [("sex", "女", "女"), ("birth", "1975-03", "1975年3"), ("post", "50", "车间")]),
        ("第二个", [("ordinal", "2", "二")]),
        ("选3", [("ordinal", "3", "3")]),
        ("我选一", [("ordinal", "1", "一")]),
        ("三个人", []),
        ("", []),
    ],
)
def test_what_is_named(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


def test_without_lists_places_are_found_by_their_full_names() -> None:
    assert EntityFinder({}).find("兰溪市") == [Entity("region", "兰溪市", 0, 3)]


@pytest.mark.usefixtures("lengthy")
@given(st.text(max_size=30))
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in FINDER.find(text))
