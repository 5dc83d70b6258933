"""Late interaction against a plain computation of the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.encoder import STEPS, TOKEN, TOKEN_SIZE, Encoder, Tokens
from knowledge.ragged import Ragged
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.late import TokenIndex

ADAPTER = Adapter.identity(8)


def tokens(ids: list[int]) -> Tokens:
    """Made-up tokens; those of one number are alike but not the same."""
    made = np.empty(len(ids), TOKEN)
    made["id"] = ids
    for place, number in enumerate(ids):
        own = np.random.default_rng(number).normal(size=TOKEN_SIZE)
        vector = own + 0.3 * np.random.default_rng([number, place]).normal(size=TOKEN_SIZE)
        made["vector"][place] = np.rint(STEPS * vector / np.linalg.norm(vector))
    return made


# As chatter and as what matters most: at times a token counts less, at times more.
EMPHASIS = st.floats(-1.5, 1.5)
TEXT = st.lists(st.integers(0, 12), min_size=1, max_size=6).map(tokens)


@given(st.lists(TEXT, min_size=1, max_size=6), TEXT, EMPHASIS)
def test_as_computed_plainly(known: list[Tokens], question: Tokens, emphasis: float) -> None:
    index = TokenIndex.of(Ragged.of(known, TOKEN))
    numbers = np.arange(len(known))[::-1]
    adapter = replace(ADAPTER, emphasis=np.full(TOKEN_SIZE, emphasis, np.float32))
    found = index.compare(adapter.query_tokens(question), 0, numbers)
    for place, number in enumerate(numbers.tolist()):
        weights, nearest = [], []
        for token in question:
            having = sum(int(token["id"]) in text["id"].tolist() for text in known)
            matters = np.exp(emphasis * token["vector"].astype(float).sum() / STEPS)
            weights.append(matters * np.log1p((len(known) - having + 0.5) / (having + 0.5)))
            vectors, asked = known[number]["vector"].astype(float) / STEPS, token["vector"].astype(float)
            nearest.append(max(float(vector @ asked / np.linalg.norm(asked)) for vector in vectors))
        assert found.met[place] == pytest.approx(np.average(nearest, weights=weights), abs=1e-4)
        lacks = [weight * (1 - near) for weight, near in zip(weights, nearest, strict=True)]
        assert found.missed[place] == pytest.approx(max(lacks), abs=1e-3)


def test_other_words_for_the_same_are_met(encoder: Encoder) -> None:
    texts = ["职工失业以后每月领取失业保险金。", "零工市场每天早上六点开门。", "社保卡遗失后到银行补办。"]
    index = TokenIndex.of(Ragged.of(encoder.passages(texts).tokens, TOKEN))
    for question, right in (("没活干了一个月给多少钱", 0), ("找散工几点过去", 1), ("卡弄丢了", 2)):
        found = index.compare(ADAPTER.query_tokens(encoder.queries([question]).tokens[0]), 0, np.arange(3))
        assert int(np.argmax(found.met)) == right
