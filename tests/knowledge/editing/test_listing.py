"""All FAQs of an office in one list."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge import china_time
from knowledge.editing.listing import Due, Standing, Wanted, find_listed, listed, matching
from knowledge.library.content import Passage
from knowledge.library.due import USUAL
from knowledge.records.audit import By
from knowledge.records.database import open_database
from knowledge.records.faqs.door import Door
from knowledge.records.faqs.reading import read_contents
from knowledge.records.removing import withdraw_content

BY, TODAY = By("安娜"), dt.date(2026, 3, 1)


@pytest.fixture
def database(tmp_path: Path, empty_database: Path) -> Iterator[Engine]:
    """With two FAQs of the office, an edit of a shipped entry, and a shipped entry withdrawn."""
    shutil.copy(empty_database, tmp_path)
    engine = open_database(f"sqlite:///{tmp_path / 'records.db'}")
    door = Door(engine)
    texts = {"question": "青年公寓能住几天？", "answer": "5天。", "region": "上饶市广信区", "category": "住宿"}
    source = {"source_title": "通知", "source_date": "2026-01-01"}
    for id, more in (("bed", source | {"effective_to": "2026-03-20"}), ("bed2", {"effective_to": "2026-02-01"})):
        door.draft(read_contents({"id": id} | texts | more), BY, 0)
    door.publish("bed", BY)
    door.draft(read_contents({"id": "lanxi-lodging", "question": "住几天？", "answer": "7天。"} | source), BY, 0)
    door.publish("lanxi-lodging", BY)
    withdraw_content(engine, ["lanxi-gig-where"])
    yield engine
    engine.dispose()


def ids(database: Engine, passages: Mapping[str, Passage], **wanted: object) -> list[str]:
    found = matching(listed(database, passages), Wanted(**wanted), TODAY)  # type: ignore[arg-type]
    return [one.id for one in found]


def test_each_once_in_the_order_of_the_ids(database: Engine, passages: Mapping[str, Passage]) -> None:
    found = ids(database, passages)
    assert found == sorted({*passages, "bed", "bed2"})


def test_where_each_stands(database: Engine, passages: Mapping[str, Passage]) -> None:
    standings = {
        "bed": (Standing.PUBLISHED, 1, True, False), "bed2": (Standing.DRAFT, 1, False, False),
        "lanxi-lodging": (Standing.PUBLISHED, 1, True, True), "lanxi-gig-where": (Standing.WITHDRAWN, 0, False, True),
        "nation-overtime-rest": (Standing.SHIPPED, 0, True, True),
    }  # fmt: skip
    for id, standing in standings.items():
        one = find_listed(database, passages, id)
        assert one and (one.standing, one.version, one.is_told, one.is_shipped) == standing
    assert find_listed(database, passages, "nix") is None
    Door(database).withdraw("lanxi-lodging", BY)
    one = find_listed(database, passages, "lanxi-lodging")
    assert one and (one.standing, one.published, one.is_told) == (Standing.WITHDRAWN, None, True)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"text": "公寓"}, ["bed", "bed2"]),
        ({"text": "BED2"}, ["bed2"]),
        ({"region": "上饶市", "category": "住宿"}, ["bed", "bed2"]),
        ({"region": "上饶市", "text": "法律援助"}, ["guangxin-legal"]),
        ({"standing": Standing.DRAFT}, ["bed2"]),
        ({"due": Due.EXPIRED}, ["bed2", "lanxi-unemployment-before"]),
        ({"due": Due.EXPIRING}, ["bed"]),
        ({"due": Due.UNSOURCED, "category": "住宿"}, ["bed2"]),
        ({"in_force": True, "category": "住宿", "region": "上饶市"}, ["bed"]),
    ],
)
def test_which_are_wanted(
    database: Engine, passages: Mapping[str, Passage], wanted: dict[str, object], found: list[str]
) -> None:
    assert ids(database, passages, **wanted) == found


def test_what_nobody_has_compared_with_its_source_for_half_a_year(
    database: Engine, passages: Mapping[str, Passage], monkeypatch: pytest.MonkeyPatch
) -> None:
    days = {"nation-overtime-rest": TODAY - 2 * USUAL, "guangxin-legal": TODAY, "lanxi-gig-where": None}
    monkeypatch.setattr("knowledge.editing.listing.checked_days", lambda: days)
    found = matching(listed(database, passages), Wanted(due=Due.UNCHECKED), TODAY)
    assert [one.id for one in found] == ["nation-overtime-rest"], "not what is told no more"
    later = matching(listed(database, passages), Wanted(due=Due.UNCHECKED), china_time.today() + 2 * USUAL)
    assert {"bed", "lanxi-lodging", "guangxin-legal"} <= {one.id for one in later}, "their own days count"
