"""FAQs that wait for their vectors are encoded by the running process, so that what is published on a page is soon found.

A few are encoded at once. Of many the same is done bit by bit, but only once nobody else has been at it for a while: who
imports a file on the command line encodes it himself, with more to show for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine

from knowledge.encoder import Encoder
from knowledge.live.faqs import encode_faqs
from knowledge.places.regions import RegionTree
from knowledge.records.backlog import count_waiting
from knowledge.records.revisions import current_revision

FEW = 8  # FAQs that are encoded in about a second
PATIENCE = 60.0  # seconds: longer than an import takes from one chunk to the next


@dataclass
class Encoding:
    """Encodes whenever it is called and there is something to do. ``clock``: seconds."""

    database: Engine
    encoder: Encoder
    regions: RegionTree
    clock: Callable[[], float] = time.monotonic
    _seen: int = 0
    _changed_at: float = 0.0
    _are_left: bool = False

    def step(self) -> int:
        """Encode a few of the FAQs that wait, if it is this process's turn; how many. Raises DatabaseError."""
        if (revision := current_revision(self.database, "faqs")) != self._seen:
            self._seen, self._changed_at, self._are_left = revision, self.clock(), True
        if not self._are_left:
            return 0
        waiting = count_waiting(self.database, self.encoder.name)
        if waiting > FEW and self.clock() - self._changed_at < PATIENCE:
            return 0
        done = encode_faqs(self.database, self.encoder, self.regions, most=FEW)
        self._seen, self._are_left = current_revision(self.database, "faqs"), waiting > FEW
        return done
