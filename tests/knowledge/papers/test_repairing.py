"""Words brought into one form."""

from __future__ import annotations

import pytest

from knowledge.papers.repairing import LOST, repaired, sense


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("職業培訓補貼", "职业培训补贴"),
        ("補(bǔ)貼標(biāo)準(zhǔn)提高", "补贴标准提高"),
        ("能領(lǐng)多少?按月領嗎?", "能领多少?按月领吗?"),
        ("申領?shù)補貼", f"申领{LOST}补贴"),
        ("工作日(含周末)照常", "工作日(含周末)照常"),
        ("打电话(tel)问", "打电话(tel)问"),
        ("补\u200b贴\x07到账\ufeff", "补贴到账"),
        ("谁能领?领多少?", "谁能领?领多少?"),
        ("每月\ufffd百元", f"每月{LOST}百元"),
        ("a\u3000\u3000b", "a b"),
    ],
)
def test_one_form(raw: str, clean: str) -> None:
    assert repaired(raw) == clean


def test_pairs_of_bytes_that_slipped_are_put_right() -> None:
    """A GB18030 text of which the first half of a character was lost, read on from the wrong byte."""
    data = "劳动保障部门多次上门办理失业登记".encode("gb18030")
    slipped = "?" + data[1:-1].decode("gb18030", "strict")
    assert "障部门" not in slipped
    assert repaired(slipped) == f"{LOST}动保障部门多次上门办理失业登{LOST}"


def test_sense() -> None:
    assert sense("劳动合同") > sense("氖虑椋尠")
