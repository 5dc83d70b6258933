"""One plain form for whatever people type."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.normalise import _dialect, letters_only, normalise, standard_words

# No spaces and no composing marks: the robustness tests have those.
PLAIN = st.text(st.sampled_from("养老保险零工市场兰溪的多少钱怎么领abcXYZ019，。？！：“”"), max_size=40)
ANY = st.text(st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("失業保險金怎麼領", "失业保险金怎么领"),
        ("２０２４年", "2024年"),
        ("ＡＢＣ", "ABC"),
        ("养 老 金", "养老金"),
        ("社保\u200b卡", "社保卡"),
        ("社\ufeff保\x00卡", "社保卡"),
        ("社保\n\t卡", "社保卡"),
        ("E 呼 即办", "E 呼即办"),
        ("  LED   大屏 ", "LED 大屏"),
        ("\u3000", ""),
        (" \t\n\r ", ""),
        ("", ""),
        ("\u200b\u200d", ""),
        ("好好好好好好", "好好好"),
        ("？？？？？？？", "???"),
        ("\ud800坏", "坏"),
        ("2+2+N", "2+2+N"),
    ],
)
def test_plain_form(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


@given(PLAIN)
def test_idempotent_on_what_people_write(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(ANY)
def test_any_text_comes_out_clean(text: str) -> None:
    plain = normalise(text)
    assert plain == plain.strip()
    assert "  " not in plain
    assert not any(unicodedata.category(c)[0] == "C" for c in plain)
    assert all(c == " " or not c.isspace() for c in plain)


@given(ANY)
def test_standard_words_and_bare_take_any_text(text: str) -> None:
    assert isinstance(standard_words(text), str)
    short = letters_only(text)
    assert all(c.isalnum() for c in short)
    assert letters_only(short) == short


@pytest.mark.parametrize(
    ("typed", "standard"),
    [
        ("社保卡咋办", "社保卡怎么办"),
        ("失业金几多钱", "失业金多少钱"),
        ("边度可以揾工", "哪里可以找工作"),
        ("冇签合同点解唔发工资", "没有签合同为什么不发工资"),
        ("LED大屏", "led大屏"),
        ("养老金怎么领", "养老金怎么领"),
    ],
)
def test_dialect(typed: str, standard: str) -> None:
    assert standard_words(typed) == standard


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("唔係八千，係九千五", "不是八千,是九千五"),
        ("佢系我表哥，系唔系要交钱", "佢是我表哥,系唔系要交钱"),
        ("他系安全带的时候，社保系统停了，没关系", "他系安全带的时候,社保系统停了,没关系"),
    ],
)
def test_the_cantonese_copula_is_plain(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


def test_no_dialect_word_is_shadowed_or_leads_to_another() -> None:
    pattern, words = _dialect()
    for word, standard in words.items():
        assert pattern.sub(lambda match: words[match[0]], word) == standard, word
        # What stands for itself keeps a shorter word out of it: 那边个人 is no 边个.
        assert word == standard or not pattern.search(standard), f"{word}: {standard}"


@pytest.mark.parametrize(
    ("one", "two"),
    [("社保卡，怎么办？", "社保卡怎么办"), ("“零社有援”是什么", "零社有援 是什么"), ("LED", "led"), ("2+2+N", "22n")],
)
def test_bare_leaves_marks_out(one: str, two: str) -> None:
    assert letters_only(one) == letters_only(two)


@pytest.mark.parametrize("text", ["？！。", " ", "…—", "😀😀", ""])
def test_nothing_bare(text: str) -> None:
    assert letters_only(text) == ""


@pytest.mark.parametrize(
    ("typed", "standard"),
    [
        ("几点关门啊你们", "你们几点关门"),
        ("礼拜天开不开你们", "你们礼拜天开不开"),
        ("我不信你们", "我不信你们"),
        ("你们几点关门", "你们几点关门"),
    ],
)
def test_who_is_asked_stands_in_front(typed: str, standard: str) -> None:
    assert standard_words(typed) == standard
