"""Questions that people asked, with the entry that answers each: what every change is tested with (ADR 24).

Texts come in masked: what is recorded here is shown, and asked again and again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, Table, delete, select

from knowledge.records.audit import By, Verb, deed, utc_now
from knowledge.records.database import readable_errors
from knowledge.records.dialects import upsert
from knowledge.records.tables import TestCase

KIND = "test_cases"
_CASE: Table = TestCase.metadata.tables["test_case"]


@dataclass(frozen=True)
class RecordedCase:
    """``region`` "": asked from anywhere; ``expected``: the id of the entry that answers it, "" where none may. ``at`` is
    UTC."""

    id: int
    question: str
    region: str
    expected: str
    who: str
    at: dt.datetime


def record(database: Engine, question: str, region: str, expected: str, by: By) -> int:
    """Test with this question from now on, in place of the same question at the same place; its number.

    Raises DatabaseError.
    """
    row = {"question": question.strip(), "region": region, "expected": expected, "who": by.who, "at": utc_now()}
    with readable_errors(), database.begin() as connection, deed(connection, by, Verb.RECORD, KIND, expected) as opened:
        put = (
            upsert(connection, _CASE).values(row).on_conflict_do_update(index_elements=["question", "region"], set_=row)
        )
        number: int = connection.execute(put.returning(_CASE.c.id)).scalar_one()
        opened.detail.update(number=number, question=row["question"], region=region)
    return number


def forget(database: Engine, number: int, by: By) -> bool:
    """Test no more with a question; whether there was one of this number. Raises DatabaseError."""
    with readable_errors(), database.begin() as connection, deed(connection, by, Verb.WITHDRAW, KIND, str(number)):
        return bool(connection.execute(delete(_CASE).where(_CASE.c.id == number)).rowcount)


def cases(database: Engine) -> Sequence[RecordedCase]:
    """All of them, in the order in which they were recorded. Raises DatabaseError."""
    with readable_errors(), database.connect() as connection:
        rows = connection.execute(select(_CASE).order_by(_CASE.c.id))
        return [RecordedCase(**row._mapping) for row in rows]
