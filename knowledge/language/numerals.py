"""Numerals as people type them: "2300", "1.2万", "3千5", "两千三", "十二", "廿五", "一九七五", and of a range both ends.

The one reader of Chinese and mixed numerals. Standard library only: Rasa's environment reads sentences too.
"""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {han: str(value) for value, hans in enumerate(("零〇", "一", "二两", *"三四五六七八九")) for han in hans}
_ARABIC_OF = str.maketrans(_DIGITS)
_CONTRACTED = str.maketrans({"廿": "二十", "卅": "三十"})
_UNITS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}

HAN_DIGITS = "".join(_DIGITS)
_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
# "两千一个月" says two thousand a month.
_HAN = rf"(?:(?!(?<![十零])一(?:个[月人]|[年天日月周次人]))[{HAN_DIGITS}])+"
_MORE = rf"[十百千万亿]+(?:{_ARABIC}|{_HAN})?"
# The source of a pattern for one numeral, as long as it goes.
NUMBER = rf"(?>[廿卅][{HAN_DIGITS}]?|(?:{_ARABIC}|[{HAN_DIGITS}]+|(?=十))(?:{_MORE})*)"

# "零点七", "一点二", where nothing but a number can be meant: else these are hours of a day.
DECIMAL = rf"(?:\d+(?:\.\d+)?|[{HAN_DIGITS}]点[{HAN_DIGITS}]+)"


def read_digits(text: str) -> int:
    """A number said digit by digit: "一九七五", "六五", "03". Raises ValueError."""
    return int(text.translate(_ARABIC_OF))


def read_number(text: str) -> Decimal:
    """What ``NUMBER`` or ``DECIMAL`` matched; of a range ("三四千", "五六十") the lower end. Raises ValueError."""
    return _read(_written_out(text), 0)


def read_range(text: str) -> tuple[Decimal, Decimal]:
    """Both ends of what ``NUMBER`` matched: "三四千" is 3000 and 4000, "3000" twice 3000. Raises ValueError."""
    plain = _written_out(text)
    return _read(plain, 0), _read(plain, 1)


def _written_out(text: str) -> str:
    return text.replace(",", "").replace("点", ".").translate(_CONTRACTED)


def _read(text: str, end: int) -> Decimal:
    """The value of a numeral; ``end``: which end of a range is taken, 0 or 1."""
    for unit, size in _UNITS.items():
        head, found, tail = text.partition(unit)
        if unit in tail:
            raise ValueError(f"a unit said twice: {text}")
        if found:
            count = _small(head, end) if size < 10**4 else _read(head or "一", end)
            return count * size + _rest(tail, size, end)
    if len(text) == 2 and _is_range(text):
        text = text[end]
    plain = text.translate(_ARABIC_OF)
    if not plain.replace(".", "", 1).isdecimal():
        raise ValueError(f"no number: {text}")
    return Decimal(plain)


def _small(head: str, end: int) -> Decimal:
    """How many tens, hundreds or thousands: below ten, or a fraction ("1.5千"); nothing said is one ("零十" is ten)."""
    count = _read(head.lstrip("零〇") or "一", end)
    if count >= 10:
        raise ValueError(f"no count of a unit: {head}")
    return count


def _rest(tail: str, size: int, end: int) -> Decimal:
    """What follows a unit: "三万五" says 35000, "三万零五" 30005."""
    if not tail:
        return Decimal(0)
    shortened = len(tail) == 1 and size > 10
    rest = _read(tail, end) * (size // 10 if shortened else 1)
    if rest >= size or not rest:
        raise ValueError(f"what cannot stand after a unit: {tail}")
    return rest


def _is_range(text: str) -> bool:
    """Two rising Han digits are a range: "三四", "三五"."""
    first, second = (int(_DIGITS.get(han, "0")) for han in text)
    return 0 < first < second <= first + 2
