"""The rows of a file beside each other and beside what is stored: what was likely not meant.

Told, never refused: the same thing under two ids, an id that is now about something else, columns that the file lacks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import Connection, Row, String, Table, cast, func, select

from knowledge.language.normalise import letters_only
from knowledge.records.cell_texts import plain, shown
from knowledge.records.faults import Fault
from knowledge.records.headers import PARTS
from knowledge.records.kinds import Kind

MOST_ROWS = 250_000  # stored and new ones together: more are not set side by side
_ALIKE = 50  # of 100: below, two texts are about different things


@dataclass(frozen=True)
class _Identity:
    """By which columns two records of a kind are the same thing, and which of them say what it is about and what is told.

    ``told_apart``: records of one name may be two things, unless they tell the same.
    """

    place: str
    about: str
    told: str
    told_apart: bool = True


_IDENTITIES = {
    "stations": _Identity("city", "name", "address"),
    "lodgings": _Identity("city", "name", "address"),
    "service_points": _Identity("city", "name", "address"),
    "courses": _Identity("city", "title", "organiser"),
    "faqs": _Identity("region", "question", "answer", told_apart=False),
}


def compared(connection: Connection, kind: Kind, staged: Table, columns: frozenset[str]) -> Iterator[Fault | str]:
    """What is odd about the rows of a file: ``staged`` holds the good ones with ``line`` and ``sheet``, ``columns`` are the
    columns that the file has."""
    stored = kind.table.metadata.tables[kind.table.__tablename__]
    yield from _emptied(connection, kind, staged, stored, columns)
    identity = _IDENTITIES.get(kind.name)
    if identity and _count(connection, staged) + _count(connection, stored) <= MOST_ROWS:
        yield from _turned(connection, staged, stored, identity)
        yield from _same(connection, staged, stored, identity)
    if "lng" in staged.c and "name" in staged.c:
        yield from _on_one_point(connection, staged)


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _emptied(
    connection: Connection, kind: Kind, staged: Table, stored: Table, columns: frozenset[str]
) -> Iterator[str]:
    """Columns that the file lacks, where the records that it replaces have something."""
    given = columns.union(*(PARTS.get(name, ()) for name in columns))
    for column in kind.columns:
        if column.name in given or column.name == "coord_sys":
            continue
        old, new = stored.c[column.name], staged.c[column.name]
        filled, emptied = (func.coalesce(cast(each, String), "") for each in (old, new))
        query = select(func.count()).select_from(staged.join(stored, staged.c.id == stored.c.id))
        if number := connection.scalar(query.where(filled != "", emptied == "")):
            yield f"这份表没有“{column.title}”这一列，原来有 {number} 条填了，现在都空了；要留着请把这一列加上再导入"


def _turned(connection: Connection, staged: Table, stored: Table, identity: _Identity) -> Iterator[Fault]:
    """Ids that are now about something else: mostly two lists that both begin with 001."""
    names = (identity.about, identity.told)
    differs = [staged.c[name] != stored.c[name] for name in names]
    old = [stored.c[name].label(f"old_{name}") for name in names]
    query = select(staged, *old).join(stored, staged.c.id == stored.c.id).where(*differs)
    for row in connection.execute(query.order_by(staged.c.line)):
        before, now = row._mapping[f"old_{identity.about}"], row._mapping[identity.about]
        if fuzz.ratio(before, now) < _ALIKE:
            yield Fault(
                row.line,
                f"编号{shown(row.id)}原来是{shown(before)}，现在换成了{shown(now)}；两条都要留请换一个编号",
                row.sheet,
            )


def _same(connection: Connection, staged: Table, stored: Table, identity: _Identity) -> Iterator[Fault]:
    """Rows that say the same as another under a different id, or something else about the same."""
    names = ("id", identity.place, identity.about, identity.told)
    is_left = stored.c.id.not_in(select(staged.c.id))
    seen: dict[tuple[str, str], Row[Any]] = {}
    ids: dict[str, Row[Any]] = {}
    for row in connection.execute(select(*(stored.c[name] for name in names)).where(is_left)):
        seen.setdefault(_key(row, identity), row)
        ids.setdefault(_id_key(row), row)
    for row in connection.execute(
        select(*(staged.c[name] for name in (*names, "line", "sheet"))).order_by(staged.c.line)
    ):
        other = seen.setdefault(_key(row, identity), row)
        if other is not row and (said := _said(row, other, identity)):
            yield Fault(row.line, said, row.sheet)
        twin = ids.setdefault(_id_key(row), row)
        if twin is not row:
            yield Fault(row.line, f"编号{shown(row.id)}和{_which(twin)}只差大小写或全角半角，当成两条导入了", row.sheet)


def _key(row: Row[Any], identity: _Identity) -> tuple[str, str]:
    return row._mapping[identity.place], letters_only(plain(row._mapping[identity.about]))


def _id_key(row: Row[Any]) -> str:
    return plain(row.id).casefold()


def _said(row: Row[Any], other: Row[Any], identity: _Identity) -> str:
    one, another = (plain(each._mapping[identity.told]) for each in (row, other))
    about = shown(row._mapping[identity.about])
    if one and letters_only(one) == letters_only(another):
        return f"{about}和{_which(other)}重复，请留一条"
    if identity.told_apart:
        return ""
    return f"{about}和{_which(other)}是同一件事，写的却不一样（{shown(one)}和{shown(another)}），请核对留哪一条"


def _which(row: Row[Any]) -> str:
    where = Fault(row.line, "", row.sheet).place if "line" in row._mapping else "以前导入"
    return f"{where}的编号{shown(row.id)}"


def _on_one_point(connection: Connection, staged: Table) -> Iterator[Fault]:
    """Places of different names on one point: mostly somebody's placeholder."""
    columns = staged.c
    point = (columns.lng, columns.lat)
    several = select(*point).where(columns.lng.is_not(None)).group_by(*point)
    several = several.having(func.count(columns.name.distinct()) > 1)
    found = several.subquery()
    query = select(columns.line, columns.sheet, columns.name, *point)
    query = query.join(found, (columns.lng == found.c.lng) & (columns.lat == found.c.lat)).order_by(columns.line)
    by_point: dict[tuple[float, float], list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        by_point[row.lng, row.lat].append(row)
    for rows in by_point.values():
        for other in rows[1:]:
            first = Fault(rows[0].line, "", rows[0].sheet).place
            yield Fault(other.line, f"坐标和{first}的{shown(rows[0].name)}完全一样，请核对", other.sheet)
