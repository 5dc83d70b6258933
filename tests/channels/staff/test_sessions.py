"""Sessions end: by themselves and on demand."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, func, select

from channels.staff.accounts import Account, find_account
from channels.staff.sessions import IDLE, LONGEST, STEP, close_session, find_session, open_session, touch_session
from channels.tokens import utc_now
from knowledge.records.tables import StaffSession
from tests.channels.staff.conftest import NAME

NOW = utc_now()
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def account(database: Engine) -> Account:
    return find_account(database, NAME)


def test_a_session_is_found_by_its_cookie_alone(database: Engine, account: Account) -> None:
    first, second = (open_session(database, account) for _ in range(2))
    found = [find_session(database, token) for token in (first, second)]
    assert all(session and (session.name, session.role) == (NAME, account.role) for session in found)
    assert len({session.csrf for session in found if session}) == 2
    for other in ("", first[:-1], first.swapcase(), "' OR 1=1 --", "工"):
        assert find_session(database, other) is None


def test_it_ends_when_nobody_uses_it(database: Engine, account: Account) -> None:
    token = open_session(database, account, NOW)
    assert find_session(database, token, NOW + IDLE - SECOND)
    assert find_session(database, token, NOW + IDLE) is None


def test_it_ends_with_the_shift_however_much_it_is_used(database: Engine, account: Account) -> None:
    token, now = open_session(database, account, NOW), NOW
    while now < NOW + LONGEST - SECOND:
        assert find_session(database, token, now)
        touch_session(database, token, now)
        now += IDLE - SECOND
    assert find_session(database, token, NOW + LONGEST) is None


def test_its_use_is_written_down_now_and_then(database: Engine, account: Account) -> None:
    token = open_session(database, account, NOW)
    due = [find_session(database, token, NOW + after) for after in (SECOND, STEP - SECOND, STEP)]
    assert [session and session.is_due for session in due] == [False, False, True]
    touch_session(database, token, NOW + STEP)
    found = find_session(database, token, NOW + STEP + SECOND)
    assert found and not found.is_due


def test_logging_out_ends_this_one_only(database: Engine, account: Account) -> None:
    first, second = (open_session(database, account) for _ in range(2))
    close_session(database, first)
    assert find_session(database, first) is None and find_session(database, second)


def test_a_clock_that_was_a_day_ahead_for_a_while_ends_nothing(database: Engine, account: Account) -> None:
    before, ahead = open_session(database, account, NOW), NOW + dt.timedelta(days=1)
    assert find_session(database, before, ahead) is None
    during = open_session(database, account, ahead)
    assert find_session(database, before, NOW + STEP), "nothing was cleared away meanwhile"
    found = find_session(database, during, NOW + STEP)
    assert found and found.is_due
    touch_session(database, during, NOW + STEP)
    assert find_session(database, during, NOW + STEP + IDLE) is None, "and it lasts no longer than any other"
    touch_session(database, during, NOW + STEP + LONGEST - SECOND)
    assert find_session(database, during, NOW + STEP + LONGEST) is None


def test_what_ended_long_ago_is_cleared_away(database: Engine, account: Account) -> None:
    for days in (0, 8, 16):
        open_session(database, account, NOW + dt.timedelta(days=days))
    with database.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(StaffSession)) == 1
