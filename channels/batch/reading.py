"""Questions out of a file: a column of them is enough; what should answer and the city are read where they are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from channels.batch.texts import load_texts
from channels.privacy import mask
from knowledge.places.regions import UnknownRegion, region_called
from knowledge.records.files import FileError, Sheet
from knowledge.records.formulas import typed_text
from knowledge.records.headers import key
from knowledge.records.reading import open_book

MOST_QUESTIONS = 5000
LONGEST = 1000
# Rows in which the header may stand.
LOOKED_AT = 5


@dataclass(frozen=True)
class Question:
    """A question, masked. ``region`` "": of anywhere; ``expected``: the id of the entry that should answer it (of several
    that may, with "、" between them), "" where nothing should, None where nobody said."""

    text: str
    region: str = ""
    expected: str | None = None


def read_questions(path: Path) -> list[Question]:
    """The questions of the first sheet that has any. Raises FileError."""
    with open_book(path) as book:
        for sheet in book.sheets:
            if found := _of_sheet(sheet, path.name):
                return found
    raise FileError(f"{path.name}：没有问题。要有一列“问题”，可以再有“应答编号”和“地区”")


def _of_sheet(sheet: Sheet, name: str) -> list[Question]:
    rows = ([typed_text(cell.strip()) for cell in row.cells] for row in sheet.rows)
    filled = (row for row in rows if any(row))
    first = list(islice(filled, LOOKED_AT))
    header = next((number for number, row in enumerate(first) if _places(row)), None)
    # Without a header the first column has the questions.
    below, places = (first, {"question": 0}) if header is None else (first[header + 1 :], _places(first[header]))
    found = list(_questions(chain(below, filled), places, name))
    if len(found) > MOST_QUESTIONS:
        raise FileError(f"{name}：有 {len(found)} 个问题，一次最多 {MOST_QUESTIONS} 个，请分成几个文件")
    return found


def _places(heading: Sequence[str]) -> dict[str, int]:
    """Which column is where; empty where the row is no header."""
    names = [key(cell) for cell in heading]
    known = ((column, [key(word) for word in words]) for column, words in load_texts().columns)
    found = {column: next((n for n, name in enumerate(names) if name in words), None) for column, words in known}
    return (
        {column: place for column, place in found.items() if place is not None} if found["question"] is not None else {}
    )


def _questions(rows: Iterable[Sequence[str]], places: Mapping[str, int], name: str) -> Iterator[Question]:
    for row in rows:
        cells = {column: row[place] for column, place in places.items() if place < len(row)}
        if text := cells.get("question", ""):
            if len(text) > LONGEST:
                raise FileError(f"{name}：“{text[:20]}…”太长了，问题最多 {LONGEST} 个字")
            yield Question(mask(text), _region(cells.get("region", ""), name), _expected(cells.get("expected", "")))


def _region(text: str, name: str) -> str:
    try:
        return region_called(text).name if text else ""
    except UnknownRegion as error:
        raise FileError(f"{name}：{error}") from error


def _expected(text: str) -> str | None:
    if not text:
        return None
    return "" if text in load_texts().refuse_words else text
