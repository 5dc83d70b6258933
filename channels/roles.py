"""What a key of the staff opens. Apart from the keys, so that the command line knows the roles without a database."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a key opens: ``hotline`` the lookup and the desk, ``editor`` the library of FAQs (of one region or category where
    the account says so), ``auditor`` the library and the log, to be read, ``admin`` everything."""

    HOTLINE = "hotline"
    EDITOR = "editor"
    AUDITOR = "auditor"
    ADMIN = "admin"


AT_THE_DESK = (Role.HOTLINE, Role.ADMIN)
READING = (Role.EDITOR, Role.AUDITOR, Role.ADMIN)
WRITING = (Role.EDITOR, Role.ADMIN)
