"""Times of day as people and notices write them: "8:30", "20点", "晚上10点半", "次日2:00"."""

from __future__ import annotations

import re

from knowledge.language.numerals import read_number

HOUR = 60
DAY = 24 * HOUR

_MORNING = "凌晨 清晨 清早 早晨 早上 上午 早"
_AFTERNOON = "下午 午后 傍晚"
_NIGHT = "晚上 晚间 夜间 夜里 深夜 半夜 夜晚 晚"
PERIOD = "|".join(f"{_MORNING} 中午 {_AFTERNOON} {_NIGHT}".split())
# A bare number is no time: it needs minutes or 点/时.
CLOCK = rf"(?:{PERIOD})?\d{{1,2}}(?:[:.]\d\d|[点时](?:[0-5]?\d分?|半|整)?)"
# Only after a part of the day: "近一点" and "周五八点" hold no such hour.
_HAN_HOUR = re.compile(rf"({PERIOD})(十[一二]?|[一二两三四五六七八九])(?=[点时])")
_PARTS = re.compile(
    rf"(?P<period>{PERIOD})?(?P<hour>\d{{1,2}})"
    r"(?:[:.](?P<sharp>\d\d)|[点时](?:(?P<loose>[0-5]?\d)分?|(?P<half>半)|整)?)?"
)


def digits(text: str) -> str:
    """The text with the hours in it written as digits: "晚上十点" becomes "晚上10点"."""
    return _HAN_HOUR.sub(lambda match: f"{match[1]}{read_number(match[2])}", text)


def period_of(clock: str) -> str:
    """The part of the day that is said before the hour ("晚上"), or ""."""
    match = re.match(PERIOD, clock)
    return match[0] if match else ""


def read_clock(clock: str) -> int | None:
    """Minutes since midnight, 0 to 1440 ("晚上12点" and "24:00" are 1440); None when there is no such time.

    Without a part of the day the clock has 24 hours. With one it may have 12: "下午5点" and "下午17点" are the same.
    """
    match = _PARTS.fullmatch(clock)
    if not match:
        return None
    hour, minute = int(match["hour"]), 30 if match["half"] else int(match["sharp"] or match["loose"] or 0)
    if hour > 24 or minute > 59:
        return None
    period = match["period"] or ""
    if (
        (period in _AFTERNOON.split() and 1 <= hour <= 11)
        or (period == "中午" and 1 <= hour <= 3)
        or (period in _NIGHT.split() and 5 <= hour <= 12)  # "晚上2点" is after midnight
    ):
        hour += 12
    elif period == "凌晨" and hour == 12:
        hour = 0
    minutes = hour * HOUR + minute
    if minutes > DAY:  # "晚上12点半" is half past midnight; "24:30" is nothing
        return minutes - DAY if period else None
    return minutes
