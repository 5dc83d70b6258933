"""What a message means beside what a service waits for: something else altogether, or a place small enough."""

from __future__ import annotations

import re

from actions.asked_again import asks_again
from actions.services.service import Utterance
from knowledge.places.regions import Region

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

_DECLINES = re.compile(r"(?:不|没法|怎么)(?:想|愿意?|方便|会|敢|能)?(?:开|发|给|分享|共享)?(?:我的?)?(?:定位|位置)")
_AT_HOME = re.compile(r"我们?自?己?(?:这边|这里|这儿|这(?=有|呢|的))|我们?(?:本地|当地)|^(?:那)?本地")
# Something nearer is wanted than what was shown; or near a place that is named.
_NEARER = re.compile(r"近(?:一?点|些|的)|离我(?:最|更)?近|最近的")
_NEAR_WHAT = re.compile(
    r"(?:离|挨着|靠近?|靠着)(?P<far>[^,，。我家这你]{2,8}?)(?:那边|那里|附近)?(?:要|能|稍微|比较|更|最)?(?:近|不远)"
    r"|(?:挨着|靠近)(?P<by>[^,，。我家这你]{2,8}?)(?:那边|那里|附近)?(?:的|点|$|[,，。?？])"
)
# Somebody has hardly any money left: "身上还剩八十块", "钱快用完了".
_SHORT_OF_MONEY = re.compile(
    r"(?:身上|兜里|口袋里?|手里|手头|手上|卡里|微信里)[^,，。]{0,4}(?:只|就|还|没|不到|剩|紧)|[只还就]剩(?:下|了)?[^,，。]{0,6}(?:块|元|钱|毛)"
    r"|没钱(?![拿发给])|钱(?:都|也)?(?:快|要)?(?:用|花)(?:完|光)|没几个钱|身无分文|一分钱(?:都|也)?(?:没有?|拿不出)"
)


def is_for_another(utterance: Utterance, own: str) -> bool:
    """Whether the message asks for another service than the one whose intent is ``own``."""
    return utterance.intent in _SERVICES - {own}


def is_elsewhere(utterance: Utterance, own: str, about_own: re.Pattern[str] | None = None) -> bool:
    """Whether the message is not for the service whose intent is ``own``: it asks for another service, or for a fact
    without any of the words of this one."""
    if utterance.intent == own or asks_again(utterance.reading, utterance.named):
        return False
    about_this = about_own is not None and bool(about_own.search(utterance.text))
    return not is_open(utterance) or bool(_ASIDE.search(utterance.text) and not about_this)


def is_open(utterance: Utterance) -> bool:
    """Whether the message asks for no service by its intent."""
    return utterance.intent in _OPEN


def wants_nearer(utterance: Utterance) -> bool:
    """Whether something near is wanted, and nobody knows where the person is."""
    is_nearer = bool(_NEARER.search(utterance.text)) and not near_what(utterance)
    return utterance.location is None and is_nearer and utterance.named is None


def near_what(utterance: Utterance) -> str:
    """What something shall lie near, as it is called: "离开发区近点"; "" where nothing is named."""
    found = _NEAR_WHAT.search(utterance.reading.without_places)
    return (found["far"] or found["by"]) if found else ""


def is_short_of_money(utterance: Utterance) -> bool:
    """Whether it tells that there is hardly any money left."""
    return bool(_SHORT_OF_MONEY.search(utterance.text))


def declines_location(utterance: Utterance) -> bool:
    """Whether the person would rather not say where exactly he is."""
    return bool(_DECLINES.search(utterance.text))


def is_at_home(utterance: Utterance) -> bool:
    """Whether the person's own city is meant, after another was spoken of: "我这边呢"."""
    return utterance.named is None and is_city(utterance.home) and bool(_AT_HOME.search(utterance.text))


def is_city(region: Region | None) -> bool:
    """Whether it is small enough to look for places in it: a city, a county or a district, no province."""
    return region is not None and (region.depth >= 2 or region.name.endswith("市"))
