"""What batch tests came to, on the terminal. What asks the questions is ``batch.py``, which loads far more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Engine

from channels.batch.files import write_run
from channels.batch.runs import Asked, Change, Run, answers, run_of, runs
from channels.batch.texts import load_texts
from knowledge import china_time


def run_lines(database: Engine) -> Iterator[str]:
    """One line a run, the latest first. Raises DatabaseError."""
    yield from map(_run_line, runs(database))


def whole(database: Engine, number: int, out: Path | None) -> Iterator[str]:
    """What one run came to, line by line; its questions go into ``out``. Raises UnknownRun, ExportError, DatabaseError."""
    yield _run_line(run_of(database, number))
    found = answers(database, number)
    if asked := [one for one in found if one.decision]:
        yield from summary(asked)
    if out:
        write_run(out, found)


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


def _run_line(run: Run) -> str:
    texts = load_texts()
    count = f"{run.count} 个" if run.asked == run.count else f"{run.asked} / {run.count} 个，没测完"
    verdicts = (f"{texts.right} {run.right}", f"{texts.wrong} {run.wrong}")
    return "\t".join((str(run.id), f"{china_time.of_utc(run.at):%Y-%m-%d %H:%M}", run.who, run.file, count, *verdicts))
