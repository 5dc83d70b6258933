"""What is due at the end of a job: 经济补偿 (N), 赔偿金 (2N) and 代通知金 (the month in place of notice)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.entitlements.calculation import Calculation, Step, note, plain, step, yuan
from knowledge.entitlements.employment import Employment

# 劳动合同法 第九十八条; by 第九十七条 older years count by the rules of their time.
LABOUR_CONTRACT_LAW = dt.date(2008, 1, 1)
# 劳动合同法 第四十七条: pay counts up to three times the local average, and then for twelve years at most.
MOST_AVERAGES = 3
MOST_MONTHS = Decimal(12)


@dataclass(frozen=True)
class Local:
    """What is set for the place, in yuan a month, where it is known: ``average`` pay of employees in the year before, and
    the ``minimum`` wage."""

    average: Decimal | None = None
    minimum: Decimal | None = None


NOWHERE = Local()


def compensation(job: Employment, pay: Decimal | None, local: Local = NOWHERE) -> Calculation | None:
    """经济补偿 by 劳动合同法 第四十七条: months of pay, for the time since 2008; without ``pay`` the months alone.

    ``pay``: the monthly average of the last twelve months, all bonuses included. None where nothing counts.
    """
    counted = job.since(LABOUR_CONTRACT_LAW)
    older = (note("before_2008"),) if counted != job else ()
    return _by_service(counted, pay, local, older)


def damages(job: Employment, pay: Decimal | None, local: Local = NOWHERE) -> Calculation | None:
    """赔偿金 by 第八十七条: twice the standard of the compensation, over the whole time of work (实施条例 第二十五条)."""
    once = _by_service(job, pay, local, (note("damages"),))
    if once is None:
        return None
    last = once.result
    key = "damages" if last.unit == "元" else "damages_months"
    doubled = step(key, last.amount * 2, once=last.result)
    return Calculation((*once.steps, doubled), once.notes)


def notice_pay(pay: Decimal) -> Calculation:
    """代通知金 by 第四十条: ``pay`` of the last month (劳动合同法实施条例 第二十条)."""
    return Calculation((step("notice_pay", pay),), (note("notice_pay"),))


def _by_service(job: Employment, pay: Decimal | None, local: Local, notes: tuple[str, ...]) -> Calculation | None:
    months = job.pay_months
    if months <= 0:
        return None
    counting = step("pay_months", months, span=job.span)
    if pay is None:
        return Calculation((counting, step("compensation_months", months, months=plain(months))), notes)
    base = list(_base(pay, local))
    counted_pay = base[-1].amount if base else pay
    is_capped = local.average is not None and pay > MOST_AVERAGES * local.average
    if is_capped and months > MOST_MONTHS:
        months, counting = MOST_MONTHS, step("most_pay_months", MOST_MONTHS, span=job.span, months=plain(months))
    unknown = () if local.average is not None else (note("average_unknown"),)
    total = step("compensation", counted_pay * months, pay=yuan(counted_pay), months=plain(months))
    return Calculation((*base, counting, total), (*notes, *unknown))


def _base(pay: Decimal, local: Local) -> Iterator[Step]:
    """Another pay than the person's own, where the law sets it (第四十七条; 劳动合同法实施条例 第二十七条)."""
    if local.average is not None and pay > MOST_AVERAGES * local.average:
        yield step("capped_pay", local.average * MOST_AVERAGES, average=yuan(local.average))
    elif local.minimum is not None and pay < local.minimum:
        yield step("minimum_pay", local.minimum, pay=yuan(pay))
