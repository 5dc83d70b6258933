"""Conversations over all that the project ships: content, version, and the engine's own ear for intents, without Rasa."""

from __future__ import annotations

import numpy as np

from actions.conversation import Conversation
from actions.live import Live
from assistant.understanding.entities import EntityFinder
from assistant.understanding.intents import ASK, OFF_TOPIC, Likely, certain_intent
from assistant.understanding.paths import INTENTS, SHIPPED, TOPICALITY
from knowledge.encoder import Encoder
from knowledge.language.normalise import standard_words
from knowledge.ngrams.model import NgramModel
from tests.actions.conftest import Talk


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
        intent, _ = self._likely.decide(message, self._intents.classes[best], float(chances[best]))
        off_topic = self._topicality.probabilities(words, vector)[self._topicality.classes.index(OFF_TOPIC)]
        return intent, float(off_topic) if intent == ASK else 0.0


class Heard(Talk):
    """One person's conversation, whose messages are heard as the engine hears them."""

    def __init__(self, live: Live, conversation: Conversation, ear: Ear, region: str | None = None) -> None:
        super().__init__(live, conversation, region)
        self._ear = ear

    def tell(self, message: str) -> str:
        """Say something; the text of the whole reply."""
        intent, off_topic = self._ear.hear(message)
        return self.say(message, intent, off_topic=off_topic)
