"""Passwords: what one must be like, and the Argon2id hash that is all that is kept of it."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from knowledge.errors import ReadableError

LEAST_CHARACTERS = 10
MOST_CHARACTERS = 200

# RFC 9106, section 4, second recommended option (argon2-cffi's default): 64 MiB, 3 passes, 4 lanes.
hasher = PasswordHasher()


class WeakPassword(ReadableError):
    """The password is too easy to guess."""


def check_strength(password: str, name: str) -> None:
    """Length is what counts (NIST SP 800-63B, 3.1.1); the account's own name and one sign again and again are no password.

    Raises WeakPassword.
    """
    if not LEAST_CHARACTERS <= len(password) <= MOST_CHARACTERS:
        raise WeakPassword(f"密码要 {LEAST_CHARACTERS} 到 {MOST_CHARACTERS} 个字，可以用一句自己记得住的话")
    if len(set(password)) < LEAST_CHARACTERS // 2 or (len(name) > 1 and name.casefold() in password.casefold()):
        raise WeakPassword("密码太好猜：不要反复用同几个字，也不要带账号名")


def hash_password(password: str) -> str:
    """The hash with its salt and parameters, as it is kept."""
    return hasher.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the password behind a hash. Without a hash (no such account) it takes as long and is False."""
    try:
        return hasher.verify(kept or _nobodys(), password) and kept is not None
    except VerificationError:
        return False


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with parameters of an older program."""
    return hasher.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return hasher.hash("the account that does not exist")
