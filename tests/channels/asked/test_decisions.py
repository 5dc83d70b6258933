"""What becomes of questions asked in vain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import Engine

from channels.asked.decisions import Deciding, State, decisions
from channels.asked.gathering import Asked, Why
from channels.asked.grouping import Group
from channels.desk.notes import Note, add_note, open_notes
from knowledge.editing.listing import find_listed
from knowledge.records.audit import By, Verb, deeds
from knowledge.records.faqs.door import UNWRITTEN, Door, NotAllowed, OutOfTurn
from knowledge.records.faqs.reading import entry, read_contents
from knowledge.records.faqs.states import State as FaqState

BY = By("李敏")
QUESTIONS = ("公积金怎么取", "怎么取公积金")


@dataclass
class Cases:
    """Test cases that were recorded."""

    kept: list[tuple[Any, ...]] = field(default_factory=list)

    def record(self, *case: Any) -> None:
        self.kept.append(case)


def group(note: int | None = None, region: str = "兰溪市") -> Group:
    members = (Asked(text, region, 1, text, Why.MISSING, note=note) for text in QUESTIONS)
    return Group(QUESTIONS[0], tuple(members))


def test_a_draft_is_begun_that_nobody_can_publish_as_it_is(database: Engine) -> None:
    cases, door = Cases(), Door(database)
    id = Deciding(door, cases.record).draft(group(), BY)
    found = entry(database, id)
    assert found and found.state is FaqState.DRAFT
    contents = found.contents
    assert (contents.question, contents.similar_questions, contents.region) == (*QUESTIONS, "兰溪市")
    assert contents.answer == UNWRITTEN
    with pytest.raises(OutOfTurn, match="还没有写"):
        door.publish(id, BY)
    assert cases.kept == [(QUESTIONS[0], "兰溪市", id, BY)]
    (decision,) = decisions(database).values()
    assert (decision.state, decision.entry, decision.who) == (State.DONE, id, "李敏")


def test_a_wording_is_added_to_an_entry_as_a_draft(database: Engine) -> None:
    door, cases = Door(database), Cases()
    door.draft(
        read_contents({"id": "fund", "question": "公积金", "similar_questions": "住房公积金", "answer": "到柜台。"}),
        BY,
        0,
    )
    listed = find_listed(database, {}, "fund")
    assert listed
    Deciding(door, cases.record).add_wording(group(), listed, None, BY)
    found = entry(database, "fund")
    assert found and found.version == 2 and found.contents.similar_questions == f"住房公积金\n{QUESTIONS[0]}"
    assert cases.kept[0][2] == "fund"


def test_what_is_not_ours_must_be_refused_from_now_on(database: Engine) -> None:
    cases = Cases()
    deciding = Deciding(Door(database), cases.record)
    deciding.set_aside(group(), By("李敏", "住建局的事"))
    assert cases.kept == [(QUESTIONS[0], "兰溪市", "", By("李敏", "住建局的事"))]
    (done,) = deeds(database, kind="asked")
    assert (done.what, done.subject, done.why) == (Verb.SET_ASIDE, QUESTIONS[0], "住建局的事")
    deciding.reopen(group().key, BY)
    assert decisions(database) == {}
    with pytest.raises(OutOfTurn):
        deciding.reopen(group().key, BY)


def test_two_people_do_not_decide_the_same(database: Engine) -> None:
    deciding = Deciding(Door(database), Cases().record)
    deciding.answered_by(group(), "fund", BY)
    with pytest.raises(OutOfTurn, match="刚被别人处理过"):
        deciding.set_aside(group(), By("王芳"))


def test_an_editor_of_another_place_decides_nothing(database: Engine) -> None:
    deciding = Deciding(Door(database), Cases().record)
    with pytest.raises(NotAllowed):
        deciding.set_aside(group(), By("王芳", region="舟山市"))
    assert decisions(database) == {}


def test_the_notes_of_clerks_are_settled_with_it(database: Engine) -> None:
    number = add_note(database, Note(kind="missing", question=QUESTIONS[0]), "小王")
    Deciding(Door(database), Cases().record).answered_by(group(number), "fund", BY)
    assert open_notes(database) == []
