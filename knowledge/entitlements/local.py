"""What is set for a province or a city: ``data/local.yml``. The nearest region upwards that has a row decides."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from knowledge.checked_yaml import read_checked
from knowledge.entitlements.calculation import DATA_FOLDER
from knowledge.errors import ReadableError
from knowledge.places.regions import Region, all_regions
from knowledge.shapes import Strict, Text

# A: may be told as it is; B: with "以12333答复为准".
Certainty = Literal["A", "B"]
Grades = Annotated[tuple[int, ...], Field(min_length=6, max_length=6)]


class LocalError(ReadableError):
    """The file of local rules cannot be read; the message says why."""


class _Row(Strict):
    regions: Annotated[tuple[Text, ...], Field(min_length=1)]
    article: Text
    certainty: Certainty


class Band(Strict):
    """From ``months`` of contribution on: ``base`` months of benefit, and ``adds`` for each further ``every`` months; a rest
    of ``rest`` months counts as a whole one."""

    months: int
    counted_from: int = 0
    base: int = 0
    adds: int = 0
    every: int = 12
    rest: int | None = None


class BenefitMonths(_Row):
    """How long unemployment benefit is paid. ``only_most``: the law gives a maximum, the province the number."""

    only_most: bool = False
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]


class InjuryGrants(_Row):
    """Months of pay on leaving, for grades 5 to 10: 一次性工伤医疗补助金 and 一次性伤残就业补助金.

    ``base``: one's own pay, or the average in the province; ``disease_percent`` is added to the first for an occupational
    disease.
    """

    base: Literal["own", "province"]
    medical: Grades
    employment: Grades
    disease_percent: int = 0
    note: Text | None = None


class MaternityDays(_Row):
    """Days that a province adds to the 98, for the first, the second and the third child; ``note``: what holds besides."""

    added: Annotated[tuple[int, ...], Field(min_length=3, max_length=3)]
    note: Text | None = None


class MiscarriageBand(Strict):
    """Days of leave from so many months of pregnancy on."""

    months: int
    days: int


class MiscarriageDays(_Row):
    bands: Annotated[tuple[MiscarriageBand, ...], Field(min_length=1)]


class SickPayShare(_Row):
    """The part of the agreed pay that sick pay may not fall below."""

    share: Decimal


class Rules(Strict):
    """The whole file."""

    benefit_months: tuple[BenefitMonths, ...]
    injury_grants: tuple[InjuryGrants, ...]
    maternity_days: tuple[MaternityDays, ...]
    miscarriage_days: tuple[MiscarriageDays, ...]
    sick_pay_shares: tuple[SickPayShare, ...]


Row = TypeVar("Row", bound=_Row)


@cache
def rules() -> Rules:
    """Raises LocalError."""
    return read_checked(DATA_FOLDER / "local.yml", Rules, LocalError)


def nearest(rows: Iterable[Row], region: Region | None) -> Row | None:
    """The row of the region or of the nearest one above it that has one."""
    path = region.path if region else (all_regions().nation,)
    by_code = {all_regions().get(name).code: row for row in rows for name in row.regions}
    return next((by_code[place.code] for place in reversed(path) if place.code in by_code), None)
