"""One flat array of rows against a list of lists."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.ragged import Ragged, ranges

ROWS = st.lists(st.lists(st.integers(-9, 9), max_size=5), max_size=6)


def ragged(rows: list[list[int]]) -> Ragged[np.int32]:
    return Ragged.of([np.array(row, np.int32) for row in rows], np.int32)


def listed(found: Ragged[np.int32]) -> list[list[int]]:
    return [found[row].tolist() for row in range(len(found))]


@given(ROWS)
def test_what_went_in(rows: list[list[int]]) -> None:
    made = ragged(rows)
    assert listed(made) == rows
    assert made.offsets[0] == 0 and made.offsets[-1] == len(made.values)
    assert made.counts.tolist() == [len(row) for row in rows]
    assert made.owner.tolist() == [number for number, row in enumerate(rows) for _ in row]
    assert made.nbytes == made.values.nbytes + made.offsets.nbytes
    assert made.values.dtype == np.int32


@given(ROWS.filter(bool), st.data())
def test_some_rows_in_any_order(rows: list[list[int]], data: st.DataObject) -> None:
    numbers = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=8))
    made, wanted = ragged(rows), np.array(numbers, np.int64)
    assert listed(made.take(wanted)) == [rows[number] for number in numbers]
    assert made.values[made.places(wanted)].tolist() == [value for number in numbers for value in rows[number]]


@given(st.lists(ROWS, min_size=1, max_size=4))
def test_joined(parts: list[list[list[int]]]) -> None:
    assert listed(Ragged.joined([ragged(rows) for rows in parts])) == [row for rows in parts for row in rows]


def test_ranges() -> None:
    assert ranges(np.array([3, 0, 5]), np.array([5, 0, 6])).tolist() == [3, 4, 5]
