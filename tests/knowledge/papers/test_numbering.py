"""Word's automatic numbers, written out."""

from __future__ import annotations

import pytest

from knowledge.papers.numbering import chinese, numeral


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "〇"),
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
    ],
)
def test_chinese(number: int, written: str) -> None:
    assert chinese(number) == written


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("decimal", "4"),
        ("chineseCounting", "四"),
        ("chineseCountingThousand", "四"),
        ("japaneseCounting", "四"),
        ("decimalEnclosedCircle", "④"),
        ("lowerLetter", "d"),
        ("upperRoman", "IV"),
        ("decimalFullWidth", "4"),
    ],
)
def test_formats(kind: str, written: str) -> None:
    assert numeral(4, kind) == written
