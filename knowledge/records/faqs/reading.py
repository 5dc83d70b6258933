"""What the library has: where each FAQ stands, and all its versions with who brought them where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Row, Select, Table, func, select

from knowledge.errors import ReadableError
from knowledge.records.audit import Noted, deeds_by_number
from knowledge.records.database import readable_errors
from knowledge.records.faqs.states import CONTENTS, FAQS, State
from knowledge.records.kinds import FaqRow, kind_of
from knowledge.records.tables import Deed, FaqEntry, FaqStep, FaqVersion

_VERSION: Table = FaqVersion.metadata.tables["faq_version"]
_ENTRY: Table = FaqEntry.metadata.tables["faq_entry"]
_STEP: Table = FaqStep.metadata.tables["faq_step"]
_DEED: Table = Deed.metadata.tables["deed"]


class BadContents(ReadableError):
    """A text, a date or a name in an FAQ that cannot be right."""


class UnknownFaq(ReadableError):
    """No FAQ, or no version of it, of that id and number in the library."""


@dataclass(frozen=True)
class Entry:
    """Where an FAQ stands: its latest ``version``, that one's state, the number of the version that is told (None: none), and
    what the latest says."""

    id: str
    version: int
    state: State
    published: int | None
    contents: FaqRow


@dataclass(frozen=True)
class Step:
    """A version came into a state: who brought it there, why, when (UTC), by which deed."""

    state: State
    who: str
    why: str
    at: dt.datetime
    deed: int


@dataclass(frozen=True)
class Version:
    """What an FAQ said or was to say, and the states that it went through, the first first."""

    number: int
    contents: FaqRow
    restored: int | None
    steps: tuple[Step, ...]

    @property
    def state(self) -> State:
        """Where it stands now."""
        return self.steps[-1].state

    @property
    def author(self) -> str:
        """Who wrote it."""
        return self.steps[0].who


def read_contents(cells: Mapping[str, str]) -> FaqRow:
    """An FAQ out of texts under the English names of the columns, empty ones left out. Raises BadContents."""
    filled = {name: text.strip() for name, text in cells.items() if text.strip()}
    try:
        return FaqRow.model_validate(filled)
    except ValidationError as error:
        raise BadContents(kind_of(FAQS).explain(error)) from error


def cells_of(contents: FaqRow) -> dict[str, str]:
    """The contents as the texts that ``read_contents`` reads, "" for what is empty."""
    return {name: "" if value is None else str(value) for name, value in contents}


def entries(database: Engine) -> Sequence[Entry]:
    """All FAQs of the library, in the order of their ids. Raises DatabaseError."""
    with readable_errors(), database.connect() as connection:
        return [_entry(row) for row in connection.execute(_latest().order_by(_ENTRY.c.id))]


def find_entry(connection: Connection, id: str) -> Entry | None:
    """Where this FAQ stands; None when the library has none of this id."""
    row = connection.execute(_latest().where(_ENTRY.c.id == id)).one_or_none()
    return None if row is None else _entry(row)


def entry(database: Engine, id: str) -> Entry | None:
    """The same in a transaction of its own. Raises DatabaseError."""
    with readable_errors(), database.connect() as connection:
        return find_entry(connection, id)


def last_touched(database: Engine) -> Mapping[str, dt.datetime]:
    """When somebody last did something with each FAQ of the library (UTC). Raises DatabaseError."""
    latest = select(_STEP.c.id, func.max(_DEED.c.at)).join(_DEED, _DEED.c.number == _STEP.c.deed).group_by(_STEP.c.id)
    with readable_errors(), database.connect() as connection:
        return dict(connection.execute(latest).tuples().all())


def history(database: Engine, id: str) -> Sequence[Version]:
    """All versions of an FAQ, the first first; empty for one that the library does not have. Raises DatabaseError."""
    with readable_errors(), database.connect() as connection:
        return find_history(connection, id)


def find_history(connection: Connection, id: str) -> Sequence[Version]:
    """The same within a transaction."""
    rows = connection.execute(select(_VERSION).where(_VERSION.c.id == id).order_by(_VERSION.c.number)).all()
    steps = connection.execute(select(_STEP).where(_STEP.c.id == id).order_by(_STEP.c.deed)).all()
    noted = deeds_by_number(connection, (one.deed for one in steps))
    return [_version(row, [one for one in steps if one.version == row.number], noted) for row in rows]


def _latest() -> Select[Any]:
    names = (_VERSION.c[name] for name in CONTENTS)
    latest = (_ENTRY.c.id == _VERSION.c.id) & (_ENTRY.c.version == _VERSION.c.number)
    return select(_ENTRY, *names).join(_VERSION, latest)


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.id, row.version, State(row.state), row.published, _contents(row))


def _version(row: Row[Any], steps: Iterable[Row[Any]], noted: Mapping[int, Noted]) -> Version:
    taken = ((noted[one.deed], State(one.state)) for one in steps)
    return Version(
        row.number,
        _contents(row),
        row.restored,
        tuple(Step(state, deed.who, deed.why, deed.at, deed.number) for deed, state in taken),
    )


def _contents(row: Row[Any]) -> FaqRow:
    # As it was checked when it was written: a check that was made stricter since must not hide it.
    return FaqRow.model_construct(**{name: getattr(row, name) for name in ("id", *CONTENTS)})
