"""Who is spoken of: the speaker, a relative, a workmate; and to whom the rest of a sentence belongs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from knowledge.language.mentions import Mention, before

Person = Literal[
    "self", "father", "mother", "parents", "husband", "wife", "spouse", "child", "sibling", "grandparent", "in_law",
    "relative", "workmate", "friend", "employer", "other",
]  # fmt: skip

# Before a word for a relative it only says whose he is.
_MY = r"(?:我们?家?的?|俺们?家?的?|咱们?家?的?|自己的?)"
_SPOUSES = r"(?:老公|老婆|爱人|丈夫|妻子|对象|媳妇儿?|男人|女人)"
_WORDS: tuple[tuple[Person, str], ...] = (
    (
        "in_law",
        rf"岳父|岳母|丈人|丈母娘|公公|婆婆|公婆|{_SPOUSES}的?(?:爸|妈|父母)|儿媳妇?|女婿|嫂子|姐夫|妹夫|弟媳妇?",
    ),
    ("grandparent", r"爷爷|奶奶|外公|外婆|姥姥|姥爷|祖父|祖母|阿公|阿婆|阿嬷|阿爷|嗲嗲"),
    ("parents", r"父母|爸妈|爹妈|爹娘|爸爸妈妈|爸爸和妈妈|二老|我家老人|两个老人"),
    ("father", r"(?<![老大伯])爸爸?|阿爸|阿爹|父亲|家父|(?<!干)爹(?!妈|娘)|老爸|老爹|老汉儿?(?=今年|也|是|以前|交)"),
    ("mother", r"妈妈?|母亲|家母|(?<![新姑丈])娘(?!家)|老妈|老娘|阿妈|阿姆"),
    ("husband", r"老公|丈夫|我家?老头子?|老头子|(?:孩子|娃儿?|崽)(?:他|的)?(?:爸爸?|爹)|我男人"),
    ("wife", r"老婆|妻子|媳妇儿?|(?:孩子|娃儿?|崽)(?:他|她|的)?(?:妈妈?|娘)|我女人|内人|婆娘|堂客"),
    ("spouse", r"爱人|老伴儿?|对象(?=是|今年|也|在|以前|交|受|的?工)|两口子"),
    ("child", r"儿子|女儿|闺女|我囡|囡囡|姑娘(?=今年|刚|上|在|毕业)|孩子|小孩|娃儿?|崽"),
    ("sibling", r"哥哥?|弟弟?(?!媳)|姐姐?(?!夫)|妹妹?(?!夫)|兄弟|姊妹"),
    (
        "relative",
        r"亲戚|叔叔?|伯伯|大伯|舅舅?|姑姑|姑妈|姨妈|阿姨(?=今年|是)|侄子|侄女|外甥女?|[表堂][哥弟姐妹]|家属|家里人",
    ),
    ("workmate", r"[男女]?(?:工友|同事)|工人们|一[起块]干活的|徒弟|师傅(?=[他也摔受])|员工"),
    ("friend", r"[男女]?(?:朋友|老乡|邻居|同学|闺蜜|室友|村里人)"),
    ("employer", r"老板|工头|包工头|单位领导|公司|厂里|厂子|用人单位|厂方|中介|劳务公司|人事|HR|hr"),
    ("other", r"别人|人家|有个人"),
    # "帮我算" asks for something to be done, and tells nothing of the speaker.
    ("self", r"(?<![帮替诉])(?<!给(?=我[算查看估]))(?:我们?|俺们?|咱们?)|本人"),
)
_PATTERN = re.compile(
    r"(?P<pronoun>(?<!其)[他她])|"
    + "|".join(rf"(?P<{name}>{f'(?:{_MY})?' if name != 'self' else ''}(?:{words}))" for name, words in _WORDS)
)
# "我觉得", "请问我妈": somebody who only asks or is told says nothing of himself.
_ASKS_ONLY = re.compile(r"(?:想问|问一?下|请问|听说|觉得|看看|不知道|想知道|想了解|替|帮|给|跟|带)")
# Who urges, allows or tells the speaker something, or is looked after by him, is no subject of the matter ("老婆让我再熬
# 两年"); who has the speaker ask may be.
_URGES = re.compile(
    r"(?:[他她]们?)?(?:[也都还就又老总非天一直总是老是一定经常硬要]|催着|不停地?)*"
    r"(?:(?:不)?(?:让|叫|喊|劝|催|逼|要|求|准|许|同意|支持|反对|建议|希望|想让|想叫|骂|嫌|怪|担心)|[说讲]|跟我[说讲]|告诉我?|觉得)"
    r"(?:(?:让|叫|要|劝)?(?:我|俺|咱)(?!们?[妈爸爹娘哥姐弟妹家])|(?:再|先|早点|晚点|别|不如|还是|赶紧|干脆|不要|继续)(?![^,，。]{0,4}[他她]))"
    r"(?!.{0,3}(?:问|查|打听|了解|咨询|帮|替|给[他她]))"
)
_LOOKS_AFTER = re.compile(r"(?:照顾|伺候|服侍|陪护|照看|照料|赡养|商量|瞒着|陪着?)$")
# An employer acts but nothing is told of him: "公司不给我交" is about the speaker.
_PASSIVE: tuple[Person, ...] = ("employer",)


def find_persons(text: str) -> list[Mention[Person]]:
    """Every person named in a normalised ``text``, in order; "我妈" is one mention."""
    found: list[Mention[Person]] = []
    for match in _PATTERN.finditer(text):
        if match["pronoun"]:
            found.append(Mention(_meant(found), *match.span()))
            continue
        person = next(name for name, _ in _WORDS if match[name])
        if person == "self" and _ASKS_ONLY.match(text, match.end()):
            continue
        found.append(Mention(person, *match.span()))
    return found


def is_beside(mention: Mention[Person], text: str) -> bool:
    """Whether somebody named is only spoken of beside the matter of the speaker, who is urged by him or looks after him;
    what an employer wants of him is the matter."""
    if mention.value in ("self", *_PASSIVE):
        return False
    return bool(_URGES.match(text, mention.end) or before(_LOOKS_AFTER, text, mention.start))


def _meant(named: Sequence[Mention[Person]]) -> Person:
    """Who "他" is: the last one named who is not the speaker."""
    return next((mention.value for mention in reversed(named) if mention.value != "self"), "other")


def person_at(place: int, persons: Sequence[Mention[Person]], default: Person = "self") -> Person:
    """Who a fact at this place of the text is about: whoever was named last before it, else the speaker, or whoever else is
    spoken of by ``default``."""
    named = [mention for mention in persons if mention.value not in _PASSIVE]
    before = bisect_right([mention.start for mention in named], place)
    return named[before - 1].value if before else default
