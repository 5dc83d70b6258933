"""Rows that an older program stored are there after the migrations."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, text

from knowledge.records.audit import deeds, verify
from knowledge.records.database import MIGRATIONS, open_database
from knowledge.records.faqs.reading import entries, history
from knowledge.records.faqs.states import altered
from knowledge.records.removing import remove
from knowledge.records.revisions import deleted_since

FAQ = {
    "id": "1", "question": "问", "similar_questions": "", "answer": "答", "region": "", "category": "", "source_title": "",
    "source_publisher": "", "source_url": "", "effective_from": "2026-01-01", "encoder": "e5", "revision": 3,
}  # fmt: skip


@pytest.fixture
def at_first(tmp_path: Path) -> str:
    """A database of the first program, with one FAQ that is encoded and one that is not."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        names = [*FAQ, "vectors"]
        into = text(f"INSERT INTO faq ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})")
        connection.execute(into, [FAQ | {"vectors": b"made"}, FAQ | {"id": "2", "vectors": None, "encoder": None}])
    engine.dispose()
    return url


def rows(engine: Engine, table: str) -> list[dict[str, object]]:
    with engine.connect() as connection:
        return [dict(row._mapping) for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY id"))]


@pytest.mark.usefixtures("lengthy")
def test_encoded_faqs_stay_encoded(at_first: str) -> None:
    engine = open_database(at_first)
    assert [row["id"] for row in rows(engine, "faq")] == ["1", "2"]
    assert "vectors" not in {column["name"] for column in sa.inspect(engine).get_columns("faq")}
    (found,) = rows(engine, "encoded_faq")
    assert found.items() >= {**FAQ, "vectors": b"made", "made_from": 3}.items()
    assert remove(engine, "faqs", ["1"]) == {"1"} and deleted_since(engine, "faqs", 0) == ["1"]
    assert rows(engine, "encoded_faq") == []


@pytest.mark.usefixtures("lengthy")
def test_imported_faqs_are_the_first_versions_of_the_library(at_first: str) -> None:
    engine = open_database(at_first)
    assert [(one.id, one.published, str(one.contents.effective_from)) for one in entries(engine)] == [
        ("1", 1, "2026-01-01"), ("2", 1, "2026-01-01"),
    ]  # fmt: skip
    (version,) = history(engine, "2")
    assert [(step.state, step.who) for step in version.steps] == [("published", "程序")]
    assert [(deed.what, deed.detail["added"]) for deed in deeds(engine)] == [("take_over", 2)]
    assert verify(engine).faults == () and altered(engine) == []
    assert open_database(at_first) and len(deeds(engine)) == 1
