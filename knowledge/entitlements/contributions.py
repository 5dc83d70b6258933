"""What is paid each month into the pension insurance: by an employer for those who work for him, and by one of them."""

from __future__ import annotations

from decimal import Decimal

from knowledge.entitlements.calculation import Calculation, Step, note, plain, step, yuan
from knowledge.figures.register import Value


def employers_pension(
    workers: int, pay: Decimal | None, rate: Value | None, floor: Value | None, ceiling: Value | None
) -> Calculation | None:
    """By 社会保险法 第十二条, for so many ``workers`` of such ``pay``, which counts from the ``floor`` up to the ``ceiling``;
    without a pay what it is at least. None where the ``rate`` or the floor of the place is not known."""
    if rate is None or floor is None:
        return None
    base = max(pay or floor.amount, floor.amount)
    base = min(base, ceiling.amount) if ceiling else base
    sources = "；".join(dict.fromkeys((rate.source.title, floor.source.title)))
    each = step("contribution_each", base * rate.amount / 100, sources, base=yuan(base), rate=plain(rate.amount))
    steps: tuple[Step, ...] = (each,)
    if workers > 1:
        steps += (step("contribution_all", each.amount * workers, each=each.result, workers=workers),)
    unsure = (note("as_12333_says"),) if "B" in (rate.grade, floor.grade) else ()
    return Calculation(steps, (note("contribution_others"), note("contribution_own"), *unsure))


def own_pension(pay: Decimal, rate: Value | None, floor: Value | None, ceiling: Value | None) -> Calculation | None:
    """What is kept back from somebody's own ``pay`` by 社会保险法 第十二条, which counts from the ``floor`` up to the
    ``ceiling`` where these are known. None where the ``rate`` is not known."""
    if rate is None:
        return None
    base = max(pay, floor.amount) if floor else pay
    base = min(base, ceiling.amount) if ceiling else base
    own = step("contribution_kept", base * rate.amount / 100, base=yuan(base), rate=plain(rate.amount))
    unsure = (note("contribution_base_unknown"),) if floor is None else ()
    return Calculation((own,), (note("contribution_kept_too"), *unsure))
