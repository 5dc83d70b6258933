"""What a place pays or reckons with, as the register has it: the residents' basic pension, the pay of an employees' one."""

from __future__ import annotations

import datetime as dt

from knowledge.figures.register import Value, figures_in_use
from knowledge.places.regions import Region

BASIC_PENSION, CALCULATION_BASE = "resident-pension.basic", "contribution.calculation-base"


def basic_pension(region: Region, on: dt.date) -> Value | None:
    """Yuan a month for each person in ``region`` on a day; None when the register does not know it."""
    return figures_in_use().at(BASIC_PENSION, region, on)


def calculation_base(region: Region, on: dt.date) -> Value | None:
    """The monthly pay that pensions of employees are reckoned with in ``region`` on a day; None when it is not known."""
    return figures_in_use().at(CALCULATION_BASE, region, on)
