"""What an import would do, row by row, without doing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, select

from knowledge.language.normalise import letters_only
from knowledge.records.database import readable_errors
from knowledge.records.faqs.states import CONTENTS, FAQS
from knowledge.records.fates import Fate, Previewed, PreviewedFile
from knowledge.records.faults import Fault
from knowledge.records.importing import Progress, Staged
from knowledge.records.kinds import FaqRow, kind_of
from knowledge.records.layout import Guide


def preview(
    database: Engine,
    kind: str,
    path: Path,
    from_drafts: bool = False,
    progress: Progress | None = None,
    guide: Guide | None = None,
) -> PreviewedFile:
    """The rows of a file, compared with what is told, or ``from_drafts`` FAQs with their latest versions; a new FAQ that asks
    just what an earlier one does is a near duplicate of it. ``guide``: what the file does not say. Raises FileError
    (UnclearColumns where somebody must say what a column is), UnknownKind, DatabaseError."""
    staged = Staged(kind_of(kind), path, 0, guide)
    with readable_errors(), database.connect() as connection:
        connection.detach()  # closed at the end, and the temporary table with it
        staged.fill(connection, progress)
        fates: dict[str, bool] = dict(connection.execute(staged.differing(from_drafts)).tuples().all())
        rows = connection.execute(select(staged.table)).all()
    odd = _reasons(staged.doubts)
    name = staged.kind.columns[1].name  # what it is, behind its number
    good = [
        Previewed(
            row.line,
            _fate(fates.get(row.id)),
            odd.get((row.sheet, row.line), ""),
            row.id,
            getattr(row, name),
            _contents(row) if kind == FAQS else None,
            sheet=row.sheet,
        )
        for row in rows
    ]
    bad = [Previewed(fault.line, Fate.FAULTY, fault.reason, sheet=fault.sheet) for fault in staged.faults]
    sheets = list(dict.fromkeys(one.sheet for one in (*good, *bad)))
    in_order = sorted([*good, *bad], key=lambda one: (sheets.index(one.sheet), one.line))
    return PreviewedFile(_with_repeated(in_order), staged.notes)


def _reasons(doubts: Iterable[Fault]) -> Mapping[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for one in doubts:
        before = found.get((one.sheet, one.line))
        found[one.sheet, one.line] = f"{before}；{one.reason}" if before else one.reason
    return found


def _fate(is_new: bool | None) -> Fate:
    if is_new is None:
        return Fate.UNCHANGED
    return Fate.NEW if is_new else Fate.CHANGED


def _contents(row: Row[Any]) -> FaqRow:
    return FaqRow.model_construct(**{name: getattr(row, name) for name in ("id", *CONTENTS)})


def _with_repeated(rows: Sequence[Previewed]) -> Sequence[Previewed]:
    first: dict[tuple[str, str], Previewed] = {}
    seen = []
    for row in rows:
        if row.contents is not None:
            earlier = first.setdefault((row.contents.region, letters_only(row.contents.question)), row)
            if earlier is not row and earlier.contents and row.fate is Fate.NEW:
                reason = f"和第 {earlier.line} 行问的一样"
                row = replace(row, fate=Fate.NEAR_DUPLICATE, reason=reason, other=earlier.contents.id)
        seen.append(row)
    return seen
