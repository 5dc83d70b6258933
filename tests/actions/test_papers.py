"""The search of policy papers in the action server."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from actions.live import Live
from actions.papers import Papers
from knowledge.papers.listing import remove
from knowledge.papers.paper import Paper
from knowledge.papers.splitting import Excerpt
from knowledge.papers.storing import add
from knowledge.places.regions import UnknownRegion
from knowledge.records.database import open_database
from tests.databases import Place

TITLE = "某市高校毕业生求职补贴办法"
EXCERPTS = (
    Excerpt("第一条", "毕业年度的困难家庭毕业生可以申请一次性求职补贴，每人一千五百元。"),
    Excerpt("第二条", "电梯每半个月检修一次。"),
)
QUESTION = "家里困难的毕业生找工作有补贴吗"


@pytest.fixture
def database(place: Place) -> Engine:
    return open_database(place.migrated())


def test_what_was_added_is_found_and_what_was_removed_is_not(live: Live, database: Engine) -> None:
    searcher, papers = live.dialogue.searcher, Papers(database)
    assert papers.search(searcher, QUESTION, None, 3).quotations == ()
    paper = Paper(TITLE, dt.date(2026, 3, 1), EXCERPTS, scanned=True)
    id, _ = add(database, searcher.encoder, paper, "办法.pdf", "舟山市")
    first, second = papers.search(searcher, QUESTION, "舟山", 3).quotations
    assert (first.paper, first.title, first.region, first.file) == (id, TITLE, "舟山市", "办法.pdf")
    assert (first.heading, first.text, first.scanned) == (*EXCERPTS[0], True) and first.score > second.score
    assert papers.search(searcher, QUESTION, "江门市", 3).quotations == ()
    remove(database, id)
    assert papers.search(searcher, QUESTION, None, 3).quotations == ()
    with pytest.raises(UnknownRegion):
        papers.search(searcher, QUESTION, "火星市", 3)
