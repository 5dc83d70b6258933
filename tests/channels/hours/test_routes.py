"""The table of hours over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Any

import httpx
import pytest

from channels.hours.shapes import FORESEEN, HoursTable
from channels.line.hours import Hours, Row
from channels.roles import Role
from knowledge.china_time import CHINA
from knowledge.records.audit import deeds
from tests.channels.library.conftest import Library
from tests.channels.library.test_routes import refused

HOURS = "/api/admin/hours"
SPRING = {"hours": "休息", "first": "2027-02-05", "last": "2027-02-11", "name": "春节", "why": "国办通知"}


def table(response: httpx.Response) -> HoursTable:
    assert response.status_code == 200, response.text
    return HoursTable.model_validate_json(response.content)


def test_set_replaced_and_removed(admin: httpx.Client, library: Library) -> None:
    before = table(admin.get(HOURS))
    assert (before.rows[0].first, before.rows[0].hours) == (None, "周一至周五8:30-12:00，13:30-17:00")
    after = table(admin.post(f"{HOURS}/set", json=SPRING))
    assert ("春节", dt.date(2027, 2, 5), "休息") in [(row.name, row.first, row.hours) for row in after.rows]
    usual = table(admin.post(f"{HOURS}/set", json={"hours": "每天0:00-24:00"}))
    assert usual.is_open and usual.rows[0].hours == "每天0:00-24:00"
    gone = {"first": "2027-02-05", "last": "2027-02-11"}
    assert "春节" not in [row.name for row in table(admin.post(f"{HOURS}/remove", json=gone)).rows]
    assert refused(admin.post(f"{HOURS}/remove", json=gone), 400, "bad_hours", "没有 2027-02-05 到 2027-02-11 这一行")
    table(admin.post(f"{HOURS}/set", json={"hours": before.rows[0].hours}))
    found = deeds(library.database, "hours")
    assert [(one.who, one.what, one.subject, one.why) for one in found[-1:]] == [
        ("admin", "publish", "2027-02-05/2027-02-11", "国办通知")
    ]
    assert len(found) == 4


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (SPRING | {"hours": "看心情"}, "看不懂“看心情”"),
        (SPRING | {"last": "2027-02-01"}, "请把前一天写在前面"),
        ({"hours": "休息", "last": "2027-02-01"}, "写了到哪天止，也要写从哪天起"),
    ],
)
def test_what_is_refused(admin: httpx.Client, body: dict[str, Any], words: str) -> None:
    assert refused(admin.post(f"{HOURS}/set", json=body), 400, "bad_hours", words)


def test_only_the_admin_changes_it(library: Library) -> None:
    for role in (Role.EDITOR, Role.AUDITOR):
        table(library.people[role].get(HOURS))
        assert refused(library.people[role].post(f"{HOURS}/set", json=SPRING), 403, "forbidden")
        assert refused(library.people[role].post(f"{HOURS}/remove", json={"first": "2027-01-01"}), 403, "forbidden")
    assert refused(library.people[Role.HOTLINE].get(HOURS), 403, "forbidden")


def test_day_by_day() -> None:
    usual, holiday = Row("周一至周五9:00-17:00"), Row("休息", dt.date(2027, 1, 1), dt.date(2027, 1, 3), "元旦")
    found = HoursTable.of(Hours((usual, holiday)), dt.datetime(2026, 12, 31, 18, 0, tzinfo=CHINA))
    assert (found.is_open, found.opens) == (False, dt.datetime(2027, 1, 4, 9, 0, tzinfo=CHINA))
    days = [(day.day.day, day.name, day.is_open) for day in found.days[:5]]
    assert days == [(31, "", True), (1, "元旦", False), (2, "元旦", False), (3, "元旦", False), (4, "", True)]
    assert len(found.days) == FORESEEN and not found.days[9].is_open  # a Saturday
