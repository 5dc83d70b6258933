"""Lay out the cells of a table of which some reach over several columns or rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from knowledge.papers.blocks import Table


class Cell(NamedTuple):
    """A cell as it is written: its text, over how many columns and rows it reaches."""

    text: str
    columns: int = 1
    rows: int = 1


def laid_out(rows: Iterable[Iterable[Cell]]) -> Table | None:
    """The table of rows of cells; each text once. None where nothing is written in it."""
    grid: list[dict[int, str | None]] = []
    covered: dict[int, int] = {}  # column: rows that a cell from above still reaches into
    for row in rows:
        cells, at = _covered_row(covered), 0
        for cell in row:
            while at in cells:
                at += 1
            for column in range(at, at + cell.columns):
                cells[column] = cell.text if column == at else ""
                if cell.rows > 1:
                    covered[column] = cell.rows - 1
            at += cell.columns
        grid.append(cells)
    if not any(text for cells in grid for text in cells.values()):
        return None
    width = max(max(cells, default=-1) for cells in grid) + 1
    return Table(tuple(tuple(cells.get(column, "") for column in range(width)) for cells in grid if cells))


def _covered_row(covered: dict[int, int]) -> dict[int, str | None]:
    """The cells of a new row that belong to cells above; counts them down."""
    cells: dict[int, str | None] = dict.fromkeys(covered)
    for column in list(covered):
        covered[column] -= 1
        if not covered[column]:
            del covered[column]
    return cells
