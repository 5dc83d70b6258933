"""Words of trades and features, and the data files that hold them."""

from __future__ import annotations

import re

import pytest
import yaml

from knowledge.language.trades import trade_words
from knowledge.topics.jobs.vocabulary import FEATURES_FILE, BadVocabulary, Vocabulary, vocabulary

WORDS = vocabulary()
FEATURES = yaml.safe_load(FEATURES_FILE.read_text("utf-8"))


def test_every_word_stands_for_its_own_trade() -> None:
    for trade, words in trade_words().items():
        for word in (trade, *words):
            found = WORDS.words.find(word.lower())
            assert [one.names & WORDS.near.keys() for one in found] == [{trade}], word


def test_nearness_holds_both_ways_and_never_with_oneself() -> None:
    for trade, others in WORDS.near.items():
        assert trade not in others
        assert all(trade in WORDS.near[other] for other in others)
    assert "送货" in WORDS.near_to({"司机"})
    assert "司机" not in WORDS.near_to({"司机", "送货"})


def test_what_a_feature_is_against_is_a_feature_of_its_kind() -> None:
    for feature in WORDS.features.values():
        for other in feature.against:
            assert WORDS.features[other].kind == feature.kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("叉车司机", {"仓库"}),
        ("货车司机", {"司机"}),
        ("宿舍管理员", {"物业"}),
        ("有宿舍", {"包住"}),
        ("保安公司招文员", {"文员"}),
        ("包吃住", {"包吃", "包住"}),
        ("不包吃住", set()),
        ("有经验者优先", set()),
        ("有经验的厨师", {"要经验", "厨师"}),
        ("男女不限", set()),
        ("招男女工", set()),
        ("两班倒", {"倒班", "晚上"}),
        ("不倒班", {"白天"}),
        ("今天天气好", set()),
    ],
)
def test_the_longest_word_wins(text: str, names: set[str]) -> None:
    assert frozenset().union(*(found.names for found in WORDS.words.find(text))) == names


def test_bits_are_sets() -> None:
    bits = WORDS.trade_bits(["保安", "保洁", "晚上", "保安"])
    assert WORDS.trades_of(bits) == {"保安", "保洁"}
    assert WORDS.feature_bits(["保安"]) == 0
    assert WORDS.feature_bits(["晚上"]) & WORDS.feature_bits(["晚上", "日结"])


@pytest.mark.parametrize(
    ("trades", "near", "message"),
    [
        ({"保安": ["门卫"], "物业": ["门卫"]}, {}, "门卫”写了两次"),
        ({"保安": ["门卫"]}, {"保安": "骑士"}, "骑士”没有定义"),
        ({"保安": ["门卫"]}, {"骑士": "保安"}, "骑士”没有定义"),
        ({"晚上": ["夜里干的"]}, {}, "晚上”既是工种又是别的条件"),
        ({f"工种{n}号": [f"干{n}号的"] for n in range(65)}, {}, "最多 64 个"),
    ],
)
def test_faults_of_the_data_are_named(trades: dict[str, list[str]], near: dict[str, str], message: str) -> None:
    with pytest.raises(BadVocabulary, match=re.escape(message)):
        Vocabulary(trades, near, FEATURES)
