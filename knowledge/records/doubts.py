"""What is odd about a row that can be taken: it is imported, and somebody is told to look at it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any

from knowledge.places.centres import lies_elsewhere
from knowledge.places.regions import Region, all_regions
from knowledge.records.cell_damage import doubtful_contact, doubtful_phone
from knowledge.records.cell_numbers import is_range
from knowledge.records.cell_texts import shown
from knowledge.records.headers import title
from knowledge.records.kinds import Kind

_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)|#{3,}|None|null|TODO|TBD", re.IGNORECASE)
_TOGETHER = re.compile(r"[？?].*[？?]|/")
_LONGEST_WORDING = 40  # letters: longer ones are mostly several
# Yuan beyond which somebody has put a nought too many, or the wrong unit.
_HIGH_PAY = {"小时": 300, "天": 2_000, "月": 30_000, "单": 2_000, "课时": 2_000}
_DISTRICTS = re.compile(r"[+＋、,，/和及]")
_A_DISTRICT = re.compile(r".+[县区市旗]$")
# Districts that no list of regions has.
_ZONE = re.compile(r".*(?:开发|高新|经开|新|集聚|度假|产业|园|保税|示范|工业|管理|景|校|小|社|街)区$")


def doubts(kind: Kind, cells: Mapping[str, str], values: Mapping[str, Any]) -> Iterator[str]:
    """What is odd about a row: its ``cells`` under English names as they were read, and the checked ``values``."""
    yield from _placed(cells, values)
    yield from _districted(values)
    if "pay_min" in values:
        yield from _paid(kind, values)
    if values.get("phone"):
        yield from _told("phone", doubtful_phone(values["phone"]), kind)
    yield from _told("contact", doubtful_contact(values.get("contact", "")), kind)
    for name in ("headcount", "beds", "free_days", "days"):
        if values.get(name) is not None and is_range(cells.get(name, "")):
            yield f"{title(name, kind)}：{shown(cells[name])}只记下 {values[name]}"
    for name, value in values.items():
        if isinstance(value, str) and _ERROR.fullmatch(value):
            yield f"{title(name, kind)}：{shown(value)}像是表格里没算出来、没填好的内容"
    yield from _worded(kind, values)


def _told(name: str, reason: str, kind: Kind) -> Iterator[str]:
    if reason:
        yield f"{title(name, kind)}：{reason}"


def _placed(cells: Mapping[str, str], values: Mapping[str, Any]) -> Iterator[str]:
    lng, lat = values.get("lng"), values.get("lat")
    if lng is None or lat is None:
        return
    if "coord_sys" in values and "coord_sys" not in cells:
        yield (
            "有坐标而没有写坐标系，按 GPS（WGS-84）算；从高德、百度地图上取的会偏几百米，"
            "请加一列“坐标系”，写高德、百度或 GPS"
        )
    if round(lng, 2) == lng and round(lat, 2) == lat:
        yield "坐标太粗，小数点后不到三位，会偏一公里以上"
    region = _region(values["city"])
    if found := lies_elsewhere(region, lat, lng):  # in whichever system: they differ by less than a kilometre
        yield f"坐标落在{found.path[1].name}{found.name}一带，不在{values['city']}，请核对"


@lru_cache(1000)
def _region(city: str) -> Region:
    return all_regions().get(city)


def _districted(values: Mapping[str, Any]) -> Iterator[str]:
    """Districts that the city does not have; streets and towns are not looked up."""
    names = [name.strip() for name in _DISTRICTS.split(values.get("district") or "")]
    for name in names:
        if _A_DISTRICT.fullmatch(name) and not _ZONE.fullmatch(name) and not _is_in(name, values["city"]):
            yield f"区县：没有在{values['city']}找到“{name}”，请核对"


@lru_cache(10_000)
def _is_in(district: str, city: str) -> bool:
    region = _region(city)
    around = (one for one in all_regions() if region.holds_for(one) or one in region.path)
    return any(name and district.endswith(name) for name in chain.from_iterable(map(all_regions().names, around)))


def _paid(kind: Kind, values: Mapping[str, Any]) -> Iterator[str]:
    amounts = {name: values[name] for name in ("pay_min", "pay_max") if values[name] is not None}
    most = _HIGH_PAY.get(values["pay_unit"])
    for name, amount in amounts.items():
        if amount == 0:
            yield f"{title(name, kind)}：写的是 0，会显示成 0 元；面议的请留空"
        elif most and amount > most:
            yield f"{title(name, kind)}：每{values['pay_unit']} {amount:,.0f} 元太高了，请核对数字和计薪单位"
    if amounts and not values["pay_unit"]:
        yield "写了薪酬没有写计薪单位，看的人不知道是一天还是一个月"


def _worded(kind: Kind, values: Mapping[str, Any]) -> Iterator[str]:
    for wording in (values.get("similar_questions") or "").splitlines():
        if _TOGETHER.search(wording) or len(wording) > _LONGEST_WORDING:
            yield f"{title('similar_questions', kind)}：{shown(wording)}像是几句连在一起，请用分号或换行隔开"
