"""Codes of half a minute: right, in time, once."""

from __future__ import annotations

import datetime as dt

import pyotp
import pytest
from sqlalchemy import Engine

from channels.staff.accounts import find_account
from channels.staff.login import MOST_FAILURES, CodeNeeded, LockedOut, WrongCode, log_in
from channels.staff.second_factor import give_code, step_of, take_code
from channels.staff.sessions import find_session, open_session
from tests.channels.staff.conftest import NAME, PASSWORD

# RFC 6238, appendix B: the secret "12345678901234567890", and the last six digits of its code in the second 59.
SECRET, CODE, MOMENT = (
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    "287082",
    dt.datetime.fromtimestamp(59, dt.UTC).replace(tzinfo=None),
)
NOW = MOMENT + dt.timedelta(days=20_000)


@pytest.mark.parametrize(("seconds", "step"), [(-60, None), (-30, 1), (0, 1), (30, 1), (60, None)])
def test_the_code_of_the_standard_holds_half_a_minute_before_and_after(seconds: int, step: int | None) -> None:
    assert step_of(SECRET, CODE, MOMENT + dt.timedelta(seconds=seconds), used=0) == step


@pytest.mark.parametrize("code", ["", "287083", "87082", "0287082", "２８７０８２", "abcdef", "é"])
def test_another_code_does_not(code: str) -> None:
    assert step_of(SECRET, code, MOMENT, used=0) is None


def test_a_code_opens_once(database: Engine) -> None:
    secret, address = give_code(database, NAME)
    assert secret in address and address.startswith("otpauth://totp/")
    with pytest.raises(CodeNeeded):
        log_in(database, NAME, PASSWORD, NOW)
    with pytest.raises(WrongCode):
        log_in(database, NAME, PASSWORD, NOW, "000000")
    code = pyotp.TOTP(secret).at(NOW.replace(tzinfo=dt.UTC))
    assert log_in(database, NAME, "不对的密码", NOW, code) is None
    assert log_in(database, NAME, PASSWORD, NOW, code)
    with pytest.raises(WrongCode):
        log_in(database, NAME, PASSWORD, NOW, code)


def test_who_guesses_codes_is_locked_out(database: Engine) -> None:
    give_code(database, NAME)
    for number in range(MOST_FAILURES):
        with pytest.raises(WrongCode):
            log_in(database, NAME, PASSWORD, NOW, f"{number:06}x")
    with pytest.raises(LockedOut):
        log_in(database, NAME, PASSWORD, NOW, "000000")


def test_given_and_taken_it_ends_sessions(database: Engine) -> None:
    account = log_in(database, NAME, PASSWORD, NOW)
    assert account and not account.has_code
    token = open_session(database, account)
    give_code(database, NAME)
    assert find_account(database, NAME).has_code and find_session(database, token) is None
    take_code(database, NAME)
    assert log_in(database, NAME, PASSWORD, NOW)
