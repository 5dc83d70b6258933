"""How long somebody worked for an employer, and how many months of pay that counts for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.entitlements.periods import last_day
from knowledge.language.days import Day

_ONE_DAY = dt.timedelta(days=1)
_DAYS_A_MONTH = 30
_HALF = Decimal("0.5")


@dataclass(frozen=True)
class Employment:
    """From the first day of work to the last. ``told``: how long in words, where only that was said and the days follow from
    it."""

    started: dt.date
    left: dt.date
    told: str = ""

    @classmethod
    def lasting(cls, months: Decimal, left: dt.date, told: str) -> Employment:
        """So many months up to the last day of work; a part of a month is counted in days, thirty to the month."""
        whole = int(months)
        days = round((months - whole) * _DAYS_A_MONTH)
        return cls(last_day(left + _ONE_DAY, days=-days, months=-whole), left, told)

    @property
    def span(self) -> str:
        """In words: "2021年3月1日到2026年10月31日", "3年2个月"."""
        return self.told or f"{Day(self.started).in_words}到{Day(self.left).in_words}"

    def since(self, day: dt.date) -> Employment:
        """The part of it from a day on."""
        return self if self.started >= day else replace(self, started=day, told="")

    @property
    def pay_months(self) -> Decimal:
        """Months of pay by 劳动合同法 第四十七条: one for each year, and for a rest one from six months on, else half.

        Work from 1 January to 30 June is six months.
        """
        end = self.left + _ONE_DAY
        years = max(end.year - self.started.year, 0)
        while years and last_day(self.started, years=years) > end:
            years -= 1
        anniversary = last_day(self.started, years=years)
        if self.left <= anniversary:
            return Decimal(years)
        return years + (Decimal(1) if last_day(self.started, months=years * 12 + 6) <= end else _HALF)
