"""What the bench of a day counts."""

from __future__ import annotations

import asyncio
from collections import Counter

import httpx
import pytest

from assistant.benchmarks import day
from assistant.benchmarks.day import CALM_TURNS, RATES, WEBHOOK, Day, Hour, Report, recovery
from assistant.benchmarks.publishing import Admin, Turn, Window
from assistant.settings import Settings

NOBODY = (0, "")


@pytest.fixture
def a_day(monkeypatch: pytest.MonkeyPatch) -> Day:
    monkeypatch.setattr(day, "AGAIN_SECONDS", 0.0)
    admin = Admin("http://127.0.0.1:9", httpx.Client(), "", "", iter(()))
    return Day(Settings(), admin, hour=1.0)


def test_people_come_as_the_hours_say(a_day: Day) -> None:
    came = Counter(int(at) for at, _ in a_day._arrivals(people=50_000))
    assert all(came[hour] == pytest.approx(50 * rate, rel=0.5) for hour, rate in enumerate(RATES))
    assert sum(came.values()) == pytest.approx(50_000, rel=0.02) and sum(RATES) == 1000


@pytest.mark.parametrize(
    ("replies", "answered", "put_off"),
    [
        ([(200, "answered")], True, 0),
        ([(503, ""), (200, "unavailable"), (200, "refused")], True, 2),
        ([(503, "")] * day.AGAIN, False, day.AGAIN),
        ([(500, "")], False, 0),
        ([NOBODY, (200, "answered")], True, 0),
        ([(200, None)], False, 1),
    ],
)
def test_who_is_asked_for_patience_says_it_again(
    a_day: Day, replies: list[tuple[int, str | None]], answered: bool, put_off: int
) -> None:
    given = iter(replies)

    async def post() -> httpx.Response:
        code, status = next(given, (500, ""))
        if not code:
            raise httpx.ReadError("broken off")
        messages = [{"custom": {"status": status}}] if status is not None else []
        return httpx.Response(code, json=messages, request=httpx.Request("POST", f"http://127.0.0.1{WEBHOOK}"))

    hour = Hour()
    turn = asyncio.run(a_day._asked(hour, post))
    assert (turn.is_answered, hour.put_off, hour.unmet) == (answered, put_off, replies.count(NOBODY))
    hour.turns.append(turn)
    assert Report((hour,), {}, Hour()).is_whole is answered
    assert Report((), {}, hour).is_whole is answered, "a clerk counts as well"


def turns(first: float, count: int, took: float) -> list[Turn]:
    return [Turn(first + number, first + number + took, is_answered=True) for number in range(count)]


def test_it_is_as_before_when_turns_take_as_long_again() -> None:
    happened = Window(100.0, 105.0)
    before, slow = turns(50.0, 40, took=0.1), turns(105.0, 7, took=0.4)
    assert recovery(happened, [*before, *slow, *turns(112.0, CALM_TURNS, took=0.12)], before=60.0) == 6.0, "all but one"
    assert recovery(happened, [*before, *turns(105.0, CALM_TURNS, took=0.1)], before=60.0) == 0.0
    assert recovery(happened, [*before, *turns(105.0, CALM_TURNS, took=0.4)], before=60.0) is None
