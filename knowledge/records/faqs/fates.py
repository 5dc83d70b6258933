"""What becomes of rows that are imported: which of them differ from what the library has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import FromClause, Select, or_, select

from knowledge.records.faqs.states import CONTENTS
from knowledge.records.kinds import FaqRow
from knowledge.records.tables import Faq, FaqEntry, FaqVersion


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAULTY = "faulty"
    NEAR_DUPLICATE = "near_duplicate"


@dataclass(frozen=True)
class Previewed:
    """A row of a file: its line, its fate and why (where it is faulty or asks what another does), or what is odd about it;
    ``contents`` is None for a faulty one. ``other``: the id of the FAQ of which it is a near duplicate."""

    line: int
    fate: Fate
    reason: str = ""
    contents: FaqRow | None = None
    other: str = ""


@dataclass(frozen=True)
class PreviewedFile:
    """The rows of a file in order, and what is to be told of it as a whole."""

    rows: Sequence[Previewed]
    notes: tuple[str, ...]


def differing(rows: FromClause, from_drafts: bool) -> Select[Any]:
    """The ids of those rows (``id`` and ``CONTENTS``) that are not just so in the library, and whether their FAQ ``is_new``
    there. Compared with what is told, or ``from_drafts`` with the latest versions."""
    known = _latest_versions() if from_drafts else Faq.metadata.tables["faq"]
    differs = or_(*(known.c[name].is_distinct_from(rows.c[name]) for name in CONTENTS))
    is_new = known.c.id.is_(None)
    return (
        select(rows.c.id, is_new.label("is_new"))
        .select_from(rows.outerjoin(known, known.c.id == rows.c.id))
        .where(or_(is_new, differs))
    )


def _latest_versions() -> FromClause:
    latest = (FaqEntry.id == FaqVersion.id) & (FaqEntry.version == FaqVersion.number)
    return select(FaqVersion).join(FaqEntry, latest).subquery()
