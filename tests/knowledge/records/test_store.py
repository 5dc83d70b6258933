"""Every database that may be used, as a store of records."""

from __future__ import annotations

import pytest

from tests.conformance.records_store import RecordsStoreSuite
from tests.databases import Place


class TestStore(RecordsStoreSuite):
    @pytest.fixture
    def url(self, place: Place) -> str:
        return place.migrated()
