"""What a database of records must do, whichever it is."""

from __future__ import annotations

import csv
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from knowledge.records.database import open_database
from knowledge.records.exporting import export_file
from knowledge.records.importing import import_file
from knowledge.records.kinds import RECORD_KINDS, UnknownKind
from knowledge.records.removing import remove, restore_content, withdraw_content, withdrawn_content
from knowledge.records.revisions import changed_since, current_revision, current_revisions, deleted_since


class RecordsStoreSuite(ABC):
    """Derive a class ``Test…`` and say where an empty database is."""

    @pytest.fixture
    @abstractmethod
    def url(self, tmp_path: Path) -> str:
        """The URL of an empty database of this test's own."""

    @pytest.fixture
    def engine(self, url: str) -> Iterable[Engine]:
        engine = open_database(url)
        yield engine
        engine.dispose()

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path) -> None:
        self._folder = tmp_path

    def put(self, engine: Engine, *rows: Sequence[str], kind: str = "stations", header: str = "id name city") -> None:
        """Import these rows."""
        path = self._folder / f"{threading.get_ident()}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header.split(), *rows])
        assert not import_file(engine, kind, path, strict=True).faults

    def names(self, engine: Engine, since: int = 0) -> dict[str, str]:
        return {row.id: row.name for row in changed_since(engine, "stations", since)}

    def test_empty(self, engine: Engine) -> None:
        assert current_revisions(engine) == dict.fromkeys(RECORD_KINDS, 0)
        for kind in RECORD_KINDS:
            assert list(changed_since(engine, kind, 0)) == [] == deleted_since(engine, kind, 0)

    def test_what_came_since(self, engine: Engine) -> None:
        self.put(engine, ["1", "甲", "兰溪市"], ["2", "乙", "兰溪市"])
        first = current_revision(engine, "stations")
        self.put(engine, ["2", "新", "兰溪市"], ["3", "丙", "兰溪市"])
        assert self.names(engine) == {"1": "甲", "2": "新", "3": "丙"}
        assert self.names(engine, first) == {"2": "新", "3": "丙"}
        assert self.names(engine, current_revision(engine, "stations")) == {}

    def test_what_is_the_same_changes_nothing(self, engine: Engine) -> None:
        self.put(engine, ["1", "甲", "兰溪市"])
        before = current_revisions(engine)
        self.put(engine, ["1", "甲", "兰溪市"])
        assert current_revisions(engine) == before

    def test_what_went_since(self, engine: Engine) -> None:
        self.put(engine, ["1", "甲", "兰溪市"], ["2", "乙", "兰溪市"], ["3", "丙", "兰溪市"])
        seen = current_revision(engine, "stations")
        assert remove(engine, "stations", ["1", "2", "nix", "1"]) == {"1", "2"}
        assert self.names(engine) == {"3": "丙"}
        assert (
            sorted(deleted_since(engine, "stations", seen))
            == ["1", "2"]
            == sorted(deleted_since(engine, "stations", 0))
        )
        assert current_revision(engine, "stations") > seen
        assert deleted_since(engine, "stations", current_revision(engine, "stations")) == []
        assert deleted_since(engine, "jobs", 0) == []

    def test_removing_what_is_not_there_changes_nothing(self, engine: Engine) -> None:
        self.put(engine, ["1", "甲", "兰溪市"])
        before = current_revisions(engine)
        assert (
            remove(engine, "stations", ["nix"])
            == remove(engine, "jobs", ["1"])
            == remove(engine, "stations", [])
            == set()
        )
        assert current_revisions(engine) == before and deleted_since(engine, "stations", 0) == []

    def test_removed_and_imported_again(self, engine: Engine) -> None:
        self.put(engine, ["1", "甲", "兰溪市"])
        seen = current_revision(engine, "stations")
        remove(engine, "stations", ["1"])
        self.put(engine, ["1", "甲", "兰溪市"])
        assert self.names(engine, seen) == {"1": "甲"} and deleted_since(engine, "stations", 0) == []
        assert remove(engine, "stations", ["1"]) == {"1"} and deleted_since(engine, "stations", seen) == ["1"]

    def test_export_leaves_out_what_was_removed(self, engine: Engine) -> None:
        self.put(engine, ["1", "甲", "兰溪市"], ["2", "乙", "兰溪市"])
        remove(engine, "stations", ["1"])
        assert export_file(engine, "stations", self._folder / "out.csv") == 1

    def test_an_unknown_kind(self, engine: Engine) -> None:
        with pytest.raises(UnknownKind):
            remove(engine, "dogs", ["1"])

    def test_entries_of_the_content(self, engine: Engine) -> None:
        seen = current_revision(engine, "faqs")
        withdraw_content(engine, ["a-one", "b-two"])
        withdraw_content(engine, ["b-two"])
        assert withdrawn_content(engine) == {"a-one", "b-two"} and current_revision(engine, "faqs") == seen + 1
        assert restore_content(engine, ["b-two", "c-three"]) == {"b-two"}
        assert withdrawn_content(engine) == {"a-one"} and current_revision(engine, "faqs") == seen + 2
        assert restore_content(engine, ["b-two"]) == set() and current_revision(engine, "faqs") == seen + 2

    def test_readers_do_not_wait_for_writers(self, engine: Engine, url: str) -> None:
        with engine.begin() as writer:
            writer.execute(text("UPDATE revision SET number = 7"))
            other = open_database(url)
            assert set(current_revisions(other).values()) == {0}
            other.dispose()

    def test_a_removal_waits_for_an_import(self, engine: Engine, url: str) -> None:
        self.put(engine, ["1", "甲", "兰溪市"])
        removed: list[frozenset[str]] = []
        second = threading.Thread(target=lambda: removed.append(remove(open_database(url), "stations", ["1"])))
        with engine.begin() as first:
            first.execute(text("UPDATE revision SET number = 5 WHERE kind = 'stations'"))
            second.start()
            second.join(0.3)
            assert second.is_alive() and not removed
        second.join(10)
        assert removed == [{"1"}] and current_revision(engine, "stations") == 6
