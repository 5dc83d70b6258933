"""Keys for programs: 256 random bits, of which only a digest is stored."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, and_, insert, or_, select, update

from channels.roles import Role
from knowledge.errors import ReadableError
from knowledge.records.audit import utc_now as utc_now
from knowledge.records.database import readable_errors
from knowledge.records.tables import Token


class Nameless(ReadableError):
    """A token needs a name, or it could not be revoked on its own."""


class UnknownToken(ReadableError):
    """No valid token of that name."""


class Scope(StrEnum):
    """What a token opens: the lookup of the hotline, or what is counted (``/metrics``)."""

    LOOKUP = "lookup"
    METRICS = "metrics"


# What is opened where nothing else is said.
USUAL = {Role.ADMIN: (Scope.LOOKUP, Scope.METRICS)}


class Past(ReadableError):
    """A token would have ended before it began."""


def create_token(
    database: Engine, role: Role, name: str, scopes: Sequence[Scope] = (), expires: dt.datetime | None = None
) -> str:
    """A new token, which cannot be shown again; ``scopes``: in place of what is usual for the role; ``expires``: UTC
    without a zone. Raises Nameless, Past, DatabaseError."""
    if not name.strip():
        raise Nameless("请写明口令给谁用（--name），便于以后停用")
    if expires and expires <= utc_now():
        raise Past("到期的日子已经过了（--expires），请写以后的")
    token = secrets.token_urlsafe(32)
    scope = " ".join(scopes or USUAL.get(role, (Scope.LOOKUP,)))
    row: dict[str, Any] = {"name": name, "role": role.value, "digest": digest(token), "scope": scope}
    row |= {"created_at": utc_now(), "revoked_at": None, "expires_at": expires}
    with readable_errors(), database.begin() as connection:
        connection.execute(insert(Token).values(row))
    return token


def revoke_tokens(database: Engine, name: str) -> int:
    """End all tokens of a name; how many. Raises UnknownToken, DatabaseError."""
    with readable_errors(), database.begin() as connection:
        ended = update(Token).where(Token.name == name, Token.revoked_at.is_(None)).values(revoked_at=utc_now())
        count = connection.execute(ended).rowcount
    if not count:
        raise UnknownToken(f"没有名叫“{name}”的有效口令")
    return count


def list_tokens(database: Engine) -> Sequence[Row[str, str, str, dt.datetime | None]]:
    """The tokens that still open something, by name: name, role, scope and expires_at. Raises DatabaseError."""
    rows = select(Token.name, Token.role, Token.scope, Token.expires_at).where(_is_valid()).order_by(Token.name)
    with readable_errors(), database.connect() as connection:
        return connection.execute(rows).all()


def opens(database: Engine, token: str, scope: Scope) -> bool:
    """Whether a token opens this; not when it is unknown, has expired or was revoked. Raises DatabaseError."""
    valid = select(Token.scope).where(Token.digest == digest(token), _is_valid())
    with readable_errors(), database.connect() as connection:
        return scope in (connection.scalar(valid) or "").split()


def _is_valid() -> ColumnElement[bool]:
    return and_(Token.revoked_at.is_(None), or_(Token.expires_at.is_(None), Token.expires_at > utc_now()))


def digest(token: str) -> str:
    """What is stored of a random token of 256 bits."""
    # No salt and no slow hash: nobody guesses 256 random bits.
    # Sanic hands over bytes of a header that are no UTF-8 as lone surrogates.
    return hashlib.sha256(token.encode(errors="surrogateescape")).hexdigest()
