"""The guide that fits somebody's trade."""

from __future__ import annotations

import pytest

from actions.narrower import _narrower, narrowed
from knowledge.language.trades import trade_words
from knowledge.library.content import Content
from knowledge.retrieval.result import Hit, Result


def found(content: Content, id: str) -> Result:
    passage = next(passage for passage in content.passages if passage.id == id)
    return Result("guide", (), None, None, guide=Hit(passage, 0.9))


def test_all_that_is_named_is_there(shipped: Content) -> None:
    ids, trades = {passage.id for passage in shipped.passages}, trade_words()
    for general, by_trade in _narrower().items():
        assert {general, *by_trade} <= ids
        assert {trade for named in by_trade.values() for trade in named} <= set(trades)


@pytest.mark.parametrize(
    ("trade", "guide"), [("瓦工", "guide-wages-site"), ("保洁", "guide-wages-owed"), (None, "guide-wages-owed")]
)
def test_wages_owed_on_a_site(shipped: Content, trade: str | None, guide: str) -> None:
    passages = {passage.id: passage for passage in shipped.passages}
    result = narrowed(found(shipped, "guide-wages-owed"), trade, passages.get)
    assert result.guide and result.guide.passage.id == guide
    assert {hit.passage.id for hit in result.hits} <= set(passages[guide].covers)
