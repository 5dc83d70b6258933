"""The shape of a file of figures (``data/*.yml``); ``docs/content.md`` explains each field to editors."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from knowledge.shapes import Source, Strict, Text

FigureId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Grade = Literal["A", "B"]


class ValueRow(Strict):
    """What a figure is in some places for some time: an amount, or a share (in %) of what another figure is there.

    ``last`` may be left out: it then holds until the next row of the same place. ``earlier``: it held before ``first`` too,
    since when is not known. Without ``source`` a share has that of the other figure.
    """

    regions: Annotated[tuple[Text, ...], Field(min_length=1)]
    value: Decimal | None = None
    of: FigureId | None = None
    percent: Decimal = Decimal(100)
    first: dt.date = Field(alias="from")
    last: dt.date | None = Field(None, alias="to")
    earlier: bool = False
    source: Text | None = None
    grade: Grade
    checked: dt.date
    as_of: dt.date | None = None

    @model_validator(mode="after")
    def _consistent(self) -> ValueRow:
        if (self.value is None) == (self.of is None):
            raise ValueError("要么写 value（数），要么写 of（和哪个数一样；只是它的百分之几就再写 percent）")
        if self.value is not None and self.source is None:
            raise ValueError("没有写 source（来源）")
        if self.last and self.first > self.last:
            raise ValueError("开始日 from 晚于结束日 to")
        return self


class FigureRows(Strict):
    """One figure. ``words``: what it is called in answers. ``yearly``: it is set for calendar years, and told by the year.
    ``digits``: as many are kept of a share behind the point."""

    id: FigureId
    what: Text
    unit: Text
    words: Annotated[tuple[Text, ...], Field(min_length=1)]
    yearly: bool = False
    digits: Annotated[int, Field(ge=0, le=2)] = 2
    values: Annotated[tuple[ValueRow, ...], Field(min_length=1)]

    @property
    def domain(self) -> str:
        """ "minimum-wage" of "minimum-wage.monthly"."""
        return self.id.partition(".")[0]


class FigureFile(Strict):
    """The figures of one domain, which is what their ids begin with and what the file is called. ``as_of``: the day up to
    which the sources were read, for rows that say no other."""

    as_of: dt.date | None = None
    sources: dict[str, Source]
    figures: tuple[FigureRows, ...]
