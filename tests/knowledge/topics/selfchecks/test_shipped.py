"""The self-checks that the project ships."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from knowledge.language.reading import read_words
from knowledge.library.checks import HOTLINES
from knowledge.topics.selfchecks.answers import read_answer
from knowledge.topics.selfchecks.checks import check_selfchecks
from knowledge.topics.selfchecks.loading import SELFCHECK_FOLDER, read_file
from knowledge.topics.selfchecks.schema import UNSURE, Answer, Band, NumberQuestion, Question, quick_replies
from knowledge.topics.selfchecks.selfcheck import SelfCheck

NAMES = sorted(path.stem for path in SELFCHECK_FOLDER.glob("*.yml"))
LONGEST = 6


def test_the_shipped_checks_are_clean() -> None:
    assert check_selfchecks() == []


def test_what_was_asked_for_is_there(shipped_checks: dict[str, SelfCheck]) -> None:
    wanted = (
        "unemployment-benefit startup-loan skill-training hard-to-employ public-post work-injury annual-leave legal-aid "
        "temporary-aid minimum-living lanxi-free-lodging jiangmen-retention-training flexible-insurance"
    )
    assert set(wanted.split()) <= {check.topic for check in shipped_checks.values()}


@pytest.mark.parametrize("name", NAMES)
def test_every_path_ends_within_six_questions_and_has_an_outcome(
    shipped_checks: dict[str, SelfCheck], name: str
) -> None:
    check = shipped_checks[name]
    seen: set[str] = set()
    decisions: set[str] = set()
    for answers in paths(check, {}):
        assert len(answers) <= LONGEST
        seen |= answers.keys()
        outcome = check.outcome(answers)
        decisions.add(outcome.decision)
        assert outcome.text
        if outcome.decision == "missing":
            assert all(question.condition and question.why for question in outcome.missing)
            assert outcome.missing
        if UNSURE not in answers.values() and outcome.decision == "unsure":
            assert any(question.unclear for question in outcome.unsure)
    assert decisions == {"met", "missing", "unsure"}
    assert seen == {question.id for question in check.questions}


@pytest.mark.parametrize("name", NAMES)
def test_every_quick_reply_is_understood(shipped_checks: dict[str, SelfCheck], name: str) -> None:
    for question in shipped_checks[name].questions:
        for reply in quick_replies(question):
            assert read_answer(question, read_words(reply)) == reply
        if isinstance(question, NumberQuestion):
            number = question.bounds[1]
            assert read_answer(question, read_words(f"{number:g}{question.unit}")) == number


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_a_fact(name: str) -> None:
    """Read digit by digit, apart from the check's own regular expression."""
    file = read_file(SELFCHECK_FOLDER / f"{name}.yml")
    declared = "\n".join(fact.figure for fact in file.facts)
    for text in file.texts():
        for number in re.split(r"[^0-9.]+", text):
            plain = number.strip(".")
            assert not plain or plain in HOTLINES or plain in re.findall(r"[\d.]+", declared), text


@pytest.mark.parametrize(
    ("months", "amount"),
    [(11, None), (12, "12个月"), (59, "12个月"), (60, "18个月"), (119, "18个月"), (120, "24个月"), (400, "24个月")],
)
def test_months_of_unemployment_benefit(shipped_checks: dict[str, SelfCheck], months: int, amount: str | None) -> None:
    """社会保险法第四十六条."""
    answers: dict[str, Answer] = {"paid": months, "reason": "单位辞退或裁员", "working": "否", "registered": "是"}
    outcome = shipped_checks["unemployment-benefit"].outcome(answers | {"seeking": "是", "pension": "否"})
    assert outcome.decision == ("met" if amount else "missing")
    assert outcome.amount is None if amount is None else amount in (outcome.amount or "")


def test_months_of_unemployment_benefit_in_guangdong(shipped_checks: dict[str, SelfCheck]) -> None:
    """广东省失业保险条例第十七条, computed here from its words: a month a year up to four, then one each half year."""
    check = shipped_checks["guangdong-unemployment-benefit"]
    fixed: dict[str, Answer] = {
        "leftover": "否",
        "reason": "合同到期没续",
        "registered": "是",
        "seeking": "是",
        "pension": "否",
    }
    for paid in range(12, 400):
        months = min(paid // 12 if paid <= 48 else 4 + (paid - 48) // 6, 24)
        assert check.outcome(fixed | {"paid": paid}).amount == f"按您这次交的时间，能领{months}个月失业金。"


def test_somebody_who_quit_is_told_so_and_given_no_months(shipped_checks: dict[str, SelfCheck]) -> None:
    answers: dict[str, Answer] = {
        "paid": 90,
        "reason": "自己辞职",
        "working": "否",
        "registered": "是",
        "seeking": "是",
    }
    outcome = shipped_checks["unemployment-benefit"].outcome(answers | {"pension": "否"})
    assert [question.id for question in outcome.missing] == ["reason"]
    assert outcome.amount is None


def test_a_migrant_worker_owed_wages_is_not_asked_about_means(shipped_checks: dict[str, SelfCheck]) -> None:
    """法律援助法第四十二条."""
    answers: dict[str, Answer] = {"matter": "讨工资", "represented": "否", "exempt": "否", "migrant": "是"}
    check = shipped_checks["legal-aid"]
    assert check.next_question(answers) is None
    assert check.outcome(answers).decision == "met"
    assert any("免予核查" in note for note in check.outcome(answers).notes)


def test_long_sick_leave_costs_the_annual_leave(shipped_checks: dict[str, SelfCheck]) -> None:
    """职工带薪年休假条例第四条: two, three or four months by years of work."""
    check = shipped_checks["annual-leave"]
    given: dict[str, Answer] = {"continuous": "是", "school-holidays": "否", "personal-leave": "否"}
    for years, question, days in ((1, "2", "5天"), (10, "3", "10天"), (20, "4", "15天")):
        answers = given | {"years": years}
        asked = check.next_question(answers)
        assert asked and asked.id == f"sick-leave-{question}"
        assert days in (check.outcome(answers | {asked.id: "否"}).amount or "")
        assert check.outcome(answers | {asked.id: "是"}).decision == "missing"


def paths(check: SelfCheck, answers: Mapping[str, Answer]) -> Iterator[Mapping[str, Answer]]:
    """Every finished set of answers; numbers by one from each stretch between the limits that the check knows."""
    question = check.next_question(answers)
    if question is None:
        yield answers
        return
    for answer in (*samples(check, question), UNSURE):
        yield from paths(check, {**answers, question.id: answer})


def samples(check: SelfCheck, question: Question) -> list[Answer]:
    if not isinstance(question, NumberQuestion):
        return list(quick_replies(question)[:-1])
    limits = {question.bounds[0], question.bounds[1]}
    bands = [question.needs, *(other.when.get(question.id) for other in check.questions)]
    for band in bands:
        if isinstance(band, Band):
            limits |= {limit for limit in (band.at_least, band.below) if limit is not None}
    return sorted(limits)
