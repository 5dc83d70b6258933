"""The residents' basic pension that a place pays, as the register has it."""

from __future__ import annotations

import datetime as dt

from knowledge.figures.register import Value, shipped_figures
from knowledge.places.regions import Region

BASIC_PENSION = "resident-pension.basic"


def basic_pension(region: Region, on: dt.date) -> Value | None:
    """Yuan a month for each person in ``region`` on a day; None when the register does not know it."""
    return shipped_figures().at(BASIC_PENSION, region, on)
