"""What a message means beside what a service waits for: a question, more of a list, or something else altogether."""

from __future__ import annotations

import re

from actions.services.service import Heard
from knowledge.language.normalise import bare
from knowledge.places.regions import Region

# Intents that name no service: what they mean depends on what is under way.
_OPEN = frozenset({"ask", "inform", "choose", "affirm", "deny", "blank"})
_MORE = re.compile(
    r"那?么?(?:还有(?:没有|哪些|什么)?(?:别的|其[他它]的?|更多的?)?|(?:有没有|有|看看?|给我看看?|再看看?|换)?(?:别的|其[他它]的?|更多的?)"
    r"|(?:换|下|再来|再看|看下)一?[批组页些]|再(?:来|看|给)(?:我看)?[几两三]个|再来点|继续看?|剩下的|后面的)"
    r"(?:活儿?|工作|岗位|驿站|地方|住处|培训班?|班|课程?|服务点)?(?:呢|吗|么|没有|没|有吗)*"
)
# A question for a fact, not for a row of a list.
_ASIDE = re.compile(
    r"怎么|怎样|咋|如何|多少|多久|在哪|哪里|哪儿|几[个天点时号月年]|是什么|什么是|什么时候|为什么|为啥|条件|材料|手续|流程"
)


def asks_for_more(text: str) -> bool:
    """Whether the next rows of a list are wanted: "还有别的吗", "换一批"."""
    return bool(_MORE.fullmatch(bare(text)))


def is_elsewhere(heard: Heard, own: str, about_own: re.Pattern[str] | None = None) -> bool:
    """Whether the message is not for the service whose intent is ``own``: it asks for another service, or for a fact
    without any of the words of this one."""
    if heard.intent == own:
        return False
    about_this = about_own is not None and bool(about_own.search(heard.text))
    return heard.intent not in _OPEN or bool(_ASIDE.search(heard.text) and not about_this)


def is_city(region: Region | None) -> bool:
    """Whether it is small enough to look for places in it: a city, a county or a district, no province."""
    return region is not None and (region.depth >= 2 or region.name.endswith("市"))
