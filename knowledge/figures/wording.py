"""Texts that refer to figures: "每月{figure: minimum-wage.monthly}", filled in for a place and a day.

``{figure: ID}`` stands for the amount with its unit, ``{since: ID}`` for the day (of yearly figures the year) since when it
holds, ``{before: ID}`` for what it was until then, in brackets, or nothing where that is not known. ``{aside: ID}`` stands
for amount and day in brackets, or nothing: a text that has only asides can be told where no figure is known. A place and a
day may follow the id, to name those in place of the asker's: ``{figure: minimum-wage.monthly 广州市 2026-08-31}``.
What asks for the asker's place, ``{no city: …|…}``, is filled as well (``asking.py``).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, cast

import yaml

from knowledge.figures.asking import Asking, asking, lacking_of
from knowledge.figures.register import FigureError, Figures, Value
from knowledge.places.regions import Region, all_regions

Kind = Literal["figure", "since", "before", "aside"]
_SLOT = re.compile(r"\{(figure|since|before|aside|no province|no city):\s*([^{}]+?)\s*\}")
_MISSPELT = re.compile(r"\{[^{}]*:")  # other braces may be for somebody else to fill
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Reference:
    """One place in a text that a figure fills. ``place``, ``day``: None stands for the asker's."""

    kind: Kind
    id: str
    place: Region | None
    day: dt.date | None

    @property
    def is_needed(self) -> bool:
        """Whether the text cannot be told without it."""
        return self.kind != "aside"

    def value(self, figures: Figures, region: Region, day: dt.date) -> Value | None:
        """The figure for an asker in ``region`` about ``day``; None where it is not known, or not since when."""
        value = figures.at(self.id, self.place or region, self.day or day)
        return None if value and self.kind == "since" and value.first is None else value

    def text(self, value: Value | None, figures: Figures, region: Region) -> str:
        """What stands in the text for a value."""
        if value is None:
            return ""
        if self.kind == "figure":
            return value.text
        if self.kind == "since":
            return _start(value)
        if self.kind == "aside":
            return _aside(value)
        return _before(figures.at(self.id, self.place or region, value.first - _DAY) if value.first else None)


@dataclass(frozen=True)
class Filled:
    """A text with the figures that it needs: all ``values``, those for the asker's day (``dated``) and those for his place
    (``local``)."""

    text: str
    values: tuple[Value, ...]
    dated: tuple[Value, ...]
    local: tuple[Value, ...]


@dataclass(frozen=True)
class Wording:
    """A text with something to fill in, as it is ``written``: ``texts`` around the ``slots`` are one more than they are."""

    written: str
    texts: tuple[str, ...]
    slots: tuple[Reference | Asking, ...]
    figures: Figures

    @classmethod
    def of(cls, text: str, figures: Figures) -> Wording | None:
        """The text read; None when there is nothing to fill in. Raises FigureError."""
        parts = _SLOT.split(text)
        plain = tuple(parts[::3])
        if any(map(_MISSPELT.search, plain)):
            raise FigureError(
                "花括号里只能写 figure、since、before、aside、no province 或 no city，如 {figure: minimum-wage.monthly}"
            )
        read = tuple(_read(kind, words, figures) for kind, words in zip(parts[1::3], parts[2::3], strict=True))
        return cls(text, plain, read, figures) if read else None

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The places that figures fill."""
        return tuple(slot for slot in self.slots if isinstance(slot, Reference))

    def is_known(self, region: Region, day: dt.date) -> bool:
        """Whether it can be told to an asker in ``region`` about ``day``."""
        return all(reference.value(self.figures, region, day) for reference in self._needed)

    def values(self, region: Region, day: dt.date) -> tuple[Value | None, ...]:
        """What is needed of the figures, as far as it is known."""
        return tuple(reference.value(self.figures, region, day) for reference in self._needed)

    @cached_property
    def _needed(self) -> tuple[Reference, ...]:
        return tuple(reference for reference in self.references if reference.is_needed)

    def dated(self, region: Region, day: dt.date) -> tuple[Value, ...]:
        """Those of ``filled``, without the text; none where it cannot be told."""
        pairs = [(reference, reference.value(self.figures, region, day)) for reference in self._needed]
        known = [(reference, value) for reference, value in pairs if value]
        return tuple(value for reference, value in known if reference.day is None) if len(known) == len(pairs) else ()

    def filled(self, region: Region, day: dt.date) -> Filled | None:
        """The text for an asker in ``region`` about ``day``; None when a figure that it needs is not known."""
        pairs = [(reference, reference.value(self.figures, region, day)) for reference in self.references]
        if any(value is None for reference, value in pairs if reference.is_needed):
            return None
        values = dict(pairs)
        said = [
            slot.text(region) if isinstance(slot, Asking) else slot.text(values[slot], self.figures, region)
            for slot in self.slots
        ]
        needed = [(reference, value) for reference, value in pairs if value and reference.is_needed]
        return Filled(
            "".join(part for pair in zip(self.texts, [*said, ""], strict=True) for part in pair),
            tuple(value for _, value in needed),
            tuple(value for reference, value in needed if reference.day is None),
            tuple(value for reference, value in needed if reference.place is None),
        )

    def filled_below(self, region: Region, day: dt.date) -> Filled | None:
        """The text for ``region``, or else for the first place in it where all figures are known."""
        own = {place for reference in self.references for place in self.figures.regions(reference.id)}
        inside = sorted((place for place in own if region.holds_for(place)), key=lambda place: place.code)
        return next((found for place in (region, *inside) if (found := self.filled(place, day))), None)


def without_references(text: str) -> str:
    """The text without what refers to figures, and with all that it may say of the asker's place."""
    return _SLOT.sub(lambda slot: slot[2].replace("|", "；") if lacking_of(slot[1]) else "", text)


def filled_in(text: str, region: Region, day: dt.date, figures: Figures) -> str | None:
    """A text for a place and a day, whether there is anything to fill in or not; None when a figure is not known there.

    Raises FigureError.
    """
    wording = Wording.of(text, figures)
    found = wording.filled(region, day) if wording else None
    return found.text if found else None if wording else text


def _read(kind: str, words: str, figures: Figures) -> Reference | Asking:
    if (lacking := lacking_of(kind)) is None:
        return _reference(kind, words, figures)
    if (found := asking(lacking, words)) is None:
        raise FigureError(f"{{{kind}: {words}}} 要写两种说法，中间一条竖线：{{{kind}: 不知道在哪时说的|知道时说的}}")
    return found


def _reference(kind: str, words: str, figures: Figures) -> Reference:
    id, *rest = words.split()
    if id not in figures:
        raise FigureError(f"数字表里没有 {id}（knowledge/figures/data）")
    places = [word for word in rest if not _DATE.fullmatch(word)]
    days = [word for word in rest if _DATE.fullmatch(word)]
    if len(places) > 1 or len(days) > 1:
        raise FigureError(f"{{{kind}: {words}}} 写多了：编号后面最多写一个地区、一个日期")
    return Reference(
        cast(Kind, kind),
        id,
        all_regions().get(places[0]) if places else None,
        dt.date.fromisoformat(days[0]) if days else None,
    )


def _start(value: Value) -> str:
    assert value.first  # or there were no value to tell
    return f"{value.first.year}年" if value.yearly else _in_words(value.first)


def _before(value: Value | None) -> str:
    if value is None or value.last is None:
        return ""
    key, end = ("year", f"{value.last.year}年") if value.yearly else ("before", _in_words(value.last))
    return _texts()[key].format(day=end, figure=value.text)


def _aside(value: Value) -> str:
    key = "year" if value.yearly else "aside" if value.first else "aside_bare"
    return _texts()[key].format(day=_start(value) if value.first else "", figure=value.text)


def _in_words(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@cache
def _texts() -> dict[str, str]:
    texts: dict[str, str] = yaml.safe_load(Path(__file__).with_name("texts.yml").read_text("utf-8"))
    return texts
