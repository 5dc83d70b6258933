"""A data base for accounts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine

from channels.roles import Role
from channels.staff.accounts import add_account
from knowledge.records.database import open_database

NAME, PASSWORD = "小王", "窗口边的桂花八月开了"


@pytest.fixture
def database(tmp_path: Path, empty_database: Path, quick_hashing: None) -> Engine:
    """With one account of the hotline."""
    file = tmp_path / "records.db"
    shutil.copy(empty_database, file)
    found = open_database(f"sqlite:///{file}")
    add_account(found, NAME, Role.HOTLINE, PASSWORD)
    return found
