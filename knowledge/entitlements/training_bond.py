"""What leaving before the end of a period of service costs at most."""

from __future__ import annotations

from decimal import Decimal

from knowledge.entitlements.calculation import Calculation, note, step, yuan


def penalty(fee: Decimal, term: Decimal, served: Decimal, words: tuple[str, str]) -> Calculation | None:
    """By 劳动合同法 第二十二条: the share of the training's ``fee`` that falls to the months of the ``term`` not ``served``;
    None where it is over. ``words``: the term and the rest of it."""
    rest = term - served
    if rest <= 0:
        return None
    whole, left = words
    most = step("bond", fee * rest / term, fee=yuan(fee), left=left, term=whole)
    return Calculation((most,), (note("bond_special"), note("bond_forced")))
