"""Check how entries use the register of figures: what they refer to is there, and no figure of it is written out."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from knowledge.figures.literals import Literal, literals
from knowledge.figures.register import FigureError, Figures
from knowledge.figures.wording import Wording, without_references
from knowledge.library.placed import Placed, placed
from knowledge.library.schema import ContentFile
from knowledge.places.regions import Region, UnknownRegion

# Answers with a figure of grade B say whose word counts.
HOTLINE = "12333"
BRACE = re.compile(r"[{}]")


def figure_faults(files: Mapping[str, ContentFile], register: Figures, today: dt.date) -> Iterator[str]:
    """What is wrong with the figures of all entries, one line each. Unknown regions are left to the check of entries."""
    entries = list(placed(files))
    cities = {one.region for one in entries if one.region.depth >= 2}
    settled = _settled_nearer(entries)
    for one in entries:
        for fault in _faults(one, cities, settled[one.entry.id], register, today):
            yield f"{one.file}：{one.entry.id}：{fault}"


def _settled_nearer(entries: Iterable[Placed]) -> dict[str, list[Region]]:
    """For each entry the regions where another one answers in its stead."""
    settled: dict[str, list[Region]] = defaultdict(list)
    for one in entries:
        for replaced in one.entry.replaces:
            settled[replaced].append(one.region)
    return settled


def _faults(
    one: Placed, cities: Iterable[Region], settled: Iterable[Region], register: Figures, today: dt.date
) -> Iterator[str]:
    entry, region = one.entry, one.region
    day = day_in_force(entry.effective_from, entry.effective_to, today)
    try:
        wording = Wording.of(entry.answer, register)
    except (FigureError, UnknownRegion) as error:
        yield str(error)
        return
    if BRACE.search(without_references(entry.answer)):
        yield "花括号里的写法不对，写法见 docs/content.md 的“数字表”一节"
    if entry.source is None and not (wording and wording.values(region, day)):
        yield "没有写 source；只有答案里引用了数字表的条目才可以不写"
    if wording is not None:
        inside = {city for city in cities if region.holds_for(city) and not any(r.holds_for(city) for r in settled)}
        where = [region] if wording.is_known(region, day) or not inside else sorted(inside, key=str)
        yield from _faults_of_wording(wording, where, day, HOTLINE in entry.answer)
    if entry.kind != "statistic":  # news stays as it was written
        found = literals(without_references(entry.answer), entry.question, region, day, register)
        yield from literal_faults("答案里", found)


def literal_faults(where: str, found: Iterable[Literal]) -> Iterator[str]:
    """A line for each number that is written out, with all that it may stand for."""
    choices: dict[str, dict[str, str]] = defaultdict(dict)
    for literal in found:
        choices[literal.number][literal.instead] = literal.what
    for number, instead in choices.items():
        ways = "，或 ".join(f"{reference}（{what}）" for reference, what in instead.items())
        yield f"{where}的“{number}”登记在数字表里，请改写成 {ways}"


def _faults_of_wording(wording: Wording, where: Iterable[Region], day: dt.date, names_hotline: bool) -> Iterator[str]:
    """``where``: the entry's own region, or else each city inside it where nothing nearer answers."""
    for place in where:
        filled = wording.filled(place, day)
        if filled is None:
            yield f"{place} 在 {day} 没有登记答案引用的数（或者不知道从哪天起），请补进数字表，或者给那里另写一条"
        elif not names_hotline and any(value.grade == "B" for value in filled.dated):
            yield f"引用了 B 级的数（{place}），答案里要写“以{HOTLINE}答复为准”"


def day_in_force(first: dt.date | None, last: dt.date | None, today: dt.date) -> dt.date:
    """The day nearest to today on which something holds that does from ``first`` to ``last``."""
    return min(max(today, first or today), last or dt.date.max)
