"""Who works at the terminal."""

from __future__ import annotations

import getpass

from knowledge.records.audit import By


def by(why: str = "") -> By:
    """Whoever is logged in on the machine, with a reason."""
    return By(getpass.getuser(), why)
