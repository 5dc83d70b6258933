"""The numbers that Word puts before paragraphs by itself: they stand in no text, but people quote them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_DIGITS = "〇一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered (ECMA-376 part 1, 17.9)."""

    start: int
    format: str
    text: str


@dataclass
class Numbering:
    """The lists of a document, counted as its paragraphs are read one after another."""

    levels: dict[str, dict[int, Level]]
    lists: dict[str, str]  # a list to what it is an instance of, with which it shares its count
    restarts: dict[tuple[str, int], int]  # lists that begin anew
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, root: Any | None) -> Numbering:
        """``root``: the element w:numbering, None where a document has no lists."""
        numbering = cls({}, {}, {})
        for abstract in () if root is None else root.iter(qn("w:abstractNum")):
            own = (_level(level) for level in abstract.iter(qn("w:lvl")))
            numbering.levels[abstract.get(qn("w:abstractNumId"))] = dict(own)
        for instance in () if root is None else root.iter(qn("w:num")):
            id = instance.get(qn("w:numId"))
            numbering.lists[id] = _value(instance, "w:abstractNumId") or ""
            for override in instance.iter(qn("w:lvlOverride")):
                if (start := _value(override, "w:startOverride")) is not None:
                    numbering.restarts[id, int(override.get(qn("w:ilvl")))] = int(start)
        return numbering

    def next(self, id: str, depth: int) -> str:
        """The number before the next paragraph of a list; "" for a bullet or an unknown list."""
        abstract = self.lists.get(id, "")
        levels = self.levels.get(abstract, {})
        if depth not in levels:
            return ""
        counts = self.counts[abstract]
        start = self.restarts.pop((id, depth), None)
        if start is not None or depth not in counts:
            counts[depth] = levels[depth].start if start is None else start
        else:
            counts[depth] += 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return _written(levels, counts, depth)


def _written(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    if levels[depth].format in ("bullet", "none"):
        return ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        level = levels.get(at, levels[depth])
        return numeral(counts.get(at, level.start), level.format)

    return _PLACE.sub(number, levels[depth].text)


def _level(element: Any) -> tuple[int, Level]:
    start, kind, text = (_value(element, name) for name in ("w:start", "w:numFmt", "w:lvlText"))
    return int(element.get(qn("w:ilvl"))), Level(int(start or 1), kind or "decimal", text or "")


def _value(element: Any, name: str) -> str | None:
    child = element.find(qn(name))
    value: str | None = None if child is None else child.get(qn("w:val"))
    return value


def numeral(number: int, kind: str) -> str:
    """A number in one of Word's formats (ST_NumberFormat), as digits in those that no Chinese office uses."""
    if "counting" in kind.lower() or kind in ("chineseLegalSimplified", "koreanDigital2"):
        return chinese(number)
    if kind == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if kind.endswith("Letter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if kind.startswith("upper") else letters
    if kind.endswith("Roman"):
        return _roman(number).upper() if kind.startswith("upper") else _roman(number)
    return str(number)


def chinese(number: int) -> str:
    """From 0 to 9999, as papers count: 十二, 一百零五."""
    out, pending = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            out += ("零" if pending else "") + _DIGITS[digit] + unit
        pending = not digit and bool(out)
    return (out[1:] if out.startswith("一十") else out) or "〇"


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        out += letters * (number // value)
        number %= value
    return out
