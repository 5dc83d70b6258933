"""The trade that somebody says is his or another's: "我是做保洁的", "老公跑滴滴", "钢筋工，摔了腿".

Jobs that are looked for are read by the search of jobs; a trade that is merely named ("保安不让进") is no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from knowledge.language.mentions import Mention, before
from knowledge.language.word_lists import any_of, word_lists

# "保安公司" is an employer, not the trade.
NO_EMPLOYER = r"(?!(?:服务|管理|工程|有限|责任|用品|器材|设备)*(?:公司|集团|协会|学校|机构|市场|行业))"
# Nor does "保安岗招人", "电工证怎么考", "保安打人" say that somebody is one.
_NAMES_ONLY = re.compile(
    r"傅|节|的?(?:岗|证|招|考|培训|工资|工作服|电话|打|骂|说|讲|叫|告诉|建议|要求|检查|不|让|拦|欠|在哪|哪里|多少|怎么|好找|缺)"
)
# "做保洁", "当了三年保安", "是个厨师".
_DOES = re.compile(
    r"(?:做|干|当|是|搞|从事)(?:的是|过|了|着)?(?:[一二三四五六七八九十两几半\d]+多?年)?(?:的|个|名|一个|一名)?$"
)
# Words that hold the verb themselves: "送外卖", "开货车", "跑滴滴".
_DOING = re.compile(r"[送跑开看扫端搬收采摘扎绑砌贴].{2,}")
# Not yet, or somebody else is wanted: "想做保洁", "找个送外卖的".
_WISHED = re.compile(r"(?:[想要能会找招聘请换让愿学]|可以|适合|打算|准备|需要)去?(?:个|份|点|一个|一份)?$")
# Words for the one who does it; "手工" and "食品加工" are not.
_WORKER = re.compile(
    r".*(?:(?<![加手])工|员|师|师傅|小哥|嫂|保姆|司机|匠|护士|医生|保安|门卫|代驾|骑手|水手|秘书|教练|老师|主播|模特|厨|服务生)"
)
# So people call whom they speak to: "老师，我五九年的".
_ADDRESS = re.compile("老师|医生")
# Where people work is no trade: "是厂里扣的".
_PLACE = re.compile(r".*(?:厂|厂里|车间|店|馆|院|场|园|厅|部|中心|食堂|超市|社区|码头|工地|菜地|大棚|办公室)|进厂")
_HIMSELF = re.compile(r"(?:^|[,，。;；!！?？、\s]|我|他|她|爸|妈|公|婆|子|儿|哥|弟|姐|妹|友|事|戚|的)$")


@dataclass(frozen=True)
class Trade:
    """``name``: a trade of ``data/trades.yml``."""

    name: str


def trade_words() -> Mapping[str, tuple[str, ...]]:
    """The words for each trade beside its name."""
    return word_lists("trades")


def find_trades(text: str) -> Iterator[Mention[Trade]]:
    """The trades that a normalised ``text`` says somebody has, in order."""
    pattern, names = _words()
    for match in pattern.finditer(text):
        if not _NAMES_ONLY.match(text, match.end()) and _is_told(text, match):
            yield Mention(Trade(names[match[0].lower()]), *match.span())


def _is_told(text: str, match: re.Match[str]) -> bool:
    place, word = match.start(), match[0]
    is_address = not place and _ADDRESS.fullmatch(word) and match.end() < len(text)
    if _PLACE.fullmatch(word) or is_address:
        return False
    if does := before(_DOES, text, place):
        return not before(_WISHED, text, does.start())
    if _DOING.fullmatch(word):
        return not before(_WISHED, text, place)
    return bool(_WORKER.fullmatch(word) and before(_HIMSELF, text, place))


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for every word, the longest first, and the trade of each."""
    names = {word.lower(): name for name, words in trade_words().items() for word in (name, *words)}
    return re.compile(f"(?:{any_of(names)}){NO_EMPLOYER}", re.IGNORECASE), names
