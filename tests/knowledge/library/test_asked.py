"""What people asked is a further way of asking for the one entry that answers it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.library.asked import Asked, read_asked, ways_of_asking
from knowledge.library.content import ContentError, load
from tests.knowledge.library.test_content import GOOD, write


def asked(text: str, *answers: str) -> Asked:
    return Asked(text=text, region=None, answers=answers)


def test_one_entry_is_asked_for() -> None:
    lines = [asked("能白住几晚？", "lanxi-a"), asked("住哪、吃啥", "lanxi-a", "lanxi-b"), asked("管饭不", "lanxi-b")]
    assert ways_of_asking(lines, ()) == {"lanxi-a": ("能白住几晚？",), "lanxi-b": ("管饭不",)}


def test_what_is_written_or_asked_for_two_is_none() -> None:
    lines = [asked("住多久？", "lanxi-a"), asked("管饭不", "lanxi-a"), asked("管饭不？", "lanxi-b")]
    assert ways_of_asking(lines, ["住多久"]) == {}


def test_the_content_knows_it_and_tells_it_from_what_is_written(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    (tmp_path / "asked").mkdir()
    write(tmp_path / "asked", "- {text: 能白住几晚, region: 兰溪市, answers: [lanxi-a]}\n", "some.yml")
    (passage,) = load(tmp_path).passages
    assert passage.asked == ("能白住几晚",) and passage.questions == (*passage.written, "能白住几晚")
    assert "能白住几晚" not in passage.similar


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "asked").mkdir()
    write(tmp_path / "asked", "- {text: 能白住几晚}\n", "some.yml")
    with pytest.raises(ContentError, match=r"some\.yml"):
        read_asked(tmp_path, ContentError)
