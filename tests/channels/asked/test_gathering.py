"""Which questions were asked in vain."""

from __future__ import annotations

from sqlalchemy import Engine

from channels.asked.gathering import Asked, Why, gather
from channels.desk.notes import Note, add_note, settle
from channels.line import tally
from channels.line.tally import Outcome
from channels.line.transcripts import Transcripts
from tests.channels.asked.conftest import say


def test_what_was_refused_or_answered_by_a_guide_alone(transcripts: Transcripts, database: Engine) -> None:
    say(transcripts, "a", 10, "公积金怎么取", Outcome.REFUSED, "兰溪市")
    say(transcripts, "a", 20, "失业了", Outcome.GUIDED)
    say(transcripts, "b", 30, "失业金怎么领", Outcome.ANSWERED)
    say(transcripts, "b", 40, "你好", Outcome.TALK)
    assert gather(transcripts, database, 0) == [
        Asked("公积金怎么取", "兰溪市", 10, "a", Why.REFUSED),
        Asked("失业了", "", 20, "a", Why.GUIDED),
    ]
    assert [one.text for one in gather(transcripts, database, 10)] == ["失业了"]


def test_what_is_no_question_is_left_out(transcripts: Transcripts, database: Engine) -> None:
    for at, text in enumerate(("。。。", "嗯", "？？"), 1):
        say(transcripts, "a", at, text, Outcome.REFUSED)
    assert gather(transcripts, database, 0) == []


def test_an_answer_that_somebody_dislikes(transcripts: Transcripts, database: Engine) -> None:
    say(transcripts, "a", 10, "失业金怎么领", Outcome.ANSWERED, "舟山市")
    say(transcripts, "b", 11, "失业金怎么领", Outcome.ANSWERED)
    tally.count_verdict(transcripts, "a", 10, helpful=False)
    tally.count_verdict(transcripts, "b", 11, helpful=True)
    verdict = {"reason": "outdated", "note": "去年的", "question": "失业金怎么领", "faq_id": "claim"}
    transcripts.judge({"line": "a", "at": 12, "helpful": False, **verdict})
    transcripts.judge({"line": "b", "at": 13, "helpful": True, **verdict})
    assert gather(transcripts, database, 0) == [
        Asked("失业金怎么领", "舟山市", 10, "a", Why.DISLIKED, "claim", "去年的")
    ]


def test_what_clerks_noted_and_nobody_settled(transcripts: Transcripts, database: Engine) -> None:
    missing = Note(kind="missing", question="打折票在哪买", region="兰溪市")
    wrong = Note(kind="wrong", question="住几天", entry_id="bed", remark="是7天")
    numbers = [add_note(database, note, "小王") for note in (missing, wrong, missing)]
    settle(database, numbers[2])
    found = gather(transcripts, database, 0)
    assert [(one.text, one.why, one.entry, one.remark, one.note) for one in found] == [
        ("打折票在哪买", Why.MISSING, "", "", numbers[0]),
        ("住几天", Why.WRONG, "bed", "是7天", numbers[1]),
    ]


def test_who_is_forgotten_has_asked_nothing(transcripts: Transcripts, database: Engine) -> None:
    say(transcripts, "a", 10, "公积金怎么取", Outcome.REFUSED)
    transcripts.forget("a")
    tally.part_from(transcripts, "a")
    assert gather(transcripts, database, 0) == []
