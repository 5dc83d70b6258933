"""Who did what to what people are told, and why: noted in the transaction that does it, each deed sealed with the one before.

A seal is the SHA-256 of the deed and of the seal before it: a deed that is altered, taken out or put in later breaks the
chain. Who can write the database could make a whole new chain; a seal noted elsewhere shows that, too.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, update

from knowledge.records.database import readable_errors
from knowledge.records.dialects import be_only_writer
from knowledge.records.tables import Deed, LastDeed

_CHUNK = 5000  # rows fetched at a time
_DEED = Deed.metadata.tables["deed"]


class Verb(StrEnum):
    """What can be done."""

    IMPORT = "import"
    DRAFT = "draft"
    CHECK = "check"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    BRING_BACK = "bring_back"
    TAKE_OVER = "take_over"
    SETTLE = "settle"
    SET_ASIDE = "set_aside"
    REOPEN = "reopen"
    ROLL_BACK = "roll_back"
    RECORD = "record"
    EXPORT = "export"
    CLOSE = "close"
    OPEN = "open"
    DELETE = "delete"


@dataclass(frozen=True)
class By:
    """Who does something, and why. ``region`` and ``category``: where this person may write ("": anywhere)."""

    who: str
    why: str = ""
    region: str = ""
    category: str = ""


PROGRAM = By("程序")


@dataclass(frozen=True)
class Noted:
    """A deed as it was written down; ``at`` is UTC."""

    number: int
    at: dt.datetime
    who: str
    what: str
    kind: str
    subject: str
    why: str
    detail: Mapping[str, Any]


@dataclass
class Open:
    """A deed that is being done: its number, and what is to be kept of it besides."""

    number: int
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """What looking through the deeds comes to: how many there are, the last seal, and each fault in one line."""

    count: int
    seal: str
    faults: tuple[str, ...]


@contextmanager
def deed(connection: Connection, by: By, what: Verb, kind: str, subject: str) -> Iterator[Open]:
    """Do something within a transaction, which this makes its writer's alone; it is noted once it is done."""
    be_only_writer(connection)
    following = update(LastDeed).values(number=LastDeed.number + 1).returning(LastDeed.number, LastDeed.seal)
    number, before = connection.execute(following).one()
    opened = Open(number)
    yield opened
    row = {
        "number": number,
        "at": utc_now(),
        "who": by.who,
        "what": what.value,
        "kind": kind,
        "subject": subject,
        "why": by.why,
        "detail": json.dumps(opened.detail, ensure_ascii=False, sort_keys=True),
    }
    sealed = seal(row, before)
    connection.execute(insert(Deed).values(**row, seal=sealed))
    connection.execute(update(LastDeed).values(seal=sealed))


def utc_now() -> dt.datetime:
    """Now as the tables keep it: UTC without a zone."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def seal(row: Mapping[str, Any], before: str) -> str:
    """The seal of a deed that follows the one sealed ``before`` ("": the first)."""
    names = ("number", "at", "who", "what", "kind", "subject", "why", "detail")
    return digest([[str(row[name]) for name in names], before])


def digest(value: object) -> str:
    """SHA-256 of what JSON makes of lists, texts and numbers, in hexadecimal digits."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()


def verify(database: Engine, noted: str = "") -> Verdict:
    """Look whether every deed is as it was written down; ``noted``: a seal that was seen before and must still be there.

    Raises DatabaseError.
    """
    faults: list[str] = []
    count, before, is_found = 0, "", not noted
    with readable_errors(), database.connect() as connection:
        last = connection.execute(select(LastDeed.number, LastDeed.seal)).one()
        for row in connection.execute(select(_DEED).order_by(_DEED.c.number).execution_options(yield_per=_CHUNK)):
            if row.number != count + 1:
                faults.append(f"第 {count + 1} 条不见了")
            if row.seal != seal(dict(row._mapping), before):
                faults.append(f"第 {row.number} 条被改过，或者它前面的被改过")
            count, before, is_found = row.number, row.seal, is_found or row.seal == noted
    if (count, before) != tuple(last):
        faults.append(f"最后一条应该是第 {last.number} 条，现在到第 {count} 条为止")
    if not is_found:
        faults.append("以前抄下的封条找不到了：整本日志可能被换过")
    return Verdict(count, before, tuple(faults))


def last_deed(database: Engine, kind: str = "") -> int:
    """The number of the last deed, of a kind unless that is "": as long as it is the same, nothing has changed. 0 before the
    first. Raises DatabaseError."""
    of_kind = select(func.max(_DEED.c.number)).where(_DEED.c.kind == kind)
    with readable_errors(), database.connect() as connection:
        return connection.scalar(of_kind if kind else select(LastDeed.number)) or 0


def deeds(database: Engine, kind: str = "", subject: str = "", limit: int = 100, before: int = 0) -> Sequence[Noted]:
    """The latest deeds (before number ``before``, unless that is 0), the last first; of one kind and one subject unless those
    are "". Raises DatabaseError."""
    statement = select(_DEED).order_by(_DEED.c.number.desc()).limit(limit)
    for column, wanted in ((_DEED.c.kind, kind), (_DEED.c.subject, subject)):
        statement = statement.where(column == wanted) if wanted else statement
    statement = statement.where(_DEED.c.number < before) if before else statement
    with readable_errors(), database.connect() as connection:
        return tuple(_noted(connection.execute(statement)))


def deeds_by_number(connection: Connection, numbers: Iterable[int]) -> dict[int, Noted]:
    """Some deeds."""
    found = connection.execute(select(_DEED).where(_DEED.c.number.in_(sorted(set(numbers)))))
    return {noted.number: noted for noted in _noted(found)}


def _noted(rows: Iterable[Any]) -> Iterator[Noted]:
    for row in rows:
        yield Noted(row.number, row.at, row.who, row.what, row.kind, row.subject, row.why, json.loads(row.detail))
