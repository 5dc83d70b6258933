"""Where the table of a sheet begins and what its columns are: titles may stand above, a heading may take two rows.

What nobody can tell from the headings alone, a ``Guide`` says: what was answered on the command line, or the time before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, zip_longest
from types import MappingProxyType

from knowledge.records.files import FileError, Sheet, SourceRow
from knowledge.records.headers import Meaning, is_spelt_so, key, likely, meaning, title
from knowledge.records.kinds import Column, Kind

LOOKED_AT = 20  # rows in which the header may stand
_LEAST = 2  # known columns that make a row a header
_NONE: Mapping[str, Column] = MappingProxyType({})
_FIGURE = re.compile(r"[\d.,/:\s-]*\d[\d.,/:\s-]*")

Columns = Mapping[str, str]
"""Which column each heading (as ``headers.key`` makes it) is; "" for one that is not to be read."""


@dataclass(frozen=True)
class Guide:
    """``columns``: said for this import; ``remembered``: the answers of earlier ones, by the file's shape (``shape_of``);
    ``values``: what a column is in every row where it is empty or lacking."""

    columns: Columns = field(default_factory=dict)
    remembered: Mapping[str, Columns] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


class UnclearColumns(FileError):
    """Somebody must say what some columns are: ``headings`` are the unknown ones, ``missing`` the columns that are needed,
    ``guesses`` what some of the headings seem to be.

    ``shape`` names files with the same headings. How it is said is for the terminal or the page to tell.
    """

    def __init__(
        self,
        message: str,
        shape: str,
        headings: Sequence[str],
        missing: Sequence[Column],
        guesses: Mapping[str, Column] = _NONE,
    ) -> None:
        super().__init__(message)
        self.shape, self.headings, self.missing, self.guesses = shape, headings, missing, guesses

    def of_file(self, name: str) -> UnclearColumns:
        """The same, naming the file."""
        return UnclearColumns(f"{name}：{self}", self.shape, self.headings, self.missing, self.guesses)


@dataclass(frozen=True)
class Layout:
    """The table of a sheet: by index the names of its columns (None: not read) and their headings; what the headings say of
    every row; the rows below them; what is to be told."""

    sheet: Sheet
    names: Sequence[str | None]
    headings: Sequence[str]
    says: Mapping[str, str]
    line: int
    rows: Iterator[SourceRow]
    notes: Sequence[str]


def shape_of(headings: Sequence[str]) -> str:
    """The same for files with the same headings in the same order."""
    return "|".join(key(heading) for heading in headings).strip("|")


def lay_out(sheet: Sheet, kind: Kind, guide: Guide) -> Layout | None:
    """The table of a sheet; None if it is empty. Raises FileError, whose message does not name the file."""
    first = list(islice(sheet.rows, LOOKED_AT))
    if not first:
        return None
    header = _best(first, kind, guide)
    if not header.known:
        raise _headless(header, kind)
    names = _names(header, kind, guide)
    unread = [heading for heading, name in zip(header.headings, names, strict=True) if heading and name is None]
    notes = [*_read_otherwise(header, names, kind), *_left_out(unread, header, guide)]
    rows = chain(first[header.end :], sheet.rows)
    return Layout(sheet, names, header.headings, header.says, header.line, rows, notes)


@dataclass(frozen=True)
class _Header:
    """One or two rows taken for the header; ``end``: the number of rows down to its end."""

    headings: Sequence[str]
    meanings: Sequence[Meaning | None]
    line: int
    end: int

    @property
    def known(self) -> int:
        """How many columns are known."""
        return len({found.name for found in self.meanings if found})

    @property
    def says(self) -> dict[str, str]:
        return {name: text for found in self.meanings if found for name, text in found.says.items()}


def _best(rows: Sequence[SourceRow], kind: Kind, guide: Guide) -> _Header:
    """The row that names most columns, or two rows if they name more together; of equals the first and the shorter."""
    heads = [_header([row], n + 1, kind, guide) for n, row in enumerate(rows) if not any(map(_is_figure, row.cells))]
    best = max(heads or [_header(rows[:1], 1, kind, guide)], key=lambda head: head.known)
    if best.known < _LEAST:
        return best
    if best.end >= 2:  # the upper row says what the lower one leaves open
        pair = _header(rows[best.end - 2 : best.end], best.end, kind, guide)
        best = pair if pair.known > best.known else best
    if best.end < len(rows) and (_is_header(rows[best.end], kind) or _hangs(rows[best.end - 1], rows[best.end])):
        best = _header(rows[best.end - 1 : best.end + 1], best.end + 1, kind, guide)
    return best


def _is_figure(cell: str) -> bool:
    """Numbers and dates head no column."""
    return bool(_FIGURE.fullmatch(cell.strip()))


def _is_header(row: SourceRow, kind: Kind) -> bool:
    """Whether all that stands in a row are names of columns."""
    found = [meaning(cell, kind) for cell in row.cells if cell.strip()]
    return len(found) >= _LEAST and all(found)


def _hangs(upper: SourceRow, lower: SourceRow) -> bool:
    """Whether headings of the upper row reach down into the lower one: what is merged counts for all its rows."""
    same = [one for one, other in zip(upper.cells, lower.cells, strict=False) if one.strip() and one == other]
    return len(same) >= _LEAST


def _header(rows: Sequence[SourceRow], end: int, kind: Kind, guide: Guide) -> _Header:
    """Of two rows the lower says what a column is, where it says anything known; what stands above several columns is none
    of them."""
    headings: list[str] = []
    columns = list(zip_longest(*(row.cells for row in rows), fillvalue=""))
    for cells, after in zip_longest(columns, columns[1:], fillvalue=("",) * len(rows)):
        is_above_several = len(rows) > 1 and all(cells) and after[-1] and not after[0]
        filled = [_one_line(cell) for cell in (cells[1:] if is_above_several else cells) if cell.strip()]
        known = [cell for cell in filled if meaning(cell, kind)]
        headings.append((known or filled or [""])[-1])
    told = _told(headings, guide)
    meanings = [_meant(heading, told, kind) for heading in headings]
    return _Header(headings, meanings, rows[-1].line, end)


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _told(headings: Sequence[str], guide: Guide) -> Columns:
    return {**guide.remembered.get(shape_of(headings), {}), **guide.columns}


def _meant(heading: str, told: Columns, kind: Kind) -> Meaning | None:
    if not key(heading):
        return None
    if (name := told.get(key(heading))) is not None:
        return Meaning(name, True) if name else None
    return meaning(heading, kind)


def _headless(header: _Header, kind: Kind) -> FileError:
    """No column is known: the first row with several texts may be the headings all the same."""
    message = f"前 {LOOKED_AT} 行里没有找到列名；数据上面要有一行列名，可以用的列：{_all_of(kind)}；别的叫法请说明"
    headings = [heading for heading in header.headings if key(heading)]
    if len(headings) < _LEAST:
        return FileError(message)
    missing = [column for column in kind.columns if column.required]
    return UnclearColumns(message, shape_of(header.headings), headings, missing)


def _names(header: _Header, kind: Kind, guide: Guide) -> list[str | None]:
    """The column that each heading is. Raises FileError."""
    taken = _taken(header, kind)
    lacking = [column for column in kind.columns if column.name not in taken]
    missing = [column for column in lacking if column.required and not guide.values.get(column.name)]
    told = _told(header.headings, guide)
    unknown = [
        heading
        for heading, found in zip(header.headings, header.meanings, strict=True)
        if not found and key(heading) and key(heading) not in told
    ]
    slips = {heading: column for heading in unknown if (column := likely(heading, lacking))}
    if not missing and not slips:
        return [name if name in taken and taken[name] == n else None for n, name in enumerate(_of(header))]
    message = _unclear(missing, unknown, slips, kind)
    raise UnclearColumns(message, shape_of(header.headings), unknown, missing, slips)


def _of(header: _Header) -> list[str | None]:
    return [found.name if found else None for found in header.meanings]


def _taken(header: _Header, kind: Kind) -> dict[str, int]:
    """By column, the index where it stands: the contract's own name goes before others. Raises FileError."""
    taken: dict[str, int] = {}
    for is_own in (True, False):
        found = [(n, one.name) for n, one in enumerate(header.meanings) if one and one.is_own is is_own]
        new = [(n, name) for n, name in found if name not in taken]
        for n, name in new:
            if name in taken:
                raise _twice(name, header, [header.headings[n] for n, other in new if other == name], kind)
            taken[name] = n
    return taken


def _twice(name: str, header: _Header, headings: Sequence[str], kind: Kind) -> UnclearColumns:
    """Two headings say the same: likelier than none of them the first is meant."""
    column = next((column for column in kind.columns if column.name == name), None)
    same = list(dict.fromkeys(headings))
    named = "、".join(f"“{heading}”" for heading in same)
    message = f"列 {column or title(name, kind)} 出现了两次（{named}），请删掉一列，或说明哪一列不读"
    return UnclearColumns(message, shape_of(header.headings), same, [], {same[0]: column} if column else {})


def _unclear(missing: Sequence[Column], unknown: Sequence[str], slips: Mapping[str, Column], kind: Kind) -> str:
    parts: list[str] = []
    if missing:
        parts.append(f"缺少必填的列 {'、'.join(map(str, missing))}")
    if unknown:
        hints = {heading: f"（是不是“{column.title}”？）" for heading, column in slips.items()}
        named = "、".join(f"“{heading[:20]}”{hints.get(heading, '')}" for heading in unknown)
        parts.append(f"不认识的列 {named}，请说明哪一列是什么，或者不要")
    if missing:
        parts.append("表里没有的，整份表都一样就可以一起说明")
    parts.append(f"可以用的列：{_all_of(kind)}")
    return "；".join(parts)


def _all_of(kind: Kind) -> str:
    return "、".join(map(str, kind.columns))


def _read_otherwise(header: _Header, names: Sequence[str | None], kind: Kind) -> list[str]:
    """Which headings were taken for which columns."""
    pairs = [
        f"“{heading}”→{title(found.name, kind)}"
        for heading, found, name in zip(header.headings, header.meanings, names, strict=True)
        if name and found and not found.is_own and not is_spelt_so(heading, found.name, kind)
    ]
    return [f"这些列名按意思认：{'，'.join(pairs)}"] if pairs else []


def _left_out(unread: Sequence[str], header: _Header, guide: Guide) -> list[str]:
    told = _told(header.headings, guide)
    new = [f"“{heading[:20]}”" for heading in unread if told.get(key(heading)) != ""]
    return [f"没有导入这些列：{'、'.join(new)}"] if new else []
