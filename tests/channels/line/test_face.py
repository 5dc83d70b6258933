"""The public face: closed with a word, opened again, each noted in the log."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Engine

from channels.line import face
from channels.line.face import Face, WrongText, close_face, closed_text, open_face
from knowledge.records.audit import By, deeds
from knowledge.records.database import open_database
from tests.databases import Place

BY = By("管理员", "维护")


@pytest.fixture
def database(place: Place) -> Engine:
    return open_database(place.migrated())


def test_closed_anew_and_opened(database: Engine) -> None:
    assert closed_text(database) is None and not open_face(database, BY)
    close_face(database, "维护", BY)
    close_face(database, " 下午恢复 ", BY)
    assert closed_text(database) == "下午恢复"
    assert open_face(database, BY) and closed_text(database) is None
    noted = [(deed.what, deed.detail.get("text"), deed.why) for deed in deeds(database, face.KIND)]
    assert noted == [("open", None, "维护"), ("close", "下午恢复", "维护"), ("close", "维护", "维护")]


@pytest.mark.parametrize("text", ["", "  ", "长" * 301])
def test_a_text_that_nobody_could_read(database: Engine, text: str) -> None:
    with pytest.raises(WrongText):
        close_face(database, text, BY)


def test_asked_once_a_second(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def count(database: Engine) -> str:
        nonlocal asked
        asked += 1
        return "停"

    monkeypatch.setattr(face, "closed_text", count)

    async def ask() -> list[str | None]:
        known = Face(database)
        return [await known.closed() for _ in range(100)]

    assert set(asyncio.run(ask())) == {"停"} and asked <= 2
