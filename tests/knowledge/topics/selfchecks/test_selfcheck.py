"""Which question comes next, and what the answers come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from knowledge.places.regions import all_regions
from knowledge.topics.selfchecks.schema import Answer
from knowledge.topics.selfchecks.selfcheck import Decision, SelfCheck, nearest

TODAY = dt.date(2026, 11, 22)


def next_id(check: SelfCheck, answers: Mapping[str, Answer]) -> str | None:
    question = check.next_question(answers)
    return question and question.id


def test_questions_come_one_after_another(bed: SelfCheck) -> None:
    assert next_id(bed, {}) == "new"
    assert next_id(bed, {"new": "是"}) == "work"
    assert next_id(bed, {"new": "是", "work": "打工"}) == "nights"
    assert next_id(bed, {"new": "是", "work": "打工", "nights": 2}) is None


def test_a_question_is_asked_only_after_the_answers_that_it_waits_for(bed: SelfCheck) -> None:
    assert next_id(bed, {"new": "是", "work": "旅游"}) is None
    assert next_id(bed, {"new": "是", "work": "不清楚"}) == "nights"


def test_only_a_decisive_no_ends_the_check(bed: SelfCheck) -> None:
    assert next_id(bed, {"new": "否"}) is None
    assert next_id(bed, {"new": "不清楚"}) == "work"


def test_a_corrected_answer_brings_its_own_questions(bed: SelfCheck) -> None:
    answers: dict[str, Answer] = {"new": "是", "work": "打工", "nights": 30}
    assert bed.outcome(answers).decision == "missing"
    answers["work"] = "其他"
    outcome = bed.outcome(answers)
    assert outcome.decision == "unsure"
    assert "nights" not in {question.id for question in outcome.missing}


@pytest.mark.parametrize(
    ("answers", "decision", "amount"),
    [
        ({"new": "是", "work": "打工", "nights": 2}, "met", "还能住好几天。"),
        ({"new": "是", "work": "打工", "nights": 6.5}, "met", "快住满了。"),
        ({"new": "是", "work": "打工", "nights": 7}, "missing", None),
        ({"new": "不清楚", "work": "打工", "nights": 2}, "unsure", "还能住好几天。"),
        ({"new": "不清楚", "work": "旅游"}, "missing", None),
        ({"new": "是", "work": "打工", "nights": "不清楚"}, "unsure", None),
        ({"new": "否"}, "missing", None),
        ({}, "unsure", None),
    ],
)
def test_the_outcome_weighs_every_answer(
    bed: SelfCheck, answers: dict[str, Answer], decision: Decision, amount: str | None
) -> None:
    outcome = bed.outcome(answers)
    assert (outcome.decision, outcome.amount) == (decision, amount)
    assert outcome.text == {"met": "可以住。", "missing": "不能住。", "unsure": "说不准。"}[decision]
    assert (outcome.papers, outcome.where) == (("身份证",), "彩虹社区")


def test_the_outcome_names_what_is_met_and_missing(bed: SelfCheck) -> None:
    outcome = bed.outcome({"new": "是", "work": "旅游"})
    assert [question.condition for question in outcome.met] == ["刚到兰溪"]
    assert [(question.why, question.todo) for question in outcome.missing] == [("只给来打工的人住。", "旅游请住宾馆。")]
    assert outcome.unsure == ()


def test_a_note_leads_on_to_entries_of_its_own(bed: SelfCheck) -> None:
    note = bed.notes[0].model_copy(update={"next": ("lodging-after", "lodging-work")})
    check = replace(bed, notes=(note,), next=("lodging", "lodging-work", "lodging-meals"))
    assert check.outcome({"new": "是", "work": "打工", "nights": 4}).next == check.next
    told = check.outcome({"new": "是", "work": "打工", "nights": 5})
    assert told.next == ("lodging-after", "lodging-work", "lodging")


def test_figures_in_notes_are_those_of_the_place_and_the_day(bed: SelfCheck) -> None:
    note = bed.notes[0].model_copy(update={"text": "{since: minimum-wage.monthly}起{figure: minimum-wage.monthly}。"})
    check, answers = replace(bed, notes=(note,)), {"new": "是", "work": "打工", "nights": 5}
    jiangmen, lanxi, day = all_regions().get("江门市"), all_regions().get("兰溪市"), dt.date(2026, 11, 28)
    assert check.filled(jiangmen, day).outcome(answers).notes == ("2026年9月1日起2040元。",)
    assert check.filled(jiangmen, dt.date(2026, 8, 31)).outcome(answers).notes == ("2025年3月1日起1850元。",)
    assert check.filled(lanxi, day).outcome(answers).notes == ()  # not the figure of another place


def test_a_note_is_told_to_those_it_is_for(bed: SelfCheck) -> None:
    assert bed.outcome({"new": "是", "work": "打工", "nights": 4}).notes == ()
    assert bed.outcome({"new": "是", "work": "打工", "nights": 5}).notes == ("可以早点问问社区。",)
    assert bed.outcome({"new": "是", "work": "打工", "nights": "不清楚"}).notes == ()


@pytest.mark.parametrize(
    ("region", "wanted"),
    [
        ("全国", "unemployment-benefit"),
        ("北京市", "unemployment-benefit"),
        ("兰溪市", "zhejiang-unemployment-benefit"),
        ("上饶市", "jiangxi-unemployment-benefit"),
        ("安康市", "shaanxi-unemployment-benefit"),
        ("江门市", "guangdong-unemployment-benefit"),
        ("广东省", "guangdong-unemployment-benefit"),
    ],
)
def test_a_province_goes_before_the_nation_in_that_province_only(
    shipped_checks: dict[str, SelfCheck], region: str, wanted: str
) -> None:
    found = nearest(shipped_checks.values(), all_regions().get(region), TODAY)
    assert found["unemployment-benefit"].id == wanted


def test_a_city_s_own_check_holds_in_that_city_and_from_its_day_on(shipped_checks: dict[str, SelfCheck]) -> None:
    lanxi, zhoushan = all_regions().get("兰溪市"), all_regions().get("舟山市")
    assert "lanxi-free-lodging" in nearest(shipped_checks.values(), lanxi, TODAY)
    assert "lanxi-free-lodging" not in nearest(shipped_checks.values(), zhoushan, TODAY)
    assert "lanxi-free-lodging" not in nearest(shipped_checks.values(), lanxi, dt.date(2025, 2, 28))
