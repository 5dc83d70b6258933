"""Questions tried out by an editor: what chat's own search makes of them, and why."""

from __future__ import annotations

import datetime as dt

import pytest

from actions.live import Live
from actions.trying import try_out
from knowledge.places.regions import UnknownRegion

FILM = {
    "id": "film", "question": "工会电影票怎么领？", "answer": "工会电影票在职工之家领，每人2张。", "region": "兰溪市",
    "similar_questions": "电影票哪里拿\n工会发电影票吗",
}  # fmt: skip
ASKED = [
    ("零工市场在哪里", "兰溪市"),
    ("失业金每月领多少", "兰溪市"),
    ("零工市场在哪里", None),
    ("明天天气怎么样", "上饶"),
]


@pytest.mark.parametrize(("question", "region"), ASKED)
def test_the_candidates_scores_and_decision_of_chat(live: Live, question: str, region: str | None) -> None:
    searcher = live.dialogue.searcher
    result = searcher.search(searcher.reading(question), searcher.regions.get(region) if region else None)
    trial = try_out(live.world, question, region, None, None)
    assert trial.decision == result.decision
    hits = (result.guide, *result.hits) if result.decision == "guide" and result.guide else result.hits
    assert [(one.hit.id, one.hit.score) for one in trial.candidates] == [
        (hit.passage.id, pytest.approx(hit.score, abs=0.0005)) for hit in hits
    ]
    assert (trial.told is not None) is (result.decision in ("answer", "guide"))
    assert all(-1 <= one.likeness <= 1 and not one.is_draft for one in trial.candidates)


def test_each_candidate_names_its_wording_nearest_to_the_question(live: Live) -> None:
    first = try_out(live.world, "零工市场在哪里", "兰溪市", None, None).candidates[0]
    assert first.likeness > 0.9 and "零工市场" in first.wording
    passage = live.world.passage(first.hit.id)
    assert passage and first.wording in passage.questions


def test_why(live: Live) -> None:
    why = try_out(live.world, "失业金每个月到手能拿多少", "兰溪市", None, None).why
    assert why[0] == "按“兰溪市”找：选的是这里" and any("到" in one and "就不答" in one for one in why)
    assert try_out(live.world, "零工市场在哪里", None, None, None).why[0] == "没有说是哪个城市"
    assert "问题里说了" in try_out(live.world, "兰溪的零工市场在哪里", None, None, None).why[0]
    before = try_out(live.world, "失业金每月领多少", "兰溪市", dt.date(2024, 6, 1), None)
    assert before.why[1] == "按2024-06-01至2024-06-01的规定找"
    assert before.candidates[0].hit.id == "lanxi-unemployment-before"
    with pytest.raises(UnknownRegion):
        try_out(live.world, "零工", "火星市", None, None)


def test_a_draft_answers_as_if_it_were_published_and_stays_a_draft(live: Live) -> None:
    without = try_out(live.world, "电影票去哪里领呀", "兰溪市", None, None)
    assert "film" not in [one.hit.id for one in without.candidates]
    trial = try_out(live.world, "电影票去哪里领呀", "兰溪市", None, FILM)
    first = trial.candidates[0]
    assert (first.hit.id, first.is_draft, trial.why[-1]) == ("film", True, "正在改的这一条排在第1")
    elsewhere = try_out(live.world, "电影票去哪里领呀", "上饶市", None, FILM)
    assert "没有排进" in elsewhere.why[-1]
    assert live.world.passage("film") is None
    edited = {
        "id": "lanxi-gig-where",
        "question": "零工市场在哪里？",
        "answer": "零工市场搬到了新地方。",
        "region": "兰溪市",
    }
    trial = try_out(live.world, "零工市场在哪里", "兰溪市", None, edited)
    assert trial.told and trial.told.answer == "零工市场搬到了新地方。" and trial.candidates[0].is_draft
