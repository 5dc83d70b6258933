"""What editors ask the action server about FAQs that are not told yet."""

from __future__ import annotations

from actions.editing import findings, near_duplicates
from actions.live import Live

SAME = {"id": "a", "question": "青年驿站可以免费住几天？", "answer": "免费住9天。", "region": "兰溪市"}


def test_what_there_is_to_say(live: Live) -> None:
    found = findings(live.world, SAME, None).findings
    assert (found[0].kind, found[0].other, found[0].is_serious) == ("contradiction", "lanxi-lodging", True)
    again = findings(live.world, SAME, SAME | {"answer": "免费住90天。"}).findings
    assert "jump" in {one.kind for one in again} - {one.kind for one in found}


def test_near_duplicates_by_id(live: Live) -> None:
    other = {"id": "b", "question": "工会电影票怎么领？", "answer": "在职工之家领。", "region": "兰溪市"}
    found = near_duplicates(live.world, [other, SAME])
    assert list(found) == ["a"] and found["a"][0] == "lanxi-lodging" and "3天" in found["a"][1]
