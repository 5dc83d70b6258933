"""``assistant conversations`` in the terminal: what is kept of somebody is theirs to have and to have removed."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from channels.contract.events import Accepted
from channels.line.callbacks import CallBacks
from channels.line.changes import Changes
from channels.line.keys import key_of
from channels.line.transcripts import Transcripts
from tests.assistant.conftest import Run

SENDER, OTHER = "web-" + "1" * 32, "web-" + "2" * 32


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The engine's database, with what Rasa's SQLTrackerStore writes."""
    folder = tmp_path / "data" / "engine"
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(folder / "conversations.db", isolation_level=None)) as database:
        database.execute(
            "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, type_name TEXT, timestamp FLOAT,"
            " intent_name TEXT, action_name TEXT, data TEXT)"
        )
        for sender in (SENDER, OTHER):
            for value in ("舟山市", "兰溪市"):
                slot = json.dumps({"event": "slot", "name": "region", "value": value})
                row = (sender, "slot", time.time(), slot)
                database.execute("INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, ?, ?, ?)", row)
        yield database


@pytest.fixture
def lines(tmp_path: Path) -> str:
    """Two people said something, and one is to be called back."""
    url = f"sqlite:///{tmp_path / 'data' / 'lines.db'}"
    now = time.time_ns() // 1_000_000
    with closing(Transcripts(url, days=1)) as kept:
        for sender, text in ((SENDER, "失业金"), (OTHER, "工伤")):
            kept.append(key_of(sender), Accepted(at=now, id="message-1", text=text))
        CallBacks(kept, Changes(), days=7).add(key_of(SENDER), now, "13800138000", "请回电")
    return url


def test_listed_exported_and_removed(run: Run, engine: sqlite3.Connection, lines: str, tmp_path: Path) -> None:
    listed = run("conversations", "list").stdout.splitlines()
    assert {(line.split("\t")[0], line.split("\t")[-1]) for line in listed} == {
        (key_of(SENDER), "失业金"),
        (key_of(OTHER), "工伤"),
    }
    file = tmp_path / "export.json"
    assert run("conversations", "export", key_of(SENDER), file).returncode == 0
    found = json.loads(file.read_text("utf-8"))
    assert found["line_entry"][0]["entry"]["text"] == "失业金" and found["call_back"][0]["phone"] == "13800138000"
    assert found["remembered"] == [{"region": "兰溪市"}]

    assert run("conversations", "delete", SENDER, "--why", "本人要求").stdout == "已删除\n"
    gone = run("conversations", "export", key_of(SENDER))
    assert gone.returncode == 1 and gone.stderr.startswith("出错了：没有编号是") and len(gone.stderr.splitlines()) == 1
    assert engine.execute("SELECT DISTINCT sender_id FROM events").fetchall() == [(OTHER,)]
    assert "工伤" in run("conversations", "export", OTHER).stdout
    raw = b"".join(path.read_bytes() for path in (tmp_path / "data").glob("lines.db*"))
    assert b"13800138000" not in raw, "what was deleted is not to be found in the file"
    noted = [line.split("\t")[3:] for line in run("audit", "list").stdout.splitlines()]
    assert [(verb, kind, subject) for verb, kind, subject, *_ in noted] == [
        ("导出", "conversation", key_of(OTHER)),
        ("删除", "conversation", key_of(SENDER)),
        ("导出", "conversation", key_of(SENDER)),
    ]


def test_nothing_is_there_before_the_first_start(run: Run) -> None:
    assert run("conversations", "list").stdout.strip() == ""
    assert run("conversations", "delete", "0" * 32).returncode == 1
