"""The second factor: a code of six digits that an app shows for half a minute (TOTP, RFC 6238)."""

from __future__ import annotations

import datetime as dt
import hmac

import pyotp
from sqlalchemy import Engine, delete, update

from channels.staff.accounts import find_account
from knowledge.records.database import readable_errors
from knowledge.records.tables import StaffAccount, StaffSession

ISSUER = "暖驿"
STEP_SECONDS = 30
# A clock that goes half a minute wrong, and somebody who types slowly (RFC 6238, 5.2).
STEPS = (0, -1, 1)


def give_code(database: Engine, name: str) -> tuple[str, str]:
    """A new secret for an account, in place of one that it had: as it is typed into an app, and as the address that an app
    reads from a picture. Ends the account's sessions. Raises WrongName, DatabaseError."""
    account, secret = find_account(database, name), pyotp.random_base32()
    _set(database, account.id, secret)
    return secret, pyotp.TOTP(secret).provisioning_uri(name=account.name, issuer_name=ISSUER)


def take_code(database: Engine, name: str) -> None:
    """Let an account log in by its password alone. Raises WrongName, DatabaseError."""
    _set(database, find_account(database, name).id, "")


def step_of(secret: str, code: str, now: dt.datetime, used: int) -> int | None:
    """The half minute (counted since 1970) whose code this is; None for a wrong code, and for one of a half minute that was
    ``used`` already or lies before it. ``now``: UTC without a zone."""
    present = int(now.replace(tzinfo=dt.UTC).timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    steps = (present + offset for offset in STEPS if present + offset > used)
    right = (step for step in steps if hmac.compare_digest(totp.generate_otp(step).encode(), code.strip().encode()))
    return next(right, None)


def _set(database: Engine, account: int, secret: str) -> None:
    changed = update(StaffAccount).where(StaffAccount.id == account).values(code_secret=secret, code_step=0)
    with readable_errors(), database.begin() as connection:
        connection.execute(changed)
        connection.execute(delete(StaffSession).where(StaffSession.account_id == account))
