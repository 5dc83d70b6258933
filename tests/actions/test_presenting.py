"""What a search came to, in words and buttons."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from actions.contract.status import Status
from actions.dialogue import Dialogue
from actions.presenting import answer_says, notes, result_says, to_employer
from knowledge.retrieval.result import HOPELESS, SCATTERED, Hit, Result
from knowledge.retrieval.searcher import Searcher
from tests.actions.conftest import Begin, sent


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


@pytest.mark.parametrize(("share", "buttons"), [(SCATTERED + 0.1, 2), (SCATTERED - 0.1, 0)])
def test_what_is_of_many_topics_is_not_suggested(
    searcher: Searcher, hits: tuple[Hit, ...], share: float, buttons: int
) -> None:
    result = Result("refuse", hits, None, None, none=HOPELESS - 0.1, guide=Hit(hits[0].passage, share))
    (say,) = result_says(result, Dialogue(searcher))
    assert len(say.buttons) == buttons


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


ENDED = {"effective_from": dt.date(2025, 1, 1), "effective_to": dt.date(2025, 12, 31)}


@pytest.mark.parametrize(("by_year", "said"), [(False, 1), (True, 0)])
def test_what_has_ended_is_said_to_unless_it_stays_true_of_its_year(
    searcher: Searcher, hits: tuple[Hit, ...], by_year: bool, said: int
) -> None:
    passage = replace(hits[0].passage, by_year=by_year, **ENDED)
    assert len(notes(passage, None, searcher)) == said


def test_new_rules_are_only_spoken_of_where_they_are_known(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    passage = replace(hits[0].passage, by_year=False, **ENDED)
    assert "现在已有新规定" in notes(passage, None, searcher)[0]
    alone = replace(passage, topic="", question="高温清凉包去年标准")
    assert "现在的规定我这里没有查到" in notes(alone, None, searcher)[0]


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


def test_beside_something_else_a_guide_is_one_message(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    guide = Hit(replace(hits[2].passage, kind="guide"), 0.7)
    (say,) = result_says(Result("guide", hits[:2], None, None, guide=guide), Dialogue(searcher), is_alone=False)
    assert say.buttons[0].title == hits[0].passage.question


def test_an_employer_hears_that_an_answer_is_written_to_employees(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    passage = replace(hits[0].passage, answer="您可以要求双倍工资。", category="劳动合同", question="没签合同怎么办？")
    (told,) = to_employer(answer_says(Hit(passage, 1.0), None, Dialogue(searcher)))
    assert "写给职工看" in told.text and not [b for b in told.buttons if "材料" in b.title]
    own = replace(passage, question="我是老板，没签合同怎么办？")
    (told,) = to_employer(answer_says(Hit(own, 1.0), None, Dialogue(searcher)))
    assert "您是用人单位" not in told.text


def test_an_employer_is_offered_no_claim(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("我开厂的，有个工人说我欠他两个月工资", "ask")
    assert Status.OFFERED not in chat.statuses
