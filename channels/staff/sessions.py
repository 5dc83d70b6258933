"""Who is logged in: a cookie of 256 random bits, of which only a digest is stored."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy import Engine, case, delete, insert, or_, select, update

from channels.roles import Role
from channels.staff.accounts import Account
from channels.tokens import digest, utc_now
from knowledge.records.database import readable_errors
from knowledge.records.tables import StaffAccount, StaffSession

# Longer than the longest call; and no longer than a shift, whatever happens.
IDLE = dt.timedelta(minutes=60)
LONGEST = dt.timedelta(hours=12)
# How exactly it is written down when a session was last used: not at each letter that a clerk types.
STEP = dt.timedelta(minutes=1)
# What has ended is kept a while: where the clock was put forward, it has not when that is right again.
KEPT = dt.timedelta(days=7)


@dataclass(frozen=True)
class Session:
    """Somebody who is logged in. ``csrf``: what a request that changes something must bring besides the cookie;
    ``is_due``: its use should be written down; ``region``, ``category``: where an editor may write ("": anywhere)."""

    name: str
    role: Role
    csrf: str
    is_due: bool
    region: str = ""
    category: str = ""


def open_session(database: Engine, account: Account, now: dt.datetime | None = None) -> str:
    """A new session; the value of its cookie. What ended long ago is cleared away. Raises DatabaseError."""
    token, now = secrets.token_urlsafe(32), now or utc_now()
    row = {"digest": digest(token), "account_id": account.id, "created_at": now, "seen_at": now}
    ended = or_(StaffSession.seen_at <= now - IDLE - KEPT, StaffSession.created_at <= now - LONGEST - KEPT)
    with readable_errors(), database.begin() as connection:
        connection.execute(delete(StaffSession).where(ended))
        connection.execute(insert(StaffSession).values(row))
    return token


def find_session(database: Engine, token: str, now: dt.datetime | None = None) -> Session | None:
    """The session of a cookie; None when there is none, or it has ended. Raises DatabaseError."""
    now = now or utc_now()
    valid = (
        select(StaffAccount.name, StaffAccount.role, StaffAccount.region, StaffAccount.category, StaffSession.seen_at)
        .join(StaffSession, StaffSession.account_id == StaffAccount.id)
        .where(
            StaffSession.digest == digest(token),
            StaffSession.seen_at > now - IDLE,
            StaffSession.created_at > now - LONGEST,
        )
    )
    with readable_errors(), database.connect() as connection:
        found = connection.execute(valid).one_or_none()
    if found is None:
        return None
    is_due = abs(now - found.seen_at) >= STEP
    return Session(found.name, Role(found.role), csrf_of(token), is_due, found.region, found.category)


def touch_session(database: Engine, token: str, now: dt.datetime | None = None) -> None:
    """Write down that a session is in use. One that began while the clock was ahead has begun now, or it would last as much
    longer. Raises DatabaseError."""
    now = now or utc_now()
    began = case((StaffSession.created_at > now, now), else_=StaffSession.created_at)
    seen = update(StaffSession).where(StaffSession.digest == digest(token)).values(seen_at=now, created_at=began)
    with readable_errors(), database.begin() as connection:
        connection.execute(seen)


def close_session(database: Engine, token: str) -> None:
    """Log out. Raises DatabaseError."""
    with readable_errors(), database.begin() as connection:
        connection.execute(delete(StaffSession).where(StaffSession.digest == digest(token)))


def csrf_of(token: str) -> str:
    """Only who knows the cookie, which no script can read, can tell it; and nobody finds the cookie from it."""
    return hmac.new(token.encode(errors="surrogateescape"), b"csrf", hashlib.sha256).hexdigest()
