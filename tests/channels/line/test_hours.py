"""When clerks take over conversations."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from channels.line.hours import FIRST_DAY, LAST_DAY, Hours, Row, WrongHours, load_hours, remove_hours, set_hours
from knowledge.china_time import CHINA
from knowledge.records.audit import By, deeds
from knowledge.records.database import open_database
from tests.databases import Place

USUAL = Row("周一至周五8:30-12:00，13:30-17:00", name="平时")
NEW_YEAR = Row("休息", dt.date(2027, 1, 1), dt.date(2027, 1, 3), "元旦")
MADE_UP = Row("9:00-11:00", dt.date(2027, 1, 2), dt.date(2027, 1, 2), "值班")
ANNA = By("anna", "通知")
HOURS = Hours((USUAL, NEW_YEAR, MADE_UP))


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("time", "is_open", "next_opening"),
    [
        ("2026-12-29 08:29", False, "2026-12-29 08:30"),
        ("2026-12-29 08:30", True, "2026-12-29 13:30"),
        ("2026-12-29 12:00", False, "2026-12-29 13:30"),
        ("2026-12-29 16:59", True, "2026-12-30 08:30"),
        ("2026-12-31 17:00", False, "2027-01-02 09:00"),
        ("2027-01-01 09:00", False, "2027-01-02 09:00"),
        ("2027-01-02 09:30", True, "2027-01-04 08:30"),
        ("2027-01-02 14:00", False, "2027-01-04 08:30"),
    ],
)
def test_lunch_breaks_weekends_holidays_and_days_made_up(time: str, is_open: bool, next_opening: str) -> None:
    assert HOURS.is_open(at(time)) is is_open
    assert HOURS.next_opening(at(time)) == at(next_opening)


def test_nothing_opens_where_nothing_is_said() -> None:
    assert not Hours(()).is_open(at("2026-12-29 09:00")) and Hours(()).next_opening(at("2026-12-29 09:00")) is None


@pytest.fixture
def database(place: Place) -> Engine:
    return open_database(place.migrated())


def test_the_table_begins_with_usual_hours_and_the_holidays_that_never_move(database: Engine) -> None:
    hours = load_hours(database)
    assert hours.rows[0] == USUAL
    assert hours.is_open(at("2026-12-29 09:00")) and not hours.is_open(at("2027-10-01 09:00"))


def test_a_row_replaces_the_one_of_the_same_days(database: Engine) -> None:
    set_hours(database, Row("每天9:00-18:00"), ANNA)
    set_hours(database, NEW_YEAR, ANNA)
    assert load_hours(database).is_open(at("2027-01-10 17:59"))
    assert not load_hours(database).is_open(at("2027-01-02 09:30"))
    remove_hours(database, NEW_YEAR.first, NEW_YEAR.last, ANNA)
    assert load_hours(database).is_open(at("2027-01-02 09:30"))
    assert [row.hours for row in load_hours(database).rows if row.is_usual] == ["每天9:00-18:00"]
    noted = [(one.what, one.subject, one.who, one.detail.get("hours")) for one in deeds(database, "hours")]
    assert noted == [
        ("withdraw", "2027-01-01/2027-01-03", "anna", None),
        ("publish", "2027-01-01/2027-01-03", "anna", "休息"),
        ("publish", "", "anna", "每天9:00-18:00"),
    ]


def test_what_cannot_be_is_refused(database: Engine) -> None:
    before = load_hours(database)
    for wrong in (Row("看心情"), Row("休息", NEW_YEAR.last, NEW_YEAR.first)):
        with pytest.raises(WrongHours):
            set_hours(database, wrong, ANNA)
    with pytest.raises(WrongHours, match="没有 2027-02-05"):
        remove_hours(database, dt.date(2027, 2, 5), dt.date(2027, 2, 5), ANNA)
    assert load_hours(database) == before and deeds(database) == ()
    assert (before.rows[0].first, before.rows[0].last) == (FIRST_DAY, LAST_DAY)
