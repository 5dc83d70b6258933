"""Search of policy papers for those who keep them: quotations, apart from what is told to people (ADR 23)."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import Engine

from actions.contract.queries import Quotation, Quoted
from knowledge.papers.finding import Quotation as Found
from knowledge.papers.finding import Quotations
from knowledge.papers.listing import PAPERS
from knowledge.papers.storing import read_library
from knowledge.records.audit import last_deed
from knowledge.retrieval.searcher import Searcher


@dataclass
class Papers:
    """The papers behind ``database``, indexed once somebody searches them, and anew after each change."""

    database: Engine
    _lock: Lock = field(default_factory=Lock)
    _index: Quotations | None = None
    _deed: int = -1

    def search(self, searcher: Searcher, question: str, region: str | None, limit: int) -> Quoted:
        """The best quotations; ``searcher``: whose encoder and adapter are used. Raises UnknownRegion, DatabaseError."""
        place = searcher.regions.get(region) if region else None
        found = self._current(searcher).find(question, place, limit)
        return Quoted(quotations=tuple(map(_quotation, found)))

    def _current(self, searcher: Searcher) -> Quotations:
        deed, adapter = last_deed(self.database, PAPERS), searcher.catalogue.adapter
        with self._lock:
            if self._index is None or self._index.adapter is not adapter or self._deed != deed:
                library = read_library(self.database, searcher.encoder)
                self._index = Quotations.of(library, searcher.encoder, adapter, searcher.regions)
                self._deed = deed
            return self._index


def _quotation(found: Found) -> Quotation:
    excerpt = found.excerpt
    paper = excerpt.paper
    return Quotation(
        paper=paper.id,
        title=paper.title,
        region=paper.region,
        date=paper.date,
        file=paper.file,
        scanned=paper.scanned,
        heading=excerpt.heading,
        text=excerpt.text,
        score=round(found.score, 3),
    )
