"""What the imported records come to in a running process, brought up to date whenever they changed.

Finders and lists are replaced whole, never changed: whoever searches goes on with what it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import Engine, Row, select

from knowledge.places.regions import RegionTree
from knowledge.records import tables
from knowledge.records.database import readable_errors
from knowledge.records.revisions import changed_since, deleted_since
from knowledge.topics.jobs.job import Job
from knowledge.topics.jobs.search import JobIndex
from knowledge.topics.stations.finder import Station, StationFinder

Listed = Mapping[str, Any]
_STATION_FIELDS = [field.name for field in fields(Station)]
_JOB_FIELDS = [field.name for field in fields(Job)]
LISTS = ("lodgings", "service_points", "courses")


@dataclass(frozen=True)
class LiveRecords:
    """Stations, jobs and short lists (rows by kind and id), each as of a revision of its kind."""

    stations: StationFinder
    jobs: JobIndex
    lists: Mapping[str, Mapping[str, Listed]]
    revisions: Mapping[str, int]

    @classmethod
    def empty(cls, regions: RegionTree) -> LiveRecords:
        """Before anything was read; ``regions``: where the places of records are looked up."""
        revisions = dict.fromkeys(("stations", "jobs", *LISTS), 0)
        return cls(StationFinder((), regions), JobIndex.build((), regions), {kind: {} for kind in LISTS}, revisions)

    def refreshed(self, database: Engine, revisions: Mapping[str, int]) -> LiveRecords:
        """With what came and went until ``revisions``, the current ones. Raises DatabaseError."""
        new = self
        for kind, seen in self.revisions.items():
            if revisions[kind] != seen:
                gone, rows = deleted_since(database, kind, seen), changed_since(database, kind, seen)
                new = replace(new._with(kind, gone, rows), revisions={**new.revisions, kind: revisions[kind]})
        return new

    def listed(self, kind: str) -> Sequence[Listed]:
        """All rows of a short list, by column."""
        return list(self.lists[kind].values())

    def _with(self, kind: str, gone: Sequence[str], rows: Iterator[Row[Any]]) -> LiveRecords:
        """Without the rows that are gone, then with those that came: an id may have come back."""
        if kind == "stations":
            stations = (Station(**{name: getattr(row, name) for name in _STATION_FIELDS}) for row in rows)
            return replace(self, stations=self.stations.without(gone).updated(stations))
        if kind == "jobs":
            return replace(self, jobs=self.jobs.without(gone).updated(_jobs(rows)))
        left = {id: row for id, row in self.lists[kind].items() if id not in set(gone)}
        return replace(self, lists={**self.lists, kind: left | {row.id: dict(row._mapping) for row in rows}})


def job_rows(database: Engine, ids: Iterable[str]) -> dict[str, Job]:
    """The whole rows of some jobs. Raises DatabaseError."""
    table = tables.Job.__table__
    with readable_errors(), database.connect() as connection:
        found = connection.execute(select(table).where(table.c.id.in_(list(ids))))
        return {row.id: job for row in found for job in _jobs([row])}


def _jobs(rows: Iterable[Row[Any]]) -> Iterator[Job]:
    return (Job(**{name: getattr(row, name) for name in _JOB_FIELDS}) for row in rows)
