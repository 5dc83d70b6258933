"""A name and a password against the accounts, and the lock-out of who guesses."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, Engine, Table, delete, or_, select, update

from channels.roles import Role
from channels.staff.accounts import Account
from channels.staff.passwords import hash_password, is_outdated, matches
from channels.staff.second_factor import step_of
from channels.tokens import utc_now
from knowledge.records.database import readable_errors
from knowledge.records.dialects import upsert
from knowledge.records.tables import LoginFailure, StaffAccount

# A clerk who mistypes has enough; at this rate a guesser gets through ten words of a dictionary in half an hour.
MOST_FAILURES = 5
LOCKED_FOR = dt.timedelta(minutes=15)
_FAILURE: Table = LoginFailure.metadata.tables["login_failure"]


class CodeNeeded(Exception):
    """The password is right; the account asks for a code besides."""


class WrongCode(Exception):
    """The password is right and the code is not, or was used already."""


class LockedOut(Exception):
    """Too many failures under this name: nothing is looked at until some time has passed."""


def log_in(
    database: Engine, name: str, password: str, now: dt.datetime | None = None, code: str = ""
) -> Account | None:
    """The account of a name and its password; None when they do not belong together or there is no such name: which of the
    two cannot be told, not by the time it takes either. ``code``: of the second factor, where the account has one; an attempt
    without it counts like one with a wrong one. Raises LockedOut, CodeNeeded, WrongCode, DatabaseError."""
    name, now = name.strip(), now or utc_now()
    with readable_errors(), database.begin() as connection:
        # Counted before the password is looked at: many at once must not get more guesses than one by one.
        _count(connection, name, now)
    row = select(*StaffAccount.__table__.columns).where(StaffAccount.name == name)
    with readable_errors(), database.connect() as connection:
        found = connection.execute(row).one_or_none()
    if not matches(password, found.password_hash if found else None) or found is None:
        return None
    if found.code_secret:
        _use_code(database, found.id, code, found.code_secret, now)
    with readable_errors(), database.begin() as connection:
        connection.execute(delete(LoginFailure).where(LoginFailure.name == name))
        if is_outdated(found.password_hash):
            renewed = update(StaffAccount).where(StaffAccount.id == found.id)
            connection.execute(renewed.values(password_hash=hash_password(password)))
    return Account(found.id, name, Role(found.role), has_code=bool(found.code_secret))


def _use_code(database: Engine, account: int, code: str, secret: str, now: dt.datetime) -> None:
    """Take a code, which nobody can use again. Raises CodeNeeded, WrongCode."""
    if not code:
        raise CodeNeeded
    with readable_errors(), database.begin() as connection:
        # The first statement writes, so that of two at once with the same code one is too late.
        connection.execute(update(StaffAccount).where(StaffAccount.id == account).values(code_secret=secret))
        used = connection.execute(select(StaffAccount.code_step).where(StaffAccount.id == account)).scalar_one()
        if (step := step_of(secret, code, now, used)) is None:
            raise WrongCode
        connection.execute(update(StaffAccount).where(StaffAccount.id == account).values(code_step=step))


def _count(connection: Connection, name: str, now: dt.datetime) -> None:
    """Take this attempt for a failure until it is known for none. Raises LockedOut."""
    # What is to come was counted before the clock was put back: nobody is locked out until then.
    over = or_(LoginFailure.last_at <= now - LOCKED_FOR, LoginFailure.last_at > now + LOCKED_FOR)
    connection.execute(delete(LoginFailure).where(over))
    # One statement, so that of two attempts at once the later one counts the other's, too.
    once = upsert(connection, _FAILURE).values(name=name, count=1, last_at=now)
    again = {"count": _FAILURE.c.count + 1, "last_at": now}
    counted = once.on_conflict_do_update(index_elements=["name"], set_=again).returning(_FAILURE.c.count)
    if connection.execute(counted).scalar_one() > MOST_FAILURES:
        raise LockedOut  # and nothing of it is kept
