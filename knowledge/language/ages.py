"""Years of birth that an age or an animal of the zodiac leaves open ("今年五十八", "虚岁五十九", "属兔的")."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language.mentions import Mention
from knowledge.language.numerals import read_number

_AGE = re.compile(
    r"(?P<age>(?<![\d.])[1-9]\d(?![\d.])|(?<![一二三四五六七八九十百])[二三四五六七八九]?十[一二三四五六七八九]?(?![几来多万千百]))"
    r"(?P<unit>[周虚实]?岁)?"
)
_ALREADY = r"(?:已经|已|都|也|刚|才|满|是|有|虚岁|虚|周岁|实岁|了|:)*"
# "今年58", "虚岁五十九" and "58岁了" tell an age; "我58岁", "现在58岁" too, unless they go on "…退休", "…以上".
_SURELY = re.compile(rf"(?:今年|虚岁?|周岁|实岁|(?<![休定])年龄|年纪|岁数){_ALREADY}$")
_LIKELY = re.compile(
    rf"(?:我|[他她您]|现在|目前|爸爸?|妈妈?|爹|娘|父亲|母亲|老公|老婆|爱人|丈夫|妻子|叔叔?|阿姨){_ALREADY}$"
)
# "女，四十六", "六十一男": beside a sex a bare number is an age, where not both sexes are named, as rules do.
_SEX_BEFORE = re.compile(r"(?:^|[,，。;；\s是])(?P<sex>[男女])[的性士]?[,，、\s]?$")
_SEX_BEHIND = re.compile(r"[,，、\s]?(?P<sex>[男女])[的性]?(?=$|[,，。;；\s])")
_CHILD = re.compile(r"(?:孩子?|儿子|女儿|娃|孙子|孙女|弟|妹)[^,，。]{0,4}$")
_ALONE_BEFORE, _ALONE_AFTER = re.compile(r"(?:^|[,，。、;；\s])$"), re.compile(r"$|[,，。、;；.!！\s]")
_NOT_YET = re.compile(r"[到过近快满超]$")
_NO_MORE = re.compile(r"了|[,，。;；!！?？、\s]|的?[男女]|属|$")
_A_RULE = re.compile(r"的?时候?|那年|以[上下前后内]|之?[前后]|起|开始")
_A_PLAN = re.compile(r"的?[就才再能可以想要]{0,3}(?:退|领|拿|办)")
_NOMINAL = re.compile(r"虚[^,，。\d]{0,3}$")
_LIVING = range(18, 91)

# The rat's years leave 4 when divided by 12 (1960, 1972); "小龙" is the snake.
_ANIMALS = "猴鸡狗猪鼠牛虎兔龙蛇马羊"
_ZODIAC = re.compile(
    rf"(?<![家亲军金从附归直眷下])(?:属相?|生肖|肖)是?(?P<snake>小龙)?(?P<animal>(?<=小龙)|[{_ANIMALS}])"
)
# For whom an entry is written: "五十多岁", "五六十岁"; from the watershed on for all who are older, too.
_WRITTEN_FOR = re.compile(r"(?P<low>[二三四五六七八])(?P<high>[三四五六七八九])?十多?岁")
_WATERSHED = 60
# Without an age: those who may still have retirement before them, or just behind.
_WORKING = range(16, 71)


@dataclass(frozen=True)
class Age:
    """An age in years; ``nominal``: by the count that begins with one and rises with the lunar new year (虚岁)."""

    years: int
    nominal: bool = False


def find_birth_years(text: str, today: dt.date) -> Mention[str] | None:
    """The years of birth that an age or a zodiac animal allows, rising and joined by "|": "1967|1968".

    An age is one by birthdays, which leaves two years, unless it is said to be nominal (虚岁). Both nominal ages and
    animals change with the lunar new year: somebody born in January or February may belong to the year after the one
    given, so ask for the year together with the month. None when nothing of the kind is said, or age and animal
    contradict each other.
    """
    age, animal = _find_age(text), _ZODIAC.search(text)
    if age and animal:
        by_age, by_animal = birth_years_of(_read(age), today), set(_years_of_animal(animal, today, _LIVING))
        years = [y for y in by_age if y in by_animal] or [y for y in by_age if y - 1 in by_animal]
        start, end = min(age.start(), animal.start()), max(age.end(), animal.end())
    elif age:
        years, (start, end) = list(birth_years_of(_read(age), today)), age.span()
    elif animal:
        years, (start, end) = _years_of_animal(animal, today, _WORKING), animal.span()
    else:
        return None
    return Mention("|".join(map(str, years)), start, end) if years else None


def find_ages(text: str) -> Iterator[Mention[Age]]:
    """The ages now of everybody spoken of, children too, in order."""
    for match in _ages(text):
        yield Mention(_read(match), *match.span())


def birth_years_of(age: Age, today: dt.date) -> tuple[int, ...]:
    """The years of birth that an age leaves open, rising."""
    born = today.year - age.years
    return (born + 1,) if age.nominal else (born - 1, born)


def ages_written_for(question: str) -> range | None:
    """The ages of those whom an entry with this question is written for; None where it is for everybody."""
    match = _WRITTEN_FOR.search(question)
    if match is None:
        return None
    low, high = (int(read_number(decade)) * 10 for decade in (match["low"], match["high"] or match["low"]))
    return range(low, _LIVING.stop if high >= _WATERSHED else high + 10)


def find_zodiac_year(text: str, today: dt.date) -> Mention[int] | None:
    """The year of birth that a zodiac animal and an age fix together ("属兔，今年51"); None while it stays open."""
    found = find_birth_years(text, today)
    is_fixed = found and "|" not in found.value and _ZODIAC.search(text, found.start, found.end)
    return Mention(int(found.value), found.start, found.end) if found and is_fixed else None


def _find_age(text: str) -> re.Match[str] | None:
    """The first number that is a grown person's age now; of a child only the others' is meant."""
    told = (match for match in _ages(text) if not _CHILD.search(text[: match.start()]))
    return next((match for match in told if int(read_number(match["age"])) in _LIVING), None)


def _ages(text: str) -> Iterator[re.Match[str]]:
    for match in _AGE.finditer(text):
        before, rest = text[: match.start()], text[match.end() :]
        unit = match["unit"]
        if _A_RULE.match(rest) or not (unit or _NO_MORE.match(rest)):
            continue
        told = (
            _SURELY.search(before)
            or (_LIKELY.search(before) and not _A_PLAN.match(rest))
            or (rest.startswith("了") and (unit or not before) and not _NOT_YET.search(before))
            or (_is_beside_sex(before, rest) and not _A_PLAN.match(rest))
            or (unit and _ALONE_BEFORE.search(before) and _ALONE_AFTER.match(rest))
        )
        if told:
            yield match


def _is_beside_sex(before: str, rest: str) -> bool:
    """Whether the one sex that is named stands right beside an age."""
    said = _SEX_BEFORE.search(before) or (_SEX_BEHIND.match(rest) if _ALONE_BEFORE.search(before) else None)
    return bool(said) and not {"男", "女"} <= set(before + rest)


def _read(match: re.Match[str]) -> Age:
    return Age(int(read_number(match["age"])), _is_nominal(match))


def _is_nominal(match: re.Match[str]) -> bool:
    return match["unit"] == "虚岁" or bool(_NOMINAL.search(match.string[: match.start()]))


def _years_of_animal(match: re.Match[str], today: dt.date, ages: range) -> list[int]:
    remainder = _ANIMALS.index("蛇" if match["snake"] else match["animal"])
    return [year for age in reversed(ages) if (year := today.year - age) % 12 == remainder]
