"""What a search came to, in words and buttons."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from actions.contract.status import Status
from actions.dialogue import Dialogue
from actions.presenting import HOPELESS, answer_says, notes, result_says
from knowledge.retrieval.result import Hit, Result
from knowledge.retrieval.searcher import Searcher
from tests.actions.conftest import sent


@pytest.fixture
def hits(searcher: Searcher) -> tuple[Hit, ...]:
    one, two, three = searcher.catalogue.passages[:3]
    return (Hit(one, 0.2), Hit(two, 0.1), Hit(three, 0.001))


def test_a_doubtful_refusal_suggests_what_may_have_been_meant(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    (say,) = result_says(Result("refuse", hits, None, None, none=HOPELESS - 0.1), Dialogue(searcher))
    assert "12333" in say.text
    assert [button.title for button in say.buttons] == [hit.passage.question for hit in hits[:2]]


def test_a_certain_refusal_suggests_nothing(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    (say,) = result_says(Result("refuse", hits, None, None, none=HOPELESS + 0.1), Dialogue(searcher))
    assert "12333" in say.text and not say.buttons


def test_what_is_nearly_as_likely_stands_before_what_comes_next(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    (say,) = result_says(Result("answer", hits, None, None), Dialogue(searcher))
    assert say.text.startswith(f"【{hits[0].passage.question}】\n{hits[0].passage.answer}")
    assert say.buttons[0].title == hits[1].passage.question
    assert len({button.title for button in say.buttons}) == len(say.buttons)


def test_a_guide_offers_the_nearest_questions_first(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    guide = Hit(replace(hits[2].passage, kind="guide"), 0.7)
    unlikely = tuple(replace(hit, score=hit.score / 10) for hit in hits[:2])
    (say,) = result_says(Result("guide", unlikely, None, None, guide=guide), Dialogue(searcher))
    card = sent(say).custom.model_dump()
    assert say.status is Status.GUIDED and card["faq_id"] == guide.passage.id
    assert card["near_ids"] == tuple(hit.passage.id for hit in hits[:2])
    assert [button.title for button in say.buttons][:2] == [hit.passage.question for hit in hits[:2]]


def test_beside_a_guide_stands_the_nearest_answer(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    nearest = hits[0].passage
    guide = Hit(replace(hits[2].passage, kind="guide"), 0.7)
    first, second = result_says(Result("guide", hits[:2], None, None, guide=guide), Dialogue(searcher))
    assert sent(first).custom.model_dump()["faq_id"] == guide.passage.id and not first.buttons
    assert sent(second).custom.model_dump()["faq_id"] == nearest.id
    assert nearest.question in second.text.splitlines()[0] and nearest.answer in second.text
    assert nearest.question not in [button.title for button in second.buttons]
    assert {first.status, second.status} == {Status.GUIDED}


def test_where_nobody_serves_the_nation_speaks_and_says_so(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    elsewhere = searcher.regions.get("重庆市")
    nation = next(p for p in searcher.catalogue.passages if p.region.depth == 0 and p.kind == "rule")
    (say,) = result_says(Result("answer", (Hit(nation, 0.9),), elsewhere, None), Dialogue(searcher))
    assert any("重庆市" in note and "12333" in note for note in sent(say).custom.model_dump()["notes"])
    (say,) = result_says(Result("refuse", (), elsewhere, None, none=1.0), Dialogue(searcher))
    assert "没有收录重庆市" in say.text and not say.buttons


def test_choices_say_which_answer_is_behind_each(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    (say,) = result_says(Result("choose", hits, None, None), Dialogue(searcher))
    card = sent(say).custom.model_dump()
    assert card["items"] == tuple(f"{n}. {hit.passage.question}" for n, hit in enumerate(hits[:2], 1))
    assert card["faq_ids"] == tuple(hit.passage.id for hit in hits[:2])
    assert say.text == card["head"][0]  # the questions stand on the buttons


def test_cities_to_choose_from_say_which_answer_is_behind_each(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    cities = searcher.cities[:2]
    (say,) = result_says(Result("ask_region", hits[:2], None, None, tuple(cities)), Dialogue(searcher))
    card = sent(say).custom.model_dump()
    assert (card["status"], card["type"]) == ("asked_region", "choices")
    assert card["items"] == tuple(city.name for city in cities) and len(card["faq_ids"]) == 2


def test_what_holds_everywhere_is_told_before_the_city_is_asked_for(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    cities = searcher.cities[:2]
    rule = next(p for p in searcher.catalogue.passages if p.region.depth == 0 and p.kind == "rule")
    result = Result("ask_region", hits[:2], None, None, tuple(cities), general=Hit(rule, 0.9))
    (say,) = result_says(result, Dialogue(searcher))
    assert say.text.startswith(f"全国的规定：{rule.answer}") and rule.source.title in say.text
    assert say.text.rstrip().endswith("打当地12333问。）") and [button.title for button in say.buttons] == [
        c.name for c in cities
    ]


@pytest.mark.parametrize(("by_year", "said"), [(False, 1), (True, 0)])
def test_what_has_ended_is_said_to_unless_it_stays_true_of_its_year(
    hits: tuple[Hit, ...], by_year: bool, said: int
) -> None:
    first, last = dt.date(2025, 1, 1), dt.date(2025, 12, 31)
    passage = replace(hits[0].passage, effective_from=first, effective_to=last, by_year=by_year)
    assert len(notes(passage, None, dt.date(2026, 11, 28))) == said


def test_an_answer_card_has_all_that_a_page_draws(searcher: Searcher) -> None:
    passage = next(p for p in searcher.catalogue.passages if p.id == "nation-contract-written")
    (say,) = answer_says(Hit(passage, 0.9001), None, Dialogue(searcher))
    card = sent(say).custom.model_dump(mode="json")
    assert card["head"] == [passage.answer] and card["notes"] == []
    assert card["source_line"] == "【全国】来源：《劳动合同法》第十条"
    assert card["source"] == {"title": "劳动合同法", "publisher": None, "date": "2012-12-28", "url": None}
    assert (card["faq_id"], card["score"], card["effective_from"]) == (passage.id, 0.9, None)
    assert card["title"] == f"【{passage.question}】"
    assert say.text == f"{card['title']}\n{passage.answer}\n\n【全国】来源：《劳动合同法》第十条"
