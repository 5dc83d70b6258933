"""Quantities said in running text: "三万五", "13万2", "两三个", "十几", "3000多", "3-4千", "半", "百分之三十"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.language.mentions import Mention
from knowledge.language.numerals import HAN_DIGITS, NUMBER, read_range

SIZES = {"k": 10**3, "w": 10**4, "十": 10, "百": 100, "千": 10**3, "万": 10**4, "亿": 10**8}
# "几" alone is any of these.
_FEW = (2, 9)
_LETTER = r"[kKwW](?![A-Za-z])"
# "万把", "百把": about one of them.
ONE = rf"(?:(?:{NUMBER}|[百千万](?=把))(?:\s*{_LETTER})?(?:[多来余几]|把)?[百千万亿]?)"
# "几岁", "几点" ask.
_SEVERAL = r"(?:好?几(?![岁点号级时成])[十百千万亿]*)"
_TO = r"\s*[-~—到至]+\s*"
# The source of a pattern for a quantity, or for a range of two ("3-4千", "800到1千").
QUANTITY = rf"(?:(?:{ONE}{_TO})?{ONE}|{_SEVERAL})"
# Nothing of a larger number ("1,000"), of an ordinal, or with a minus stands before it.
START = rf"(?<!\d[.,])(?<![\d\-−负第几{HAN_DIGITS}十百千万])"

_ONE = re.compile(
    rf"(?P<number>{NUMBER}|[百千万](?=把))\s*(?P<letter>{_LETTER})?(?P<about>[多来余几]|把)?(?P<scale>[百千万亿])?"
)
_ENDS = re.compile(rf"(?P<low>{ONE}){_TO}(?P<high>{ONE})")
# Words that hold a digit and count nothing.
_WORDS = re.compile(
    r"一(?:[下些点直起般样定共旦切概律块边再向致会审裁线]|方面|金)|[十]分(?=[^之钟])|[万千]一|五险|三[期方]|四大|二(?:维|手|审)|第[^,，。]{1,3}"
)
_IN_TEXT = re.compile(rf"(?P<percent>百分之)?(?:{START}|(?<=百分之))(?P<quantity>半|{QUANTITY})(?P<sign>\s*[%％])?")
_LONG_CODE = re.compile(r"\d{7,}")


@dataclass(frozen=True)
class Number:
    """From ``low`` to ``high``, which are equal unless a range was said ("两三个"); ``about``: not exact ("三百多", "十来");
    ``percent``: hundredths."""

    low: Decimal
    high: Decimal
    about: bool = False
    percent: bool = False

    def times(self, factor: int | Decimal) -> Number:
        """The same in a unit ``factor`` times smaller."""
        return replace(self, low=self.low * factor, high=self.high * factor)

    def plus(self, more: Decimal) -> Number:
        return replace(self, low=self.low + more, high=self.high + more)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high and not self.about

    @property
    def is_indefinite(self) -> bool:
        """Whether it may be anything from some to many ("好几年")."""
        return self.about and self.high > 2 * self.low


def exactly(value: int | str | Decimal) -> Number:
    """The number that is just this."""
    return Number(Decimal(value), Decimal(value))


def read_quantity(text: str) -> Number:
    """What ``QUANTITY`` matched, or "半". Raises ValueError."""
    if text == "半":
        return exactly("0.5")
    if "几" in text[:2].lstrip("好")[:1]:
        return _several(text)
    if ends := _ENDS.fullmatch(text):
        return _range(ends["low"], ends["high"])
    return _one(text)


def find_numbers(text: str) -> Iterator[Mention[Number]]:
    """Every quantity in a normalised text, in order, whatever it counts; no ordinals, codes or words such as 一共."""
    words = [match.span() for pattern in (_WORDS, _LONG_CODE) for match in pattern.finditer(text)]
    for match in _IN_TEXT.finditer(text):
        if any(first <= match.start("quantity") < last for first, last in words):
            continue
        try:
            number = read_quantity(match["quantity"])
        except ValueError:
            continue
        percent = bool(match["percent"] or match["sign"])
        yield Mention(replace(number, percent=percent), match.start(), match.end())


def _one(text: str) -> Number:
    match = _ONE.fullmatch(text)
    if not match:
        raise ValueError(f"no quantity: {text}")
    number = match["number"] if match["number"] not in SIZES else f"一{match['number']}"
    low, high = read_range(number)
    about = match["about"] is not None
    if match["about"] in ("多", "余", "几"):
        high += _place(high)
    scale = SIZES.get((match["letter"] or "").lower(), 1) * SIZES.get(match["scale"] or "", 1)
    return Number(low, high, about).times(scale)


def _range(low: str, high: str) -> Number:
    """Two ends; they share the size said only once ("3-4千"), unless it makes the lower one the larger ("800到1千")."""
    lower, upper = _one(low), _one(high)
    size = SIZES.get(high[-1].lower(), 1)
    if low[-1].lower() not in SIZES and lower.low * size <= upper.high:
        lower = lower.times(size)
    if lower.low > upper.high:
        raise ValueError(f"a range that falls: {low}, {high}")
    return Number(lower.low, upper.high, lower.about or upper.about)


def _several(text: str) -> Number:
    """ "几", "好几百", "几十万": from two to nine of the unit."""
    size = 1
    for unit in text.lstrip("好几"):
        size *= SIZES[unit]
    return Number(Decimal(_FEW[0] * size), Decimal(_FEW[1] * size), about=True)


def _place(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 100 for 300, 1000 for 36000."""
    whole = value.normalize()
    return Decimal(1).scaleb(max(int(whole.as_tuple().exponent), 0)) if value else Decimal(1)
