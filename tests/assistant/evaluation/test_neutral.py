"""FAQs of other offices, and how search does beside its peers on some of them."""

from __future__ import annotations

from assistant.evaluation.neutral import CITY, neutral_cases, neutral_faqs, neutral_scores
from knowledge.retrieval.searcher import Searcher


def test_every_faq_is_another_and_nobody_asks_in_its_own_words() -> None:
    made = list(neutral_faqs())
    assert len(made) == 4000
    assert len({one.faq.question for one in made}) == len({one.faq.id for one in made}) == 4000
    assert all(one.asked not in (one.faq.question, one.faq.answer) for one in made)


def test_all_things_and_aspects_are_asked_for() -> None:
    made = list(neutral_faqs())
    cases = neutral_cases(made)
    assert len({case.turns for case in cases}) == len(cases) > 500
    asked = {id for case in cases for id in case.expect}
    numbers = [number for number, one in enumerate(made) if one.faq.id in asked]
    assert {number % 8 for number in numbers} == set(range(8))
    assert len({number // 200 for number in numbers}) == 20


def test_search_stands_last_beside_its_peers(searcher: Searcher) -> None:
    scores = neutral_scores(searcher, list(neutral_faqs())[:30])
    assert [score.auroc for score in scores] == [None] * 4 and CITY not in searcher.cities
    assert all(score.first <= score.five <= 1 for score in scores)
    assert scores[-1].five > 0
