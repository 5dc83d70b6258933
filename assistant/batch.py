"""Ask all questions of a file on the terminal: a progress bar, and a file of what came of them."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.progress import track

from actions.lookup import look_up
from assistant.settings import Settings
from assistant.who import by
from channels.batch.files import write_run
from channels.batch.reading import read_questions
from channels.batch.runs import MOST_CHOICES, Asked, answers, begin, keep, run_of, waiting
from knowledge.live.opening import open_searcher
from knowledge.live.world import World
from knowledge.records.database import open_database


def ask_all(settings: Settings, file: Path, out: Path | None) -> list[Asked]:
    """Ask the questions of a file as chat would, keep that as a run, and write it to ``out``; what came of them.

    Raises FileError, ExportError, DatabaseError.
    """
    run = begin(open_database(settings.database), file.name, read_questions(file), by().who)
    return go_on(settings, run, out)


def go_on(settings: Settings, run: int, out: Path | None) -> list[Asked]:
    """The same with the questions of a run that were not asked yet: it may have been broken off. Raises UnknownRun,
    ExportError, DatabaseError."""
    database = open_database(settings.database)
    asked = waiting(database, run, run_of(database, run).count)
    if asked:
        searcher = World.of(database, open_searcher(settings)).refreshed().searcher
        for number, question, region in track(asked, "批量测试", len(asked), console=Console(stderr=True)):
            lookup = look_up(searcher, question, region or None, MOST_CHOICES)
            keep(database, run, number, lookup.model_dump(mode="json"))
    found = answers(database, run)
    if out:
        write_run(out, found)
    return found
