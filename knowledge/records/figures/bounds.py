"""What a new value of a figure must keep to: dates that leave no two values on one day, and an amount that can be."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from knowledge.errors import ReadableError
from knowledge.figures.register import Figures, OwnValue, plain
from knowledge.figures.schema import FigureRows
from knowledge.shapes import Source

# From one value of the register to the next there never was more than a sixth; a digit too many is ten times as much.
LARGEST_RISE = Decimal(2)
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?")


class BadValue(ReadableError):
    """A value that cannot be: not a number, no source, or other values hold on its days."""


class SurprisingValue(ReadableError):
    """A value so far from all that is known of its figure that somebody has to answer for it."""


def amount_of(text: str, rows: FigureRows) -> Decimal:
    """The number that somebody wrote, with the unit of the figure or without: "2,150元". Raises BadValue."""
    written = unicodedata.normalize("NFKC", text).replace(" ", "").removesuffix(rows.unit)
    if not (number := _NUMBER.fullmatch(written)) or not (amount := Decimal(number[0].replace(",", ""))):
        raise BadValue(f"看不懂“{text}”：{rows.what}要写成一个大于0的数，最多两位小数，单位是{rows.unit}")
    return amount


def source_of(title: str, publisher: str = "", date: dt.date | None = None, url: str = "") -> Source:
    """What somebody said that a value rests on. Raises BadValue where it is nothing."""
    if not title.strip():
        raise BadValue("没有写来源：这个数依据哪份文件，请写上文件的名字")
    return Source(title=title, publisher=publisher.strip() or None, date=date, url=url.strip() or None)


def require_days(value: OwnValue, others: Iterable[OwnValue], shipped: Figures) -> None:
    """See to it that on each day one value holds in the region; ``others``: the office's own there. Raises BadValue."""
    if value.last and value.last < value.first:
        raise BadValue(f"结束日 {value.last} 在开始日 {value.first} 前面")
    for other in others:
        _require_apart(value, other)
    if value.last:
        for known in shipped.history(value.figure, value.region):
            if known.region == value.region and known.first and value.first < known.first <= value.last:
                raise BadValue(
                    f"{value.region}从 {known.first} 起已有 {known.text}，结束日不能晚于它的前一天；不写结束日也可以"
                )


def _require_apart(value: OwnValue, other: OwnValue) -> None:
    """Of two values without an end the earlier ends when the later begins."""
    earlier, later = sorted((value, other), key=lambda one: one.first)
    if value.first == other.first:
        raise BadValue(f"{value.region}从 {value.first} 起已经填过 {plain(other.amount)}，要改请先撤下那一个")
    if earlier.last and earlier.last >= later.first:
        span = f"{other.first} 到 {other.last or '以后'}"
        raise BadValue(f"日期重叠：{value.region}已经填过 {plain(other.amount)}（{span}），请改日期，或先撤下那一个")


def require_likely(value: OwnValue, register: Figures) -> None:
    """Raises SurprisingValue when the amount is far from the one before and from the one that it replaces; where the place
    has none, from all that the figure has anywhere."""
    known = _before(value, register) or _anywhere(value.figure, register)
    if known and all(_is_far(value.amount, amount) for amount in known):
        unit = register.rows(value.figure).unit
        near = "、".join(f"{plain(amount)}{unit}" for amount in sorted(known)[:3])
        raise SurprisingValue(
            f"{plain(value.amount)}{unit}和原来的 {near} 差太多，是不是多写或少写了一位？"
            "确实是这个数，请管理员写明理由，确认后再存"
        )


def _before(value: OwnValue, register: Figures) -> set[Decimal]:
    days = (value.first, value.first - dt.timedelta(days=1))
    found = (register.at(value.figure, value.region, day) for day in days)
    return {one.amount for one in found if one}


def _anywhere(figure: str, register: Figures) -> set[Decimal]:
    return {one.amount for place in register.regions(figure) for one in register.history(figure, place)}


def _is_far(one: Decimal, other: Decimal) -> bool:
    low, high = sorted((one, other))
    return low == 0 or high / low >= LARGEST_RISE
