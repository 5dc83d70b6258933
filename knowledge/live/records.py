"""What the imported records come to in a running process, brought up to date whenever an import changed them.

Finders and lists are replaced whole, never changed: whoever searches goes on with what it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Engine, Row, select

from knowledge.places.regions import RegionTree
from knowledge.records import tables
from knowledge.records.database import readable_errors
from knowledge.records.revisions import changed_since, current_revision
from knowledge.topics.jobs.job import Job
from knowledge.topics.jobs.search import JobIndex
from knowledge.topics.stations.finder import Station, StationFinder

_STATION_FIELDS = [field.name for field in fields(Station)]
_JOB_FIELDS = [field.name for field in fields(Job)]
LISTS = ("lodgings", "service_points", "courses")


class LiveRecords:
    """Stations, jobs and short lists as of the last ``refresh``."""

    def __init__(self, engine: Engine, regions: RegionTree) -> None:
        self._engine = engine
        self._seen = dict.fromkeys(("stations", "jobs", *LISTS), 0)
        self.stations = StationFinder((), regions)
        self.index = JobIndex.build((), regions)
        self._lists: dict[str, dict[str, Mapping[str, Any]]] = {kind: {} for kind in LISTS}

    def refresh(self) -> None:
        """Take in what was imported since the last time. Raises DatabaseError."""
        for kind, seen in self._seen.items():
            newest = current_revision(self._engine, kind)
            if newest != seen:
                self._take_in(kind, changed_since(self._engine, kind, seen))
                self._seen[kind] = newest

    def listed(self, kind: str) -> Sequence[Mapping[str, Any]]:
        """All rows of a short list, by column."""
        return list(self._lists[kind].values())

    def rows(self, ids: Iterable[str]) -> dict[str, Job]:
        """The whole rows of some jobs."""
        table = tables.Job.__table__
        with readable_errors(), self._engine.connect() as connection:
            found = connection.execute(select(table).where(table.c.id.in_(list(ids))))
            return {row.id: job for row in found for job in _jobs([row])}

    def _take_in(self, kind: str, rows: Iterator[Row[Any]]) -> None:
        if kind == "stations":
            self.stations = self.stations.updated(
                Station(**{name: getattr(row, name) for name in _STATION_FIELDS}) for row in rows
            )
        elif kind == "jobs":
            self.index = self.index.updated(_jobs(rows))
        else:
            self._lists[kind] = self._lists[kind] | {row.id: dict(row._mapping) for row in rows}


def _jobs(rows: Iterable[Row[Any]]) -> Iterator[Job]:
    return (Job(**{name: getattr(row, name) for name in _JOB_FIELDS}) for row in rows)
