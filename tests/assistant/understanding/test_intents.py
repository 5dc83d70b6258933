"""Intents by form, and how likely the learned ones have to be."""

from __future__ import annotations

import pytest

from assistant.understanding.entities import SERVED, EntityFinder
from assistant.understanding.intents import ASK, Likely, certain_intent

FINDER = EntityFinder({SERVED: ["兰溪市", "江门市"], "trade": ["保洁"]})


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("", "blank"),
        ("？！😀", "blank"),
        ("我的号是[身份证号]", "private_data"),
        ("[电话号码]", "private_data"),
        ("2", "choose"),
        ("第三个", "choose"),
        ("我75年3月生，几岁能退休", "retirement_check"),
        ("1968年的，能退了吧", "retirement_check"),
        ("75年3月的，退休金多少", None),
        ("那江门呢", "inform"),
        ("我在兰溪这边", "inform"),
        ("75年3月份生的", "inform"),
        ("女的", "inform"),
        ("江门的保洁", "inform"),
        ("江门社保局在哪", None),
        ("失业金怎么领", None),
        ("你好", None),
    ],
)
def test_by_form_alone(text: str, intent: str | None) -> None:
    assert certain_intent(text, FINDER.find(text)) == intent


@pytest.mark.parametrize(
    ("text", "name", "chance", "expected"),
    [
        ("你好", "greet", 0.9, ("greet", 0.9)),
        ("你好", "greet", 0.5, (ASK, 0.5)),
        ("再会", "goodbye", 0.8, (ASK, 1 - 0.8)),
        ("再会", "goodbye", 0.85, ("goodbye", 0.85)),
        ("半年前", "goodbye", 0.9, (ASK, 1 - 0.9)),
        ("上个月", "thanks", 0.9, (ASK, 1 - 0.9)),
        ("找个一天200的活", "find_job", 0.7, ("find_job", 0.7)),
    ],
)
def test_likely_enough(text: str, name: str, chance: float, expected: tuple[str, float]) -> None:
    assert Likely(0.6, {"goodbye": 0.85}).decide(text, name, chance, 0.5) == pytest.approx(expected)


def test_what_is_nobodys_business_wishes_no_service() -> None:
    assert Likely().decide("离我最近的电影院", "find_station", 0.67, 0.7)[0] == ASK
    assert Likely().decide("帮我理材料", "claim", 0.99, 0.8)[0] == "claim"
    assert Likely().decide("你是谁", "capabilities", 0.9, 0.99)[0] == "capabilities"
