"""What a key of the staff opens. Apart from the keys, so that the command line knows the roles without a database."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a key opens: ``hotline`` the lookup, ``admin`` that and the console."""

    HOTLINE = "hotline"
    ADMIN = "admin"
