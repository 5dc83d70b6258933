"""Where questions lie."""

from __future__ import annotations

import base64

import numpy as np

from actions.live import Live
from actions.placing import place


def test_questions_lie_beside_the_entry_that_they_ask_for(live: Live) -> None:
    searcher = live.dialogue.searcher
    found = place(searcher, ["青年驿站可以免费住几天？", "青年驿站能免费住多少天", "工会电影票怎么领"])
    vectors = [np.frombuffer(base64.b64decode(one.vector), np.float32) for one in found.placed]
    assert found.placed[0].nearest == "lanxi-lodging" and found.placed[0].cosine > 0.9
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    assert np.isclose(np.linalg.norm(vectors[2]), 1, atol=1e-5)


def test_vectors_say_by_what_they_were_made(live: Live) -> None:
    none = place(live.dialogue.searcher, [])
    assert none.placed == () and none.made_by == place(live.dialogue.searcher, ["工资"]).made_by
