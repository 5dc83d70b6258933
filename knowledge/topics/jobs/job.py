"""A job advertisement as it is imported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

PayUnit = Literal["小时", "天", "月", "单", "课时"]
PAY_UNITS: Final[tuple[PayUnit, ...]] = ("小时", "天", "月", "单", "课时")
SAMPLE_MARK = "示例"


@dataclass(frozen=True, slots=True)
class Job:
    """The columns of `jobs` in the data contract; what is not known is "" or None.

    Pay is in yuan per ``pay_unit``; ``lng`` and ``lat`` are WGS-84 degrees.
    """

    id: str
    title: str
    city: str
    employer: str = ""
    district: str = ""
    job_type: str = ""
    pay_min: float | None = None
    pay_max: float | None = None
    pay_unit: str = ""
    headcount: int | None = None
    requirements: str = ""
    contact: str = ""
    lng: float | None = None
    lat: float | None = None
    published_at: dt.date | None = None
    expires_at: dt.date | None = None
    source: str = ""

    @property
    def sample(self) -> bool:
        """Whether this is an invented example, to be shown as one."""
        return self.source.startswith(SAMPLE_MARK)
