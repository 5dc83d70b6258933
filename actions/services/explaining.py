"""What a message asks about an outcome that was just given: how it was computed, by which article, why, with which papers."""

from __future__ import annotations

import re
from typing import Literal

from knowledge.language.reading import Reading
from knowledge.places.regions import PlaceMention

Aspect = Literal["calculation", "amount", "law", "reason", "papers", "place", "deadline"]

_ASKED: dict[Aspect, re.Pattern[str]] = {
    "law": re.compile(
        r"哪[一几]?[条部个](?:法|规定|文件)|什么法|第几条|(?:法律|法规)?依据|写在哪|哪里写|哪儿写|哪个规定|在哪条|有规定吗|^[那这]?[个条]?(?:是|在)?哪一?[条款](?:呢|啊|的)*\W*$"
    ),
    "calculation": re.compile(r"怎么(?:算|得|来)|如何算|算法|怎么个算|怎么会是|算错|多少乘|公式"),
    "amount": re.compile(
        r"(?:拿|赔|补偿?|要|得|给|领)[到回得我]*(?:多少|几个月)|[欠差][着了我们他她]*(?:多少|好多|几个?钱)|多少钱|一共多少"
    ),
    "papers": re.compile(
        r"(?:什么|哪些|啥)(?:材料|证据|东西|手续|证件)|带[些点]?什么|还要什么|还缺什么|缺哪些|准备什么|材料有哪些"
    ),
    "deadline": re.compile(r"什么时候(?:到期|截止|过期)|最晚|期限|时效|来得及|过期"),
    "place": re.compile(
        r"[去上找到在]?哪(?:里|儿|个?(?:部门|地方|窗口|单位))?(?:能|可以|去)*(?:办理?|交|投诉|举报|申请|告|仲裁)"
        r"|(?:去|上|找)哪(?:里|儿)?|哪(?:里|儿)去|找谁|先去"
    ),
    "reason": re.compile(r"为什么|为何|凭什么|什么原因|怎么不|怎么就"),
}
# Longer messages ask of a matter of their own.
_LONGEST = 14
# What a question in these words leans on; without anything else it is about the outcome.
_LEANING = re.compile(
    r"这(?:个|些|样|里|条|钱|数)?|那(?:个|些|么|条)?|上面|刚才|你|您|我|的|是|要|还|都|呢|吗|啊|请问|算|帮|具体|它|他|她|老板|总共|不晓得|不知道|能|可以|得|又|和|了|说|出来|什么时候|哪天|多少|到"
)
_MATTER = 2  # letters


def aspect_asked(reading: Reading[PlaceMention]) -> Aspect | None:
    """What a short question asks about the outcome before it; None when it asks about something that it names itself."""
    text = reading.standard
    asks = reading.kinds & {"question", "wish", "reply_unsure"}
    if not asks or len(reading.letters) > _LONGEST:
        return None
    for aspect, pattern in _ASKED.items():
        if match := pattern.search(text):
            rest = _LEANING.sub("", text[: match.start()] + text[match.end() :])
            return aspect if sum(character.isalnum() for character in rest) <= _MATTER else None
    return None
