"""Cues, pairs, sounds and grounds, on a small file."""

from __future__ import annotations

import pytest

from knowledge.topics.danger.rules import Message, Rules, expanded
from knowledge.topics.danger.schema import DangerFile

REPLY = {"numbers": ["110"], "call": "打110。", "now": "躲开。", "also": "打110。", "after": "再帮您。"}
FILE = DangerFile.model_validate(
    {
        "groups": {"us": "我|我们", "hit": "打{us}"},
        "turns": {},
        "idioms": ["打我主意"],
        "figures": ["累断了"],
        "grounds": {
            "negated": {"where": "before", "patterns": ["没(?:人)?"]},
            "past": {"where": "clause", "patterns": ["去年"], "lifted_by": ["今天"]},
            "over": {"where": "after", "patterns": ["没事了"]},
        },
        "cases": [
            {
                "id": "cold",
                "kind": "no_roof",
                "pairs": [{"cues": ["没地方住"], "need": ["下雪"]}],
                "usual": True,
                "reply": REPLY,
            },
            {
                "id": "blows",
                "kind": "violence",
                "cues": ["{hit}"],
                "sounds": ["救救我"],
                "unless": ["电话"],
                "held_by": ["negated", "past", "over"],
                "reply": REPLY,
            },
        ],
    }
)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules(FILE)


def heard(rules: Rules, text: str) -> list[tuple[str, str]]:
    return [(sign.case, sign.cue) for sign in rules.signs(Message.of(text))]


def test_a_cue_with_groups_in_groups(rules: Rules) -> None:
    assert expanded("{hit}", FILE.groups) == "(?:打(?:我|我们))"
    assert heard(rules, "他打我了") == [("blows", "打我")]


def test_a_pair_needs_its_other_half_anywhere(rules: Rules) -> None:
    assert heard(rules, "没地方住") == []
    assert heard(rules, "外面下雪，没地方住") == [("cold", "没地方住")]


def test_cases_come_in_the_order_of_the_file(rules: Rules) -> None:
    assert [case for case, _ in heard(rules, "他打我，下雪天没地方住")] == ["cold", "blows"]


def test_sounds_stand_for_slips_and_the_cue_is_what_was_typed(rules: Rules) -> None:
    assert heard(rules, "快旧旧我吧") == [("blows", "旧旧我")]


@pytest.mark.parametrize(
    "text",
    ["没人打我", "没打我", "打我电话", "去年他打我", "他打我，现在没事了"],
    ids=["nobody", "not", "unless", "past", "over"],
)
def test_what_speaks_against(rules: Rules, text: str) -> None:
    assert heard(rules, text) == []


def test_what_speaks_against_holds_only_where_it_stands(rules: Rules) -> None:
    assert heard(rules, "电话没人接，他打我")
    assert heard(rules, "去年还好，回家他打我")
    assert heard(rules, "手没事了，他打我")
    assert heard(rules, "没人管他就打我")


def test_a_clause_with_a_figure_of_speech_is_not_taken_literally(rules: Rules) -> None:
    assert rules.literal(Message.of("腰都累断了，明天还要去")).text == "明天还要去"
    assert rules.literal(Message.of("他摔下来了")).text == "他摔下来了"


def test_an_idiom_hides_only_itself(rules: Rules) -> None:
    assert heard(rules, "他打我主意") == []
    assert heard(rules, "他打我主意还打我") == [("blows", "打我")]


def test_a_ground_is_lifted(rules: Rules) -> None:
    assert heard(rules, "去年他打我，今天又打我")


def test_grounds_of_a_whole_message(rules: Rules) -> None:
    assert rules.grounds(Message.of("去年，没事了")) == {"past", "over"}
    assert rules.grounds(Message.of("去年和今天")) == frozenset()


def test_clauses_without_commas() -> None:
    assert Message.of("以前不好现在好了。3 天没吃").clauses == ("以前不好", "现在好了", "3天没吃")
