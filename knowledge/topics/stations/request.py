"""What somebody wants of a station: open all day, open at some time, with a socket for the telephone."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from knowledge.language.clock import CLOCK, PERIOD, digits, read_clock
from knowledge.language.reading import PlaceMention, Reading
from knowledge.topics.stations.amenities import station_words

# Without a part of the day, only an hour that there is but once: "10点" may be either, and "近一点" is no time at all.
_TIME = re.compile(rf"(?:{PERIOD}){CLOCK}|(?<!\d)(?:1[3-9]|2[0-4])(?::\d\d|点(?:\d\d分?|半)?)")
# A part of the day without an hour, where it is asked what is open then: the hour, when it has well begun.
_PARTS = {"早": 7, "中": 12, "下": 15, "傍": 18, "晚": 20, "夜": 20}
_PART = re.compile(
    r"(?P<part>(?<![一整])[早晚](?=上|间)|早(?=晨)|中(?=午)|下(?=午)|傍(?=晚)|(?<!半)夜(?=[里间晚]))[^,，。几]{0,6}?(?:开|关门|营业|进得|能进|能[去歇坐])"
)
_TOMORROW = re.compile("明天|明早|明晚|明日")


@dataclass(frozen=True, slots=True)
class StationRequest:
    """The filters asked for; nothing asked is no filter."""

    whole_day: bool = False
    open_at: dt.datetime | None = None
    amenities: frozenset[str] = frozenset()


def understand_station_request(reading: Reading[PlaceMention]) -> StationRequest:
    """The filters that a message asks for, such as "附近现在还开着、能热饭的驿站"."""
    now, text = reading.now, digits("".join(reading.plain.lower().split()))
    open_at = _time_asked(text, now)
    text = _TIME.sub("", text)  # "半夜2点" is a time, not the whole night
    words = station_words()
    if open_at is None and _asks(text, words.open_now):
        open_at = now
    amenities = (name for name, start in words.amenities_in(text) if not _refused(text[:start]))
    return StationRequest(_asks(text, words.whole_day), open_at, frozenset(amenities))


def _time_asked(text: str, now: dt.datetime) -> dt.datetime | None:
    """The next such time from ``now`` on, or tomorrow's when tomorrow is said."""
    match, part = _TIME.search(text), _PART.search(text)
    minutes = read_clock(match[0]) if match else _PARTS[part["part"][-1]] * 60 if part else None
    if minutes is None:
        return None
    at = now.replace(hour=0, minute=0, second=0, microsecond=0) + dt.timedelta(minutes=minutes)
    return at + dt.timedelta(days=1) if at < now or _TOMORROW.search(text) else at


def _asks(text: str, words: re.Pattern[str]) -> bool:
    return any(not _refused(text[: match.start()]) for match in words.finditer(text))


def _refused(before: str) -> bool:
    return before.endswith(station_words().refusals)
