"""Import files of records: check every row, then put all good ones in place in one step.

Rows are gathered in a temporary table while they are read, which locks nothing. The last step copies them over in one
transaction and leaves rows alone that are stored just so; until it is committed nothing has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ValidationError
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    true,
)

from knowledge.places.coordinates import CoordinateSystem, to_wgs84_many
from knowledge.records.audit import PROGRAM, By, Verb, deed
from knowledge.records.cell_texts import shown
from knowledge.records.comparing import compared
from knowledge.records.database import readable_errors
from knowledge.records.dialects import upsert
from knowledge.records.doubts import doubts
from knowledge.records.faqs.states import FAQS, State, latest_versions, write_versions
from knowledge.records.fates import differing
from knowledge.records.faults import Fault
from knowledge.records.kinds import Kind, kind_of
from knowledge.records.layout import Guide
from knowledge.records.reading import NamedRow, open_records
from knowledge.records.revisions import count_up
from knowledge.records.tables import Deletion

CHUNK = 2000  # rows checked and stored at a time
MOST_FAULTS = 1000  # bad rows that a report names; it counts them all
MOST_NAMED = 5  # rows under tables, of which nobody asks which they are

_WGS84 = ("wgs_lng", "wgs_lat")

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class ImportReport:
    """What became of one file. ``faults`` are the first bad rows, ``faulty`` is the number of all; ``doubts`` are the first
    rows that were taken though something is odd, ``doubtful`` all of them; ``notes`` are about the file as a whole."""

    kind: str
    file: Path
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    faulty: int = 0
    faults: tuple[Fault, ...] = ()
    done: bool = True
    doubts: tuple[Fault, ...] = ()
    doubtful: int = 0
    notes: tuple[str, ...] = ()

    @property
    def is_all_bad(self) -> bool:
        """Whether the file has rows, and not one could be used."""
        return self.faulty > 0 and not (self.added or self.replaced or self.unchanged)

    def __str__(self) -> str:
        """One line for people."""
        if not self.done:
            return f"{self.kind}：没有导入（--strict），有误 {self.faulty}"
        counts = f"新增 {self.added}，更新 {self.replaced}，未变 {self.unchanged}，有误 {self.faulty}"
        return f"{self.kind}：{counts}"


def import_file(
    database: Engine,
    kind: str,
    path: Path,
    *,
    strict: bool = False,
    progress: Progress | None = None,
    guide: Guide | None = None,
    by: By = PROGRAM,
    as_drafts: bool = False,
) -> ImportReport:
    """Import one file; see ``import_files``."""
    return import_files(
        database, kind, [path], strict=strict, progress=progress, guide=guide, by=by, as_drafts=as_drafts
    )[0]


def import_files(
    database: Engine,
    kind: str,
    paths: Sequence[Path],
    *,
    strict: bool = False,
    progress: Progress | None = None,
    guide: Guide | None = None,
    by: By = PROGRAM,
    as_drafts: bool = False,
) -> tuple[ImportReport, ...]:
    """Import files in order, all in one transaction; with ``strict`` nothing at all if any row is bad.

    ``progress`` hears how many rows of the file at hand are done, and about how many there are. ``guide`` says what the files
    do not say themselves. ``as_drafts``: FAQs are not told yet, but wait in the library for somebody to publish them.
    Raises FileError, DatabaseError, UnknownKind; then nothing is imported.
    """
    files = [Staged(kind_of(kind), path, number, guide) for number, path in enumerate(paths)]
    with readable_errors(), database.connect() as connection:
        connection.detach()  # closed at the end, and the temporary tables with it
        for file in files:
            file.fill(connection, progress)
        connection.commit()
        if strict and any(file.faulty for file in files):
            return tuple(file.refused() for file in files)
        with connection.begin():
            if as_drafts and kind == FAQS:
                return tuple(file.put_aside(connection, by) for file in files)
            return tuple(file.put_in_place(connection, by) for file in files)


class Staged:
    """The good rows of one file in a temporary table, and its bad rows."""

    def __init__(self, kind: Kind, path: Path, number: int, guide: Guide | None = None) -> None:
        self.kind, self.path, self.guide = kind, path, guide or Guide()
        self.target = kind.table.metadata.tables[kind.table.__tablename__]
        self.good = self.faulty = 0
        self.faults: list[Fault] = []
        self.doubts: list[Fault] = []
        self.doubtful = 0
        self.notes: tuple[str, ...] = ()
        self._closing: list[NamedRow] = []
        self.columns: frozenset[str] = frozenset()
        self._given = [column.name for column in kind.columns]
        self._contents = [name for name in self._given if name != "id"]
        self._stored = self._given + [name for name in _WGS84 if name in self.target.c]
        columns = [Column(name, self.target.c[name].type, primary_key=name == "id") for name in self._stored]
        columns += [Column("line", Integer), Column("sheet", String)]
        self.table = Table(f"staged_{number}", MetaData(), *columns, prefixes=["TEMPORARY"])

    def fill(self, connection: Connection, progress: Progress | None) -> None:
        """Read the file. Raises FileError."""
        self.table.create(connection, checkfirst=False)
        done = 0
        with open_records(self.path, self.kind, self.guide) as file:
            self.notes, self.columns = file.notes, file.columns
            while rows := list(islice(file.rows, CHUNK)):
                self._closing += [row for row in rows if row.closing]
                self._add(connection, [row for row in rows if not row.closing])
                done += len(rows)
                if progress:
                    progress(done, file.estimate)
        self._doubt(compared(connection, self.kind, self.table, self.columns))
        self._doubt(_left_out(self._closing))
        if progress:
            progress(done, done)

    def put_in_place(self, connection: Connection, by: By) -> ImportReport:
        """Copy the rows that differ from what is stored, under a new revision number."""
        # Written first, so that of two imports the second waits here and then sees what the first has done.
        number = count_up(connection, self.kind.name)
        count = select(func.count()).select_from(self.target)
        before = connection.scalar(count) or 0
        connection.execute(self._upsert(connection, number))
        added = (connection.scalar(count) or 0) - before
        changed = connection.scalar(count.where(self.target.c.revision == number)) or 0
        returned = (Deletion.kind == self.kind.name, Deletion.id.in_(select(self.table.c.id)))
        connection.execute(delete(Deletion).where(*returned))
        if changed:
            rows = select(self.target).where(self.target.c.revision == number)
            self._note(connection, by, added, changed - added, rows, State.PUBLISHED)
        else:
            count_up(connection, self.kind.name, -1)
        return self._report(added=added, replaced=changed - added, unchanged=self.good - changed)

    def differing(self, from_drafts: bool) -> Select[Any]:
        """The ids of the good rows that are not stored just so, or ``from_drafts`` not just so in the latest versions of
        FAQs, and whether each ``is_new``."""
        known = latest_versions() if from_drafts and self.kind.name == FAQS else self.target
        return differing(self.table, known, self._contents)

    def put_aside(self, connection: Connection, by: By) -> ImportReport:
        """Make drafts of the FAQs that differ from the latest version of theirs."""
        count_up(connection, self.kind.name, 0)  # written first, as above
        found = self.differing(from_drafts=True)
        are_new = [row.is_new for row in connection.execute(found)]
        added, replaced = sum(are_new), len(are_new) - sum(are_new)
        if are_new:
            rows = select(self.table).where(self.table.c.id.in_(select(found.subquery().c.id)))
            self._note(connection, by, added, replaced, rows, State.DRAFT)
        return self._report(added=added, replaced=replaced, unchanged=self.good - len(are_new))

    def _note(self, connection: Connection, by: By, added: int, replaced: int, rows: Select[Any], state: State) -> None:
        """Write down what was done, and of FAQs the versions."""
        with deed(connection, by, Verb.IMPORT, self.kind.name, self.path.name) as opened:
            opened.detail.update(added=added, replaced=replaced)
            if self.kind.name == FAQS:
                opened.detail["digest"] = write_versions(connection, rows, opened.number, state)

    def refused(self) -> ImportReport:
        """The report of a file of which nothing is imported."""
        return self._report(done=False)

    def _report(self, **counts: Any) -> ImportReport:
        odd: dict[str, Any] = {"doubts": tuple(self.doubts), "doubtful": self.doubtful, "notes": self.notes}
        return ImportReport(self.kind.name, self.path, faulty=self.faulty, faults=tuple(self.faults), **odd, **counts)

    def _add(self, connection: Connection, rows: list[NamedRow]) -> None:
        good: dict[str, dict[str, Any]] = {}
        places: dict[str, str] = self._places_of(connection, [row.cells.get("id", "") for row in rows])
        for row in rows:
            try:
                values = self._checked(row)
                if first := places.get(values["id"]):
                    raise _BadRow(f"编号{shown(values['id'])}和{first}重复")
            except _BadRow as bad:
                self.faulty += 1
                if len(self.faults) < MOST_FAULTS:
                    self.faults.append(Fault(row.line, str(bad), row.sheet))
            else:
                good[values["id"]] = values
                places[values["id"]] = Fault(row.line, "", row.sheet).place
                self._doubt(
                    Fault(row.line, doubt, row.sheet) for doubt in [*row.doubts, *doubts(self.kind, row.cells, values)]
                )
                values["line"], values["sheet"] = row.line, row.sheet
        if good:
            if "wgs_lng" in self._stored:
                _add_wgs84(list(good.values()))
            connection.execute(insert(self.table), list(good.values()))
            self.good += len(good)

    def _checked(self, row: NamedRow) -> dict[str, Any]:
        if row.fault:
            raise _BadRow(row.fault)
        try:
            return self.kind.check(row.cells)
        except ValidationError as error:
            raise _BadRow(self.kind.explain(error)) from error

    def _doubt(self, found: Iterable[Fault | str]) -> None:
        """Keep what is odd: of a row, or of the file as a whole."""
        for one in found:
            if isinstance(one, str):
                self.notes += (one,)
                continue
            self.doubtful += 1
            if len(self.doubts) < MOST_FAULTS:
                self.doubts.append(one)

    def _places_of(self, connection: Connection, ids: list[str]) -> dict[str, str]:
        """Where earlier rows of this file have these ids."""
        columns = self.table.c
        query = select(columns.id, columns.line, columns.sheet).where(columns.id.in_(ids))
        return {id: Fault(line, "", sheet).place for id, line, sheet in connection.execute(query)}

    def _upsert(self, connection: Connection, number: int) -> Any:
        rows = select(*(self.table.c[name] for name in self._stored), literal(number)).where(true())
        names = [*self._stored, "revision"]
        statement = upsert(connection, self.target).from_select(names, rows)
        old, new = self.target.c, statement.excluded
        values: dict[str, Any] = {name: new[name] for name in names if name != "id"}
        # Only what was given is compared: WGS-84 follows from it, to the last bits only in the same company.
        differs = or_(*(old[name].is_distinct_from(new[name]) for name in self._contents))
        return statement.on_conflict_do_update(index_elements=["id"], set_=values, where=differs)


def _left_out(closing: Sequence[NamedRow]) -> Iterator[str]:
    """What is told of rows that are no records."""
    if closing:
        named = "、".join(f"{Fault(row.line, '', row.sheet).place}（{row.closing}）" for row in closing[:MOST_NAMED])
        more = "" if len(closing) <= MOST_NAMED else f"等 {len(closing)} 行"
        yield f"{named}{more}不是数据，没有导入"


class _BadRow(Exception):
    """Its message says what is wrong with the row."""


def _add_wgs84(rows: list[dict[str, Any]]) -> None:
    """Adds ``wgs_lng`` and ``wgs_lat``; the rows of one coordinate system are converted together."""
    by_system: dict[CoordinateSystem, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        row["wgs_lng"] = row["wgs_lat"] = None
        if row["lng"] is not None:
            by_system[row["coord_sys"]].append(row)
    for system, placed in by_system.items():
        lats, lngs = (np.array([row[name] for row in placed]) for name in ("lat", "lng"))
        for row, lat, lng in zip(placed, *map(np.ndarray.tolist, to_wgs84_many(lats, lngs, system)), strict=True):
            row["wgs_lat"], row["wgs_lng"] = lat, lng
