"""Reading what somebody replies to a question of a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from knowledge.errors import ReadableError
from knowledge.language.days import Day, find_day
from knowledge.language.normalise import letters_only
from knowledge.language.numerals import NUMBER, read_range
from knowledge.language.reading import Reading
from knowledge.language.replies import yes_or_no
from knowledge.topics.claims.deadlines import WrongDay, answered_day, check_day
from knowledge.topics.claims.schema import SKIPPED, Answer, Answers, Option, Question

LONGEST_TEXT = 500

_NOTHING = re.compile(r"没有了?|无|没了")
_ALL = re.compile(r"都有|全有|全都|全部|样样")
_NONE = re.compile(r"都没有?|一样(?:也|都)?没|啥也没|什么(?:也|都)没|^没有?$|^无$|^0$")
# "没有合同，有考勤", "合同没有，有考勤" and "除了合同都有" lack the contract.
_LACKING = re.compile(
    r"[^,，。;；]*(?:没有?|缺|丢|不在)[签给发拿留要见]*[了的]*(?=[,，。;；]|$)|(?:没有?|缺|丢|除了?|不包括)[^,，。;；]*"
)
_BY_DAY = re.compile(r"(?:[一1每按]个?|日)(?:天|日|小时|钟头|结)")
_ORDINALS = "一二三四五六七八九十"
# "一下" and "一共" are no numbers.
_AMOUNT = re.compile(
    rf"(?!一[下些点直起般样定次共旦切])(?P<number>{NUMBER})(?P<half>个半)?"
    r"[多来余几]?(?P<unit>元|块|个?月|年|个?小时|个?钟头|天|级)?"
)
# What one of each unit said is in the unit asked for.
_WORTH: dict[str, dict[str, float]] = {
    "元": {"元": 1, "块": 1},
    "个月": {"个月": 1, "月": 1, "年": 12},
    "小时": {"小时": 1, "个小时": 1, "钟头": 1, "个钟头": 1, "天": 8},
    "级": {"级": 1},
}


class WrongAnswer(ReadableError):
    """An amount out of bounds, or too long a text."""


def read_answer(question: Question, reading: Reading[Any], answers: Answers) -> Answer | None:
    """The answer in a reply, or None when it is none; ``answers`` are those given before.

    Raises WrongAnswer, WrongDay, NoSuchDay.
    """
    if not reading.plain:
        return None
    answer = _text(reading) if question.kind == "text" else _read(question, reading, answers)
    return SKIPPED if answer is None and question.optional and _passes_over(reading) else answer


def _read(question: Question, reading: Reading[Any], answers: Answers) -> Answer | None:
    said = reading.plain
    if question.kind == "choice":
        return _choice(question.options, said)
    if question.kind == "several":
        return _several(question.options, said)
    if question.kind == "date":
        return _date(question, reading, answers)
    if question.kind == "number":
        return _number(question, said)
    return None if reading.gives_no_answer else yes_or_no(said)


def _choice(options: tuple[Option, ...], said: str) -> str | None:
    """An option by its number, its title, or the longest of its words; None when two are as good."""
    plain = letters_only(said)
    for number, option in enumerate(options):
        if plain in (letters_only(option.title), str(number + 1), f"第{_ORDINALS[number]}个", f"第{number + 1}个"):
            return option.id
    best = sorted(((_longest(option, plain), option.id) for option in options), reverse=True)
    return best[0][1] if best[0][0] > best[1][0] else None


def _several(options: tuple[Option, ...], said: str) -> tuple[str, ...] | None:
    """Options by numbers ("1、3") or words; all or none of them."""
    if re.fullmatch(r"[\d\s、,，.;；和第]+", said):
        numbers = {int(number) for number in re.findall(r"\d+", said)}
        if not all(1 <= number <= len(options) for number in numbers):
            raise WrongAnswer(f"只有1到{len(options)}，请再说一遍有哪几样")
        return tuple(option.id for number, option in enumerate(options, 1) if number in numbers) or None
    held, named = mentioned(options, _LACKING.sub("", said)), mentioned(options, said)
    if not held and _NONE.search(said):
        return ()
    if not held and _ALL.search(said):
        held = {option.id for option in options} - named
    return tuple(option.id for option in options if option.id in held) or None


def _date(question: Question, reading: Reading[Any], answers: Answers) -> str | None:
    day = find_day(reading.plain, reading.today)
    if day is None:
        return None
    check_day(day, reading.today)
    check_order(question, day, answers)
    return str(day)


def check_order(question: Question, day: Day, answers: Answers) -> None:
    """Raises WrongDay when the day lies before or after what it may not by the other answers."""
    earliest, latest = answered_day(answers, question.not_before), answered_day(answers, question.not_after)
    if earliest and _is_before(day, earliest):
        raise WrongDay(f"{day.in_words}比前面说的{earliest.in_words}还早，请核对后再说一遍")
    if latest and _is_before(latest, day):
        raise WrongDay(f"{day.in_words}比前面说的{latest.in_words}还晚，请核对后再说一遍")


def _number(question: Question, said: str) -> float | None:
    said = said.replace("k", "千").replace("K", "千").replace("w", "万").replace("W", "万").replace("半年", "6个月")
    worth = _WORTH[question.unit or "元"]
    if question.unit == "元" and _BY_DAY.search(said):
        raise WrongAnswer("请折成一个月多少元再说，比如一天300元、干26天，就说7800")
    found = [match for match in _AMOUNT.finditer(said) if not match["unit"] or match["unit"] in worth]
    match = next((match for match in found if match["unit"]), found[0] if found else None)
    if match is None:
        return 0.0 if question.minimum == 0 and re.search(r"没|无", said) else None
    amount = _value(match["number"]) + (0.5 if match["half"] else 0)
    amount = round(amount * worth.get(match["unit"] or "", 1), 2)
    if not question.minimum <= amount <= question.maximum or (question.whole and amount != int(amount)):
        raise WrongAnswer(f"“{question.label}”应该在{question.minimum:g}到{question.maximum:.12g}之间，请再说一遍")
    return amount


def _value(digits: str) -> float:
    try:
        low, high = read_range(digits)
        if low == high:
            return float(low)
    except ValueError:
        pass
    raise WrongAnswer(f"看不懂“{digits}”是多少，请用数字写，比如 8000")


def _passes_over(reading: Reading[Any]) -> bool:
    return reading.gives_no_answer or bool(_NOTHING.fullmatch(reading.plain))


def _text(reading: Reading[Any]) -> str:
    """As it was typed, on one line."""
    said = " ".join(reading.raw.split())
    if len(said) > LONGEST_TEXT:
        raise WrongAnswer(f"太长了，请控制在{LONGEST_TEXT}个字以内")
    return SKIPPED if _passes_over(reading) and len(said) <= 6 else said


def mentioned(options: Iterable[Option], said: str) -> set[str]:
    """The ids of the options that are named in what was said."""
    plain = letters_only(said)
    return {option.id for option in options if _longest(option, plain)}


def _longest(option: Option, plain: str) -> int:
    """The length of the longest word of the option that is said."""
    words: Iterable[str] = (option.title, *option.words)
    return max((len(letters_only(word)) for word in words if letters_only(word) in plain), default=0)


def _is_before(one: Day, other: Day) -> bool:
    """Whether ``one`` is certainly before ``other``: days of the same month may not be told apart."""
    if "month" in (one.precision, other.precision):
        return (one.date.year, one.date.month) < (other.date.year, other.date.month)
    return one.date < other.date
