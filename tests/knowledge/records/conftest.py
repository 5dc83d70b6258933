"""A real database, and real files in a temporary folder."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.records.database import open_database
from tests.databases import Place

WriteCsv = Callable[..., Path]


@pytest.fixture
def url(place: Place) -> str:
    return place.migrated()


@pytest.fixture
def engine(url: str) -> Iterable[Engine]:
    engine = open_database(url)
    yield engine
    engine.dispose()


@pytest.fixture
def write_csv(tmp_path: Path) -> WriteCsv:
    """Writes a CSV file of a header ("id name city") and rows."""

    def write(header: str, *rows: Sequence[str], name: str = "rows.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows([header.split(), *rows])
        return path

    return write
