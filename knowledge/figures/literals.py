"""Figures of the register that a text writes out instead of referring to them.

A number is one of them when all of this holds: amount and unit are those of a value; its place is the text's, one above it,
one inside it (but for texts of the nation, inside which is everything), or one that text or question names; and the clause
with the number calls the figure by one of its ``words``, or the question that the text answers does and names no other figure
of the domain besides.
"15天" beside 难产 is no 陪产假 of 15 days, and "300元" of a fine no 高温津贴.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from knowledge.figures.register import Figures, Value
from knowledge.figures.schema import FigureRows
from knowledge.places.regions import Region, RegionTree, all_regions

_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_NUMBER = r"(?<![\d.—~到至-])(\d+(?:\.\d+)?)"  # "1—3天" is no 3天


@dataclass(frozen=True)
class Literal:
    """A number as it stands in a text, what it is, and what to write instead."""

    number: str
    what: str
    instead: str


def literals(text: str, question: str, region: Region, today: dt.date, figures: Figures) -> Iterator[Literal]:
    """The figures of the register that a text for ``region`` writes out."""
    places = _places(text, question, region, figures)
    for rows in figures:
        values = _values(rows.id, places, figures)
        for match in _numbers(rows, text, question, figures):
            if value := values.get(Decimal(match[1])):
                yield Literal(match[0], _called(rows, value), _reference(rows.id, value, region, today, figures))


def strays(text: str, question: str, region: Region, today: dt.date, figures: Figures) -> Iterator[Literal]:
    """Numbers that a text for ``region`` gives for a figure that is another there today and never was this: what the figure
    is called, and (``instead``) what it is."""
    places = _places(text, question, region, figures)
    for rows in figures:
        values, now = _values(rows.id, places, figures), figures.at(rows.id, region, today)
        for match in _numbers(rows, text, question, figures) if now else ():
            if now and Decimal(match[1]) not in values:
                yield Literal(match[0], rows.what, now.text)


def _numbers(rows: FigureRows, text: str, question: str, figures: Figures) -> Iterator[re.Match[str]]:
    """The numbers of a text that may stand for a figure."""
    is_asked_for = _is_asked_for(rows, question, figures)
    for clause in _CLAUSE.findall(text):
        if is_asked_for or any(word in clause for word in rows.words):
            yield from re.finditer(_NUMBER + re.escape(rows.unit), clause)


def _is_asked_for(rows: FigureRows, question: str, figures: Figures) -> bool:
    """Whether a question calls the figure by name, and no other of the domain ("婚假、产假各几天" asks for no one)."""
    domain = [other for other in figures if other.domain == rows.domain]
    named = {word for other in domain for word in other.words if word in question}
    whole = {word for word in named if not any(word != longer and word in longer for longer in named)}
    return bool(whole) and whole <= set(rows.words)


def _places(text: str, question: str, region: Region, figures: Figures) -> tuple[Region, ...]:
    """The places whose figures a text may mean: those that it names, last its own."""
    registered = frozenset(place for rows in figures for place in figures.regions(rows.id))
    named = (mention.region for mention in _calling_short(registered).find(f"{question}\n{text}"))
    return (*named, region)


@lru_cache(maxsize=2)
def _calling_short(places: frozenset[Region]) -> RegionTree:
    """All regions, of which these are known by their short names wherever those stand ("比如江门")."""
    return all_regions().serving_also(places)


def _values(id: str, places: tuple[Region, ...], figures: Figures) -> dict[Decimal, Value]:
    """All amounts that the figure ever has in ``places``, in those above them and in those inside the last, the text's own;
    of equal ones the latest, its own before all others."""
    own = places[-1]
    inside = sorted((place for place in figures.regions(id) if own.depth and own.holds_for(place)), key=_deepest_first)
    return {value.amount: value for place in (*inside, *places) for value in figures.history(id, place)}


def _deepest_first(place: Region) -> tuple[int, str]:
    return -place.depth, place.code


def _called(rows: FigureRows, value: Value) -> str:
    since = f"{value.first}起" if value.first else ""
    return f"{value.region}{since}的{rows.what}"


def _reference(id: str, value: Value, region: Region, today: dt.date, figures: Figures) -> str:
    """The shortest reference that gives the value to somebody in ``region`` today."""
    day = f" {value.last}" if value.last and value.last < today else ""
    on = value.last if value.last and day else today
    place = "" if figures.at(id, region, on) == value else f" {_full_name(value.region)}"
    return f"{{figure: {id}{place}{day}}}"


def _full_name(region: Region) -> str:
    """A district with its city before it: there is more than one 城区."""
    return f"{region.parent.name}{region.name}" if region.parent and region.depth > 2 else region.name
