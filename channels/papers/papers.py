"""What the routes do with papers that are there; each may wait for the database, so none belongs on the event loop."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from channels.jobs.work import Work
from channels.library.library import Library
from channels.papers.shapes import Arrival, Paper, PaperDraft, PaperDrafts, PaperExcerpt, PaperList, WholePaper
from knowledge import china_time
from knowledge.editing.drafting import suggestions
from knowledge.papers.listing import excerpts_of, find_paper, listed, remove
from knowledge.papers.paper import Wanted
from knowledge.records.audit import By, utc_now
from knowledge.records.faqs.reading import entries
from knowledge.records.figures.reading import register_now
from knowledge.records.jobs.job import JobKind

MOST_ARRIVALS, JUST_NOW = 20, dt.timedelta(days=1)


@dataclass
class Papers:
    """The papers behind a gateway; ``library``: into which drafts go; ``work``: what reads the files that are sent."""

    library: Library
    work: Work

    def all(self) -> PaperList:
        """Raises DatabaseError."""
        sent = self.work.queue.listed(limit=MOST_ARRIVALS, kind=JobKind.PAPER)
        arrivals = tuple(Arrival.of(job) for job in sent if utc_now() - job.asked_at < JUST_NOW)
        return PaperList(papers=tuple(map(Paper.of, listed(self.library.database))), arrivals=arrivals)

    def take_in(self, file: Path, wanted: Wanted, by: By) -> Arrival:
        """Have a file read that lies in a folder for files of jobs. Raises DatabaseError."""
        return Arrival.of(self.work.take_in_paper(file, wanted, by))

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
