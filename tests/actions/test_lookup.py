"""The clerk's lookup is the search of the chat, in the shape that docs/api/openapi.yml gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import pytest

from actions.live import Live
from actions.lookup import hear, hit_of, look_up, neighbours
from knowledge.figures.wording import Wording
from knowledge.places.regions import UnknownRegion
from knowledge.retrieval.result import Hit as Found
from knowledge.retrieval.result import Result
from knowledge.retrieval.searcher import Searcher
from tests.knowledge.figures.small import figures

HIT = set("id question answer region category effective_from effective_to as_of source score".split())
ASKED = [
    ("零工市场在哪里", "兰溪"),
    ("失业金每月领多少", "兰溪市"),
    ("2024年失业金多少钱", "兰溪市"),
    ("休息日加班怎么给钱", None),
    ("零工市场在哪里", None),
    ("浙江工伤离职的就业补助金几个月", None),
    ("明天天气怎么样", "上饶"),
]


@pytest.fixture(scope="module")
def of_chat(live: Live) -> Searcher:
    return live.dialogue.searcher


@pytest.mark.parametrize(("question", "region"), ASKED)
def test_same_hits_scores_and_decision_as_the_search_of_the_chat(
    of_chat: Searcher, question: str, region: str | None
) -> None:
    found = look_up(of_chat, question, region, 20).model_dump()
    result = of_chat.search(of_chat.reading(question), of_chat.regions.get(region) if region else None)
    hits = (*filter(None, [result.general]), *result.hits)
    assert [hit["id"] for hit in found["hits"]] == [hit.passage.id for hit in hits]
    assert [hit["score"] for hit in found["hits"]] == pytest.approx([hit.score for hit in hits], abs=0.0005)
    assert found["decision"] == ("choose" if result.decision == "ask_region" else result.decision)


def test_what_holds_everywhere_is_among_the_hits_where_the_city_is_asked_for(of_chat: Searcher) -> None:
    nation, city = (next(p for p in of_chat.catalogue.passages if p.region.depth == depth) for depth in (0, 2))
    found = Result("ask_region", (Found(city, 0.9),), None, None, (city.region,), general=Found(nation, 0.8))
    searcher = SimpleNamespace(today=of_chat.today, reading=of_chat.reading, search=lambda *asked: found)
    looked_up = look_up(searcher, "一个月多少", None, 5)  # type: ignore[arg-type]
    assert (looked_up.decision, [hit.id for hit in looked_up.hits]) == ("choose", [nation.id, city.id])


def test_all_decisions_come_up(of_chat: Searcher) -> None:
    decisions = {look_up(of_chat, question, region, 5).decision for question, region in ASKED}
    assert decisions == {"answer", "choose", "refuse"}


def test_shape(of_chat: Searcher) -> None:
    found = look_up(of_chat, "2024年失业金多少钱", "兰溪市", 1).model_dump(mode="json")
    assert found.keys() == {"hits", "decision", "took_ms"} and found["took_ms"] > 0
    (hit,) = found["hits"]
    assert hit.keys() == HIT
    assert hit["id"] == "lanxi-unemployment-before" and hit["region"] == "兰溪市" and hit["category"] == "失业保险"
    assert (hit["effective_from"], hit["effective_to"]) == ("2024-01-01", "2025-06-30")
    assert hit["source"].items() >= {"title": "兰江导报", "publisher": None, "date": "2025-12-16", "url": None}.items()


def test_what_was_reported_says_as_of_when(of_chat: Searcher) -> None:
    passages = of_chat.catalogue.live_passages
    news = next(passage for passage in passages if passage.kind == "statistic" and passage.as_of)
    rule = next(passage for passage in passages if passage.kind == "rule" and not passage.as_of)
    assert (hit_of(Found(news, 1.0)).as_of, hit_of(Found(rule, 1.0)).as_of) == (news.as_of, None)


def test_the_article_of_a_statute(of_chat: Searcher) -> None:
    (hit,) = look_up(of_chat, "上班多久要签合同", None, 1).hits
    assert hit.source.article == "第十条" and hit.effective_from is None


@pytest.mark.parametrize("limit", [1, 2, 4])
def test_no_more_hits_than_asked_for(of_chat: Searcher, limit: int) -> None:
    assert len(look_up(of_chat, "失业金怎么领", "兰溪市", limit).hits) == limit


def test_no_question_no_hit(of_chat: Searcher) -> None:
    found = look_up(of_chat, "？？", None, 5)
    assert (found.hits, found.decision) == ((), "refuse")


def test_an_unknown_region(of_chat: Searcher) -> None:
    with pytest.raises(UnknownRegion, match="火星市"):
        look_up(of_chat, "失业金", "火星市", 5)


def test_as_of_a_day_the_answer_is_that_of_the_day_unless_the_question_names_one(of_chat: Searcher) -> None:
    now, then = (look_up(of_chat, "失业金每月领多少", "兰溪市", 1, day) for day in (None, dt.date(2024, 6, 1)))
    assert then.hits[0].id == "lanxi-unemployment-before" != now.hits[0].id
    assert look_up(of_chat, "失业金每月领多少", "兰溪市", 1, of_chat.today()).hits == now.hits
    named = look_up(of_chat, "2024年失业金多少钱", "兰溪市", 1, of_chat.today() - dt.timedelta(days=1))
    assert named.hits[0].id == "lanxi-unemployment-before"


def test_other_editions_of_an_answer(of_chat: Searcher) -> None:
    now = look_up(of_chat, "失业金每月领多少", "兰溪市", 1).hits[0]
    (before,) = neighbours(of_chat, now.id).editions
    assert (before.id, before.effective_to) == ("lanxi-unemployment-before", dt.date(2025, 6, 30))
    assert [hit.id for hit in neighbours(of_chat, before.id).editions] == [now.id]
    unknown = neighbours(of_chat, "没有这一条")
    assert neighbours(of_chat, "nation-contract-written").editions == unknown.editions == unknown.related == ()


def test_what_is_asked_next(of_chat: Searcher) -> None:
    passages = of_chat.catalogue.live_passages
    leading = next(passage for passage in passages if passage.next)
    found = {hit.id for hit in neighbours(of_chat, leading.id).related}
    assert found == set(leading.next) & {passage.id for passage in passages} != set()


def test_neighbours_tell_their_own_figures_of_today(of_chat: Searcher) -> None:
    lanxi, wording = of_chat.regions.get("兰溪市"), Wording.of("每月{figure: wage.monthly}。", figures())
    one, two, nowhere = of_chat.catalogue.live_passages[:3]
    told = replace(two, region=lanxi, answer="每月2260元。", wording=wording)
    untold = replace(nowhere, region=of_chat.regions.nation, wording=wording)
    passages = [replace(one, next=(told.id, untold.id)), told, untold]
    searcher = replace(of_chat, catalogue=SimpleNamespace(passages=passages, live_passages=passages, live=None))
    assert [hit.answer for hit in neighbours(searcher, one.id).related] == ["每月2430.5元。"]


def test_what_a_story_comes_to(of_chat: Searcher) -> None:
    story = "我妈今年五十三岁，女，在兰溪一家食堂做了8年，不是三个月，老板欠着她一万二，失业金怎么领"
    heard = hear(of_chat, story, None, 3)
    told = [(fact.kind, fact.words, fact.person, fact.negated) for fact in heard.facts]
    assert ("age", "五十三岁", "mother", False) in told and ("money", "一万二", "mother", False) in told
    assert ("duration", "8年", "mother", False) in told and ("duration", "三个月", "mother", True) in told
    assert heard.region == "兰溪市" and 0 < len(heard.lookup.hits) <= 3
    assert heard.lookup.decision == "refuse" or heard.topic


def test_a_story_of_nothing(of_chat: Searcher) -> None:
    heard = hear(of_chat, "。。。", None, 3)
    assert (heard.topic, heard.region, heard.facts, heard.lookup.hits) == ("", None, (), ())
    with pytest.raises(UnknownRegion):
        hear(of_chat, "老板欠我钱", "火星市", 3)


def test_facts_are_told_as_they_were_said(of_chat: Searcher) -> None:
    heard = hear(of_chat, "我1970年5月出生，我爸1946年生，工资欠了三个月，一共一万五", None, 1)
    words = [fact.words for fact in heard.facts]
    assert "1970年5月" in words and "三个月" in words and "一万五" in words, words
