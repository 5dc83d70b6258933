"""Runs of questions: kept, asked one after the other whenever there is time, judged, and compared with the time before.

A question is right when its entry is told, or is among what is offered to choose from; and, where nothing should answer, when
nothing does.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, delete, func, insert, select, update

from channels.batch.reading import Question
from knowledge.errors import ReadableError
from knowledge.records.audit import utc_now
from knowledge.records.database import readable_errors
from knowledge.records.tables import BatchQuestion, BatchRun

# What a person may choose from, and older runs than these are forgotten.
MOST_CHOICES, MOST_RUNS = 3, 100
_QUESTION = BatchQuestion.__table__.columns
_BETWEEN = re.compile(r"[、,，;；\s]+")


class UnknownRun(ReadableError):
    """No run of this number."""


class Change(StrEnum):
    """What became of a question since it was asked last. ``OTHER``: another answer, of which nobody said what is right."""

    SAME = "same"
    RIGHT = "right"
    WRONG = "wrong"
    OTHER = "other"
    NEW = "new"


@dataclass(frozen=True)
class Run:
    """A run: how many of its questions there are, were asked, were right and wrong. ``at`` is UTC."""

    id: int
    file: str
    who: str
    at: dt.datetime
    count: int
    asked: int
    right: int
    wrong: int


@dataclass(frozen=True)
class Asked:
    """A question of a run, as ``BatchQuestion`` has it; ``before``: the entry that was nearest the last time, "" for none."""

    number: int
    question: str
    region: str
    expected: str | None
    decision: str
    entry: str
    told: str
    answer: str
    score: float | None
    is_right: bool | None
    before: str
    change: Change


def begin(database: Engine, file: str, questions: Sequence[Question], who: str) -> int:
    """Keep the questions of a file as a run; its number. Raises DatabaseError."""
    with readable_errors(), database.begin() as connection:
        run = {"file": file, "who": who, "at": utc_now(), "count": len(questions)}
        id: int = connection.execute(insert(BatchRun).values(run).returning(BatchRun.id)).scalar_one()
        blank = {"run": id, "decision": "", "entry": "", "told": "", "answer": "", "score": None, "is_right": None}
        rows = [
            blank | {"number": n, "question": one.text, "region": one.region, "expected": one.expected}
            for n, one in enumerate(questions, 1)
        ]
        connection.execute(insert(BatchQuestion), rows)
        old = select(BatchRun.id).order_by(BatchRun.id.desc()).offset(MOST_RUNS)
        for table, column in ((BatchQuestion, BatchQuestion.run), (BatchRun, BatchRun.id)):
            connection.execute(delete(table).where(column.in_(old)))
    return id


def waiting(database: Engine, run: int, most: int) -> list[tuple[int, str, str]]:
    """Questions that were not asked yet: number, text and region. Raises DatabaseError."""
    columns = (BatchQuestion.number, BatchQuestion.question, BatchQuestion.region)
    wanted = select(*columns).where(BatchQuestion.run == run, BatchQuestion.decision == "")
    with readable_errors(), database.connect() as connection:
        found = connection.execute(wanted.order_by(BatchQuestion.number).limit(most))
        return [(row.number, row.question, row.region) for row in found]


def keep(database: Engine, run: int, number: int, lookup: Mapping[str, Any]) -> None:
    """Keep and judge what the search found (``actions.contract.queries.Lookup``). Raises DatabaseError."""
    one = (BatchQuestion.run == run) & (BatchQuestion.number == number)
    with readable_errors(), database.begin() as connection:
        expected = connection.scalar(select(BatchQuestion.expected).where(one))
        best = lookup["hits"][0] if lookup["hits"] else {"id": "", "question": "", "answer": "", "score": None}
        values = {
            "decision": lookup["decision"],
            "entry": best["id"],
            "told": best["question"],
            "answer": best["answer"],
            "score": best["score"],
            "is_right": is_right(expected, lookup["decision"], [hit["id"] for hit in lookup["hits"]]),
        }
        connection.execute(update(BatchQuestion).where(one).values(values))


def is_right(expected: str | None, decision: str, ids: Sequence[str]) -> bool | None:
    """Whether a search came to what was expected; None where nobody said."""
    if expected is None:
        return None
    if not expected:
        return decision == "refuse"
    seen = {"answer": ids[:1], "choose": ids[:MOST_CHOICES]}.get(decision, [])
    return not set(seen).isdisjoint(_BETWEEN.split(expected))


def runs(database: Engine) -> list[Run]:
    """All runs, the latest first. Raises DatabaseError."""
    with readable_errors(), database.connect() as connection:
        return [Run(**row._mapping) for row in connection.execute(_counted().order_by(BatchRun.id.desc()))]


def run_of(database: Engine, id: int) -> Run:
    """One run. Raises UnknownRun, DatabaseError."""
    with readable_errors(), database.connect() as connection:
        row = connection.execute(_counted().where(BatchRun.id == id)).one_or_none()
    if row is None:
        raise UnknownRun(f"没有编号 {id} 的批量测试")
    return Run(**row._mapping)


def answers(database: Engine, id: int) -> list[Asked]:
    """All questions of a run in order, each compared with the run before in which it was asked of the same place.

    Raises DatabaseError.
    """
    with readable_errors(), database.connect() as connection:
        own = connection.execute(select(*_QUESTION).where(BatchQuestion.run == id).order_by(BatchQuestion.number)).all()
        questions = BatchQuestion.question.in_(select(BatchQuestion.question).where(BatchQuestion.run == id))
        earlier = select(*_QUESTION).where(BatchQuestion.run < id, BatchQuestion.decision != "", questions)
        before = {(row.question, row.region): row for row in connection.execute(earlier.order_by(BatchQuestion.run))}
    return [_asked(row, before.get((row.question, row.region))) for row in own]


def _asked(row: Row[Any], before: Row[Any] | None) -> Asked:
    values = {name: value for name, value in row._mapping.items() if name != "run"}
    return Asked(**values, before=_told(before) if before else "", change=_change(row, before))


def _change(now: Row[Any], before: Row[Any] | None) -> Change:
    if before is None:
        return Change.NEW
    if now.is_right is not None and before.is_right is not None and now.is_right != before.is_right:
        return Change.RIGHT if now.is_right else Change.WRONG
    return Change.SAME if _told(now) == _told(before) else Change.OTHER


def _told(row: Row[Any]) -> str:
    """The entry that people get to see, "" for none."""
    return "" if row.decision == "refuse" else str(row.entry)


def _counted() -> Any:
    numbers = (
        _count(BatchQuestion.decision != "").label("asked"),
        _count(BatchQuestion.is_right.is_(True)).label("right"),
        _count(BatchQuestion.is_right.is_(False)).label("wrong"),
    )
    columns = BatchRun.__table__.columns
    joined = select(*columns, *numbers).outerjoin(BatchQuestion, BatchQuestion.run == BatchRun.id)
    return joined.group_by(*columns)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)
