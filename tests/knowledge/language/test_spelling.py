"""Homophone slips are undone, everything else is left alone."""

from __future__ import annotations

import pytest
import rjieba
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.pinyin import syllable, syllables
from knowledge.language.spelling import LEAST_SEEN, MORE_SEEN, Speller, pairs_of

WORDS = "基础养老金怎么领 失业保险金标准 零工市场在哪里 工伤认定要什么材料 社保卡怎么办".split()
SPELLER = Speller(pairs_of(WORDS * LEAST_SEEN))
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=20)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("基楚养老金怎么领", "基础养老金怎么领"),
        ("零工市厂在哪里", "零工市场在哪里"),
        ("工伤认钉要什么材料", "工伤认定要什么材料"),
    ],
)
def test_slips(typed: str, meant: str) -> None:
    assert SPELLER.correct(typed) == meant


@pytest.mark.parametrize("text", [*WORDS, "今天天气真好", "我想唱歌", "hello", "2024", "", "？", "楚", "😀基😀"])
def test_good_text_stays(text: str) -> None:
    assert SPELLER.correct(text) == text


def test_the_surest_slip_is_mended_first() -> None:
    speller = Speller(pairs_of(["在市区是本地人", *["失业保险"] * LEAST_SEEN] * LEAST_SEEN))
    assert speller.correct("在市区失夜了") == "在市区失业了"


def test_a_slip_that_askers_made_before_is_mended_to_a_core_word() -> None:
    speller = Speller(pairs_of([*["申请仲裁", "在时候"] * LEAST_SEEN * MORE_SEEN, "申请众裁", "半小时后"]))
    assert speller.correct("申请众裁") == "申请仲裁"
    assert speller.correct("半小时后") == "半小时后"  # 时候 is no core word


def test_rarely_seen_pairs_correct_nothing() -> None:
    assert Speller(pairs_of(WORDS)).correct("基楚养老金怎么领") == "基楚养老金怎么领"
    assert Speller({}).correct("基楚养老金怎么领") == "基楚养老金怎么领"


@given(ANY | HAN | st.lists(st.sampled_from([*WORDS, "楚", "场", "认钉"]), max_size=4).map("".join))
def test_length_and_sound_stay(text: str) -> None:
    corrected = SPELLER.correct(text)
    assert len(corrected) == len(text)
    for before, after in zip(text, corrected, strict=True):
        assert before == after or syllable(before) == syllable(after)


@given(ANY)
def test_the_segmenter_loses_nothing(text: str) -> None:
    assert "".join(rjieba.cut(text, False)) == text


@pytest.mark.parametrize(
    ("one", "two"), [("张", "脏"), ("石", "四"), ("兵", "宾"), ("船", "传"), ("生", "森"), ("王", "完")]
)
def test_near_sounds_are_one(one: str, two: str) -> None:
    assert syllable(one) == syllable(two)


@given(ANY)
def test_one_syllable_a_character(text: str) -> None:
    assert len(syllables(text)) == len(text)
