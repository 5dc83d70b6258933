"""The one door through which an office writes values of figures; each act is one transaction with its deed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, insert, select, update

from knowledge.errors import ReadableError
from knowledge.figures.register import OwnValue, shipped_figures
from knowledge.places.regions import Region, all_regions
from knowledge.records.audit import By, Open, Verb, deed, deeds_by_number
from knowledge.records.database import readable_errors
from knowledge.records.faqs.door import NotAllowed, OutOfTurn
from knowledge.records.figures.bounds import SurprisingValue, require_days, require_likely
from knowledge.records.figures.reading import FIGURES, digest_of, standing, value_of, values_in_force
from knowledge.records.tables import FigureValue

_TABLE = FigureValue.metadata.tables["figure_value"]


class UnknownValue(ReadableError):
    """No value of this number."""


@dataclass(frozen=True)
class FigureDoor:
    """Writes into the values behind ``database``. ``second_person``: what one has entered is told once another has confirmed
    it."""

    database: Engine
    second_person: bool = False

    def enter(self, value: OwnValue, by: By, signed: bool = False) -> int:
        """A new value, told from its day on; its number. ``signed``: who enters it answers for an amount that surprises, and
        says why. Raises BadValue, SurprisingValue, NotAllowed, FigureError, DatabaseError."""
        _require_own(by, value.region)
        verb = Verb.DRAFT if self.second_person else Verb.PUBLISH
        with self._deed(by, verb, value.figure) as (connection, opened):
            _require_fitting(connection, value, signed and bool(by.why))
            row = _row(connection, value) | {"entered": opened.number}
            if not self.second_person:
                row["in_force"] = opened.number
            connection.execute(insert(FigureValue).values(row))
            opened.detail |= {"value": row["number"], "digest": digest_of(row), "signed": signed}
        return int(row["number"])

    def examine(self, value: OwnValue, by: By) -> None:
        """Whether it could be entered, without a signature: raises as ``enter`` does, and writes nothing."""
        _require_own(by, value.region)
        with readable_errors(), self.database.connect() as connection:
            _require_fitting(connection, value, signed=False)

    def confirm(self, number: int, by: By) -> None:
        """Say that a value that another has entered is right; it is told from now on. Raises UnknownValue, NotAllowed,
        OutOfTurn, DatabaseError."""
        with self._on(number, by, Verb.PUBLISH) as (connection, row, opened):
            if row.in_force is not None:
                raise OutOfTurn(f"第 {number} 个值已经在用了")
            if self.second_person and _author(connection, row) == by.who:
                raise NotAllowed(f"第 {number} 个值是您自己填的，要请另一个人确认")
            _set(connection, number, in_force=opened.number)

    def withdraw(self, number: int, by: By) -> None:
        """Have a value told no more, on any day; what it took the place of is told again. Raises UnknownValue, NotAllowed,
        OutOfTurn, DatabaseError."""
        with self._on(number, by, Verb.WITHDRAW) as (connection, _, opened):
            _set(connection, number, withdrawn=opened.number)

    @contextmanager
    def _on(self, number: int, by: By, what: Verb) -> Iterator[tuple[Connection, Row[Any], Open]]:
        with readable_errors(), self.database.connect() as connection:
            found = connection.execute(select(_TABLE).where(_TABLE.c.number == number)).one_or_none()
        if found is None:
            raise UnknownValue(f"没有第 {number} 个值，请先看看列表")
        _require_own(by, all_regions().by_code(found.region))
        with self._deed(by, what, found.figure) as (connection, opened):
            row = connection.execute(select(_TABLE).where(_TABLE.c.number == number)).one()
            if row.withdrawn is not None:
                raise OutOfTurn(f"第 {number} 个值已经撤下了")
            opened.detail["value"] = number
            yield connection, row, opened

    @contextmanager
    def _deed(self, by: By, what: Verb, figure: str) -> Iterator[tuple[Connection, Open]]:
        with (
            readable_errors(),
            self.database.begin() as connection,
            deed(connection, by, what, FIGURES, figure) as opened,
        ):
            yield connection, opened


def _require_fitting(connection: Connection, value: OwnValue, signed: bool) -> None:
    """Raises BadValue, SurprisingValue, FigureError."""
    others = [value_of(row) for row in standing(connection, value.figure, value.region.code)]
    require_days(value, others, shipped_figures())
    try:
        require_likely(value, shipped_figures().laid_over(values_in_force(connection)))
    except SurprisingValue:
        if not signed:
            raise


def _require_own(by: By, region: Region) -> None:
    if by.category or (by.region and not all_regions().get(by.region).holds_for(region)):
        raise NotAllowed(f"{region}的数字不归您管：您只能改{by.region}{by.category}的")


def _row(connection: Connection, value: OwnValue) -> dict[str, Any]:
    return {
        "number": (connection.scalar(select(func.max(_TABLE.c.number))) or 0) + 1,
        "figure": value.figure,
        "region": value.region.code,
        "amount": f"{value.amount:f}",
        "first": value.first,
        "last": value.last,
        "source_title": value.source.title,
        "source_publisher": value.source.publisher or "",
        "source_date": value.source.date,
        "source_url": value.source.url or "",
        "checked": value.checked,
    }


def _author(connection: Connection, row: Row[Any]) -> str:
    return deeds_by_number(connection, [row.entered])[row.entered].who


def _set(connection: Connection, number: int, **deeds: int) -> None:
    connection.execute(update(FigureValue).where(_TABLE.c.number == number).values(deeds))
