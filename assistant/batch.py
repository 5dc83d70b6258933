"""Ask all questions of a file on the terminal: a progress bar, and a file of what came of them."""

from __future__ import annotations

from pathlib import Path

from rich.progress import track

from actions.lookup import look_up
from assistant.settings import Settings
from assistant.who import by
from channels.batch.files import write_run
from channels.batch.reading import read_questions
from channels.batch.runs import MOST_CHOICES, Asked, answers, begin, keep, waiting
from knowledge.live.opening import open_searcher
from knowledge.live.world import World
from knowledge.records.database import open_database


def ask_all(settings: Settings, file: Path, out: Path | None) -> list[Asked]:
    """Ask the questions of a file as chat would, keep that as a run, and write it to ``out``; what came of them.

    Raises FileError, ExportError, DatabaseError.
    """
    database, questions = open_database(settings.database), read_questions(file)
    searcher = World.of(database, open_searcher(settings)).refreshed().searcher
    run = begin(database, file.name, questions, by().who)
    asked = waiting(database, run, len(questions))
    for number, question, region in track(asked, "批量测试", len(asked)):
        lookup = look_up(searcher, question, region or None, MOST_CHOICES)
        keep(database, run, number, lookup.model_dump(mode="json"))
    found = answers(database, run)
    if out:
        write_run(out, found)
    return found
