"""What a message finds by itself, for whom it is asked."""

from __future__ import annotations

from dataclasses import replace

from actions.finding import Knowledge
from actions.memory import Memory
from actions.persons import PersonRecord, Persons
from actions.searching import for_the_trade
from knowledge.figures.wording import Wording
from knowledge.places.regions import all_regions
from knowledge.retrieval.result import Hit, Result
from knowledge.retrieval.searcher import Searcher
from tests.knowledge.figures.small import figures


def test_a_guide_for_the_trade_does_not_ask_for_a_place_that_is_known(searcher: Searcher) -> None:
    of_nation = next(p for p in searcher.catalogue.passages if p.region.depth == 0)
    asking = Wording.of("{no city: 您在哪个市|打12333}。", figures())
    knowledge = Knowledge(searcher, {"guide-wages-site": replace(of_nation, id="guide-wages-site", wording=asking)})
    found = Result(
        "guide", (), all_regions().get("兰溪市"), None, guide=Hit(replace(of_nation, id="guide-wages-owed"), 1.0)
    )
    mason = Memory(persons=Persons({"self": PersonRecord(trade="瓦工")}))
    site = for_the_trade(found, mason, knowledge)
    assert site.guide and site.guide.passage.answer == "打12333。"
