"""Answers among options."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.choices import NoSuchNumber, choose, choose_several, exactly, owned


@dataclass(frozen=True)
class Way:
    key: str
    wordings: tuple[str, ...]


WAYS = (
    Way("none", ("还没问过谁", "没问", "还没")),
    Way("asked", ("问过单位", "问过", "要过")),
    Way("first", ("第一次来", "第一次")),
    Way("unpaid", ("单位拖欠", "没发工资")),
)
PAPERS = (Way("contract", ("劳动合同", "合同")), Way("slip", ("工资条",)), Way("badge", ("工牌", "工作证")))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2", "asked"),
        ("第三个", "first"),
        ("还没问过谁", "none"),
        ("没问过", "none"),
        ("上周问过单位了", "asked"),
        ("没有，上周问过", "asked"),  # the "not" of another clause
        ("没要过", None),
        ("头一回来", "first"),
        ("头一次", "first"),
        ("两个月没给工资", "unpaid"),
        ("这个月还没问过", "none"),  # 还没问过谁
        ("都是单位拖的", "unpaid"),
        ("第九个", None),
        ("今天下雨", None),
        ("", None),
    ],
)
def test_one(text: str, key: str | None) -> None:
    assert choose(WAYS, text) == key


def test_two_as_good_are_none() -> None:
    assert choose((Way("a", ("红的",)), Way("b", ("蓝的",))), "红的蓝的") is None


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("1、3", ("contract", "badge")),
        ("0", ()),
        ("都有", ("contract", "slip", "badge")),
        ("都在手里", ("contract", "slip", "badge")),
        ("都没有", ()),
        ("合同和工资条有，没有工牌", ("contract", "slip")),
        ("合同丢了，别的都在", ("slip", "badge")),
        ("和", None),
        ("下雨", None),
    ],
)
def test_several(text: str, keys: tuple[str, ...] | None) -> None:
    assert choose_several(PAPERS, text) == keys


def test_a_number_that_no_option_has() -> None:
    with pytest.raises(NoSuchNumber) as error:
        choose_several(PAPERS, "1、7")
    assert error.value.most == 3


@given(st.text(max_size=20))
def test_any_text_is_read(text: str) -> None:
    choose(WAYS, text)
    exactly(PAPERS, text)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("有工资条和工牌", ("slip", "badge")),
        ("工资条我留着，合同没有", ("slip",)),
        ("没有合同，工牌有", ("badge",)),
        ("工作证都存着呢", ("badge",)),
        ("没有工资条", ()),
        ("老板不给工资条", ()),
        ("合同上写的五千", ()),
    ],
)
def test_what_somebody_says_he_has(text: str, held: tuple[str, ...]) -> None:
    assert owned(PAPERS, text) == held
