"""The bench of publishing tells those who talked meanwhile from those who talked in the quiet."""

from __future__ import annotations

import asyncio

import pytest

from assistant.benchmarks.publishing import Act, Noticed, Turn, Window, beside, noticed

EARLY, MEANWHILE, ACROSS, LATE = (
    Turn(0.0, 1.0, True), Turn(2.0, 4.0, True), Turn(4.5, 6.5, False), Turn(7.0, 8.0, True),
)  # fmt: skip


def test_a_turn_that_was_under_way_when_something_was_done_counts_to_it() -> None:
    found = noticed("发布", [Window(1.5, 5.0)], [Window(0.0, 0.5)], [EARLY, MEANWHILE, ACROSS, LATE], [EARLY, LATE])
    assert found == Noticed("发布", (0.5,), (3.5,), 2, pytest.approx(2000), pytest.approx(1000), 1)
    assert found.ratio == pytest.approx(2)


def test_what_is_done_in_turn_is_told_apart() -> None:
    turns, clock = list[Turn](), asyncio.Lock()

    async def talk() -> None:
        while True:
            began = asyncio.get_running_loop().time()
            async with clock:  # nobody is answered while something is done
                await asyncio.sleep(0.005)
            turns.append(Turn(began, asyncio.get_running_loop().time(), True))

    async def act(seconds: float) -> None:
        async with clock:
            await asyncio.sleep(seconds)

    async def measure() -> list[Noticed]:
        talking = asyncio.create_task(talk())
        acts = [Act("快", lambda: act(0.0)), Act("慢", lambda: act(0.2))]
        found = await beside(acts, 2, 0.1, turns, {"慢": [Window(0, 1)]}, asyncio.get_running_loop().time)
        talking.cancel()
        return found

    quick, slow = asyncio.run(measure())
    assert (quick.name, slow.name, slow.alone, quick.alone) == ("快", "慢", (1,), ())
    assert len(quick.took) == len(slow.took) == 2 and min(slow.took) >= 0.2 > max(quick.took)
    assert slow.p95 >= 200 > slow.quiet_p95 == quick.quiet_p95 and slow.unanswered == 0
