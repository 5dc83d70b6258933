"""Taking back what was said: "不对，是20年", "刚才说错了，交了12年", "改成800", "不是三个月是四个月"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from knowledge.language.numerals import HAN_DIGITS

Value = TypeVar("Value")

_SURE = re.compile(
    r"不对(?!劲)|(?<!没)[说讲打写填输点按选答记弄搞]错|(?<!没)错了|更正|纠正|改一下|改[成为]|换[成到]|重新[说填答选]"
)
_COUNT = rf"[\d{HAN_DIGITS}十半]"
_ON_SECOND_THOUGHT = "(?:我|刚才?|又|再|[想记算查看数][了过到错起]?|一[想看查算数]|一?下|起?来|原来|应该?|其实){0,6}"
# Also said when nothing is taken back: "应该是20年吧".
_UNSURE = re.compile(
    rf"^不是[^,是]*,?(?:而是|是)|不是[^,，。是]*{_COUNT}[^,，。是]*[,，]?{_ON_SECOND_THOUGHT}(?:而是|[是系])(?=[^,，。]*{_COUNT})|应该是|其实是|^其实|(?:查|问|想)[到起]来?了"
)
_MARKS = r"[,，。.!！:：、\s]|刚才|刚刚|前面|上面|那个|这个|上一[步题]|返回|回到|[我把]|了|啦"
_BEFORE = re.compile(rf"^(?:{_MARKS}|一下|的|应该|其实|而是|才是|是(?!的))+")
_AFTER = re.compile(rf"(?:{_MARKS})+$")
_END = re.compile(r"(?:[,，。.!！\s]|才对|才是)+$")
_OPENING = re.compile(r"^(?:一下|[了啊呀哦,，。:：!！\s])*(?:应该|改[成为])?是?")
_LEAD = re.compile(r"(?:啊|哦|噢|哎呀?|等等|等一下|我|刚才|刚刚|前面|上面|[,，\s])*")
# "那如果一个月八千呢", "要是我没签合同的话": what is supposed instead.
# The question was taken for another one.
_ASKED_INSTEAD = re.compile(
    r"^(?:[^,，。]{0,3}[,，])?(?:我|俺)?(?:不是|没有?|没在|不)(?:要|想|在)?(?:问|说|讲)(?:你|您)?(?:这个|那个|这|那|的是这个|这些|这件事|这样)(?:的?意思|的|事)?(?:啊|呀|呢|哦)?[,，。!！]?"
    r"(?:我|俺)?(?:是|要|想|就是|的是|其实|刚才|就)*(?:想|要|在)?(?:问|说|讲)(?:的是|的|一?下|你|您|是)*[,，:：]?(?P<asked>[^,，:：].{2,})$"
)
_SUPPOSING = re.compile(
    r"(?:那|那么)?(?:如果|要是|假如|假设|万一|换[成作做]|改[成为])(?:说|是)?|那(?:我|要)?(?=[^,，。;；]{1,10}呢\W*$)"
)
_SUPPOSED_END = re.compile(
    r"(?:的话|[又会该能要就]*(?:赔|给|拿|领|算|是|补|得)?(?:怎么样|怎样|怎么算|多少钱?|几个月|多久)|[呢吗啊,，。.!！?？\s])+$"
)


@dataclass(frozen=True)
class Correction:
    """``words``: what is right instead, "" when that is not said; ``about``: what stands before it ("把年限改成20年").
    ``sure``: it can hardly be a plain answer. ``leads``: the message begins with it, and ``behind`` is all that it says then,
    its subject too ("我还在干")."""

    words: str
    about: str
    sure: bool
    leads: bool = True
    behind: str = ""


def find_correction(text: str) -> Correction | None:
    """What a message takes back; None when it takes nothing back."""
    for pattern, sure in ((_SURE, True), (_UNSURE, False)):
        if marks := list(pattern.finditer(text)):
            first = text[: marks[0].start()]
            before = _BEFORE.sub("", _AFTER.sub("", first))
            rest = text[marks[-1].end() :]
            behind = _END.sub("", _BEFORE.sub("", rest))
            leads = bool(_LEAD.fullmatch(first))
            # "我记错了，不是3年是4年" says twice that it corrects.
            inner = find_correction(behind) if sure else None
            if inner and inner.words:
                return Correction(inner.words, inner.about, sure, leads, inner.behind)
            return Correction(behind or before, before if behind else "", sure, leads, _OPENING.sub("", rest))
    return None


def asked_instead(text: str) -> str | None:
    """What somebody says that he asks, where he was taken for asking something else ("我不是问这个，我是问……"); None for any
    other message."""
    found = _ASKED_INSTEAD.match(text)
    return found["asked"] if found else None


def supposed(text: str) -> str | None:
    """What a message supposes instead of what was said, without the words that ask: "那如果是九级呢". None when it supposes
    nothing."""
    opening = _SUPPOSING.match(text)
    return _SUPPOSED_END.sub("", text[opening.end() :]) or None if opening else None


def reread(
    correction: Correction, answered: Iterable[str], read: Callable[[str, str], Value | None]
) -> tuple[str, Value] | None:
    """The question that a correction is about, of those ``answered`` the latest whose answer it can be, and that answer."""
    for name in reversed(tuple(answered)):
        value = read(name, correction.words) if correction.words else None
        if value is not None:
            return name, value
    return None
