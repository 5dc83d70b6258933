"""A message of nothing but values, which say by themselves what they are of: "三年，五千" after a dismissal."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Any

from knowledge.entitlements.kinds import Input, Kind
from knowledge.entitlements.reckoning import ImpossibleInput, check
from knowledge.entitlements.telling import Told, told
from knowledge.language.durations import Duration
from knowledge.language.normalise import letters_only
from knowledge.language.reading import Reading

_SAYS_NOTHING = re.compile(r"(?:大概|差不多|左右|样子|整|就|[的吧啊呢哦嗯有是个多了])*")
# "三个月了" says since when something is so, of whatever it is.
_SINCE = re.compile(r"了\W*$")
_MONTHS_A_YEAR = 12


def is_bare_value(reading: Reading[Any]) -> bool:
    """Whether it says no word beside numbers, sums, lengths and dates."""
    facts = [range(fact.start, fact.end) for fact in reading.facts]
    rest = (letter for at, letter in enumerate(reading.plain) if not any(at in fact for fact in facts))
    return bool(facts) and bool(_SAYS_NOTHING.fullmatch(letters_only("".join(rest))))


def open_inputs(kind: Kind, known: Told) -> list[Input]:
    """What a value may be of that nothing more is said of: what is asked for, or goes without saying, and was not told. A
    mere date may be that of anything."""
    closed = kind.superseded_by(name for name, value in known.items() if value)
    return [
        each
        for each in kind.inputs
        if (each.ask or each.main) and each.type != "date" and not known.get(each.id) and each.id not in closed
    ]


def told_by_values(kind: Kind, inputs: Collection[Input], reading: Reading[Any]) -> Told:
    """What a message of mere values tells of these inputs; nothing, unless each can be of one of them alone."""
    if reading.asks or not is_bare_value(reading) or _tells_since(reading):
        return {}
    found: Told = {}
    for part in _parts(reading):
        fitting = {each.id: each for each in inputs if each.id not in found and _value(kind, each, part)}
        chosen = [name for name, each in fitting.items() if each.main] or list(fitting)
        if len(chosen) != 1:
            return {}
        found[chosen[0]] = _value(kind, fitting[chosen[0]], part) or ""
    return found


def _tells_since(reading: Reading[Any]) -> bool:
    """Whether it is a single length of less than a year that tells since when."""
    lengths = reading.facts_of(Duration)
    is_short = len(reading.facts) == 1 and len(lengths) == 1 and lengths[0].amount.low < _MONTHS_A_YEAR
    return is_short and bool(_SINCE.search(reading.plain))


def _parts(reading: Reading[Any]) -> Iterator[Reading[Any]]:
    """Each value by itself."""
    starts = [0, *(fact.start for fact in reading.facts[1:]), len(reading.plain)]
    for start, end in pairwise(starts):
        yield reading.reworded(reading.plain[start:end].strip("，,、;； 和跟"))


def _value(kind: Kind, each: Input, part: Reading[Any]) -> str | None:
    """The value, where it can be."""
    value = told(kind, part, each.id).get(each.id)
    try:
        check(kind, {each.id: value} if value else {}, part.today)
    except ImpossibleInput:
        return None
    return value
