"""What a message means beside what a service waits for: something else altogether, or a place small enough."""

from __future__ import annotations

import re

from actions.services.service import Utterance
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

# What rows tell, or might, and nothing else: "社保局在哪" is no question about a row.
_OF_A_ROW = re.compile(
    r"(?:第[一二三四五1-5]个|这个|那个|那|它|他们|的|呢|吗|啊|是|有|要|没有?|不|都|到|多少|怎么|几点|在哪|哪里"
    r"|[开关][门放]?|[上下]班|电话|走|去|联系|报名|路线|地址|收费|要?钱|免费|详细点?|说说|具体|怎么样|\s)+"
)
_NAMES_PART = re.compile(r"[开关]|班|电话|走|去|联系|报名|路线|地址|收费|钱|免费|第[一二三四五1-5]个|在哪|哪里")


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
    words = reading.standard.strip("?？!！。,， ")
    return bool(_OF_A_ROW.fullmatch(words) and _NAMES_PART.search(words))


def is_city(region: Region | None) -> bool:
    """Whether it is small enough to look for places in it: a city, a county or a district, no province."""
    return region is not None and (region.depth >= 2 or region.name.endswith("市"))
