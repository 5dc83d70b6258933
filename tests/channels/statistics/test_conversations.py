"""All conversations as a file."""

from __future__ import annotations

import csv
from pathlib import Path

from channels.contract.events import Accepted, Answerer, Changed, Done, Replied
from channels.line import tally
from channels.line.tally import PAUSE_MS, Outcome, Turn
from channels.line.transcripts import Transcripts
from channels.statistics.conversations import export_conversations
from tests.channels.statistics.conftest import at

START = at("2026-11-03 09:30")


def said(kept: Transcripts, line: str, when: int, text: str, answer: str) -> None:
    custom = {"status": "answered", "faq_id": "bed"}
    kept.append(line, Accepted(at=when, id=f"message-{when}", text=text))
    message = {"text": answer, "custom": custom}
    kept.append(line, Replied(at=when + 1, id=f"message-{when}", author=Answerer.ENGINE, message=message))
    kept.append(line, Done(at=when + 2, id=f"message-{when}"))
    tally.count(kept, line, Turn(when, when, Outcome.ANSWERED, "兰溪市", "住宿"), ())


def exported(kept: Transcripts, folder: Path) -> list[dict[str, str]]:
    path = folder / "all.csv"
    count = export_conversations(kept, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert count == len(rows)
    return rows


def test_a_message_a_row(transcripts: Transcripts, tmp_path: Path) -> None:
    said(transcripts, "secret", START, "=住几天", "7天。")
    verdict = {"helpful": False, "reason": "outdated", "note": "去年的", "question": "住几天", "faq_id": "bed"}
    transcripts.judge({"line": "secret", "at": START + 1, **verdict})
    transcripts.append("secret", Changed(at=START + 9, answerer=Answerer.DESK, text="工作人员来了"))
    transcripts.append("secret", Replied(at=START + 10, id=None, author=Answerer.DESK, message={"text": "您好"}))
    asked, told, changed, clerk = exported(transcripts, tmp_path)
    assert list(asked.values()) == ["1", "2026-11-03 09:30:00", "群众", "'=住几天", "直接答出", "", "兰溪市", "", ""]
    assert list(told.values()) == [
        "1",
        "2026-11-03 09:30:00",
        "小助手",
        "7天。",
        "",
        "bed",
        "",
        "没用",
        "过时了：去年的",
    ]
    assert (changed["谁说的"], clerk["谁说的"], clerk["内容"]) == ("小助手", "工作人员", "您好")
    assert "secret" not in (tmp_path / "all.csv").read_text("utf-8")


def test_conversations_are_told_apart(transcripts: Transcripts, tmp_path: Path) -> None:
    for line, when in (("a", START), ("b", START), ("a", START + 60_000), ("a", START + 60_000 + 2 * PAUSE_MS)):
        said(transcripts, line, when, "住几天", "7天。")
    numbers = [row["对话"] for row in exported(transcripts, tmp_path) if row["谁说的"] == "群众"]
    assert numbers == ["1", "1", "2", "3"]
