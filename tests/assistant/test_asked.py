"""What people asked in vain, and the month in numbers, on the command line."""

from __future__ import annotations

import base64
import datetime as dt
import json
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from actions.contract.queries import PlacedQuestion, Placing
from assistant import asked as module
from assistant.asked import BadForm, BadSpan, Terminal, UnknownGroup
from assistant.settings import Settings
from channels.asked.decisions import State
from channels.contract.events import Accepted
from channels.line import tally
from channels.line.tally import Outcome, Turn
from channels.line.transcripts import Transcripts
from knowledge.records.faqs.reading import entry
from knowledge.records.test_cases import cases
from tests.channels.stub_actions import placed_by_letters

FUND, FUND_TOO, TICKET = "公积金怎么取", "公积金怎么取呀", "电影票在哪领"


def place(searcher: Any, texts: Sequence[str]) -> Placing:
    """Near each other where they share letters."""
    vectors = (base64.b64encode(placed_by_letters(text).tobytes()).decode() for text in texts)
    return Placing(
        made_by="stub", placed=tuple(PlacedQuestion(vector=one, nearest="near", cosine=0.6) for one in vectors)
    )


@pytest.fixture
def terminal(tmp_path: Path, empty_database: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """With three people who were refused just now."""
    shutil.copy(empty_database, tmp_path / "records.db")
    monkeypatch.setattr(module, "place", place)
    monkeypatch.setattr(Terminal, "_searcher", None)
    settings = Settings(data_dir=tmp_path)
    terminal = Terminal(settings)
    monkeypatch.setitem(terminal.inbox.library.__dict__, "shipped", {})
    kept, now = Transcripts(settings.lines_database, 30), time.time_ns() // 1_000_000
    for number, (line, text) in enumerate((("a", FUND), ("b", FUND_TOO), ("b", FUND), ("c", TICKET))):
        at = now - 1000 + number
        kept.append(line, Accepted(at=at, id=f"message-{at}", text=text))
        tally.count(kept, line, Turn(at, at, Outcome.REFUSED, "兰溪市", ""), ())
    kept.close()
    return terminal


def listed(terminal: Terminal, state: State = State.OPEN, region: str = "") -> list[list[str]]:
    return [line.split("\t") for line in terminal.lines(state, region)]


def test_groups_are_listed_and_become_drafts(terminal: Terminal) -> None:
    fund, ticket = listed(terminal)
    assert fund[1:] == ["2 人", "没答上", "兰溪市", FUND, "near"]
    assert listed(terminal, region="舟山市") == []
    id = terminal.act("draft", fund[0], "", "常问")
    draft = entry(terminal.inbox.database, id)
    assert draft and draft.contents.similar_questions == FUND_TOO
    assert [case.question for case in cases(terminal.inbox.database)] == [FUND]
    assert [line[0] for line in listed(terminal, State.DONE)] == [fund[0]]
    assert listed(terminal) == [ticket]
    with pytest.raises(UnknownGroup, match="asked list"):
        terminal.act("draft", "0" * 16, "", "")


def test_the_numbers_of_some_days(terminal: Terminal) -> None:
    day = dt.date(2026, 11, 30)
    told = json.loads(terminal.figures(day, day, "", ""))
    assert (told["first"], told["last"], len(told["days"]), len(told["hours"])) == ("2026-11-30", "2026-11-30", 1, 24)
    with pytest.raises(BadSpan, match="日子不对"):
        terminal.figures(day, day.replace(day=29), "", "")


@pytest.mark.usefixtures("drawing")
def test_the_report_is_a_file_of_the_form_that_its_name_says(terminal: Terminal, tmp_path: Path) -> None:
    listed(terminal)
    month = time.strftime("%Y-%m", time.gmtime(time.time() + 8 * 3600))
    terminal.report(month, tmp_path / "report.xlsx")
    workbook = load_workbook(tmp_path / "report.xlsx")
    assert FUND in [row[0] for row in workbook["群众问了、还没答好的"].iter_rows(values_only=True)]
    terminal.report(month, tmp_path / "report.PDF")
    assert (tmp_path / "report.PDF").read_bytes().startswith(b"%PDF")
    with pytest.raises(BadForm, match="xlsx"):
        terminal.report(month, tmp_path / "report.doc")
