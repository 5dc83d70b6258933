"""What questions are about, learned from texts made by hand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from knowledge.encoder import Encoder
from knowledge.library.content import Content
from knowledge.retrieval.topics import OFF_TOPIC
from knowledge.training.data import read_data
from knowledge.training.recipe import TopicRecipe
from tests.knowledge.training.conftest import Learning
from tests.knowledge.training.small_practice import RECIPE, write

ABOUT = {"guide-wages": "老板欠我工资不发", "guide-injury": "在工地摔伤算工伤", OFF_TOPIC: "明天天气怎么样下雨"}


@pytest.fixture(scope="module")
def topics() -> ModuleType:
    """Loaded when a test uses it: with torch."""
    from knowledge.training import topics

    return topics


def examples(topics: ModuleType, count: int) -> list[Any]:
    """Questions of some of the characters of each topic's own, with vectors that say nothing."""
    draw = np.random.default_rng(1)
    found = []
    for number in range(count):
        topic = list(ABOUT)[number % len(ABOUT)]
        start = int(draw.integers(0, len(ABOUT[topic]) - 4))
        vector = draw.normal(size=4).astype(np.float32)
        found.append(topics.Example(ABOUT[topic][start : start + 4], vector, topic, 1.0))
    return found


def test_tells_topics_apart_by_their_words(learning: Learning, topics: ModuleType) -> None:
    recipe = TopicRecipe(least_examples=2, batch=16, epochs=20)
    learned = topics.fit_topics(examples(topics, 120), recipe, 7)
    silence = np.zeros(4, np.float32)
    for topic, text in ABOUT.items():
        about = learned.about(text, silence)
        assert learned.model.classes[int(about.topics.argmax())] == topic
        assert (about.off_topic > 0.5) == (topic == OFF_TOPIC)
    again = topics.fit_topics(examples(topics, 120), recipe, 7)
    assert np.array_equal(again.model.weights, learned.model.weights)


def test_each_half_stays_unseen_by_one(
    learning: Learning, topics: ModuleType, content: Content, encoder: Encoder, tmp_path: Path
) -> None:
    data = read_data(content, write(tmp_path), tmp_path)
    passages = (*content.passages, *(passage for office in data.offices for passage in office.passages))
    parts = learning.material.split(content, passages, data, RECIPE)
    encodings = learning.material.encode_all(content, data, parts, encoder, lambda *_: None)
    material = learning.material.Material(RECIPE, content, data, passages, parts, encodings)
    taken = [
        {example.text for example in topics.topic_examples(material, half) if example.topic == OFF_TOPIC}
        for half in (*range(topics.HALVES), None)
    ]
    assert not taken[0] & taken[1] and taken[0] | taken[1] == taken[2]
    first = len(data.unanswerable) - len(data.off_topic)
    for number, item in enumerate(data.off_topic, start=first):
        assert item.text not in taken[number % topics.HALVES]
    with ThreadPoolExecutor(1) as pool:
        learned = topics.learn_topics(material, pool)
    assert len(learned.unseen) == topics.HALVES
