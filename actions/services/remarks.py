"""What a message means beside what a service waits for: something else altogether, or a place small enough."""

from __future__ import annotations

import re

from actions.services.service import Utterance
from knowledge.language.numerals import read_number
from knowledge.language.reading import Reading
from knowledge.places.regions import PlaceMention, Region

# Intents that name no service: what they mean depends on what is under way.
_OPEN = frozenset({"ask", "inform", "choose", "affirm", "deny", "blank"})
_SERVICES = frozenset(
    {
        "retirement_check",
        "pension_estimate",
        "find_station",
        "find_job",
        "find_lodging",
        "find_point",
        "find_course",
        "self_check",
        "claim",
    }
)
# A question for a fact, not for a row of a list.
_ASIDE = re.compile(
    r"怎么|怎样|咋|如何|多少|多久|在哪|哪里|哪儿|几[个天点时号月年]|是什么|什么是|什么时候|为什么|为啥|条件|材料|手续|流程"
)

# One of the rows: by its number, or once more the one that was asked about.
_NUMBERED = re.compile(
    r"第(?P<number>[一二三四五1-5])(?:个|家|条|处|间|种|期|门|份)|(?P<first>[头第]一?(?:个|家)|最上面的?)"
)
_THAT_ONE = re.compile(r"^(?:那|这)(?:个|家|边|里|儿|处|间|份|门|期)|^它")
# What rows tell, or might, and nothing else: "社保局在哪" is no question about a row.
_TELLS = (
    r"[开关][门放课]?|[上下]班|电话|号码|联系|报名|路线|地址|位置|收费|要?钱|免费|工资|学历|年龄|岁数|年纪|要求|条件|吃住|[包管][吃住饭]"
    r"|饭|床位?|女的|男的|孩子|几天|几号|什么时候|什么时间|几点|在哪里?|哪里|怎么走|怎么去|远"
)
_OF_A_ROW = re.compile(
    rf"(?:{_NUMBERED.pattern.replace('?P<number>', '?:').replace('?P<first>', '?:')}|{_TELLS}"
    r"|那|这|个|家|边|里|儿|处|间|门|它|他们|的|呢|吗|么|啊|是|有|要|没有?|不|都|到|多少|走|去|来|能|可以|可不可以|让|收|招|住|详细点?|说说|具体|怎么样|一天|一个月|\s)+"
)
_NAMES_PART = re.compile(rf"{_TELLS}|走|去|住")
# Something nearer is wanted than what was shown.
_NEARER = re.compile(r"近(?:一?点|些|的)|离我(?:最|更)?近|最近的")


def is_for_another(utterance: Utterance, own: str) -> bool:
    """Whether the message asks for another service than the one whose intent is ``own``."""
    return utterance.intent in _SERVICES - {own}


def is_elsewhere(utterance: Utterance, own: str, about_own: re.Pattern[str] | None = None) -> bool:
    """Whether the message is not for the service whose intent is ``own``: it asks for another service, or for a fact
    without any of the words of this one."""
    if utterance.intent == own:
        return False
    about_this = about_own is not None and bool(about_own.search(utterance.text))
    return not is_open(utterance) or bool(_ASIDE.search(utterance.text) and not about_this)


def is_open(utterance: Utterance) -> bool:
    """Whether the message asks for no service by its intent."""
    return utterance.intent in _OPEN


def asks_of_a_row(reading: Reading[PlaceMention]) -> bool:
    """Whether a short message asks for more about a row of the list just shown: "几点关门", "第一个怎么走", "电话呢"."""
    words = _bare(reading)
    return bool(_OF_A_ROW.fullmatch(words) and (_NAMES_PART.search(words) or _NUMBERED.search(words)))


def row_asked(reading: Reading[PlaceMention], before: int | None) -> int | None:
    """The number, from 1, of the row that a message asks about: by that number, or as "那个" the one asked ``before``; None
    where it asks about none, or does not say which."""
    if not asks_of_a_row(reading):
        return None
    if found := _NUMBERED.search(_bare(reading)):
        return int(read_number(found["number"])) if found["number"] else 1
    return before if _THAT_ONE.search(_bare(reading)) else None


def wants_nearer(utterance: Utterance) -> bool:
    """Whether something near is wanted, and nobody knows where the person is."""
    return utterance.location is None and bool(_NEARER.search(utterance.text)) and utterance.named is None


def _bare(reading: Reading[PlaceMention]) -> str:
    return reading.standard.strip("?？!！。,， ")


def is_city(region: Region | None) -> bool:
    """Whether it is small enough to look for places in it: a city, a county or a district, no province."""
    return region is not None and (region.depth >= 2 or region.name.endswith("市"))
