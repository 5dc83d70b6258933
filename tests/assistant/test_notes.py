"""``assistant notes`` in the terminal."""

from __future__ import annotations

from pathlib import Path

from channels.desk.notes import Note, add_note, take_back
from knowledge.records.database import open_database
from tests.assistant.conftest import Run


def test_listed_until_settled(run: Run, tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'data' / 'records.db'}")
    wrong = Note(
        kind="wrong", question="13800138000问失业金", region="兰溪市", entry_id="a", entry_question="失业金多少？"
    )
    first, second = add_note(database, wrong, "小王"), add_note(database, Note(kind="missing", question="招工"), "小李")
    lines = [line.split("\t") for line in run("notes", "list").stdout.splitlines()]
    assert [line[0] for line in lines] == [str(first), str(second)]
    assert lines[0][2:] == ["小王", "不对", "兰溪市", "[电话号码]问失业金", "失业金多少？", ""]
    assert lines[1][2:] == ["小李", "没有", "不限", "招工", "", ""]

    assert run("notes", "settle", str(first)).returncode == 0
    take_back(database, first, "小王")
    assert [line.split("\t")[0] for line in run("notes", "list").stdout.splitlines()] == [str(second)]
    again = run("notes", "settle", str(first))
    assert again.returncode == 1 and again.stderr == f"出错了：没有编号 {first} 的待办\n"
