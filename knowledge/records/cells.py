"""What may stand in a cell: each type turns the text of a cell into a value, or says in Chinese why it cannot.

Empty cells never get here: they take the column's default, or are missing where the column is required.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainValidator, StringConstraints

from knowledge.places.regions import Region, UnknownRegion, all_regions

# Control characters but tab and line ends, marks that turn the writing direction round, and what Unicode leaves unused.
_PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]*$"
_BLANKS = re.compile(r"(?:[^\S\x0b\x0c\x1c-\x1f\x85]|[\u200b\ufeff])+")
_EDGES = re.compile(r"^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+\Z")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:(\d\d)(\d\d)|[-/.年](\d{1,2})[-/.月](\d{1,2})日?)(?: 0?0:00(?::00)?)?", re.ASCII)
_UNITS = "天日人名个位张床"
_YES_NO = {"是": True, "true": True, "1": True, "否": False, "false": False, "0": False}
_SYSTEMS = {"wgs84": "wgs84", "gcj02": "gcj02", "bd09": "bd09", "高德": "gcj02", "腾讯": "gcj02", "百度": "bd09"}
_PAY_UNITS = ("小时", "天", "月", "单", "课时")


def plain(text: str) -> str:
    """Half-width and without blanks at the ends, as numbers, dates and names of columns are compared."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()


def shown(text: str) -> str:
    """A cell's text as an error quotes it, cut short."""
    return f"“{text[:20]}…”" if len(text) > 20 else f"“{text}”"


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _lines(text: str) -> str:
    """Line ends as \\n, no blanks at the ends."""
    return _EDGES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _several(text: str) -> str:
    """Parts separated by new lines or ；, one to a line, each once."""
    parts = (_one_line(part) for part in re.split(r"[\n；;]", text))
    return "\n".join(dict.fromkeys(filter(None, parts)))


def _number(text: str, most: float) -> float:
    number = plain(text)
    if not _NUMBER.fullmatch(number):
        raise ValueError(f"{shown(text)}不是数字，请只写数字，不清楚就留空")
    value = float(number)
    if value < 0:
        raise ValueError(f"{shown(text)}是负数")
    if value > most:
        raise ValueError(f"{shown(text)}太大了，最多 {most:,.0f}")
    return value


def _amount(text: str) -> float:
    """Yuan, to the fen."""
    return round(_number(text, 1_000_000), 2)


def _count(text: str) -> int:
    """A whole number; the clerk may write its unit behind it ("7天")."""
    value = _number(plain(text).rstrip(_UNITS), 100_000)
    if value != int(value):
        raise ValueError(f"{shown(text)}不是整数")
    return int(value)


def _degrees(text: str) -> float:
    number = plain(text)
    if not _NUMBER.fullmatch(number) or len(number) > 25:
        raise ValueError(f"{shown(text)}不是经纬度，请写成 119.4606 这样的数字")
    return float(number)


def _day(text: str) -> dt.date:
    match = _DATE.fullmatch(plain(text))
    if not match:
        raise ValueError(f"{shown(text)}不是日期，请写成 2025-01-31")
    year, month, day = (int(part) for part in match.groups() if part)
    if not 1900 <= year <= 2100:
        raise ValueError(f"{shown(text)}的年份不对")
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise ValueError(f"没有{shown(text)}这一天") from error


def _yes_no(text: str) -> bool:
    try:
        return _YES_NO[plain(text).casefold()]
    except KeyError as error:
        raise ValueError(f"{shown(text)}看不懂，请写 是 或 否") from error


def _pay_unit(text: str) -> str:
    unit = plain(text)
    if unit not in _PAY_UNITS:
        raise ValueError(f"{shown(text)}不认识，只能是 {'、'.join(_PAY_UNITS)} 之一")
    return unit


def _system(text: str) -> str:
    try:
        return _SYSTEMS[re.sub(r"[-_ ]", "", plain(text).casefold())]
    except KeyError as error:
        raise ValueError(f"{shown(text)}不认识，请写 wgs84、gcj02（高德、腾讯）或 bd09（百度）") from error


@lru_cache(10_000)
def _city(text: str) -> str:
    """The official name of a city or county, so that all its records carry the same one."""
    region = _known_region(plain(text))
    if region.depth == 0 or (region.depth == 1 and region.name.endswith(("省", "自治区"))):
        raise ValueError(f"{shown(text)}不是市或县")
    return _name(region, plain(text))


@lru_cache(10_000)
def _region_or_nation(text: str) -> str:
    """The official name of a region; "" for the whole country."""
    region = _known_region(plain(text))
    return "" if region.depth == 0 else _name(region, plain(text))


def _known_region(name: str) -> Region:
    """The region of this name; of a county the last character may be missing ("兰溪")."""
    for candidate in (name, *(name + last for last in "市县区")):
        try:
            return all_regions().get(candidate)
        except UnknownRegion:
            continue
    raise ValueError(f"没有叫{shown(name)}的地区，请写全称，例如 兰溪市")


def _name(region: Region, given: str) -> str:
    """Its official name, or as given where that name alone would be taken for a namesake ("南京市鼓楼区")."""
    return region.name if all_regions().get(region.name) == region else given


def _link(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise ValueError(f"{shown(text)}不是网址，要以 http:// 或 https:// 开头")
    return text


def _text(longest: int) -> StringConstraints:
    return StringConstraints(min_length=1, max_length=longest, pattern=_PRINTABLE)


Id = Annotated[str, BeforeValidator(_one_line), _text(64)]
Line = Annotated[str, BeforeValidator(_one_line), _text(200)]
Text = Annotated[str, BeforeValidator(_lines), _text(4000)]
Parts = Annotated[str, _text(4000), AfterValidator(_several)]
Link = Annotated[Line, AfterValidator(_link)]
City = Annotated[Line, AfterValidator(_city)]
RegionName = Annotated[Line, AfterValidator(_region_or_nation)]
Amount = Annotated[float, PlainValidator(_amount)]
Count = Annotated[int, PlainValidator(_count)]
Degrees = Annotated[float, PlainValidator(_degrees)]
Day = Annotated[dt.date, PlainValidator(_day)]
YesNo = Annotated[bool, PlainValidator(_yes_no)]
System = Annotated[str, PlainValidator(_system)]
PayUnit = Annotated[str, PlainValidator(_pay_unit)]
