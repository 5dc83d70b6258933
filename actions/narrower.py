"""The guide that fits somebody's trade better than the one that was found: whose wages are owed on a building site is told
whom to ask there. Which guide stands for which, and for what trades, is written in ``narrower.yml``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from knowledge.library.content import Passage
from knowledge.retrieval.result import Hit, Result


def narrowed(found: Result, trade: str | None, passage: Callable[[str], Passage | None]) -> Result:
    """What was found, with the guide for this trade and the answers that it covers, where there is one."""
    if trade is None or found.decision != "guide" or found.guide is None:
        return found
    by_trade = _narrower().get(found.guide.passage.id, {})
    guide = passage(next((id for id, trades in by_trade.items() if trade in trades), ""))
    if guide is None:
        return found
    covered = (Hit(each, 0.0) for id in guide.covers if (each := passage(id)))
    return replace(found, guide=Hit(guide, found.guide.score), hits=tuple(covered))


@cache
def _narrower() -> dict[str, dict[str, list[str]]]:
    narrower: dict[str, dict[str, list[str]]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
    return narrower
