"""What tells whether a passage answers a question: the names of the features, and what they are made of.

Imports nothing heavy: a version is checked against the names wherever one is put in use.
"""

from __future__ import annotations

import re

# What kind of thing a question wants to know; a question about "where" is rarely answered by "how many".
_WANTS = {
    "amount": re.compile(r"多少|几[个家人天年月次项座所名张万百种条]|数量|总数|总共|金额|标准|比例|百分"),
    "place": re.compile(r"哪里|哪儿|在哪|地址|位置|哪个地方|什么地方|去哪|上哪|找谁|哪个部门"),
    "time": re.compile(r"什么时候|几点|几号|哪天|哪年|多久|多长时间|几天|几个月|期限|时限|星期几|周几"),
    "manner": re.compile(r"怎么|如何|流程|步骤|手续|材料|申请|办理"),
    "meaning": re.compile(r"是什么|什么是|啥叫|什么叫|什么意思|指的是|介绍"),
    "yes_no": re.compile(r"吗|能不能|可不可以|是不是|有没有|要不要|行不行|会不会|合法|可以"),
}

# What an answer gives, by the same kinds: a "how much" wants a figure in the answer.
_GIVES = {
    "amount": re.compile(r"\d"),
    "place": re.compile(
        r"在[^，。]{1,12}(?:社区|市场|路|站|窗口|中心|大道|村|镇|学校|小程序)|到[^，。]{0,12}(?:部门|机构|局|院|委员会|窗口|社区)"
    ),
    "time": re.compile(
        r"周[一二三四五六日末]|\d+\s*(?:个工作日|日|天|个月|年|小时|周岁|岁)|每[天日周月年]|长期|随时|以内|之内"
    ),
    "manner": re.compile(r"申请|材料|手续|提交|填|报名|带上|先|携带|免申|不用|自动|直接"),
    "meaning": re.compile(r"是[^，。]{4,}|指|就是"),
    "yes_no": re.compile(
        r"^[^，。]{0,12}(?:可以|能|不能|不可以|不行|要|不用|不要|不得|合法|违法|有|没有|是|不是|算|不算|免费|会|不会)"
    ),
}

_NUMBER = re.compile(r"\d+(?:\.\d+)?")

FEATURES = [
    "dense_best",
    "dense_second",
    "dense_main",
    "dense_answer",
    "dense_best_gap",
    "dense_answer_gap",
    "words_best",
    "words_answer",
    "words_best_gap",
    "sound_best",
    "sound_best_gap",
    "covered_by_best",
    "covers_best",
    "covered_by_passage",
    "rare_missing",
    "numbers_found",
    "numbers_missing",
    "years_found",
    "years_missing",
    "wants_shared",
    "wants_missed",
    "level_up",
    "level_down",
    "length_query",
    "length_ratio",
    "edit_best",
    "edit_best_gap",
    "dense_third",
    "offers_shared",
    "offers_missed",
    "dense_elsewhere_gap",
    "words_elsewhere_gap",
    "level_for_amount",
    "rule_for_amount",
    "is_statistic",
    "variants",
    "local_import",
    "tokens_met",
    "tokens_met_gap",
    "token_missed",
    "unanswered_anywhere",
    "unanswered_here",
    "topic",
    "topic_share",
    "topic_unknown",
    "off_topic",
    "topics_shared",
]

# Of a half sentence alone, besides what a model makes of it.
OF_WORDS = ("dense_best", "covered_by_best", "covered_by_passage", "words_best")
FOLLOW_UP_FEATURES = [
    "utility_alone",
    "utility_with_topic",
    *OF_WORDS,
    "near_context",
    "named_next",
    "same_category",
    "is_context",
]

# Practice asks for imports in words that the topics have learned from, and would make too much of topics shared.
PRACTISED = [name for name in FEATURES if name != "topics_shared"]
# Of what others said after an answer: how like it is to what is said now, said anywhere, in the matter and after the very
# entry; how many of what is most like it were answered so, how often that comes next, how many of it needed no answer, and
# how much more like it what needed none is than what did (``said_next.py``).
SAID_FEATURES = (
    "said_anywhere",
    "said_in_matter",
    "said_after_it",
    "votes",
    "comes_next",
    "silent",
    "silent_rather",
)
# Of what continues a matter: where a passage stands to the answer before, what kind of passage and of message it is; what
# others said there; and all features of either reading.
CONTINUATION_FEATURES = [
    "utility_alone",
    "utility_together",
    "rank_alone",
    "rank_together",
    "near_context",
    "named_next",
    "same_category",
    "same_matter",
    "is_context",
    "covered_by_context",
    "covers_context",
    "share_said",
    "is_guide",
    "is_statistic",
    "to_employers",
    "depth",
    "is_statement",
    *SAID_FEATURES,
    *(f"{reading}_{name}" for reading in ("alone", "together") for name in PRACTISED),
]


def wants(text: str) -> frozenset[str]:
    """What kinds of thing a question wants to know."""
    return _kinds(_WANTS, text)


def gives(answer: str) -> frozenset[str]:
    """What kinds of thing an answer tells."""
    return _kinds(_GIVES, answer)


def numbers_in(text: str) -> frozenset[str]:
    """The numbers that a text names."""
    return frozenset(_NUMBER.findall(text))


def _kinds(patterns: dict[str, re.Pattern[str]], text: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in patterns.items() if pattern.search(text))
