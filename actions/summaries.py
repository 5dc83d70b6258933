"""Summaries of claims for a short while: in memory only, under a name that nobody can guess.

Nothing of them reaches the disk. After an hour, or when newer ones need the room, they are gone.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.topics.claims.case import Summary
from knowledge.topics.claims.schema import PaperId

KEPT_SECONDS = 3600.0
MOST_KEPT = 2000


@dataclass(frozen=True)
class DocumentLinks:
    """Where a paper to hand in can be opened."""

    id: PaperId
    title: str
    docx: str
    pdf: str


@dataclass(frozen=True)
class Links:
    """Where the page can be opened, relative to the gateway's root."""

    html: str
    pdf: str
    documents: tuple[DocumentLinks, ...] = ()


class Summaries:
    """Keeps summaries under secret keys."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, Summary]] = OrderedDict()
        self._lock = threading.Lock()  # they are kept and fetched by different threads

    def keep(self, summary: Summary) -> Links:
        """Keep a summary; where it can be opened."""
        key = secrets.token_urlsafe(18)
        with self._lock:
            self._kept[key] = (self._clock() + KEPT_SECONDS, summary)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        documents = tuple(
            DocumentLinks(paper.id, paper.short, f"/summary/{key}.{paper.id}.docx", f"/summary/{key}.{paper.id}.pdf")
            for paper in summary.documents
        )
        return Links(f"/summary/{key}.html", f"/summary/{key}.pdf", documents)

    def get(self, key: str) -> Summary | None:
        """The summary under a key, if it is still kept."""
        now = self._clock()
        with self._lock:
            while self._kept and next(iter(self._kept.values()))[0] < now:
                self._kept.popitem(last=False)
            found = self._kept.get(key)
        return found[1] if found else None
