"""Ask all questions of a file on the terminal: a progress bar, what changed since the last time, a file of it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.progress import track

from actions.lookup import look_up
from assistant.settings import Settings
from assistant.who import by
from channels.batch.files import write_run
from channels.batch.reading import read_questions
from channels.batch.runs import MOST_CHOICES, Asked, Change, answers, begin, keep, waiting
from channels.batch.texts import load_texts
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


def summary(asked: Sequence[Asked]) -> Iterator[str]:
    """What it came to, line by line."""
    texts = load_texts()
    decisions, changes = Counter(one.decision for one in asked), Counter(one.change for one in asked)
    right, wrong = (sum(one.is_right is is_right for one in asked) for is_right in (True, False))
    yield f"共 {len(asked)} 个：" + "，".join(f"{texts.decisions[name]} {n}" for name, n in decisions.items())
    if right or wrong:
        yield f"对 {right}，错 {wrong}（{right / (right + wrong):.1%}）"
    yield "和上次比：" + "，".join(f"{texts.changes[change]} {changes[change]}" for change in Change if changes[change])
    for one in asked:
        if one.change is Change.WRONG:
            yield f"  变错了：{one.question}　上次 {one.before or '不答'}，这次 {one.entry}"
