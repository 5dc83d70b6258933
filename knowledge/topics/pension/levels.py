"""The residents' basic pension that a place pays, as the register has it."""

from __future__ import annotations

import datetime as dt

from knowledge.figures.register import Value, figures_in_use
from knowledge.places.regions import Region

BASIC_PENSION = "resident-pension.basic"


def basic_pension(region: Region, on: dt.date) -> Value | None:
    """Yuan a month for each person in ``region`` on a day; None when the register does not know it."""
    return figures_in_use().at(BASIC_PENSION, region, on)
