"""What becomes of rows that are imported: which of them differ from what there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import FromClause, Select, or_, select

from knowledge.records.kinds import FaqRow


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAULTY = "faulty"
    NEAR_DUPLICATE = "near_duplicate"


@dataclass(frozen=True)
class Previewed:
    """A row of a file: its line, its fate and why (where it is faulty or asks what another does), or what is odd about it.
    ``id``, and ``name``, what it is known by, are "" of a faulty one; ``contents``: of an FAQ that is not faulty. ``other``:
    the id of the one of which it is a near duplicate; ``sheet``: where it stands, "" if there is but one."""

    line: int
    fate: Fate
    reason: str = ""
    id: str = ""
    name: str = ""
    contents: FaqRow | None = None
    other: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class PreviewedFile:
    """The rows of a file in order, and what is to be told of it as a whole."""

    rows: Sequence[Previewed]
    notes: tuple[str, ...]


def differing(rows: FromClause, known: FromClause, columns: Sequence[str]) -> Select[Any]:
    """The ids of those rows that are not just so among those that are ``known``, by these columns, and whether each
    ``is_new`` there."""
    differs = or_(*(known.c[name].is_distinct_from(rows.c[name]) for name in columns))
    is_new = known.c.id.is_(None)
    return (
        select(rows.c.id, is_new.label("is_new"))
        .select_from(rows.outerjoin(known, known.c.id == rows.c.id))
        .where(or_(is_new, differs))
    )
