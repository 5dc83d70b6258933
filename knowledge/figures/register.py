"""The figures by name, place and day: those that the project ships, with what an office laid over them."""

from __future__ import annotations

import copy
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from knowledge.checked_yaml import Steps, dotted, item_at, read_checked
from knowledge.errors import ReadableError
from knowledge.figures.schema import FigureFile, FigureRows, Grade, ValueRow
from knowledge.places.regions import Region, all_regions
from knowledge.shapes import Source

FIGURES_FOLDER = Path(__file__).parent / "data"
_DAY = dt.timedelta(days=1)
_REASONS = {
    "extra_forbidden": "不认识这一项，请核对拼写（见 docs/content.md）",
    "string_pattern_mismatch": "要写成“领域.名称”，用小写字母、数字和短横线，如 minimum-wage.monthly",
    "literal_error": "只能写 A 或 B；C 级的数不能写进来，答案里写“请打12333问”",
    "decimal_parsing": "应该是一个数",
    "decimal_type": "应该是一个数",
}


class FigureError(ReadableError):
    """A file of figures cannot be read, or there is no such figure; the message says which and why, in Chinese."""


@dataclass(frozen=True)
class Value:
    """What a figure is in ``region`` and below it, from ``first`` to ``last`` (both included; None: not known, or still).

    ``as_of``: the day up to which that is known; ``checked``: when somebody last compared it with the source.
    """

    amount: Decimal
    unit: str
    region: Region
    first: dt.date | None
    last: dt.date | None
    source: Source
    grade: Grade
    checked: dt.date
    as_of: dt.date
    yearly: bool = False

    @property
    def text(self) -> str:
        """ "2040元", "20.2元"."""
        return f"{plain(self.amount)}{self.unit}"


@dataclass(frozen=True)
class OwnValue:
    """What an office says that a figure is in ``region`` and below it, from ``first`` to ``last`` (None: until it says
    otherwise); ``checked``: when somebody compared it with the source."""

    figure: str
    region: Region
    amount: Decimal
    first: dt.date
    last: dt.date | None
    source: Source
    checked: dt.date


@dataclass(frozen=True)
class _Term:
    """A row in one of its places, with the end that the next row sets."""

    row: ValueRow
    region: Region
    last: dt.date | None
    source: Source | None
    as_of: dt.date

    def covers(self, day: dt.date) -> bool:
        return self.row.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class _Figure:
    rows: FigureRows
    terms: Mapping[Region, tuple[_Term, ...]]


class Figures:
    """All figures of some files. Never changes; ``edition``: tells whether it did, of those that others take the place of."""

    edition = 0

    def __init__(self, files: Iterable[FigureFile]) -> None:
        """Raises FigureError, UnknownRegion."""
        self._figures: dict[str, _Figure] = {}
        for file in files:
            for rows in file.figures:
                if rows.id in self._figures:
                    raise FigureError(f"{rows.id} 写了两遍，只能留一个")
                self._figures[rows.id] = _Figure(rows, _terms(rows, file))
        for id in {row.of for rows in self for row in rows.values if row.of}:
            self._figure(id)

    def __iter__(self) -> Iterator[FigureRows]:
        return (figure.rows for figure in self._figures.values())

    def __contains__(self, id: str) -> bool:
        return id in self._figures

    def at(self, id: str, region: Region, day: dt.date) -> Value | None:
        """What the figure is in ``region`` on a day: as the nearest region from there upwards has it; None where none has it.

        Raises FigureError when there is no such figure.
        """
        figure = self._figure(id)
        place: Region | None = region
        while place:
            for term in figure.terms.get(place, ()):
                if term.covers(day):
                    return self._value(figure.rows, term, region, day)
            place = place.parent
        return None

    def history(self, id: str, region: Region) -> tuple[Value, ...]:
        """What the figure was, is and will be by the rows of ``region`` and of all above it, the earliest first."""
        figure = self._figure(id)
        terms = [term for place in region.path for term in figure.terms.get(place, ())]
        days = sorted({day for term in terms for day in self._turns(term, region)})
        found = (self.at(id, region, day) for day in days)
        return tuple(value for value in found if value)

    def regions(self, id: str) -> frozenset[Region]:
        """The regions with rows of their own, of this figure or of one that it is a share of."""
        terms = [term for terms in self._figure(id).terms.values() for term in terms]
        shared = (self.regions(term.row.of) for term in terms if term.row.of)
        return frozenset({term.region for term in terms}).union(*shared)

    def rows(self, id: str) -> FigureRows:
        """What the files say of a figure. Raises FigureError."""
        return self._figure(id).rows

    def resting_on(self, id: str) -> tuple[str, ...]:
        """The figure itself and all that are a share of it, or of such a share. Raises FigureError."""
        shares = (rows.id for rows in self if any(row.of == id for row in rows.values))
        return (self._figure(id).rows.id, *(other for share in shares for other in self.resting_on(share)))

    def laid_over(self, values: Iterable[OwnValue]) -> Figures:
        """Other figures, that are these but where an office has values of its own: each until the next one begins, whoever
        has that; of the same first day the office's. Raises FigureError."""
        own: dict[str, list[OwnValue]] = defaultdict(list)
        for value in values:
            own[value.figure].append(value)
        over = copy.copy(self)
        over._figures = self._figures | {id: _laid_over(self._figure(id), some) for id, some in own.items()}
        return over

    def _turns(self, term: _Term, region: Region) -> set[dt.date]:
        """The days on which the value of a row changes."""
        if not term.row.of:
            return {term.row.first}
        inner = [day for value in self.history(term.row.of, region) if (day := value.first) and term.covers(day)]
        return {term.row.first, *inner}

    def _value(self, rows: FigureRows, term: _Term, region: Region, day: dt.date) -> Value | None:
        row = term.row
        whole = self.at(row.of, region, day) if row.of else None
        if whole:
            return _share(rows, term, whole)
        return _own(rows, term, row.value, term.source) if row.value is not None and term.source else None

    def _figure(self, id: str) -> _Figure:
        try:
            return self._figures[id]
        except KeyError as error:
            raise FigureError(f"数字表里没有 {id}（knowledge/figures/data）") from error


def plain(amount: Decimal) -> str:
    """As people write it: 2040, 20.2."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_file(path: Path) -> FigureFile:
    """One file of figures, checked against the schema. Raises FigureError."""
    return read_checked(path, FigureFile, FigureError, _REASONS, _place)


def load_figures(folder: Path = FIGURES_FOLDER) -> Figures:
    """The figures of all files of ``folder``. Raises FigureError, UnknownRegion."""
    return Figures(_of_domain(path.stem, read_file(path)) for path in sorted(folder.glob("*.yml")))


@cache
def shipped_figures() -> Figures:
    """The register that the project ships. Raises FigureError, UnknownRegion."""
    return load_figures()


class FiguresInUse(Figures):
    """The register that this process tells. Whoever refers to it finds what was put in use last: texts that were read once
    need not be read anew. Put others in use only while nobody is answered (``actions/live.py``)."""

    def __init__(self, figures: Figures) -> None:
        self.use(figures)

    def use(self, figures: Figures) -> None:
        """Tell these from now on."""
        self._figures = figures._figures
        self.edition += 1


@cache
def figures_in_use() -> FiguresInUse:
    """The register of this process: the shipped one, until another is put in use. Raises FigureError, UnknownRegion."""
    return FiguresInUse(shipped_figures())


def _of_domain(domain: str, file: FigureFile) -> FigureFile:
    """The file as it is. Raises FigureError when one of its figures belongs in another."""
    for rows in file.figures:
        if rows.domain != domain:
            raise FigureError(f"{domain}.yml：{rows.id} 的编号要以 {domain}. 开头，或者移到别的文件")
    return file


def _own(rows: FigureRows, term: _Term, amount: Decimal, source: Source) -> Value:
    row = term.row
    return Value(
        amount=amount,
        unit=rows.unit,
        region=term.region,
        first=None if row.earlier else row.first,
        last=term.last,
        source=source,
        grade=row.grade,
        checked=row.checked,
        as_of=term.as_of,
        yearly=rows.yearly,
    )


def _share(rows: FigureRows, term: _Term, whole: Value) -> Value:
    """A share of another value: it changes whenever either does, and is known as well as the less known of the two."""
    amount = (whole.amount * term.row.percent / 100).quantize(Decimal(1).scaleb(-rows.digits), ROUND_HALF_UP)
    share = _own(rows, term, amount, term.source or whole.source)
    return replace(
        share,
        region=max(share.region, whole.region, key=lambda region: region.depth),
        first=_later(term.row, whole.first),
        last=min((day for day in (share.last, whole.last) if day), default=None),
        grade=max(share.grade, whole.grade),
        checked=min(share.checked, whole.checked),
        as_of=min(share.as_of, whole.as_of),
    )


def _later(row: ValueRow, first: dt.date | None) -> dt.date | None:
    """The day from which both hold, as far as that is known."""
    if first is None or (row.earlier and first < row.first):
        return None
    return max(first, row.first)


def _terms(rows: FigureRows, file: FigureFile) -> dict[Region, tuple[_Term, ...]]:
    """The rows of each place, the earliest first, each until the next begins."""
    placed = sorted(
        ((all_regions().get(name), row) for row in rows.values for name in row.regions),
        key=lambda pair: (pair[0].code, pair[1].first),
    )
    terms: dict[Region, tuple[_Term, ...]] = {}
    for number, (region, row) in enumerate(placed):
        following = next((later for place, later in placed[number + 1 : number + 2] if place == region), None)
        if following and max(row.first, row.last or row.first) >= following.first:
            raise FigureError(f"{rows.id}：{region} 有两个数在 {following.first} 都有效，只能有一个")
        last = row.last or (following.first - _DAY if following else None)
        if row.source is not None and row.source not in file.sources:
            raise FigureError(f"{rows.id}：来源“{row.source}”没有写在 sources 里")
        source = file.sources[row.source] if row.source else None
        term = _Term(row, region, last, source, row.as_of or file.as_of or row.checked)
        terms[region] = (*terms.get(region, ()), term)
    return terms


def _laid_over(figure: _Figure, values: Sequence[OwnValue]) -> _Figure:
    terms = dict(figure.terms)
    for region in {value.region for value in values}:
        own = [_own_term(value) for value in values if value.region == region]
        terms[region] = _one_after_another([*terms.get(region, ()), *own])
    return replace(figure, terms=terms)


def _one_after_another(terms: Iterable[_Term]) -> tuple[_Term, ...]:
    """The terms of a place in their order, of the same first day the last given, each until the next begins."""
    by_day = {term.row.first: term for term in terms}
    days = sorted(by_day)
    ends = [*(day - _DAY for day in days[1:]), None]
    return tuple(
        replace(by_day[day], last=min((last for last in (by_day[day].last, end) if last), default=None))
        for day, end in zip(days, ends, strict=True)
    )


def _own_term(value: OwnValue) -> _Term:
    row = ValueRow.model_construct(
        regions=(value.region.name,),
        value=value.amount,
        first=value.first,
        last=value.last,
        source=value.source.title,
        grade="A",  # whoever has it is the office in charge
        checked=value.checked,
    )
    return _Term(row, value.region, value.last, value.source, value.checked)


def _place(raw: object, steps: Steps) -> str:
    """ "minimum-wage.monthly：values.0.grade " """
    if found := item_at(raw, steps, "figures"):
        name, number, steps = found
        return f"{name or f'第 {number} 个数'}：{dotted(steps)} "
    return f"{dotted(steps)} "
