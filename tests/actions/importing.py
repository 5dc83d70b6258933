"""Rows of a test's own, imported into a data base of its own."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine

from actions.live import Live
from knowledge.records.database import open_database
from knowledge.records.importing import import_file
from knowledge.retrieval.searcher import Searcher


def import_rows(engine: Engine, folder: Path, kind: str, rows: Sequence[dict[str, str]]) -> None:
    """Import these rows as a clerk does: in a file, which is left in ``folder``."""
    path = folder / f"{kind}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)), restval="")
        writer.writeheader()
        writer.writerows(rows)
    assert not import_file(engine, kind, path, strict=True).faults


def live_with(folder: Path, searcher: Searcher, rows: dict[str, list[dict[str, str]]]) -> Live:
    """Everything the actions work with, over these rows by kind."""
    engine = open_database(f"sqlite:///{folder / 'records.db'}")
    for kind, some in rows.items():
        import_rows(engine, folder, kind, some)
    live = Live(engine, searcher)
    live.refresh()
    return live
