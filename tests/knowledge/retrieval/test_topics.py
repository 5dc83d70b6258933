"""The topic of a question, and that of a passage."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.library.content import Passage
from knowledge.ngrams.model import NgramModel
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.features import FEATURES
from knowledge.retrieval.guides import Guides
from knowledge.retrieval.searcher import Searcher
from knowledge.retrieval.topics import OFF_TOPIC, UNKNOWN, Topics

# Who says 工 asks about wages, who says 天 about no such thing.
WEIGHTS = np.array([[3.0, 0.0], [0.0, 3.0]], np.float32)
TOPICS = Topics(
    NgramModel(("guide-wages", OFF_TOPIC), ("工", "天"), np.ones(2, np.float32), WEIGHTS, np.zeros(2, np.float32))
)
NOTHING = np.zeros(4, np.float32)


def test_what_a_question_is_about() -> None:
    wages, weather = TOPICS.about("工钱", NOTHING), TOPICS.about("天气", NOTHING)
    assert wages.topics.sum() == pytest.approx(1)
    assert wages.topics[0] > 0.9 and wages.off_topic < 0.1 < 0.9 < weather.off_topic


def test_a_passage_has_the_topic_of_its_guide(catalogue: Catalogue) -> None:
    one, other, third = catalogue.passages[:3]
    guide = replace(one, id="guide-wages", kind="guide", covers=(other.id,))
    stranger = replace(one, id="guide-unknown", kind="guide", covers=(third.id,))
    passages: list[Passage] = [guide, other, stranger, third, replace(other, origin="import")]
    assert TOPICS.of_passages(passages, Guides.of(passages)).tolist() == [0, 0, UNKNOWN, UNKNOWN, UNKNOWN]


def test_stored_as_it_was(tmp_path: Path) -> None:
    TOPICS.save(tmp_path / "topics.npz")
    again = Topics.load(tmp_path / "topics.npz")
    assert again.about("工天", NOTHING).off_topic == TOPICS.about("工天", NOTHING).off_topic


def test_candidates_know_how_likely_their_topic_is(searcher: Searcher) -> None:
    """The small content has no guide: no topic is known, whatever the question is about."""
    scope = searcher._scope(searcher.regions.get("兰溪市"), None)
    found = searcher.catalogue.candidates(searcher.read("天气好的时候零工市场在哪里"), scope)
    features = dict(zip(FEATURES, found.features.T, strict=True))
    assert features["topic_unknown"].all() and not features["topic_share"].any()
    assert features["off_topic"] == pytest.approx(np.exp(4) / (1 + np.exp(4)), abs=1e-4)
