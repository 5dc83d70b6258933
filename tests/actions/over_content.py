"""Conversations over all that the project ships: content, version, and the engine's own ear for intents, without Rasa."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from actions.conversation import Conversation
from actions.live import Live
from actions.server import services
from actions.summaries import Summaries
from assistant.understanding.entities import EntityFinder
from assistant.understanding.intents import ASK, OFF_TOPIC, Likely, certain_intent
from assistant.understanding.paths import INTENTS, SHIPPED, TOPICALITY
from knowledge.encoder import Encoder
from knowledge.language.normalise import standard_words
from knowledge.live.opening import open_searcher
from knowledge.ngrams.model import NgramModel
from knowledge.records.database import open_database
from knowledge.settings import KnowledgeSettings
from tests.actions.conftest import NOW, Talk


class Ear:
    """Hears the intent of a message, and how likely it is no such office's business, as the engine does."""

    def __init__(self, encoder: Encoder, served: list[str]) -> None:
        self._encoder, self._finder = encoder, EntityFinder({"served_region": served})
        self._likely = Likely(
            0.6, {"abuse": 0.85, "goodbye": 0.85, "stop": 0.75, "find_point": 0.85, "find_course": 0.8}
        )
        self._intents, self._topicality = NgramModel.load(SHIPPED / INTENTS), NgramModel.load(SHIPPED / TOPICALITY)

    def hear(self, message: str) -> tuple[str, float]:
        if certain := certain_intent(message, self._finder.find(message)):
            return certain, 0.0
        words = standard_words(message)
        (vector,) = self._encoder.vectors([words])
        chances = self._intents.probabilities(words, vector)
        best = int(np.argmax(chances))
        off_topic = float(self._topicality.probabilities(words, vector)[self._topicality.classes.index(OFF_TOPIC)])
        intent, _ = self._likely.decide(message, self._intents.classes[best], float(chances[best]), off_topic)
        return intent, off_topic if intent == ASK else 0.0


class Heard(Talk):
    """One person's conversation, whose messages are heard as the engine hears them."""

    def __init__(self, live: Live, conversation: Conversation, ear: Ear, region: str | None = None) -> None:
        super().__init__(live, conversation, region)
        self._ear = ear

    def tell(self, message: str) -> str:
        """Say something; the text of the whole reply."""
        intent, off_topic = self._ear.hear(message)
        return self.say(message, intent, off_topic=off_topic)


Begin = Callable[[], Heard]


def begin_over_content(encoder: Encoder, folder: Path) -> Begin:
    """Begins a conversation over the content, without records; ``folder``: an empty one."""
    searcher = replace(open_searcher(KnowledgeSettings()), today=NOW.date)
    live = Live(open_database(f"sqlite:///{folder / 'records.db'}"), searcher)
    conversation = Conversation(live.dialogue, services(live, Summaries()))
    ear = Ear(encoder, [city.name for city in searcher.cities])
    return lambda: Heard(live, conversation, ear)
