"""Numbers as people type them: "2300", "1.2万", "3千5", "两千三", "十二", "一九七五".

Standard library only: Rasa's environment, where sentences are read, has no cn2an.
"""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {han: str(value) for value, hans in enumerate(("零〇", "一", "二两", *"三四五六七八九")) for han in hans}
_ARABIC_OF = str.maketrans(_DIGITS)
_UNITS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}

HAN_DIGITS = "".join(_DIGITS)
_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
# "两千一个月" says two thousand a month.
_HAN = rf"(?:(?!(?<!十)一(?:个[月人]|[年天月周次人]))[{HAN_DIGITS}])+"
_MORE = rf"[十百千万亿]+(?:{_ARABIC}|{_HAN})?"
# The source of a pattern for one number, as long as it goes.
NUMBER = rf"(?>(?:{_ARABIC}|[{HAN_DIGITS}]+|(?=十))(?:{_MORE})*)"


def read_digits(text: str) -> int:
    """A number said digit by digit: "一九七五", "六五", "03". Raises ValueError."""
    return int(text.translate(_ARABIC_OF))


def read_number(text: str) -> Decimal:
    """What ``NUMBER`` matched; of a range ("三四千", "五六十") the smaller. Raises ValueError."""
    text = text.replace(",", "")
    for unit, size in _UNITS.items():
        head, found, tail = text.partition(unit)
        if unit in tail:
            raise ValueError(f"a unit said twice: {text}")
        if found:
            count = _small(head) if size < 10**4 else read_number(head or "一")
            return count * size + _rest(tail, size)
    if len(text) == 2 and _is_range(text):
        text = text[0]
    plain = text.translate(_ARABIC_OF)
    if not plain.replace(".", "", 1).isdecimal():
        raise ValueError(f"no number: {text}")
    return Decimal(plain)


def _small(head: str) -> Decimal:
    """How many tens, hundreds or thousands: below ten, or a fraction ("1.5千"); nothing said is one."""
    count = read_number(head or "一")
    if count >= 10:
        raise ValueError(f"no count of a unit: {head}")
    return count


def _rest(tail: str, size: int) -> Decimal:
    """What follows a unit: "三万五" says 35000, "三万零五" 30005."""
    if not tail:
        return Decimal(0)
    shortened = len(tail) == 1 and size > 10
    rest = read_number(tail) * (size // 10 if shortened else 1)
    if rest >= size:
        raise ValueError(f"too much after a unit: {tail}")
    return rest


def _is_range(text: str) -> bool:
    """Two rising Han digits are a range: "三四", "三五"."""
    first, second = (int(_DIGITS.get(han, "0")) for han in text)
    return 0 < first < second <= first + 2
