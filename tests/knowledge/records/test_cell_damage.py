"""Phone numbers, hours and addresses that spreadsheets and hands have damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.records.cell_damage import doubtful_phone, hours, phone, place


@pytest.mark.parametrize(
    "text",
    "12333 110 0578-8012346 05788012346 13800138000 400-800-1234 0579-88888888-801 8012346 +8613800138000 138-0013-8000 "
    "0578-5120000、13800138000（王师傅） (0578)5120000 95588 0578-5120000转8001".split(),
)
def test_sound_numbers(text: str) -> None:
    assert phone(text) == text and not doubtful_phone(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.38E+10", "科学计数"),
        ("13800138000.5", "小数"),
        ("057O-8012346", "字母"),
        ("138OO138000", "字母"),
        ("1.38e10", "科学计数"),
    ],
)
def test_damaged_numbers(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        phone(text)


@pytest.mark.parametrize(("text", "told"), [("13800138000.0", "13800138000"), ("无", ""), ("——", ""), ("暂无", "")])
def test_numbers_put_right(text: str, told: str) -> None:
    assert phone(text) == told


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5718765432", "少了开头的 0"),
        ("0578-", "请核对位数"),
        ("1380013800", "请核对位数|少了开头的 0"),
        ("138001380001", "请核对位数"),
        ("见公告", "没有号码"),
    ],
)
def test_doubtful_numbers(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        raise ValueError(doubtful_phone(text))


@pytest.mark.parametrize("text", ["0.354166666666667", ".35416", "8:30-l7:00", "8:3O-17:00", "O8:30-17:00"])
def test_damaged_hours(text: str) -> None:
    with pytest.raises(ValueError, match=r"小数|字母"):
        hours(text)


@pytest.mark.parametrize("text", ["8:30-17:30", "24小时", "全天", "看天气，电话约", "周一至周五 8.30-17.30"])
def test_sound_hours(text: str) -> None:
    assert hours(text) == text


@pytest.mark.parametrize("text", ["2026-03-02", "3月2日", "2-Mar", "Mar-02"])
def test_addresses_that_became_dates(text: str) -> None:
    with pytest.raises(ValueError, match="日期"):
        place(text)


def test_sound_addresses() -> None:
    assert place("3-2号") == "3-2号" and place("无") == ""


@given(st.from_regex(r"1[3-9]\d{9}|0578-?[2-8]\d{6}|400-?\d{3}-?\d{4}", fullmatch=True))
def test_every_usual_number_is_sound(text: str) -> None:
    assert phone(text) == text
    if text.isascii():
        assert not doubtful_phone(text)
