"""What the routes do with papers that are there; each may wait for the database, so none belongs on the event loop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from channels.library.library import Library
from channels.papers.shapes import Arrival, Paper, PaperDraft, PaperDrafts, PaperExcerpt, PaperList, WholePaper
from knowledge import china_time
from knowledge.editing.drafting import suggestions
from knowledge.papers.listing import excerpts_of, find_paper, listed, remove
from knowledge.records.audit import By
from knowledge.records.faqs.reading import entries
from knowledge.records.figures.reading import register_now


@dataclass
class Papers:
    """The papers behind a gateway; ``library``: into which drafts go."""

    library: Library

    def all(self, arrivals: Iterable[Arrival]) -> PaperList:
        """Raises DatabaseError."""
        return PaperList(papers=tuple(map(Paper.of, listed(self.library.database))), arrivals=tuple(arrivals))

    def whole(self, id: int) -> WholePaper:
        """Raises UnknownPaper, DatabaseError."""
        paper = find_paper(self.library.database, id)
        numbered = enumerate(excerpts_of(self.library.database, id), 1)
        return WholePaper(
            paper=Paper.of(paper), excerpts=tuple(PaperExcerpt.of(number, one) for number, one in numbered)
        )

    def drafts(self, id: int) -> PaperDrafts:
        """Raises UnknownPaper, DatabaseError."""
        database = self.library.database
        paper, excerpts = find_paper(database, id), excerpts_of(database, id)
        found = suggestions(paper, excerpts, china_time.today(), register_now(database))
        taken = {entry.id for entry in entries(database)}
        return PaperDrafts(
            paper=Paper.of(paper), drafts=tuple(PaperDraft.of(one, one.contents.id in taken) for one in found)
        )

    def remove(self, id: int, by: By) -> None:
        """Raises UnknownPaper, DatabaseError."""
        remove(self.library.database, id, by)
