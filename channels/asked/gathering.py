"""Questions that nobody answered well, out of the transcripts, the verdicts and what clerks noted; all of them masked there.

Nothing is copied: a question is here as long as its transcript is kept.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from channels.line.store import Store
from channels.line.tally import Outcome, TurnRow
from channels.line.transcripts import LineEntry, Verdict
from knowledge.language.normalise import letters_only
from knowledge.records.database import readable_errors
from knowledge.records.tables import DeskNote

LEAST_LETTERS = 2


class Why(StrEnum):
    """Why a question is here: it was refused, answered by a guide alone, the answer was disliked, a clerk found nothing or
    found the answer wrong."""

    REFUSED = "refused"
    GUIDED = "guided"
    DISLIKED = "disliked"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True)
class Asked:
    """A question, as it was asked once. ``at``: milliseconds since 1970; ``who`` tells people apart and nothing else;
    ``entry``: the answer that was disliked or found wrong; ``remark``: what was said about that; ``note``: the number of the
    clerk's note."""

    text: str
    region: str
    at: int
    who: str
    why: Why
    entry: str = ""
    remark: str = ""
    note: int | None = None

    @property
    def letters(self) -> str:
        """Alike for questions that differ in blanks and marks alone."""
        return letters_only(self.text)


def gather(store: Store, database: Engine, since: int) -> list[Asked]:
    """All such questions later than ``since`` (milliseconds since 1970), the first first. Raises DatabaseError."""
    talked = store.do(lambda connection: _of_conversations(connection, since)).result() or []
    found = (one for one in (*talked, *_of_notes(database, since)) if len(one.letters) >= LEAST_LETTERS)
    return sorted(found, key=lambda one: (one.at, one.who))


_IN_VAIN = {Outcome.REFUSED.value: Why.REFUSED, Outcome.GUIDED.value: Why.GUIDED}


def _of_conversations(connection: Connection, since: int) -> list[Asked]:
    own = (TurnRow.line == LineEntry.line) & (TurnRow.at == LineEntry.at)
    columns = (TurnRow.line, TurnRow.at, TurnRow.region, TurnRow.outcome, TurnRow.helpful, LineEntry.entry)
    wanted = select(*columns).join(LineEntry, own).where(TurnRow.at > since)
    in_vain = TurnRow.outcome.in_(_IN_VAIN) | TurnRow.helpful.is_(False)
    turns = connection.execute(wanted.where(in_vain).order_by(TurnRow.at)).all()
    verdicts = connection.execute(select(*Verdict.__table__.columns).where(Verdict.helpful.is_(False))).all()
    said = (Asked(row.entry["text"], row.region, row.at, row.line, _IN_VAIN[row.outcome]) for row in _unanswered(turns))
    return [*said, *_disliked(turns, verdicts)]


def _unanswered(turns: Sequence[Row[Any]]) -> Iterator[Row[Any]]:
    return (row for row in turns if row.outcome in _IN_VAIN)


def _disliked(turns: Sequence[Row[Any]], verdicts: Sequence[Row[Any]]) -> Iterator[Asked]:
    """The answers that were disliked, each with the turn of its line that came last before it."""
    judged: Mapping[str, list[Row[Any]]] = defaultdict(list)
    for turn in turns:
        if turn.helpful is False:
            judged[turn.line].append(turn)
    for verdict in verdicts:
        before = [turn for turn in judged[verdict.line] if turn.at < verdict.at]
        if before and verdict.question:
            remark = verdict.note or verdict.reason
            turn = before[-1]
            yield Asked(verdict.question, turn.region, turn.at, turn.line, Why.DISLIKED, verdict.faq_id, remark)


def _of_notes(database: Engine, since: int) -> list[Asked]:
    """What clerks noted and nobody settled. Each note is of another caller."""
    first = dt.datetime.fromtimestamp(since / 1000, dt.UTC).replace(tzinfo=None)
    waiting = select(*DeskNote.__table__.columns).where(DeskNote.settled_at.is_(None), DeskNote.created_at > first)
    with readable_errors(), database.connect() as connection:
        return [_noted(row) for row in connection.execute(waiting.order_by(DeskNote.id))]


def _noted(row: Row[Any]) -> Asked:
    at = int(row.created_at.replace(tzinfo=dt.UTC).timestamp() * 1000)
    return Asked(row.question, row.region, at, f"note-{row.id}", Why(row.kind), row.entry_id, row.remark, row.id)
