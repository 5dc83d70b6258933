"""What the bench of many conversations takes for lost."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.benchmarks.conversations import MOST_GROWTH, Person, Report


def test_two_people_tell_other_things() -> None:
    told = [Person(number).told for number in range(140)]
    assert len({said for said in told if "退休" in said[0]}) == len(told) // 3 + 1
    assert len({said for said in told if "退休" not in said[0]}) == 2


@pytest.mark.parametrize(
    ("number", "replies", "is_known"),
    [
        (0, [{"custom": {"status": "computed", "month": "2032-08"}}], True),  # born in January 1980
        (0, [{"custom": {"status": "computed", "month": "2032-09"}}], False),
        (1, [{"text": "每月200元", "custom": {}}], True),
        (1, [{"text": "每月350元", "custom": {}}], False),
        (2, [{"text": "每月350元", "custom": {}}], True),
        (2, [], False),
        (2, None, False),
    ],
)
def test_what_goes_by_other_things_than_were_told_is_seen(
    number: int, replies: list[dict[str, Any]] | None, is_known: bool
) -> None:
    assert Person(number).is_known(replies) is is_known


@pytest.mark.parametrize(
    ("kept", "unanswered", "megabytes", "is_whole"),
    [(9, 0, 100.0, True), (8, 0, 100.0, False), (9, 1, 100.0, False), (9, 0, 101.0 * (1 + MOST_GROWTH), False)],
)
def test_nothing_may_be_lost_nor_grow(kept: int, unanswered: int, megabytes: float, is_whole: bool) -> None:
    warm, full = {"actions.server": 300.0, "channels": 100.0}, {"actions.server": 300.0, "channels": megabytes}
    assert Report(30, 90, unanswered, 3.0, 9, kept, warm, full, 9.0, 9.5).is_whole is is_whole
