"""What the office decides about a group of questions: an entry answers it from now on, or it is not the office's matter. Each
decision is a deed of the log; the question that was really asked becomes a test case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, Engine, delete, insert, select

from channels.asked.grouping import Group
from channels.desk.notes import settle_all
from knowledge import china_time
from knowledge.editing.listing import Listed
from knowledge.records.audit import By, Verb, deed, utc_now
from knowledge.records.database import readable_errors
from knowledge.records.faqs.door import NATION, UNWRITTEN, Door, NotAllowed, OutOfTurn, may_write
from knowledge.records.faqs.reading import read_contents
from knowledge.records.kinds import FaqRow
from knowledge.records.tables import AskedDecision

KIND = "asked"

# Records a question, the place where it was asked, and the id of the entry that should answer it.
Record = Callable[[str, str, str, By], object]


class State(StrEnum):
    """Where a group stands."""

    OPEN = "open"
    DONE = "done"
    NOT_OURS = "not_ours"


@dataclass(frozen=True)
class Decision:
    """What was decided about a group, by whom and when (UTC); ``entry`` answers it."""

    question: str
    state: State
    entry: str
    who: str
    at: dt.datetime


def decisions(database: Engine) -> dict[str, Decision]:
    """All of them by the key of their group, in the order in which they were made. Raises DatabaseError."""
    rows = select(*AskedDecision.__table__.columns).order_by(AskedDecision.at, AskedDecision.key)
    with readable_errors(), database.connect() as connection:
        found = connection.execute(rows)
        return {row.key: Decision(row.question, State(row.state), row.entry, row.who, row.at) for row in found}


@dataclass(frozen=True)
class Deciding:
    """Carries out decisions. ``record``: keeps a question as a test case."""

    door: Door
    record: Record

    def draft(self, group: Group, by: By) -> str:
        """Begin an FAQ with the group's question, its wordings and its place, to be written by somebody; its id.

        Raises NotAllowed, OutOfTurn, DatabaseError.
        """
        contents = _begun(group)
        self.door.draft(contents, by, base=0)
        self._done(group, contents.id, by)
        return str(contents.id)

    def add_wording(self, group: Group, listed: Listed, shipped: FaqRow | None, by: By) -> None:
        """A new version of an entry, with the group's question among those that it answers.

        Raises NotAllowed, OutOfTurn, DatabaseError.
        """
        before = listed.contents
        wordings = "\n".join(filter(None, (before.similar_questions, group.question)))
        contents = before.model_copy(update={"similar_questions": wordings})
        self.door.draft(contents, by, listed.version, shipped)
        self._done(group, listed.id, by)

    def answered_by(self, group: Group, entry: str, by: By) -> None:
        """An entry answers it as it is, or will. Raises NotAllowed, OutOfTurn, DatabaseError."""
        self._done(group, entry, by)

    def set_aside(self, group: Group, by: By) -> None:
        """It is not the office's matter. Raises NotAllowed, OutOfTurn, DatabaseError."""
        self._decide(group, State.NOT_OURS, "", by)
        self.record(group.question, group.region, "", by)

    def reopen(self, key: str, by: By) -> None:
        """Look at a group again. Raises OutOfTurn, DatabaseError."""
        with self._deed(by, Verb.REOPEN, key) as connection:
            if not connection.execute(delete(AskedDecision).where(AskedDecision.key == key)).rowcount:
                raise OutOfTurn("这一组还没有处理过")

    def _done(self, group: Group, entry: str, by: By) -> None:
        self._decide(group, State.DONE, entry, by)
        self.record(group.question, group.region, entry, by)

    def _decide(self, group: Group, state: State, entry: str, by: By) -> None:
        if not may_write(by, group.region, by.category):
            raise NotAllowed(f"您只能处理{by.region}的问题")
        verb = Verb.SETTLE if state is State.DONE else Verb.SET_ASIDE
        with self._deed(by, verb, group.question) as connection:
            if connection.scalar(select(AskedDecision.key).where(AskedDecision.key == group.key)):
                raise OutOfTurn("这一组刚被别人处理过，请刷新再看")
            values = {"key": group.key, "question": group.question, "state": state.value, "entry": entry}
            connection.execute(insert(AskedDecision).values(**values, who=by.who, at=utc_now()))
            settle_all(connection, (one.note for one in group.members if one.note is not None))

    @contextmanager
    def _deed(self, by: By, what: Verb, subject: str) -> Iterator[Connection]:
        with readable_errors(), self.door.database.begin() as connection, deed(connection, by, what, KIND, subject):
            yield connection


def _begun(group: Group) -> FaqRow:
    """The FAQ that a group of questions begins. Raises BadContents."""
    wordings = [text for text in group.samples if text != group.question]
    return read_contents(
        {
            "id": f"asked-{china_time.today():%Y%m%d}-{group.key[:6]}",
            "question": group.question,
            "similar_questions": "\n".join(wordings),
            "answer": UNWRITTEN,
            "region": "" if group.region == NATION else group.region,
        }
    )
