"""The register with what the office laid over it, brought up to date in a running process."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from knowledge.figures.register import Figures, shipped_figures
from knowledge.records.audit import last_deed
from knowledge.records.figures.reading import FIGURES, register_now


@dataclass(frozen=True)
class LiveFigures:
    """The register as of the ``deed`` that last changed the office's values (0: none did)."""

    register: Figures
    deed: int = 0

    @classmethod
    def shipped(cls) -> LiveFigures:
        """Before anything was read from the database."""
        return cls(shipped_figures())

    def refreshed(self, database: Engine) -> LiveFigures:
        """As it is now; the same one when nothing has changed. Raises DatabaseError."""
        deed = last_deed(database, FIGURES)
        return self if deed == self.deed else LiveFigures(register_now(database), deed)
