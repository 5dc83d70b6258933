"""The kinds of records: which columns a file of each has, in what order, and what a row must fulfil.

A field is a column: its name is the English name, its title the Chinese one, a default makes it optional.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from knowledge.errors import ReadableError
from knowledge.records.cell_texts import is_blank
from knowledge.records.cells import (
    Amount,
    Answer,
    City,
    Count,
    FirstDay,
    Hours,
    Id,
    LastDay,
    Latitude,
    Line,
    Link,
    Longitude,
    Parts,
    PayUnit,
    Phone,
    Place,
    Question,
    RegionName,
    System,
    Text,
    YesNo,
)
from knowledge.records.tables import TABLES, Record

# The extreme points of China's territory, in whole degrees outwards.
SOUTH, NORTH, WEST, EAST = 3, 54, 73, 136


class UnknownKind(ReadableError):
    """No kind of records of this name."""


class Row(BaseModel):
    """One row of a file, checked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id = Field(title="编号")

    @model_validator(mode="before")
    @classmethod
    def _filled(cls, cells: Any) -> Any:
        """A dash says no more than an empty cell."""
        is_cells = isinstance(cells, Mapping)
        return {name: text for name, text in cells.items() if not _is_empty(text)} if is_cells else cells


class StationRow(Row):
    name: Line = Field(title="名称")
    city: City = Field(title="城市")
    district: Place = Field("", title="区县")
    address: Place = Field("", title="地址")
    lng: Longitude = Field(None, title="经度")
    lat: Latitude = Field(None, title="纬度")
    coord_sys: System = Field("wgs84", title="坐标系")
    open_hours: Hours = Field("", title="开放时间")
    is_24h: YesNo = Field(None, title="全天开放")
    amenities: Line = Field("", title="设施")
    phone: Phone = Field("", title="电话")
    source: Line = Field("", title="来源")
    verified_at: FirstDay = Field(None, title="核实日期")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _check_place(self.lng, self.lat)
        return self


class JobRow(Row):
    title: Line = Field(title="岗位")
    employer: Line = Field("", title="单位")
    city: City = Field(title="城市")
    district: Place = Field("", title="区县")
    job_type: Line = Field("", title="工种")
    pay_min: Amount = Field(None, title="最低薪酬")
    pay_max: Amount = Field(None, title="最高薪酬")
    pay_unit: PayUnit = Field("", title="计薪单位")
    headcount: Count = Field(None, title="人数")
    requirements: Text = Field("", title="要求")
    contact: Phone = Field("", title="联系方式")
    lng: Longitude = Field(None, title="经度")
    lat: Latitude = Field(None, title="纬度")
    published_at: FirstDay = Field(None, title="发布日期")
    expires_at: LastDay = Field(None, title="截止日期")
    source: Line = Field("", title="来源")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _check_place(self.lng, self.lat)
        _check_order(self, "published_at", "expires_at")
        if self.pay_min is not None and self.pay_max is not None and self.pay_min > self.pay_max:
            raise ValueError("最低薪酬高于最高薪酬")
        return self


class LodgingRow(Row):
    name: Line = Field(title="名称")
    city: City = Field(title="城市")
    address: Place = Field("", title="地址")
    beds: Count = Field(None, title="床位")
    free_days: Count = Field(None, title="免费天数")
    meals: Line = Field("", title="供餐")
    facilities: Line = Field("", title="设施")
    conditions: Text = Field("", title="条件")
    how_to_apply: Text = Field("", title="办理方式")
    contact: Phone = Field("", title="联系方式")
    source: Line = Field("", title="来源")
    verified_at: FirstDay = Field(None, title="核实日期")


class FaqRow(Row):
    question: Question = Field(title="问题")
    similar_questions: Parts = Field("", title="相似问法")
    answer: Answer = Field(title="答案")
    region: RegionName = Field("", title="地区")
    category: Line = Field("", title="分类")
    effective_from: FirstDay = Field(None, title="生效日期")
    effective_to: LastDay = Field(None, title="失效日期")
    source_title: Line = Field("", title="来源")
    source_publisher: Line = Field("", title="发布单位")
    source_date: FirstDay = Field(None, title="来源日期")
    source_url: Link = Field("", title="链接")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _check_order(self, "effective_from", "effective_to")
        return self


class ServicePointRow(Row):
    name: Line = Field(title="名称")
    kind: Line = Field("", title="类型")
    city: City = Field(title="城市")
    district: Place = Field("", title="区县")
    address: Place = Field("", title="地址")
    lng: Longitude = Field(None, title="经度")
    lat: Latitude = Field(None, title="纬度")
    coord_sys: System = Field("wgs84", title="坐标系")
    open_hours: Hours = Field("", title="开放时间")
    phone: Phone = Field("", title="电话")
    services: Text = Field("", title="服务内容")
    source: Line = Field("", title="来源")
    verified_at: FirstDay = Field(None, title="核实日期")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _check_place(self.lng, self.lat)
        return self


class CourseRow(Row):
    title: Line = Field(title="课程")
    trade: Line = Field("", title="工种")
    city: City = Field(title="城市")
    district: Place = Field("", title="区县")
    organiser: Line = Field("", title="主办单位")
    address: Place = Field("", title="地址")
    starts_at: FirstDay = Field(None, title="开课日期")
    ends_at: LastDay = Field(None, title="结束日期")
    days: Count = Field(None, title="天数")
    fee: Line = Field("", title="费用")
    conditions: Text = Field("", title="条件")
    how_to_apply: Text = Field("", title="办理方式")
    contact: Phone = Field("", title="联系方式")
    source: Line = Field("", title="来源")
    verified_at: FirstDay = Field(None, title="核实日期")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _check_order(self, "starts_at", "ends_at")
        return self


@dataclass(frozen=True)
class Column:
    """One column of a file; ``is_day``: of dates."""

    name: str
    title: str
    required: bool
    is_day: bool = False

    def __str__(self) -> str:
        return f"{self.name}/{self.title}"


@dataclass(frozen=True)
class Kind:
    """One kind of records: its name, what a row of a file must be and where it is stored."""

    name: str
    row: type[Row]
    table: type[Record]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of a file, in order."""
        fields = self.row.model_fields.items()
        return tuple(
            Column(name, str(field.title), field.is_required(), field.annotation == dt.date | None)
            for name, field in fields
        )

    def check(self, cells: Mapping[str, str]) -> dict[str, Any]:
        """The values of a row given as texts under English names, empty cells left out. Raises ValidationError."""
        return dict(self.row.model_validate(cells).__dict__)

    def explain(self, error: ValidationError) -> str:
        """What is wrong with a row, in one line of Chinese."""
        return "；".join(self._explain(fault) for fault in error.errors(include_url=False))

    def _explain(self, fault: Any) -> str:
        if fault["type"] in _REASONS:
            reason = _REASONS[fault["type"]].format(**fault.get("ctx", {}))
        else:
            reason = str(fault["msg"]).removeprefix("Value error, ")
        if not fault["loc"]:
            return reason
        return f"{self.row.model_fields[fault['loc'][0]].title}：{reason}"


_REASONS = {
    "missing": "没有填",
    "too_short": "没有填",
    "too_long": "太长了，最多 {max_length} 个字",
    "string_pattern_mismatch": "有看不见的控制字符，请重新输入这一格",
}

_ROWS: Mapping[str, type[Row]] = {
    "stations": StationRow,
    "jobs": JobRow,
    "lodgings": LodgingRow,
    "faqs": FaqRow,
    "service_points": ServicePointRow,
    "courses": CourseRow,
}
RECORD_KINDS: Mapping[str, Kind] = MappingProxyType(
    {name: Kind(name, row, TABLES[name]) for name, row in _ROWS.items()}
)


def kind_of(name: str) -> Kind:
    """The kind called ``name``. Raises UnknownKind."""
    try:
        return RECORD_KINDS[name]
    except KeyError as error:
        raise UnknownKind(f"没有“{name}”这一类，可以用：{'、'.join(RECORD_KINDS)}") from error


def _is_empty(cell: object) -> bool:
    return isinstance(cell, str) and is_blank(cell)


def _check_place(lng: float | None, lat: float | None) -> None:
    if lng is None and lat is None:
        return
    if lng is None or lat is None:
        raise ValueError("经度和纬度要么都填，要么都不填")
    if _inside(lng, lat):
        return
    if _inside(lat, lng):
        raise ValueError("经度和纬度像是写反了")
    raise ValueError(f"坐标（经度 {lng:g}，纬度 {lat:g}）不在中国境内")


def _inside(lng: float, lat: float) -> bool:
    return WEST <= lng <= EAST and SOUTH <= lat <= NORTH


def _check_order(row: Row, first: str, last: str) -> None:
    start, end = getattr(row, first), getattr(row, last)
    if isinstance(start, dt.date) and isinstance(end, dt.date) and start > end:
        fields = type(row).model_fields
        raise ValueError(f"{fields[last].title}早于{fields[first].title}")
