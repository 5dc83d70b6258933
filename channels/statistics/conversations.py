"""All conversations as they are kept, masked, a message a row: for an office that looks through them itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select

from channels.contract.events import KEPT, Accepted, Changed, Done, Kept
from channels.line.store import Store
from channels.line.tally import PAUSE_MS, Outcome, TurnRow
from channels.line.transcripts import LineEntry, Verdict
from channels.statistics.texts import load_texts
from knowledge.china_time import CHINA
from knowledge.records.exporting import write_table

_Key = tuple[str, int]


def export_conversations(store: Store, path: Path) -> int:
    """Write all that was said as CSV or XLSX; how many messages. Conversations are told apart by a number, people are not.

    Raises ExportError.
    """
    rows = store.do(lambda connection: list(_rows(connection))).result() or []
    return write_table(path, load_texts().conversations.columns, iter(rows))


def _rows(connection: Connection) -> Iterator[list[str]]:
    said = select(LineEntry.line, LineEntry.at, LineEntry.entry)
    turns = {(row.line, row.at): row for row in connection.execute(select(*TurnRow.__table__.columns))}
    verdicts = {(row.line, row.at): row for row in connection.execute(select(*Verdict.__table__.columns))}
    number, before = 0, ("", 0)
    for row in connection.execute(said.order_by(LineEntry.line, LineEntry.at)):
        if row.line != before[0] or row.at - before[1] > PAUSE_MS:
            number += 1
        before = row.line, row.at
        entry: Kept = KEPT.validate_python(row.entry)
        if not isinstance(entry, Done):
            yield _row(number, entry, before, turns, verdicts)


def _row(
    number: int, entry: Kept, key: _Key, turns: Mapping[_Key, Row[Any]], verdicts: Mapping[_Key, Row[Any]]
) -> list[str]:
    assert not isinstance(entry, Done)
    texts = load_texts()
    words, turn, verdict = texts.conversations, turns.get(key), verdicts.get(key)
    custom = {} if isinstance(entry, Accepted | Changed) else entry.message.get("custom", {})
    return [
        str(number),
        f"{dt.datetime.fromtimestamp(entry.at / 1000, CHINA):%Y-%m-%d %H:%M:%S}",
        _speaker(entry),
        entry.text if isinstance(entry, Accepted | Changed) else entry.message.get("text", ""),
        texts.outcomes[Outcome(turn.outcome)] if turn else "",
        custom.get("faq_id", ""),
        turn.region if turn else "",
        (words.helpful if verdict.helpful else words.unhelpful) if verdict else "",
        "：".join(filter(None, (words.judged.get(verdict.reason, ""), verdict.note))) if verdict else "",
    ]


def _speaker(entry: Kept) -> str:
    words = load_texts().conversations
    if isinstance(entry, Accepted):
        return words.person
    return words.engine if isinstance(entry, Changed | Done) else words.speaker(entry.author)
