"""Questions that mean the same are one group."""

from __future__ import annotations

from channels.asked.gathering import Why
from channels.asked.grouping import grouped, key_of
from tests.channels.asked.conftest import asked, placed

FUND, FUND_TOO, FUND_AGAIN, TICKET = "公积金怎么取", "公积金怎么取出来", "怎么取公积金", "电影票在哪领"
PLACED = placed(FUND, FUND_TOO, FUND_AGAIN, TICKET)


def test_those_alike_are_one_group_and_people_count_once() -> None:
    questions = [
        asked(FUND, "a", 1, "兰溪市"),
        asked(FUND, "a", 2, "兰溪市"),
        asked(FUND_TOO, "b", 3, "兰溪市", Why.GUIDED),
        asked(FUND_AGAIN, "c", 4),
        asked(TICKET, "a", 9),
    ]
    fund, ticket = grouped(questions, PLACED)
    assert (fund.question, fund.people, fund.last) == (FUND, 3, 4)
    assert fund.samples == (FUND, FUND_TOO, FUND_AGAIN)
    assert (fund.cities, fund.region) == ({"兰溪市": 2}, "兰溪市")
    assert fund.reasons == {Why.REFUSED: 2, Why.GUIDED: 1}
    assert (ticket.question, ticket.people) == (TICKET, 1)


def test_the_question_asked_by_most_stands_for_the_group_whatever_the_order() -> None:
    questions = [asked(FUND_TOO, "a"), asked(FUND, "b"), asked(FUND, "c")]
    assert [group.question for group in grouped(questions, PLACED)] == [FUND]
    assert grouped(questions[::-1], PLACED)[0].question == FUND


def test_blanks_and_marks_make_no_other_question() -> None:
    (group,) = grouped(
        [asked("公积金怎么取？", "a"), asked("公积金 怎么取", "b")], placed("公积金怎么取？", "公积金 怎么取")
    )
    assert group.people == 2 and group.key == key_of("公积金怎么取")


def test_what_was_decided_stays_a_group_of_its_own() -> None:
    found = grouped([asked(FUND_TOO, "a"), asked(FUND_TOO, "b")], PLACED, first=[FUND, TICKET])
    assert [(group.question, group.people) for group in found] == [(FUND, 2), (TICKET, 0)]


def test_most_asked_nowhere_is_nowhere() -> None:
    (group,) = grouped([asked(FUND, "a", region="兰溪市"), asked(FUND, "b"), asked(FUND, "c")], PLACED)
    assert group.region == ""


def test_what_is_not_placed_waits() -> None:
    assert grouped([asked("社保卡丢了", "a")], PLACED) == []
