"""Quotations found."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from knowledge.papers.finding import Quotations
from knowledge.papers.paper import Paper
from knowledge.papers.splitting import Excerpt
from knowledge.papers.storing import add, read_library
from knowledge.places.regions import all_regions
from knowledge.retrieval.adapter import Adapter

PLACES = {"": "国家", "浙江省": "浙江", "舟山市": "舟山", "江门市": "江门"}


@pytest.fixture
def quotations(engine: Engine, letters: Any) -> Quotations:
    for region, name in PLACES.items():
        paper = Paper(
            f"{name}办法", None, (Excerpt("", f"{name}的高温津贴每月发放。"), Excerpt("", f"{name}的见习期限。"))
        )
        add(engine, letters, paper, f"{name}.txt", region)
    return Quotations.of(read_library(engine, letters), letters, Adapter.identity(letters.size), all_regions())


def found(quotations: Quotations, region: str | None) -> set[str]:
    place = all_regions().get(region) if region else None
    return {one.excerpt.paper.region for one in quotations.find("高温津贴每月發多少", place, 20)}


def test_only_what_holds_there_is_quoted(quotations: Quotations) -> None:
    assert found(quotations, None) == set(PLACES)
    assert found(quotations, "舟山市普陀区") == {"", "浙江省", "舟山市"}
    assert found(quotations, "舟山市") == {"", "浙江省", "舟山市"}
    assert found(quotations, "浙江省") == {"", "浙江省"}


def test_the_best_first(quotations: Quotations) -> None:
    hits = quotations.find("江門高溫津貼", limit=3)
    assert hits[0].excerpt.text == "江门的高温津贴每月发放。"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True) and len(hits) == 3


def test_no_papers(engine: Engine, letters: Any) -> None:
    library = read_library(engine, letters)
    assert Quotations.of(library, letters, Adapter.identity(letters.size), all_regions()).find("津贴") == []
