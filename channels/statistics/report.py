"""The monthly report: its tables, which a sheet and a printed page show alike."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from channels.asked.inbox import Found
from channels.line.tally import Outcome
from channels.statistics.shapes import Part, Span, Statistics
from channels.statistics.texts import load_texts

MOST_ENTRIES = MOST_PARTS = MOST_GROUPS = 20
_FEW_CITIES = 3


@dataclass(frozen=True)
class Share:
    """A part of something, 0 to 1; None where there is nothing to reckon it of."""

    value: float | None

    @classmethod
    def of(cls, part: int, whole: int) -> Share:
        return cls(part / whole if whole else None)

    def __str__(self) -> str:
        return "—" if self.value is None else f"{self.value:.1%}"


Cell = str | int | Share


@dataclass(frozen=True)
class Table:
    """Rows under a title. ``chart``: how the ``charted`` columns (from 0) are drawn over the first."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    chart: Literal["", "line", "bar"] = ""
    charted: tuple[int, ...] = ()


@dataclass(frozen=True)
class Report:
    """What an office reads of a month."""

    title: str
    made: str
    tables: tuple[Table, ...]


def month_span(month: str) -> Span:
    """The days of a month ("2026-11")."""
    year, number = map(int, month.split("-"))
    first = dt.date(year, number, 1)
    return Span(first=first, last=first.replace(day=calendar.monthrange(year, number)[1]))


def month_before(span: Span) -> Span:
    """The days of the month before."""
    last = span.first - dt.timedelta(days=1)
    return Span(first=last.replace(day=1), last=last)


def report_of(
    now: Statistics, before: Statistics, in_vain: Sequence[Found], days: float, waiting: int, today: dt.date
) -> Report:
    """``before``: of the month before; ``in_vain``: what was asked in vain, of whose words ``days`` are kept; ``waiting``:
    questions that are in no group yet."""
    texts = load_texts().report
    return Report(
        texts.title.format(month=f"{now.first.year}年{now.first.month}月"),
        texts.made.format(day=f"{today.year}年{today.month}月{today.day}日"),
        (
            _overview(now, before),
            _in_vain(in_vain, days, waiting),
            _days(now),
            _hours(now),
            Table(texts.regions, texts.regions_columns, tuple(_parts(now.regions, now.asked))),
            Table(texts.topics, texts.topics_columns, tuple(_parts(now.topics, now.asked))),
            _entries(now),
        ),
    )


def _overview(now: Statistics, before: Statistics) -> Table:
    texts = load_texts()
    words = texts.report
    rows: list[tuple[Cell, ...]] = [
        (words.conversations, now.conversations, "", before.conversations),
        (words.turns, now.turns, "", before.turns),
        (words.asked, now.asked, Share.of(now.asked, now.asked), before.asked),
    ]
    for outcome in Outcome:
        is_asked = outcome not in (Outcome.TALK, Outcome.CLERK)
        share: Cell = Share.of(now.of(outcome), now.asked) if is_asked else ""
        rows.append((texts.outcomes[outcome], now.of(outcome), share, before.of(outcome)))
    rows += [
        (words.helpful, now.helpful, "", before.helpful),
        (words.unhelpful, now.unhelpful, "", before.unhelpful),
        (words.satisfaction, Share(now.satisfaction), "", Share(before.satisfaction)),
    ]
    return Table(words.overview, words.overview_columns, tuple(rows))


def _days(now: Statistics) -> Table:
    texts = load_texts().report
    rows = tuple(
        (day.day.isoformat(), day.conversations, day.asked, day.of(Outcome.ANSWERED), day.of(Outcome.REFUSED))
        for day in now.days
    )
    return Table(texts.days, texts.days_columns, rows, chart="line", charted=(2, 3, 4))


def _hours(now: Statistics) -> Table:
    texts = load_texts().report
    rows = tuple((texts.hour.format(hour=hour), count) for hour, count in enumerate(now.hours))
    return Table(texts.hours, texts.hours_columns, rows, chart="bar", charted=(1,))


def _parts(parts: Sequence[Part], asked: int) -> Iterator[tuple[Cell, ...]]:
    for part in parts[:MOST_PARTS]:
        answered, refused = part.of(Outcome.ANSWERED), part.of(Outcome.REFUSED)
        yield part.name, part.turns, Share.of(part.turns, asked), answered, refused


def _entries(now: Statistics) -> Table:
    texts = load_texts().report
    rows = tuple((one.id, one.question, one.told, one.listed, one.desk) for one in now.entries[:MOST_ENTRIES])
    return Table(texts.entries, texts.entries_columns, rows)


def _in_vain(found: Sequence[Found], days: float, waiting: int) -> Table:
    texts = load_texts()
    notes = [texts.report.in_vain_note.format(days=f"{days:g}")]
    if waiting:
        notes.append(texts.report.waiting.format(count=waiting))
    rows = tuple(_row(one) for one in found[:MOST_GROUPS])
    return Table(texts.report.in_vain, texts.report.in_vain_columns, rows, "".join(notes))


def _row(found: Found) -> tuple[Cell, ...]:
    texts, group = load_texts(), found.group
    reasons = "、".join(texts.reasons[why] for why, _ in group.reasons.most_common())
    cities = "、".join(f"{city} {count}" for city, count in group.cities.most_common(_FEW_CITIES))
    return group.question, group.people, reasons, cities, texts.states[found.state]
