"""Keys for staff: 256 random bits, of which only a digest is stored."""

from __future__ import annotations

import hashlib
import secrets

from sqlalchemy import Engine, insert, select, update

from channels.roles import Role
from knowledge.errors import ReadableError
from knowledge.records.audit import utc_now as utc_now
from knowledge.records.database import readable_errors
from knowledge.records.tables import Token


class Nameless(ReadableError):
    """A token needs a name, or it could not be revoked on its own."""


class UnknownToken(ReadableError):
    """No valid token of that name."""


def create_token(database: Engine, role: Role, name: str) -> str:
    """A new token, which cannot be shown again. Raises Nameless, DatabaseError."""
    if not name.strip():
        raise Nameless("请写明口令给谁用（--name），便于以后停用")
    token = secrets.token_urlsafe(32)
    row = {"name": name, "role": role.value, "digest": digest(token), "created_at": utc_now(), "revoked_at": None}
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


def role_of(database: Engine, token: str) -> Role | None:
    """The role of a token; None when it is unknown or was revoked. Raises DatabaseError."""
    valid = select(Token.role).where(Token.digest == digest(token), Token.revoked_at.is_(None))
    with readable_errors(), database.connect() as connection:
        role = connection.scalar(valid)
    return Role(role) if role else None


def digest(token: str) -> str:
    """What is stored of a random token of 256 bits."""
    # No salt and no slow hash: nobody guesses 256 random bits.
    # Sanic hands over bytes of a header that are no UTF-8 as lone surrogates.
    return hashlib.sha256(token.encode(errors="surrogateescape")).hexdigest()
