"""The grade of a work injury: "九级", "伤残十级", "评了9级"; grades of other things are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.language.mentions import Mention
from knowledge.language.numerals import read_number

_GRADE = re.compile(
    r"(?<![\d.一二三四五六七八九十\-~第])(?P<grade>10|[1-9]|[一二三四五六七八九]|十)级"
    r"(?!工(?!伤|资)|技|建造|证|消防|风|保育|跳|地震|医院|甲等|英语|台风|钳|焊|电|茶|厨|资质|市场|人力|心理|残疾证)"
)
# A skill or an office has grades too: "中级三级".
_OTHER = re.compile(
    r"(?:技能|职业资格|技师|技工|等级证|英语|计算机|职称|证书|残联|残疾|正|副|行政|管理|专技)[^,，。]{0,4}$"
)
_INJURY = re.compile(r"伤残|工伤|鉴定|评残|评了|定了|劳动能力")


def find_grades(text: str) -> Iterator[Mention[int]]:
    """The grades of injury in a normalised ``text``, 1 to 10, in order."""
    for match in _GRADE.finditer(text):
        if _OTHER.search(text[: match.start()]) and not _INJURY.search(text):
            continue
        yield Mention(int(read_number(match["grade"])), *match.span())
