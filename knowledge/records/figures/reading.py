"""The values of an office as they stand in the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from knowledge.figures.register import Figures, OwnValue, shipped_figures
from knowledge.places.regions import all_regions
from knowledge.records.audit import Noted, Verb, deeds, deeds_by_number, digest
from knowledge.records.database import readable_errors
from knowledge.records.tables import FigureValue
from knowledge.shapes import Source

FIGURES = "figures"
# All that was entered, in the order of the digest that the deed keeps.
ENTERED = (
    "number", "figure", "region", "amount", "first", "last", "source_title", "source_publisher", "source_date", "source_url",
    "checked",
)  # fmt: skip
_ALL = 10**9
_TABLE = FigureValue.metadata.tables["figure_value"]


@dataclass(frozen=True)
class Kept:
    """A value that was entered, and the deeds that entered, put in force and withdrew it, as far as they were done."""

    number: int
    value: OwnValue
    entered: Noted
    in_force: Noted | None
    withdrawn: Noted | None

    @property
    def is_told(self) -> bool:
        """Whether the register has it, on its days."""
        return self.in_force is not None and self.withdrawn is None


def kept_values(database: Engine, figure: str = "") -> tuple[Kept, ...]:
    """All values ever entered, of one figure unless that is "", the last entered first. Raises DatabaseError."""
    statement = select(_TABLE).order_by(_TABLE.c.number.desc())
    statement = statement.where(_TABLE.c.figure == figure) if figure else statement
    with readable_errors(), database.connect() as connection:
        rows = connection.execute(statement).all()
        noted = deeds_by_number(connection, _deeds(rows))
    return tuple(
        Kept(row.number, value_of(row), noted[row.entered], noted.get(row.in_force), noted.get(row.withdrawn))
        for row in rows
    )


def register_now(database: Engine) -> Figures:
    """The shipped register with all values in force laid over it. Raises DatabaseError, FigureError."""
    with readable_errors(), database.connect() as connection:
        return shipped_figures().laid_over(values_in_force(connection))


def values_in_force(connection: Connection) -> list[OwnValue]:
    """All values that are told, on their days."""
    told = (_TABLE.c.in_force.is_not(None), _TABLE.c.withdrawn.is_(None))
    return [value_of(row) for row in connection.execute(select(_TABLE).where(*told))]


def standing(connection: Connection, figure: str, region: str) -> list[Row[Any]]:
    """The rows of a figure in a region, by its code, that nobody has withdrawn."""
    same = (_TABLE.c.figure == figure, _TABLE.c.region == region, _TABLE.c.withdrawn.is_(None))
    return list(connection.execute(select(_TABLE).where(*same)))


def value_of(row: Row[Any]) -> OwnValue:
    """A row as a value."""
    return OwnValue(
        figure=row.figure,
        region=all_regions().by_code(row.region),
        amount=Decimal(row.amount),
        first=row.first,
        last=row.last,
        source=Source(
            title=row.source_title,
            publisher=row.source_publisher or None,
            date=row.source_date,
            url=row.source_url or None,
        ),
        checked=row.checked,
    )


def altered_values(database: Engine) -> Iterator[str]:
    """What is no longer as the deeds wrote it, a line each. Raises DatabaseError."""
    done = {(one.detail["value"], one.what): one for one in deeds(database, FIGURES, limit=_ALL)}
    with readable_errors(), database.connect() as connection:
        rows = {row.number: row for row in connection.execute(select(_TABLE))}
    for number in sorted({number for number, _ in done} | rows.keys()):
        if number not in rows or not _is_as_written(rows[number], done):
            yield f"数字的第 {number} 个值被改过"


def _is_as_written(row: Row[Any], done: Mapping[tuple[int, str], Noted]) -> bool:
    """Whether a value is what its deeds made of it; one that nobody had to confirm was put in force by the deed that entered
    it."""
    draft, published, withdrawn = (done.get((row.number, verb)) for verb in (Verb.DRAFT, Verb.PUBLISH, Verb.WITHDRAW))
    entered = draft or published
    is_own = entered is not None and entered.detail.get("digest") == digest_of(row._mapping)
    named = [one and one.number for one in (entered, published, withdrawn)]
    return is_own and named == [row.entered, row.in_force, row.withdrawn]


def digest_of(row: Any) -> str:
    """The digest of what was entered."""
    return digest([None if row[name] is None else str(row[name]) for name in ENTERED])


def _deeds(rows: Iterable[Row[Any]]) -> set[int]:
    return {deed for row in rows for deed in (row.entered, row.in_force, row.withdrawn) if deed is not None}
