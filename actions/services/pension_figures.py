"""The figures that an estimate of a pension starts from: how people say them, and what they can be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from actions.saying import phrase
from knowledge.language.durations import find_number_of_years
from knowledge.language.money import find_amount
from knowledge.language.numerals import DECIMAL, HAN_DIGITS, NUMBER, read_number
from knowledge.topics.pension.formulas import LEAST_INDEX, MOST_INDEX, MOST_MONEY, MOST_YEARS, plain

_CLAUSE = re.compile(r"[，。;；!！?？\s]|,(?!\d{3})")
_A_YEAR, _A_MONTH = re.compile(r"[每一全]年|年平均|年薪"), re.compile(r"[每个]月|月平均|月薪")
_LEVEL = re.compile(r"选的?|的?这?一?档次?")
_NONE = re.compile(r"(?:还|一直|从来|都)?(?:没|不)[交缴]过?|一分没[交缴]")
_YEARS = re.compile(rf"(?:我|到|一共|总共|大概|大约|差不多|能|可以|[交缴满有是了])*({NUMBER})(?:[多来]|左右|吧|了|年)*")
# Not what is paid each year, nor what is still to be paid.
_PAID = re.compile(r"(?<![年再还])(?<!还[要能得需])[交缴存]|年限")
_NEGATIVE = re.compile(rf"(?<![\d万千百十{HAN_DIGITS}年])(?:负|[-−])\s*[\d{HAN_DIGITS}]")
_INDEX = re.compile(rf"(?<![\d.])({DECIMAL})\s*([%％]?)(?![\d.]|\s*[年岁元块万千百个月])")
# "就按最低吧": the bounds of the index, or its middle, which is the average wage.
_LEVEL_OF_INDEX = re.compile(
    r"(?P<least>最低|最少|最小)|(?P<most>最高|最多|最大|封顶)|(?P<mean>中间|中等|中档|平均|社平)"
)
_INDEX_OF = {"least": LEAST_INDEX, "most": MOST_INDEX, "mean": Decimal(1)}
_AGE = re.compile(rf"(?<![\d.])({NUMBER})\s*(?:周?岁|(?=退)|(?=(?:[吧左右。呢]|的话)*$))")


@dataclass(frozen=True)
class Figure:
    """``read`` understands an answer; in a longer sentence ``cue`` tells the figure, which is read from there on."""

    unit: str
    least: Decimal
    most: Decimal
    cue: re.Pattern[str]
    read: Callable[[str], Decimal | None]

    def can_be(self, value: Decimal) -> bool:
        return self.least <= value <= self.most

    @property
    def complaint(self) -> str:
        """What to say to a figure that cannot be."""
        most = f"{plain(self.most / 10_000)}万" if self.most > 10_000 else plain(self.most)
        return phrase("out_of_bounds", least=plain(self.least), most=most, unit=self.unit)


def _monthly(text: str) -> Decimal | None:
    amount = find_amount(text)
    return amount and (round(amount / 12, 2) if _A_YEAR.search(text) and not _A_MONTH.search(text) else amount)


def _yearly(text: str) -> Decimal | None:
    if _NONE.fullmatch(text):
        return Decimal(0)
    amount = find_amount(_LEVEL.sub("", text))
    return amount and (amount * 12 if _A_MONTH.search(text) and not _A_YEAR.search(text) else amount)


def _years(text: str) -> Decimal | None:
    if _NONE.fullmatch(text):
        return Decimal(0)
    alone = _YEARS.fullmatch(text)
    return _number(alone[1]) if alone else find_number_of_years(text)


def _index(text: str) -> Decimal | None:
    if level := _LEVEL_OF_INDEX.search(text):
        return _INDEX_OF[level.lastgroup or ""]
    if number := _INDEX.search(text):
        return read_number(number[1]) / (100 if number[2] else 1)
    return None


def _age(text: str) -> Decimal | None:
    said = _AGE.search(text)
    return _number(said[1]) if said else None


def _number(text: str) -> Decimal | None:
    try:
        return read_number(text)
    except ValueError:
        return None


def _money(cue: str, read: Callable[[str], Decimal | None], least: int = 0) -> Figure:
    return Figure("元", Decimal(least), MOST_MONEY, re.compile(cue), read)


# Ages as in the table of 计发月数 (knowledge/topics/pension/data/payment_months.yml).
# "要是六十三呢", of nothing but an age.
_SUPPOSES_AGE = rf"(?:要是|如果|假如|那)(?:{NUMBER})(?:周?岁)?(?:呢|的话)$"
FIGURES = {
    "basic": _money(r"基础养老金", _monthly),
    "balance": _money(r"账户|余额|储存额|户头|卡里", find_amount),
    "yearly": _money(r"每年|一年(?=[交缴存])|年[交缴存](?!费)", _yearly),
    "wage": _money(r"平均工资|社平|平均月薪", _monthly, least=1),
    "years": Figure(
        "年", Decimal(0), Decimal(MOST_YEARS), re.compile(r"(?<![年再还])(?<!还[要能得需])[交缴存]|年限"), _years
    ),
    "index": Figure(
        "",
        LEAST_INDEX,
        MOST_INDEX,
        re.compile(r"指数|最[低高]档|中间档|(?:按着?|都[是按交]?的?)(?:最[低高]|平均)"),
        _index,
    ),
    "age": Figure(
        "岁",
        Decimal(40),
        Decimal(70),
        re.compile(rf"(?:{NUMBER})\s*(?:周?岁(?=[^,，]{{0,3}}退)|(?=退))|退休年龄|{_SUPPOSES_AGE}"),
        _age,
    ),
}


def read_figures(text: str, asked: str | None = None) -> dict[str, Decimal]:
    """The figures that a message tells, and the one that was ``asked`` for, which may be more or less than it can be."""
    found: dict[str, Decimal] = {}
    rest = []
    for clause in filter(None, _CLAUSE.split(text)):
        here = {
            name: value
            for name, figure in FIGURES.items()
            for cue in figure.cue.finditer(clause)
            for said in (clause[cue.start() :], clause[cue.end() :])
            if (value := figure.read(said)) is not None and figure.can_be(value)
        }
        rest += [] if here else [clause]
        found = here | found
    alone = next(filter(_YEARS.fullmatch, rest), None) if found.keys() & {"balance", "index"} else None
    if alone and "years" not in found and (years := _years(alone)) is not None:  # "十五年，账户四万"
        found["years"] = years
    if asked and asked not in found:
        value = next((value for clause in rest if (value := FIGURES[asked].read(clause)) is not None), None)
        found |= {asked: value} if value is not None else {}
    return found


def names_level(text: str) -> bool:
    """Whether an answer is a level instead of a figure: "最低的", "中间那档"."""
    return bool(_LEVEL_OF_INDEX.search(text)) and not re.search(rf"[\d{HAN_DIGITS}]", text.replace("一", ""))


def is_negative(text: str) -> bool:
    """Whether a number has a minus before it."""
    return bool(_NEGATIVE.search(text))
