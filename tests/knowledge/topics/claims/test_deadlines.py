"""Counting periods as the law does."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.language.days import Day
from knowledge.places.regions import all_regions
from knowledge.topics.claims.case import ClaimKind
from knowledge.topics.claims.deadlines import Deadline, WrongDay, check_day
from knowledge.topics.claims.schema import Answer, Answers


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize("text", ["2026-03-12", "2026-04", "1940-01-01"])
def test_a_day_that_cannot_be_the_answer(text: str) -> None:
    with pytest.raises(WrongDay):
        check_day(Day.parse(text), day("2026-03-11"))


def found(kind: str, answers: Answers, today: str, region: str | None = None) -> dict[str, Deadline]:
    place = all_regions().get(region) if region else None
    return {d.name: d for d in ClaimKind.load(kind).summary(answers, place, day(today)).deadlines}


def test_wages_after_leaving_one_year_from_the_end_and_two_for_the_inspectors() -> None:
    answers: Answers = {"employed": "left", "left_on": "2025-11-22", "unpaid_since": "2025-07", "stage": "none"}
    deadlines = found("wages", answers, "2026-11-22")
    arbitration = deadlines["申请劳动仲裁"]
    assert (arbitration.last_day, arbitration.days_left, arbitration.passed) == (day("2026-11-22"), 0, False)
    assert arbitration.source == "劳动争议调解仲裁法 第二十七条"
    assert deadlines["劳动监察投诉"].last_day == day("2027-07-01")
    assert "按当月1日起算" in deadlines["劳动监察投诉"].note
    assert found("wages", answers, "2026-11-23")["申请劳动仲裁"].passed


def test_wages_while_employed_have_no_limit_for_arbitration() -> None:
    answers: Answers = {"employed": "working", "unpaid_since": "2020-01-01", "stage": "none"}
    assert "申请劳动仲裁" not in found("wages", answers, "2026-11-22")
    summary = ClaimKind.load("wages").summary(answers, None, day("2026-11-22"))
    assert any("没有一年的限制" in rule for rule in summary.rules)


def test_a_demand_restarts_the_period_only_before_it_is_over() -> None:
    answers: dict[str, Answer] = {
        "employed": "left",
        "left_on": "2025-01-10",
        "unpaid_since": "2024-12-01",
        "stage": "asked",
    }
    in_time = found("wages", answers | {"asked_on": "2025-12-31"}, "2026-11-22")["申请劳动仲裁"]
    assert in_time.last_day == day("2026-01-10")
    assert "重新算到2026年12月31日" in in_time.note
    too_late = found("wages", answers | {"asked_on": "2026-02-01"}, "2026-11-22")["申请劳动仲裁"]
    assert "重新算到" not in too_late.note


def test_an_injury_thirty_days_and_a_year() -> None:
    answers: Answers = {"what": "work", "injured_on": "2024-02-29", "progress": "none"}
    deadlines = found("injury", answers, "2024-03-01")
    assert deadlines["单位申请工伤认定"].last_day == day("2024-03-30")
    assert deadlines["本人、家属或工会申请工伤认定"].last_day == day("2025-02-28")
    assert deadlines["单位申请工伤认定"].source == "工伤保险条例 第十七条"
    assert found("injury", answers, "2024-03-01", "兰溪市")["单位申请工伤认定"].source.startswith("浙江省工伤保险条例")
    assert found("injury", answers, "2024-03-01", "江门市")["单位申请工伤认定"].source == "工伤保险条例 第十七条"


def test_a_disease_counts_from_its_diagnosis() -> None:
    answers: Answers = {"what": "disease", "diagnosed_on": "2026-01-31", "progress": "none"}
    assert found("injury", answers, "2026-02-01")["单位申请工伤认定"].last_day == day("2026-03-02")


def test_later_stages_of_an_injury() -> None:
    applied: Answers = {"what": "work", "injured_on": "2026-01-05", "progress": "applied", "accepted_on": "2026-02-01"}
    assert {d.last_day for d in found("injury", applied, "2026-02-10").values()} == {day("2026-04-02")}
    appraised: Answers = {
        "what": "work",
        "injured_on": "2025-01-05",
        "progress": "appraised",
        "appraised_on": "2026-02-20",
    }
    assert found("injury", appraised, "2026-02-21")["不服鉴定，申请再次鉴定"].last_day == day("2026-03-07")


@pytest.mark.parametrize("kind", ["wages", "dispute"])
def test_later_stages_of_arbitration(kind: str) -> None:
    accepted = found(kind, {"stage": "accepted", "accepted_on": "2026-01-15"}, "2026-02-01")
    assert accepted["仲裁委应当作出裁决"].last_day == day("2026-03-01")
    award = found(kind, {"stage": "award", "award_on": "2026-01-31"}, "2026-02-01")
    assert award["不服裁决，向法院起诉"].last_day == day("2026-02-15")


def test_disputes() -> None:
    dismissed: Answers = {"about": "dismissed", "left_on": "2026-01-31", "stage": "none"}
    assert found("dispute", dismissed, "2026-02-01")["申请劳动仲裁"].last_day == day("2027-01-31")
    unsigned: Answers = {"about": "no_contract", "started_on": "2025-01-31", "stage": "none"}
    assert found("dispute", unsigned, "2026-02-01")["为双倍工资申请仲裁"].last_day == day("2026-02-28")
    overtime: Answers = {"about": "overtime", "employed": "left", "left_on": "2025-06-30", "stage": "none"}
    assert found("dispute", overtime, "2026-02-01")["申请劳动仲裁"].last_day == day("2026-06-30")
    other: Answers = {"about": "other", "known_on": "2025-06-15", "stage": "none"}
    assert found("dispute", other, "2026-02-01")["申请劳动仲裁"].last_day == day("2026-06-15")
