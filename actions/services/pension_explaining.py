"""What is asked about an estimate of a pension, on the way or after it: what a word means, what becomes of too few years, how
it was computed, why so little, by which rule, how to apply."""

from __future__ import annotations

import re
from typing import Literal

from actions.saying import phrase
from actions.services.explaining import aspect_asked
from actions.services.service import Utterance
from knowledge.topics.pension.formulas import explained_terms, short_of_years

Kind = Literal["employees", "residents"]
About = Literal["calculation", "reason", "law", "apply"]

_MEANS = re.compile(r"什么意思|是什么|什么是|什么东西|不懂|不明白|怎么[查看算来]|哪[里儿]?[能可以]*[查看]|解释|指的")
_TERMS: dict[str, re.Pattern[str]] = {
    "index": re.compile(r"指数"),
    "wage": re.compile(r"平均工资|社平|计发基数"),
    "balance": re.compile(r"账户|余额|储存额"),
    "basic": re.compile(r"基础养老金"),
    "years": re.compile(r"年限"),
    "yearly": re.compile(r"档次?|每年[交缴]"),
    "age": re.compile(r"退休年龄|计发月数"),
    "kind": re.compile(r"(?:职工|居民)(?:养老)?"),
}
# Whoever only says that he does not understand means what is asked.
_WHATEVER = re.compile(
    r"\W*(?:这个?|那个?|这是|我|这些?)*(?:什么意思|是什么|[看听]?不懂|不明白|解释一下)(?:啊|呀|呢|吗|的)*\W*"
)
_TOO_FEW = re.compile(r"(?:不够|不满|没满|没[交缴]满|没[交缴]够|不到|少于|不足|差)[^,，。]{0,4}年")
_REASON = re.compile(r"为什么|凭什么|怎么(?:这么|才|就|只|[差少多相])")
_LAW = re.compile(r"哪一?[条部个][^,，。]{0,3}(?:法|规定|文件)|写在哪|哪里写|依据")
_SHORT = 16
_FROM_ASPECT: dict[str, About] = {
    "calculation": "calculation", "amount": "calculation", "reason": "reason", "law": "law", "papers": "apply",
    "place": "apply", "deadline": "apply",
}  # fmt: skip


def term_asked(utterance: Utterance, asked: str | None) -> str | None:
    """The word that is to be explained, by the name of its figure: the one named, or what is being ``asked``."""
    text = utterance.reading.standard
    if not _MEANS.search(text):
        return None
    named = next((name for name, words in _TERMS.items() if words.search(text)), None)
    return named or (asked if asked in explained_terms(utterance.today) and _WHATEVER.fullmatch(text) else None)


def explained_on_the_way(utterance: Utterance, kind: Kind | None, asked: str | None) -> str:
    """The explanation of a word, or of what becomes of too few years; "" when neither is asked."""
    if term := term_asked(utterance, asked):
        return explained_terms(utterance.today).get(term, "")
    if kind and "question" in utterance.reading.kinds and _TOO_FEW.search(utterance.reading.standard):
        return short_of_years(kind)
    return ""


def about_estimate(utterance: Utterance) -> About | None:
    """What a message asks about the whole estimate."""
    reading = utterance.reading
    if "question" not in reading.kinds or len(reading.letters) > _SHORT:
        return None
    if _LAW.search(reading.standard):
        return "law"
    if _REASON.search(reading.standard):
        return "reason"
    aspect = aspect_asked(reading)
    return _FROM_ASPECT[aspect] if aspect else None


def apply_text(kind: Kind) -> str:
    """How a pension is applied for."""
    return phrase("retire_apply" if kind == "employees" else "estimate_apply_residents")


def reason_text(kind: Kind) -> str:
    """On what the amount depends."""
    return phrase("estimate_why" if kind == "employees" else "estimate_why_residents")
