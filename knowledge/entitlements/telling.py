"""What a message tells of the inputs of a kind: facts taken where nothing else can be meant.

Values are kept as JSON holds them: an amount as a string, a day as "2026-03-05" or a month as "2026-03", several days with
blanks between them, an option's id; hours of each month as "40/月", pay of a day or an hour as "260/天". "" is an input that
somebody passed over.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from knowledge.entitlements.holidays import worked_on
from knowledge.entitlements.kinds import Input, InputType, Kind
from knowledge.entitlements.shifts import (
    RESTDAYS_A_MONTH,
    WEEKS_A_MONTH,
    WORKDAYS_A_MONTH,
    hours_a_day,
    overtime_of_shifts,
)
from knowledge.entitlements.wages import HOURS_A_DAY
from knowledge.language.amounts import Unit, read_amount
from knowledge.language.days import Day, in_known_month
from knowledge.language.durations import Duration, find_durations
from knowledge.language.facts import Value, clause_at
from knowledge.language.grades import Grade
from knowledge.language.mentions import Mention
from knowledge.language.money import Money, Per
from knowledge.language.normalise import letters_only
from knowledge.language.numbers import Number
from knowledge.language.numerals import NUMBER, read_number
from knowledge.language.reading import Reading
from knowledge.language.timespans import Timespan

Told = dict[str, str]
SKIPPED = ""
EACH_MONTH, A_DAY = "/月", "/天"
MOST_DAYS = 31

# Pay of a day or an hour is kept as it was said: "260/天".
_LESS_THAN_A_MONTH: tuple[Per, ...] = ("天", "小时")
_PAID_BY: tuple[Per | None, ...] = (None, "月", "年", *_LESS_THAN_A_MONTH)
# Money that is no pay: owed, fined, held back, promised.
_NO_PAY = re.compile(
    r"(?:欠|拖|罚|扣|押|赔|补偿?|借|奖|交|缴(?!费?(?:工资|基数))|报销)[^,，。;；]{0,6}$|(?:[说愿肯答][^,，。;；]{0,3}|一次性?|私下|总共|一共)(?:给|付|拿)[^,，。;；]{0,3}$"
)
_OWED = re.compile(r"(?:欠|拖|没发|没给)[^,，。;；]*$")
_REST = re.compile(r"周[六日天末]|星期[六日天]|礼拜|休息|双休")
_HOLIDAY = re.compile(r"节|国庆|春节|五一|元旦|中秋|端午|清明|除夕|年三十|初[一二三]")
# Each of these is one day.
_HOLIDAY_DAYS = re.compile(r"除夕|年三十|初[一二三](?![\d一二三四五六七八九])|清明节?|端午节?|中秋节?")
# From New Year's Eve to one of the days of the law after it.
_FIRST_DAYS = "一二三"
_FROM_EVE = re.compile(rf"(?:除夕|年三十)[^,，。]{{0,4}}(?:到|至)(?:大年|正月)?初(?P<last>[{_FIRST_DAYS}])")
_EVERY_WEEK = re.compile(r"每(?:个|周)?(?:周|星期|礼拜|六|末)|周[六日天末]都|天天|每天")
# "几个月" asks, "一个月拿多少" is a rate.
_ASKED_OR_RATE = re.compile(r"好?几|[一1]个月(?=[能可大是拿发领给有工多加上到平周节休])")
_LATER, _DONE_SO_LONG = re.compile(r"(?:以|之)?[后内]"), re.compile(r"(?:[干做待呆]|工作|打工|上班)(?:了|满)+$")
_NO_PAY_BEHIND = re.compile(r"^[^,，。;；]{0,12}?(?:补偿|赔偿|押金|奖金|罚款|了结|了事|私了|算了|买断|打发)")
# Without a word of it so much is no pay.
_UNLIKELY_PAY = 20_000
_PAY_WORDS = re.compile(r"工资|月薪|底薪|薪水|收入|到手|挣|拿|人工|一个?月|每个?月|平均|基数")
# A sum of each year is pay beside these; else it may be a bonus.
_YEARLY_PAY = re.compile(r"年薪|年收入|工资|收入|挣|赚|个月")
_EVERY_MONTH = re.compile(r"(?:每|一|1)个?月[^\d]{0,8}$")
_SO_MANY = re.compile(
    rf"(?P<number>{NUMBER})\s*[个名位](?:[^,，。;；\d]{{0,3}}(?:工人?|员工?|伙计|师傅|阿姨|大姐|学徒|保姆)|人)(?!月|年)"
)
_BARE_SUM = (
    rf"(?:是|有|才|就|只|大概|差不多|上个月|每个?月|一个?月)*(?P<number>{NUMBER})"
    r"(?:块钱?|元钱?)?(?=[,，。;；!！\s让叫就把]|$)"
)
# The unit of a bare number; years and months may be meant by one alike.
_UNITS: dict[InputType, Unit] = {"money": "元", "sum": "元", "days": "天", "grade": "级"}
_MONTHS_A_YEAR = 12
_HOURS_OF_A_MONTH = 31 * 24
_LEAST_PAY = 100
_DAY_LENGTH = len("2026-03-05")
_DATES_APART = " "
# Children under age, and old people, who lived on somebody; grown-up ones are none.
_CHILD = r"(?:小孩|孩子?|娃娃?儿?|崽|儿子|女儿|闺女|丫头|学生)"
_CHILDREN = re.compile(
    rf"(?P<number>{NUMBER}|俩|仨)[个名位]?(?:[^,，。;；\d]{{0,6}}的|小|未成年)?{_CHILD}|(?P<pair>一[儿子男]一女)"
)
_ONE_CHILD = re.compile(
    rf"{_CHILD}(?:才|还|刚|只有|今年|都|也|在|[他她])*(?:小|未成年|没成年|上|读|念|吃奶|[\d一二三四五六七八九十]+(?:个月|岁))"
)
_GROWN_UP = re.compile(
    r"成年了|大学|工作了|成家|结婚|打工|参军|(?:1[89]|[2-6]\d|[二三四五]十[一二三四五六七八九]?|十[八九])岁?了?(?=$|[,，。])"
)
_PARENTS = re.compile(
    rf"(?P<number>{NUMBER}|俩)[个位]老人|(?P<pair>二老|老两口|爸妈|父母|爹[妈娘]|公婆|公公婆婆)|(?P<one>老(?:母亲?|父亲?|妈|爹|娘)(?!子))"
)
_OF_KIN = {"俩": 2, "仨": 3}
# Overtime beside that of a holiday.
_ON_OTHER_DAYS = re.compile(r"平时|平日|天天|长期|一直|周末|周[六日]|星期[六日天]|礼拜|下班后|每周")


class _Place(NamedTuple):
    """The words of a clause before and after a fact, up to the next one."""

    before: str
    after: str

    def has(self, pattern: str | re.Pattern[str] | None) -> bool:
        return pattern is not None and bool(re.search(pattern, self.before) or re.search(pattern, self.after))


Found = Iterator[tuple[_Place, str]]
Of = TypeVar("Of", bound=Value)


def told(kind: Kind, reading: Reading[Any], asked: str | None = None) -> Told:
    """The inputs that a message tells; a bare number is the one ``asked`` for."""
    question = kind.input(asked) if asked else None
    found: Told = {}
    for type, values in _FINDERS.items():
        wanted = [each for each in kind.inputs if each.type == type]
        found |= _assigned(wanted, list(values(reading)), asked)
    if kind.by_shifts and (shifts := overtime_of_shifts(reading)):
        hours = {each.id for each in _of_type(kind, "hours")}
        found = {name: value for name, value in found.items() if name not in hours}
        found |= {when: _plain(each) + EACH_MONTH for when, each in shifts.items()}
    elif question and question.type == "hours":
        found |= _by_month(found, _assigned(_of_type(kind, "hours"), list(_bare_hours(reading)), asked))
        found |= {"pay": pay} if "pay" not in found and (pay := _bare_pay(reading)) else {}
    found |= {name: value for name, value in _sums_behind_cues(kind, reading).items() if name not in found}
    for each in kind.inputs:
        if each.unless and re.search(each.unless, reading.standard):
            found.pop(each.id, None)
        if each.type == "choice" and (option := _option(each, reading.standard, each.id == asked)):
            found[each.id] = option
        if each.none and re.search(each.none, reading.standard):
            found[each.id] = "0"
    if question and question.id not in found and (value := _alone(question, reading)):
        found[question.id] = value
    if not _of_type(kind, "hours"):  # overtime is paid by the day, however many there are
        found |= _of_a_month(found, reading)
    return on_holidays(kind, {}, found, reading)


def grades_told(reading: Reading[Any]) -> tuple[int, ...]:
    """The grades of injury that a message speaks of; of a range both ends."""
    return tuple(dict.fromkeys(end for grade in reading.facts_of(Grade) for end in grade.ends))


def not_wanted(kind: Kind, question: str) -> Told:
    """The inputs that a question does without: who asks for days needs no pay."""
    return {each.id: SKIPPED for each in kind.inputs if each.unwanted and re.search(each.unwanted, question)}


def moved(kind: Kind, known: Told, found: Told) -> Told:
    """``found``, where a choice says that the one amount known is of another input: "要是平时加的呢", of rest days."""
    for each in kind.inputs:
        new = found.get(each.id, SKIPPED)
        others = [option.id for option in each.options if known.get(option.id)]
        if each.only_with and each.only_with not in known and new not in found and len(others) == 1:
            rest = {name: value for name, value in found.items() if name != each.id}
            return {**rest, others[0]: SKIPPED, new: known[others[0]]} if new and new != others[0] else rest
    return found


def on_holidays(kind: Kind, known: Told, found: Told, reading: Reading[Any]) -> Told:
    """``found``, with the days of a holiday beside those ``known``, and how long each was: neither are hours of overtime on
    other days, unless such are spoken of too."""
    names = {each.type: each.id for each in kind.inputs}
    if "dates" not in names:
        return found
    before = parsed_dates(known.get(names["dates"], ""))
    dates, shift = worked_on(reading, before), hours_a_day(reading)
    if not dates and not (before and shift):
        return found
    told_now = {names["dates"]: _DATES_APART.join(map(str, dates))} if dates else {}
    told_now |= {names["shift"]: _plain(shift)} if shift else {}
    hours = set() if _ON_OTHER_DAYS.search(reading.standard) else {each.id for each in _of_type(kind, "hours")}
    return {name: value for name, value in found.items() if name not in hours} | told_now


def parsed_dates(value: str) -> tuple[dt.date, ...]:
    """The days that a value of type "dates" holds."""
    return tuple(map(dt.date.fromisoformat, filter(None, value.split(_DATES_APART))))


def in_known_months(kind: Kind, known: Told, found: Told, text: str) -> Told:
    """``found``, where a day that a normalised ``text`` names without its month is of the month that was told before."""
    dates = [
        each.id for each in _of_type(kind, "date") if known.get(each.id) and len(found.get(each.id, "")) == _DAY_LENGTH
    ]
    days = {
        name: in_known_month(text, dt.date.fromisoformat(found[name]), Day.parse(known[name]).date).isoformat()
        for name in dates
    }
    return {**found, **days}


def _of_type(kind: Kind, type: InputType) -> list[Input]:
    return [each for each in kind.inputs if each.type == type]


def _of_a_month(found: Told, reading: Reading[Any]) -> Told:
    """Pay of a day, where it is told how many days are worked in a month: "一天200，一个月26天"."""
    lengths = (each.value for each in _mentions(reading, Duration))
    days = next((each.amount.low for each in lengths if _is_month_of_days(each) and each.amount.low <= MOST_DAYS), None)
    rates = {name: value.removesuffix(A_DAY) for name, value in found.items() if value.endswith(A_DAY)}
    return {name: _plain(Decimal(rate) * days) for name, rate in rates.items()} if days else {}


def _by_month(found: Told, bare: Told) -> Told:
    """Hours that answer how many there are in a month."""
    hours = {name: value for name, value in found.items() if name in bare} or bare
    return {name: value if value.endswith(EACH_MONTH) else value + EACH_MONTH for name, value in hours.items()}


def _assigned(wanted: list[Input], values: list[tuple[_Place, str]], asked: str | None) -> Told:
    """Each value to the input whose cues stand beside it, else to the one asked for, else to the main one; of several for the
    same the first that stands behind cues, else the first before them, else the first."""
    behind: Told = {}
    ahead: Told = {}
    fallback: Told = {}
    for place, text in values:
        fitting = [each for each in wanted if not place.has(each.unlike)]
        led = [each for each in fitting if each.cues and re.search(each.cues, place.before)]
        beside = led or [each for each in fitting if place.has(each.cues)]
        others = [each for each in fitting if each.id == asked] or [
            each for each in fitting if each.main or not each.cues
        ]
        for each in (beside or others)[:1]:
            (behind if led else ahead if beside else fallback).setdefault(each.id, text)
    return {**fallback, **ahead, **behind}


def _option(each: Input, said: str, is_asked: bool) -> str | None:
    """The first option that is named."""
    plain = letters_only(said)
    for number, option in enumerate(each.options, 1):
        picked = is_asked and plain in (str(number), f"第{number}个")
        if letters_only(option.title) == plain or picked or re.search(option.words, said):
            return option.id
    return None


def _alone(asked: Input, reading: Reading[Any]) -> str | None:
    """The amount of a reply, which may be a bare number, in the unit that was asked for."""
    if reading.facts_of(Money):  # which were found to be no pay, or are no length of time
        return None
    unit = asked.unit or _UNITS.get(asked.type)
    amount = read_amount(reading.plain, unit) if unit and not reading.asks else None
    if amount is None or amount == "vague" or (asked.type in ("money", "sum") and amount < _LEAST_PAY):
        return None
    number = Decimal(amount.numerator) / amount.denominator
    return _plain(number * (_MONTHS_A_YEAR if unit == "年" else 1))


def _places(reading: Reading[Any], mentions: list[Mention[Of]]) -> Iterator[tuple[_Place, Of]]:
    """Each of these mentions, which are in order, with the words around it."""
    for number, mention in enumerate(mentions):
        clause = reading.clauses[clause_at(mention.start, reading.clauses)]
        first = max([clause.start, *(other.end for other in mentions[:number])])
        last = min([max(clause.end, mention.end), *(other.start for other in mentions[number + 1 :])])
        # What belongs to a mention may speak of it too: "每天加班两小时".
        yield _Place(reading.plain[first : mention.start], reading.plain[mention.start : last]), mention.value


def _mentions(reading: Reading[Any], kind: type[Of]) -> list[Mention[Of]]:
    """The facts of a kind that are not denied."""
    return [
        Mention(fact.value, fact.start, fact.end)
        for fact in reading.facts
        if isinstance(fact.value, kind) and not fact.negated
    ]


def _facts(reading: Reading[Any], kind: type[Of]) -> Iterator[tuple[_Place, Of]]:
    return _places(reading, _mentions(reading, kind))


def _money(reading: Reading[Any]) -> Found:
    """Monthly pay, or what is owed in all."""
    for place, money in _facts(reading, Money):
        is_pay = money.per in _PAID_BY and not _is_other(place, money, reading)
        if _OWED.search(place.before) or is_pay:
            per = f"/{money.per}" if money.per in _LESS_THAN_A_MONTH else ""
            yield place, _plain(money.yuan.low / (12 if money.per == "年" else 1)) + per


def _sums(reading: Reading[Any]) -> Found:
    """Sums that were paid once, and are no pay of a month, a day or an hour."""
    for place, money in _facts(reading, Money):
        if money.per is None:
            yield place, _plain(money.yuan.low)


def _is_other(place: _Place, money: Money, reading: Reading[Any]) -> bool:
    if money.per == "年" and not _YEARLY_PAY.search(reading.plain):
        return True
    if place.after.startswith("月薪"):
        return False
    if money.per is None and money.yuan.low >= _UNLIKELY_PAY and not _PAY_WORDS.search(reading.plain):
        return True
    return bool(_NO_PAY.search(place.before) or _NO_PAY_BEHIND.search(place.after))


def _months(reading: Reading[Any]) -> Found:
    """Lengths of months or years; a few days are a part of a month. Read apart from the other facts, among which "工作12年"
    is a year of the calendar; "一个月五千" tells of pay."""
    others = [fact for fact in reading.facts if isinstance(fact.value, Money) or _is_date(fact.value)]
    lengths = [
        mention
        for mention in find_durations(reading.plain)
        if mention.value.unit == "月"
        and not mention.value.each
        and not mention.value.amount.is_indefinite
        and not _ASKED_OR_RATE.match(reading.plain, mention.start)
        and not _is_to_come(reading.plain, mention)
        and not any(mention.start < other.end and other.start < mention.end for other in others)
    ]
    for place, length in _places(reading, lengths):
        yield place, _plain(length.amount.low)


def _is_to_come(text: str, length: Mention[Duration]) -> bool:
    """Whether it is said when something will be, not how long something was: "三个月后才走"."""
    return bool(_LATER.match(text, length.end)) and not _DONE_SO_LONG.search(text[: length.start])


def _is_date(value: Value) -> bool:
    return isinstance(value, Timespan) and value.precision != "year"


def _hours(reading: Reading[Any]) -> Found:
    """Hours of overtime, in all or of each month; a whole day has eight, unless it is said how many it has."""
    lengths = [each for each in _mentions(reading, Duration) if each.value.unit in ("小时", "天")]
    holiday = _HOLIDAY.search(reading.plain)
    days_a_month = next((each.value.amount.low for each in lengths if _is_month_of_days(each.value)), None)
    if a_day := next((each for each in lengths if _is_whole_day(each.value)), None):
        lengths.remove(a_day)
    of_a_day = a_day.value.amount.low if a_day else HOURS_A_DAY
    eve = _FROM_EVE.search(reading.plain)
    if holiday and not lengths and not eve and (days := set(_HOLIDAY_DAYS.findall(reading.plain))):
        yield _Place(holiday[0], ""), _plain(Decimal(len(days) * HOURS_A_DAY))
    if holiday and eve:
        worked = 2 + _FIRST_DAYS.index(eve["last"])
        yield _Place(holiday[0], ""), _plain(Decimal(worked * HOURS_A_DAY))
    for place, length in _places(reading, lengths):
        is_rest = place.has(_REST)
        if holiday and length.unit == "天" and not (is_rest or place.has(_HOLIDAY)):
            place = place._replace(before=holiday[0] + place.before)  # "中秋和国庆都上班了，一共上了五天"
        if _is_month_of_days(length) and not (is_rest or place.has(_HOLIDAY)):
            continue
        hours = length.amount.low * (of_a_day if length.unit == "天" else 1)
        if length.each == "天":
            per_month = days_a_month or (RESTDAYS_A_MONTH if is_rest else WORKDAYS_A_MONTH)
            yield place, _plain(hours * per_month) + EACH_MONTH
        elif length.each == "周" or _EVERY_WEEK.search(place.before):
            yield place, _plain(hours * WEEKS_A_MONTH) + EACH_MONTH
        elif length.each == "月" or _EVERY_MONTH.search(place.before):
            yield place, _plain(hours) + EACH_MONTH
        elif length.unit == "小时" or is_rest or _HOLIDAY.search(place.before):
            yield place, _plain(hours / 12 if length.each == "年" else hours)


def _is_whole_day(length: Duration) -> bool:
    """ "一天8个钟" says how long a day is, not how long overtime was."""
    return length.unit == "小时" and length.each == "天" and length.amount.low >= HOURS_A_DAY


def _bare_hours(reading: Reading[Any]) -> Found:
    """Numbers without a unit, where hours were asked for; and the hours that were told with one."""
    yield from _hours(reading)
    for place, number in _facts(reading, Number):
        if number.low <= _HOURS_OF_A_MONTH:
            yield place, _plain(number.low)


def _bare_pay(reading: Reading[Any]) -> str | None:
    """A number without a unit that is too large for the hours that were asked for."""
    large = [number.low for number in reading.facts_of(Number) if number.low > _HOURS_OF_A_MONTH]
    return _plain(large[0]) if len(large) == 1 else None


def _is_month_of_days(length: Duration) -> bool:
    """ "一个月上22天" says how many days there are, not how long overtime was."""
    return length.unit == "天" and length.amount.low > 7 and length.each in ("月", None)


def _days(reading: Reading[Any]) -> Found:
    for place, length in _facts(reading, Duration):
        if length.unit == "天" and not length.each:
            yield place, _plain(length.amount.low)


def _dates(reading: Reading[Any]) -> Found:
    """Days, and months in which a day lies; not of the lunar calendar, which is only about right."""
    for place, span in _facts(reading, Timespan):
        if span.precision == "day":
            yield place, span.first.isoformat()
        elif span.lunar is None and (span.first.year, span.first.month) == (span.last.year, span.last.month):
            yield place, f"{span.first:%Y-%m}"


def _grades(reading: Reading[Any]) -> Found:
    for place, grade in _facts(reading, Grade):
        yield place, str(grade.grade)


def _sums_behind_cues(kind: Kind, reading: Reading[Any]) -> Told:
    """Numbers without a unit right behind the words for what they are: "提成300"."""
    found: Told = {}
    for each in _of_type(kind, "money"):
        said = re.search(f"(?:{each.cues}){_BARE_SUM}", reading.plain) if each.cues and not reading.asks else None
        if said and (number := read_number(said["number"])) >= _LEAST_PAY:
            found[each.id] = _plain(Decimal(number))
    return found


def _people(reading: Reading[Any]) -> Found:
    """How many work for somebody."""
    for said in _SO_MANY.finditer(reading.plain):
        clause = reading.clauses[clause_at(said.start(), reading.clauses)]
        place = _Place(reading.plain[clause.start : said.start()], reading.plain[said.start() : clause.end])
        yield place, _plain(Decimal(read_number(said["number"])))


def _kin(reading: Reading[Any]) -> Found:
    """How many children under age, and old people, somebody has left behind: "两个娃", "爸妈"."""
    text = reading.plain
    if not _GROWN_UP.search(text):
        children = sum(2 if each["pair"] else _number_of_kin(each["number"]) for each in _CHILDREN.finditer(text))
        children = children or int(bool(_ONE_CHILD.search(text)))
        if children:
            yield _Place("孩子", ""), str(children)
    for each in _PARENTS.finditer(text):
        number = 1 if each["one"] else 2 if each["pair"] else _number_of_kin(each["number"])
        yield _Place("老人", ""), str(number)


def _number_of_kin(word: str) -> int:
    return _OF_KIN.get(word) or int(read_number(word))


def _plain(number: Decimal) -> str:
    return f"{number.quantize(Decimal('0.01')).normalize():f}"


_FINDERS: dict[InputType, Callable[[Reading[Any]], Found]] = {
    "money": _money,
    "sum": _sums,
    "months": _months,
    "hours": _hours,
    "days": _days,
    "date": _dates,
    "grade": _grades,
    "people": _people,
    "kin": _kin,
}
