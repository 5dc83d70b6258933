"""The program around the knowledge: what it loads, what it says when something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.heldout import BLIND, QUESTION_KINDS, SEEN, Case, load_cases
from assistant.evaluation.imported import imported_cases
from assistant.evaluation.outcome import Outcome, refusal_curve, summarise
from knowledge.language.normalise import letters_only
from knowledge.library.content import Content
from knowledge.training.data import read_data
from tests.assistant.conftest import Run
from tests.conftest import StartPython


def test_the_command_line_starts_light(start_python: StartPython) -> None:
    """It stays in memory as the supervisor, beside the processes that need the rest."""
    heavy = ("sqlalchemy", "numpy", "pandas", "sanic", "faiss", "rasa_sdk")
    code = f"import sys, assistant.cli, assistant.supervisor; print(*(name for name in {heavy} if name in sys.modules))"
    assert start_python("-c", code).communicate() == ("\n", "")


def test_a_start_without_changes_loads_little(start_python: StartPython) -> None:
    heavy = ("faiss", "scipy", "pypinyin", "rjieba", "openpyxl", "rich.progress", "sanic", "alembic")
    code = f"import sys, assistant.preparation; print(*(name for name in {heavy} if name in sys.modules))"
    assert start_python("-c", code).communicate() == ("\n", "")


def test_help_lists_the_verbs(start_python: StartPython) -> None:
    process = start_python("-m", "assistant", "--help")
    shown, _ = process.communicate()
    assert process.returncode == 0
    for verb in ("run", "train", "content", "evaluate", "bench"):
        assert verb in shown


@pytest.mark.parametrize("port", ["0", "70000", "abc"])
def test_wrong_port_is_one_readable_line(run: Run, port: str) -> None:
    done = run("train", PORT=port)
    assert done.returncode != 0
    assert "PORT" in done.stderr and "Traceback" not in done.stderr


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What the two checks find; that they find nothing in what is shipped is tested beside them."""
    found: dict[str, list[str]] = {"content": [], "selfchecks": []}
    monkeypatch.setattr("knowledge.library.checks.check_all", lambda: found["content"])
    monkeypatch.setattr("knowledge.topics.selfchecks.checks.check_selfchecks", lambda: found["selfchecks"])
    return found


@pytest.mark.usefixtures("lengthy")
def test_content_check_passes_and_exits_with_0(run: Run, faults: dict[str, list[str]]) -> None:
    done = run("content", "check")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "内容没有问题", "")


def test_content_check_names_every_fault(run: Run, faults: dict[str, list[str]]) -> None:
    faults |= {"content": ["一.yml 第 3 行：没有出处"], "selfchecks": ["二.yml：问法重复"]}
    done = run("content", "check")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == ["一.yml 第 3 行：没有出处", "二.yml：问法重复", "出错了：共 2 处要改"]


@pytest.fixture(scope="module")
def taught(shipped: Content) -> set[str]:
    """What training is given beside the content, without punctuation."""
    data = read_data(shipped)
    own = (text for office in data.offices for text in office.unanswerable)
    asked = (question for office in data.offices for passage in office.passages for question in passage.questions)
    return {
        letters_only(text) for text in (*(item.text for item in (*data.unanswerable, *data.colloquial)), *own, *asked)
    }


@pytest.fixture(scope="module")
def known(shipped: Content) -> set[str]:
    """What the content knows, without punctuation."""
    return {letters_only(question) for passage in shipped.passages for question in passage.questions}


@pytest.mark.parametrize("folder", [BLIND, SEEN], ids=["blind", "seen"])
def test_heldout_questions_are_held_out(shipped: Content, taught: set[str], known: set[str], folder: Path) -> None:
    cases = load_cases(folder)
    asked = [letters_only(case.turns[0]) for case in cases if len(case.turns) == 1]
    assert [text for text in asked if text in taught or text in known] == []
    missing = {"hotline"} if folder == SEEN else set()
    assert len(asked) >= 250 and {case.kind for case in cases} == set(QUESTION_KINDS) - missing
    # What the content knows of its own cities, an office may well ask of its own.
    assert [case.turns[0] for case in imported_cases(folder) if letters_only(case.turns[0]) in taught] == []
    ids = {passage.id for passage in shipped.passages}
    assert all(case.expect <= ids for case in cases)


def outcome(decision: str, *found: str, expect: str = "a", none: float = 0.0) -> Outcome:
    return Outcome(Case("plain", None, ("?",), frozenset(expect)), decision, found, 0.0, none)


def test_verdicts() -> None:
    assert outcome("answer", "a").verdict == "right"
    assert outcome("answer", "b", "a").verdict == "wrong"
    assert outcome("choose", "b", "a").verdict == "offered"
    assert outcome("choose", "b", "c").verdict == "wrong"
    assert outcome("refuse", "a").verdict == "refused"
    assert outcome("refuse", expect="").verdict == "right"
    assert outcome("answer", "a", expect="").verdict == "wrong"
    (summary,) = summarise([outcome("answer", "a"), outcome("refuse", "a")])
    assert (summary.count, summary.right, summary.refused, summary.accuracy) == (2, 1, 1, 0.5)


def test_refusal_curve() -> None:
    answerable = [outcome("answer", "a", none=n / 100) for n in range(100)]
    unanswerable = [outcome("refuse", expect="", none=n) for n in (0.5, 0.97, 0.98, 0.99)]
    threshold, share = refusal_curve([*answerable, *unanswerable])
    assert threshold == pytest.approx(0.95) and share == 0.25
