"""What a batch test comes to, in words."""

from __future__ import annotations

from assistant.batch import summary
from channels.batch.runs import Asked, Change


def asked(number: int, is_right: bool | None, change: Change, decision: str = "answer") -> Asked:
    return Asked(number, f"问题{number}", "", "a", decision, "b", "b?", "b.", 0.5, is_right, "a", change)


def test_a_summary_names_what_became_wrong() -> None:
    lines = list(
        summary([asked(1, True, Change.SAME), asked(2, False, Change.WRONG), asked(3, None, Change.NEW, "refuse")])
    )
    assert lines == [
        "共 3 个：答 2，不答 1",
        "对 1，错 1（50.0%）",
        "和上次比：一样 1，变错了 1，第一次测 1",
        "  变错了：问题2　上次 a，这次 b",
    ]


def test_nothing_was_expected() -> None:
    assert list(summary([asked(1, None, Change.NEW)])) == ["共 1 个：答 1", "和上次比：第一次测 1"]
