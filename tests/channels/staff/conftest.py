"""A data base for accounts."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from channels.roles import Role
from channels.staff.accounts import add_account
from knowledge.records.database import open_database
from tests.databases import Place

NAME, PASSWORD = "小王", "窗口边的桂花八月开了"


@pytest.fixture
def database(place: Place, quick_hashing: None) -> Engine:
    """With one account of the hotline."""
    found = open_database(place.migrated())
    add_account(found, NAME, Role.HOTLINE, PASSWORD)
    return found
