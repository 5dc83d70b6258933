"""The topic of a question, and that of a passage."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.library.content import Content, Passage
from knowledge.ngrams.model import NgramModel
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.encoding import PassageVectors
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


def test_only_imports_are_told_apart_by_what_they_are_about(catalogue: Catalogue) -> None:
    own = replace(catalogue.passages[0], question="工钱", similar=("天气",))
    imported = replace(own, origin="import")
    variants = ["工钱", "天气", "天气", "工钱", "工钱", "天气"]
    about = TOPICS.of_imports(
        [own, replace(imported, question="天气"), imported], variants, np.zeros((6, 4), np.float32)
    )
    assert about.counts.tolist() == [0, 2, 2]
    assert about[1] ** 2 == pytest.approx(TOPICS.about("天气", NOTHING).topics, abs=1e-3)
    assert about[2] ** 2 == pytest.approx(TOPICS.about("工钱", NOTHING).topics, abs=1e-3)


def test_an_import_shares_the_topics_of_a_question(searcher: Searcher, content: Content) -> None:
    """The small content's topics know one word."""
    model = next(passage for passage in content.passages if passage.region.name == "兰溪市")
    asked = {"imported-weather": "天气不好停工怎么办", "imported-wages": "工钱怎么发"}
    imported = [replace(model, id=id, question=text, similar=(), origin="import") for id, text in asked.items()]
    vectors = PassageVectors.encode(imported, searcher.encoder, content.regions)
    both = searcher.extended(imported, vectors)
    found = both.catalogue.candidates(both.read("天气太热"), both._scope(model.region, None))
    shared = dict(zip(found.numbers.tolist(), found.features[:, FEATURES.index("topics_shared")], strict=True))
    by_id = {both.catalogue.passages[number].id: float(value) for number, value in shared.items()}
    assert by_id["imported-weather"] == pytest.approx(1, abs=1e-3)
    assert 0 < by_id["imported-wages"] < 0.9
    assert not any(value for id, value in by_id.items() if id not in asked)
