"""What the tables still lack before a start. Imports little: it is asked at every start."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Select, Table, func, select

from knowledge.records.database import readable_errors
from knowledge.records.revisions import current_revisions
from knowledge.records.tables import EncodedFaq, Faq

# The records that come with the program: what the papers name, and samples.
SEED_FOLDER = Path(__file__).parent / "seed"
_FAQ: Table = Faq.metadata.tables["faq"]
_FOUND: Table = EncodedFaq.metadata.tables["encoded_faq"]


def never_imported(database: Engine) -> list[Path]:
    """The files that come with the program of the kinds that have never been imported. Raises DatabaseError."""
    revisions = current_revisions(database)
    return [file for file in sorted(SEED_FOLDER.glob("*.csv")) if not revisions.get(file.stem)]


def waiting_faqs(encoder: str) -> Select[Any]:
    """The FAQs that are not found as they are now, with vectors of the encoder of this name."""
    return _waiting(encoder)


def is_faq_waiting(database: Engine, encoder: str) -> bool:
    """Whether there is one. Raises DatabaseError."""
    with readable_errors(), database.connect() as connection:
        return connection.execute(waiting_faqs(encoder).limit(1)).first() is not None


def count_waiting(database: Engine, encoder: str | None = None) -> int:
    """How many there are; without an encoder those that lack any vectors of what they say now. Raises DatabaseError."""
    waiting = select(func.count()).select_from(_waiting(encoder).subquery())
    with readable_errors(), database.connect() as connection:
        return connection.scalar(waiting) or 0


def _waiting(encoder: str | None) -> Select[Any]:
    encoded = [_FOUND.c.id == _FAQ.c.id, _FOUND.c.made_from == _FAQ.c.revision]
    encoded += [_FOUND.c.encoder == encoder] if encoder else []
    return select(_FAQ).where(~select(_FOUND.c.id).where(*encoded).exists()).order_by(_FAQ.c.id)
