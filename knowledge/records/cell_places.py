"""Places in cells: degrees ("E119°55′12″"), systems of coordinates ("百度地图"), names of cities ("衢 州", "衢州")."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.language.normalise import simplified
from knowledge.places.coordinates import CoordinateSystem
from knowledge.places.regions import Region, UnknownRegion, all_regions
from knowledge.records.cell_texts import is_nothing, plain, shown

_LONGEST_NUMBER = 25
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)
_SIGNED = re.compile(r"^(?:东经|北纬|经度|纬度|[en]):?\s*|\s*[en]$|(?<=\.\d)\s*[°度]$|(?<=\d)\s*[°度]$")
_SEXAGESIMAL = re.compile(
    r"(\d{1,3})\s*[°度]\s*(\d{1,2}(?:\.\d+)?)\s*[′'’分](?:\s*(\d{1,2}(?:\.\d+)?)\s*(?:[″\"”秒]|''|′′|’’)?)?", re.ASCII
)
_TWO = re.compile(r"\s*[,，;；/、\s]\s*")
_WEST = 60  # degrees: every longitude of China is above, every latitude below
# CGCS2000, on which 天地图 rests, lies within centimetres of WGS-84.
_SYSTEMS: dict[str, CoordinateSystem] = {
    "wgs84": "wgs84",
    "gcj02": "gcj02",
    "bd09": "bd09",
    "bd09ll": "bd09",
    "高德": "gcj02",
    "腾讯": "gcj02",
    "火星": "gcj02",
    "百度": "bd09",
    "gps": "wgs84",
    "cgcs2000": "wgs84",
    "国家2000": "wgs84",
    "天地图": "wgs84",
}
_SYSTEM_SIGNS = re.compile(r"[-_ ]|地图坐标系?|(?<=[^\W\d_])地图|坐标系?(?:统)?|经纬度|大地$")


def read_degrees(text: str, example: str) -> float | None:
    """Decimal degrees; None where nothing is said. Raises ValueError with what is wrong, in Chinese."""
    if is_nothing(text):
        return None
    written = plain(text).casefold()
    if match := _SEXAGESIMAL.fullmatch(_SIGNED.sub("", written)):
        degrees, minutes, seconds = (float(part or 0) for part in match.groups())
        return round(degrees + minutes / 60 + seconds / 3600, 7)
    if len(written) <= _LONGEST_NUMBER:
        bare = _SIGNED.sub("", _SIGNED.sub("", written))
        if _DECIMAL.fullmatch(bare) and (bare == written or "." in bare):
            return float(bare)
    raise ValueError(f"{shown(text)}不是经纬度，请写成 {example} 这样的数字")


def split_coordinates(text: str) -> tuple[str, str] | None:
    """Longitude and latitude out of one cell ("119.92,28.45"), in whichever order; None if they are not there."""
    parts = [part for part in _TWO.split(plain(text).strip("()[]")) if part]
    if len(parts) != 2:
        return None
    try:
        first = read_degrees(parts[0], "")
        second = read_degrees(parts[1], "")
    except ValueError:
        return None
    if first is None or second is None or (first > _WEST) == (second > _WEST):
        return None
    return (parts[0], parts[1]) if first > _WEST else (parts[1], parts[0])


def named_system(text: str) -> CoordinateSystem:
    """The system of coordinates that a word names. Raises ValueError as above."""
    word = plain(text).casefold()
    if system := _SYSTEMS.get(word) or _SYSTEMS.get(_SYSTEM_SIGNS.sub("", word)):
        return system
    raise ValueError(f"{shown(text)}不认识，请写 wgs84（GPS）、gcj02（高德、腾讯）或 bd09（百度）")


@lru_cache(10_000)
def official_city(text: str) -> str:
    """The official name of a city or county, so that all its records carry the same one. Raises ValueError as above."""
    region = _known_region(text)
    if region.depth == 0 or (region.depth == 1 and region.name.endswith(("省", "自治区"))):
        raise ValueError(f"{shown(text)}不是市或县")
    return _name(region, text)


@lru_cache(10_000)
def official_region(text: str) -> str:
    """The official name of a region; "" for the whole country. Raises ValueError as above."""
    region = _known_region(text)
    return "" if region.depth == 0 else _name(region, text)


def _known_region(text: str) -> Region:
    """The region of this name; of a county the last character may be missing ("兰溪")."""
    name = _joined(text)
    for candidate in (name, *(name + last for last in "市县区"), simplified(name)):
        try:
            return all_regions().get(candidate)
        except UnknownRegion:
            continue
    raise ValueError(f"没有叫{shown(text)}的地区，请写全称，例如 兰溪市")


def _joined(text: str) -> str:
    return "".join(plain(text).split())


def _name(region: Region, given: str) -> str:
    """Its official name, or as given where that name alone would be taken for a namesake ("南京市鼓楼区")."""
    return region.name if all_regions().get(region.name) == region else _joined(given)
