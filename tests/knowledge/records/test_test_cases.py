"""Questions to test with: recorded once a place, in the log, forgotten."""

from __future__ import annotations

from sqlalchemy import Engine

from knowledge.records.audit import By, deeds
from knowledge.records.test_cases import KIND, cases, forget, record

ANNA = By("安娜", "问不到")


def test_a_question_is_recorded_once_a_place(engine: Engine) -> None:
    first = record(engine, " 青年公寓住几天 ", "兰溪市", "bed", ANNA)
    assert record(engine, "青年公寓住几天", "兰溪市", "bed-new", By("博")) == first
    record(engine, "青年公寓住几天", "", "", ANNA)
    found = [(one.question, one.region, one.expected, one.who) for one in cases(engine)]
    assert found == [("青年公寓住几天", "兰溪市", "bed-new", "博"), ("青年公寓住几天", "", "", "安娜")]
    assert [one.who for one in deeds(engine, KIND)] == ["安娜", "博", "安娜"]


def test_a_question_can_be_forgotten(engine: Engine) -> None:
    number = record(engine, "问", "", "bed", ANNA)
    assert forget(engine, number, ANNA) and not forget(engine, number, ANNA)
    assert cases(engine) == []
