"""SQLite as a store of records."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conformance.records_store import RecordsStoreSuite


class TestSqlite(RecordsStoreSuite):
    @pytest.fixture
    def url(self, tmp_path: Path, empty_database: Path) -> str:
        shutil.copy(empty_database, tmp_path)
        return f"sqlite:///{tmp_path / 'records.db'}"
