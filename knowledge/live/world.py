"""All that a running process knows: content, imported FAQs, records and figures, as of one moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import Engine

from knowledge.library.content import Passage
from knowledge.live.faqs import LiveFaqs
from knowledge.live.figures import LiveFigures
from knowledge.live.records import Listed, LiveRecords, job_rows
from knowledge.places.regions import Region, RegionTree
from knowledge.records.revisions import current_revisions
from knowledge.retrieval.searcher import Searcher
from knowledge.topics.jobs.job import Job
from knowledge.topics.jobs.search import JobIndex
from knowledge.topics.stations.finder import StationFinder


@dataclass(frozen=True)
class World:
    """Never changes: ``refreshed`` gives another one, so that one turn sees one state of things."""

    database: Engine
    faqs: LiveFaqs
    records: LiveRecords
    figures: LiveFigures

    @classmethod
    def of(cls, database: Engine, content: Searcher) -> World:
        """With the content alone, before anything was read from the database."""
        return cls(database, LiveFaqs.of(content), LiveRecords.empty(content.regions), LiveFigures.shipped())

    def refreshed(self) -> World:
        """As the database is now; the same one when nothing has changed. Raises DatabaseError."""
        revisions = current_revisions(self.database)
        faqs = self.faqs.refreshed(self.database, revisions["faqs"])
        records = self.records.refreshed(self.database, revisions)
        figures = self.figures.refreshed(self.database)
        is_same = faqs is self.faqs and records is self.records and figures is self.figures
        return self if is_same else World(self.database, faqs, records, figures)

    def learned_anew(self, content: Searcher) -> World:
        """With the content as another version searches it; still to be refreshed. Raises DatabaseError."""
        return replace(self, faqs=self.faqs.learned_anew(self.database, content))

    @property
    def searcher(self) -> Searcher:
        return self.faqs.searcher

    @property
    def regions(self) -> RegionTree:
        return self.searcher.regions

    @property
    def cities(self) -> tuple[Region, ...]:
        """The cities that have passages of their own."""
        return self.searcher.cities

    @property
    def stations(self) -> StationFinder:
        return self.records.stations

    @property
    def jobs(self) -> JobIndex:
        return self.records.jobs

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All that can be told."""
        return self.searcher.catalogue.live_passages

    @cached_property
    def _by_id(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.passages}

    def passage(self, id: str) -> Passage | None:
        """The passage of this id, if it can be told."""
        return self._by_id.get(id)

    def listed(self, kind: str) -> Sequence[Listed]:
        """All rows of a short list, by column."""
        return self.records.listed(kind)

    def job_rows(self, ids: Iterable[str]) -> dict[str, Job]:
        """The whole rows of some jobs. Raises DatabaseError."""
        return job_rows(self.database, ids)
