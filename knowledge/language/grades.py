"""The grade of a work injury: "九级", "伤残十级", "七到十级", "八九级"; grades of other things are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.language.mentions import Mention
from knowledge.language.numerals import read_number

_NUMBER = r"10|[1-9]|[一二三四五六七八九]|十"
_GRADE = re.compile(
    rf"(?<![\d.一二三四五六七八九十\-~第])(?:(?P<from>{_NUMBER})(?:级?[到至\-~—–]{{1,2}}|(?<=[一二三四五六七八九])(?=[一二三四五六七八九十])))?"
    rf"(?P<grade>{_NUMBER})级"
    r"(?!工(?!伤|资)|技|建造|证|消防|风|保育|跳|地震|医院|甲等|英语|台风|钳|焊|电|茶|厨|资质|市场|人力|心理|残疾证)"
)
# A skill or an office has grades too: "中级三级".
_OTHER = re.compile(
    r"(?:技能|职业资格|技师|技工|等级证|英语|计算机|职称|证书|残联|残疾|正|副|行政|管理|专技)[^,，。]{0,4}$"
)
_HURT = re.compile(r"[受摔砸压轧]伤|上班|干活")
_INJURY = re.compile(r"伤残|工伤|鉴定|评残|评了|定了|劳动能力")


# A grade that is all of a message, and what it is of where only that was told.
_ONLY_A_GRADE = re.compile(
    r"(?:[我他她])?(?:是|评的?是?|定的?是?)?(?P<grade>(?:[1-9]|10|[一二三四五六七八九十])级)的?[,，。!！]*"
)
_DISABILITY = re.compile(r"残疾|残联")


@dataclass(frozen=True)
class Grade:
    """The grade of a work injury, 1 (worst) to 10; of a range the worse end, and the other one as ``to``."""

    grade: int
    to: int | None = None

    @property
    def ends(self) -> tuple[int, ...]:
        """The one grade, or both ends of the range."""
        return (self.grade,) if self.to is None else (self.grade, self.to)


def find_grades(text: str) -> Iterator[Mention[Grade]]:
    """The grades of injury in a normalised ``text``, in order; a range is one."""
    for match in _GRADE.finditer(text):
        if _OTHER.search(text[: match.start()]) and not _INJURY.search(text):
            continue
        ends = sorted({int(read_number(match[name])) for name in ("from", "grade") if match[name]})
        yield Mention(Grade(*ends), *match.span())


def of_disability(text: str, told_before: Iterable[str]) -> str | None:
    """A ``text`` that is nothing but a grade, with the word of what it is of, where a disability was told of before, but no
    injury at work: "残疾三级"; None for any other."""
    before = "，".join(told_before)
    is_of_it = _DISABILITY.search(before) and not _INJURY.search(before) and not _HURT.search(before)
    grade = _ONLY_A_GRADE.fullmatch(text)
    return f"残疾{grade['grade']}" if is_of_it and grade else None
