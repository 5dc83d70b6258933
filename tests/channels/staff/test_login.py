"""Logging in, and the lock-out."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, select, update

from channels.roles import Role
from channels.staff.login import LOCKED_FOR, MOST_FAILURES, LockedOut, log_in
from channels.staff.passwords import is_outdated
from channels.tokens import utc_now
from knowledge.records.tables import StaffAccount
from tests.channels.staff.conftest import NAME, PASSWORD

NOW = utc_now()
SECOND = dt.timedelta(seconds=1)


def test_the_right_password(database: Engine) -> None:
    account = log_in(database, f" {NAME} ", PASSWORD)
    assert account and (account.name, account.role) == (NAME, Role.HOTLINE)


@pytest.mark.parametrize(
    ("name", "password"), [(NAME, ""), (NAME, PASSWORD + "x"), ("小李", PASSWORD), ("", ""), ("' OR 1=1 --", PASSWORD)]
)
def test_wrong_ones(database: Engine, name: str, password: str) -> None:
    assert log_in(database, name, password) is None


@pytest.mark.parametrize("name", [NAME, "没有的账号"])
def test_a_guesser_is_locked_out_for_a_while(database: Engine, name: str) -> None:
    for number in range(MOST_FAILURES):
        assert log_in(database, name, "猜", NOW + number * SECOND) is None
    locked_at = NOW + (MOST_FAILURES - 1) * SECOND
    for moment in (locked_at + SECOND, locked_at + LOCKED_FOR - SECOND):
        with pytest.raises(LockedOut):
            log_in(database, name, PASSWORD, moment)
    found = log_in(database, name, PASSWORD, locked_at + LOCKED_FOR)
    assert (found is not None) == (name == NAME)


def test_nobody_is_locked_out_until_the_time_that_a_clock_showed_before_it_was_put_back(database: Engine) -> None:
    ahead = NOW + dt.timedelta(days=1)
    for _ in range(MOST_FAILURES):
        assert log_in(database, NAME, "猜", ahead) is None
    assert log_in(database, NAME, PASSWORD, NOW)


def test_others_are_not_locked_out(database: Engine) -> None:
    for _ in range(MOST_FAILURES):
        log_in(database, "小李", "猜", NOW)
    assert log_in(database, NAME, PASSWORD, NOW)


def test_the_right_password_makes_up_for_failures(database: Engine) -> None:
    for _ in range(3):
        for _ in range(MOST_FAILURES - 1):
            assert log_in(database, NAME, "手滑", NOW) is None
        assert log_in(database, NAME, PASSWORD, NOW)


def test_many_at_once_get_no_more_guesses(database: Engine) -> None:
    def guess(_: int) -> bool:
        try:
            return log_in(database, NAME, "猜", NOW) is None
        except LockedOut:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(guess, range(12))) == MOST_FAILURES


def test_an_old_hash_is_renewed(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(update(StaffAccount).values(password_hash=PasswordHasher(time_cost=1).hash(PASSWORD)))
    assert log_in(database, NAME, PASSWORD)
    with database.begin() as connection:
        kept = connection.scalar(select(StaffAccount.password_hash))
    assert kept and not is_outdated(kept)
    assert log_in(database, NAME, PASSWORD)
