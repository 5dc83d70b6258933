"""Both gates on a small content: a candidate that is the same, one that is worse, and what imports would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from assistant.evaluation.content_gate import measure_import
from assistant.evaluation.gate import Candidate, CaseSet, compare, recorded_cases
from assistant.evaluation.heldout import Case
from knowledge.editing.passages import faq_of
from knowledge.live.world import World
from knowledge.records.audit import By
from knowledge.records.database import open_database
from knowledge.records.fates import Fate, Previewed
from knowledge.records.kinds import FaqRow
from knowledge.records.test_cases import record
from knowledge.retrieval.searcher import Searcher
from knowledge.versions.report import GateReport

LODGING, CONTRACT = "lanxi-lodging", "nation-contract-written"
ANNA = By("安娜")


@pytest.fixture
def database(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return open_database(f"sqlite:///{tmp_path_factory.mktemp('records') / 'records.db'}")


@pytest.fixture
def world(searcher: Searcher, database: Engine) -> World:
    return World.of(database, searcher)


def told(line: float, text: str) -> None:
    """Nobody looks."""


def cases_of(world: World, *ids: str) -> CaseSet:
    """What each answers, asked in its own words."""
    found = [world.passage(id) for id in ids]
    asked = [
        Case("plain", one.region.name if one.region.depth else None, (q,), frozenset([one.id]))
        for one in found
        if one
        for q in one.questions
    ]
    return CaseSet("题", asked)


def test_the_same_candidate_does_the_same(world: World) -> None:
    progress: list[float] = []
    sets = [cases_of(world, LODGING, CONTRACT)]
    candidates = (Candidate(name, world.searcher, 1000) for name in ("v1", "v2"))
    report = compare(*candidates, sets, lambda share, _: progress.append(share))
    (one,) = report.sets
    assert (report.candidate, report.against, one.newly_right, one.newly_wrong) == ("v2", "v1", 0, 0)
    assert report.before.right == report.now.right > 0 and not report.is_worse
    assert progress[-1] == 1.0 and len(progress) == one.asked
    assert [point.kept for point in report.now.curve] == [0.9, 0.95, 0.98]


def test_a_candidate_that_forgot_something_is_worse_and_says_what(world: World) -> None:
    forgetful = world.searcher.without({("content", LODGING)})
    own = replace(cases_of(world, LODGING), is_own=True)
    hidden = replace(cases_of(world, LODGING), name="没人看过的题", is_named=False)
    report = compare(Candidate("v1", world.searcher), Candidate("v2", forgetful), [own, hidden], told)
    named, unnamed = report.sets
    assert named.newly_wrong == unnamed.newly_wrong > 0 and report.is_worse
    first = named.wrong[0]
    assert first.expected == (LODGING,) and first.before == "right" and first.now != "right" and first.asked
    assert unnamed.wrong == unnamed.right == ()


def test_what_people_asked_is_asked_again_where_the_place_is_known(world: World, database: Engine) -> None:
    record(database, "青年驿站可以住几晚", "兰溪市", LODGING, ANNA)
    record(database, "明天下雨吗", "", "", ANNA)
    record(database, "问", "没有的市", LODGING, ANNA)
    found = [(case.turns, case.region, case.expect) for case in recorded_cases(database, world.regions)]
    assert found == [
        (("青年驿站可以住几晚",), "兰溪市", frozenset([LODGING])),
        (("明天下雨吗",), None, frozenset()),
    ]


def changed(world: World, id: str, **cells: str) -> FaqRow:
    passage = world.passage(id)
    assert passage
    return faq_of(passage).model_copy(update=cells)


def measured(world: World, *rows: FaqRow, sets: Sequence[CaseSet] = ()) -> GateReport:
    previewed = [Previewed(line, Fate.CHANGED, contents=row) for line, row in enumerate(rows, start=2)]
    return measure_import(world, previewed, sets, told)


def test_a_harmless_change_passes(world: World) -> None:
    answer = changed(world, LODGING).answer
    report = measured(
        world, changed(world, LODGING, answer=f"{answer}咨询电话12333。"), sets=[cases_of(world, CONTRACT)]
    )
    assert report.objections == ()
    assert [one.name for one in report.sets] == ["被改动的问法", "题"]


def test_an_answer_that_was_overwritten_is_caught(world: World) -> None:
    """By which of the checks, is theirs: this content is too small for an adapter."""
    report = measured(world, changed(world, LODGING, answer=changed(world, CONTRACT).answer))
    assert report.is_worse and all(one.startswith("第 2 行：答案") for one in report.objections)


def test_a_figure_ten_times_as_high_is_caught(world: World) -> None:
    answer = changed(world, LODGING).answer
    assert "3天" in answer
    report = measured(world, changed(world, LODGING, answer=answer.replace("3天", "30天")))
    (told,) = report.objections
    assert told.startswith("第 2 行：") and "少写一个零" in told


def test_wordings_that_go_to_a_wrong_entry_are_caught(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.evaluation.content_gate.MANY_FOREIGN", 10_000)  # by the questions alone
    taken = world.passage("lanxi-gig-where")
    assert taken
    wordings = "\n".join(taken.questions)
    poisoned = changed(world, LODGING, similar_questions=wordings)
    report = measured(world, poisoned, changed(world, "lanxi-gig-where", similar_questions="", question="零工"))
    own = report.sets[0]
    assert own.newly_wrong > own.newly_right
    assert {one.expected for one in own.wrong} >= {("lanxi-gig-where",)}


def test_questions_from_elsewhere_are_not_asked(world: World) -> None:
    elsewhere = CaseSet("题", [Case("plain", "上饶市", ("上饶哪里有零活",), frozenset(["shangrao-gig-where"]))])
    report = measured(world, changed(world, LODGING, category="住宿"), sets=[elsewhere])
    assert [one.name for one in report.sets] == ["被改动的问法"]
