"""The component of Rasa's pipeline that tells intents: few, learned beforehand (``knowledge.ngrams.model``), a handful
of certain cases by rule (``assistant.understanding.intents``).

Everything that asks for information is one intent, ``ask``, and goes to retrieval. Another intent has to be likely, not
merely likeliest, or the message counts as a question.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Dict, List, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.engine.vectors import SentenceVectors
from assistant.engine_settings import EngineSettings
from assistant.understanding.entities import Entity
from assistant.understanding.intents import ASK, OFF_TOPIC, Likely, certain_intent
from assistant.understanding.live import LiveIntents
from knowledge.language.normalise import standard_words


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SentenceClassifier(GraphComponent):
    """Tells the intent of a message; learns nothing itself."""

    @classmethod
    def required_components(cls) -> List[Type]:
        return []

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        # least_confidence: below it a message is a question (stricter: for some intents).
        return {
            "least_confidence": 0.6,
            "stricter": {
                "abuse": 0.85,
                "goodbye": 0.85,
                "capabilities": 0.85,
                "stop": 0.75,
                "find_point": 0.85,
                "find_course": 0.8,
            },
        }

    def __init__(self, config: Dict[str, Any]) -> None:
        self._likely = Likely(config["least_confidence"], config["stricter"])
        self._vectors = SentenceVectors(EngineSettings.from_env(os.environ).actions_url)
        self._live = LiveIntents(Path(os.environ["VERSIONS_DIR"]))

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceClassifier:
        return cls(config)

    async def process(self, messages: List[Message]) -> List[Message]:
        """Waits for the action server (``StraightRunner.run_waiting``)."""
        for message in messages:
            intent = await self._classify(message.get(TEXT) or "", message.get(ENTITIES, []))
            message.set(INTENT, intent, add_to_output=True)
        return messages

    async def _classify(self, text: str, entities: List[Dict[str, Any]]) -> Dict[str, Any]:
        """The intent, and how likely the message is no such office's business (``off_topic``, 0..1); actions weigh that."""
        certain = certain_intent(text, [_of_rasa(entity) for entity in entities])
        if certain:
            return {"name": certain, "confidence": 1.0, "off_topic": 0.0}
        plain = standard_words(text)
        vector = await self._vectors.of(plain)
        model, topicality = self._live.models()
        chances = model.probabilities(plain, vector)
        best = int(np.argmax(chances))
        off = float(topicality.probabilities(plain, vector)[topicality.classes.index(OFF_TOPIC)])
        name, chance = self._likely.decide(text, model.classes[best], float(chances[best]), off)
        return {"name": name, "confidence": chance, "off_topic": off if name == ASK else 0.0}


def _of_rasa(entity: Dict[str, Any]) -> Entity:
    return Entity(entity["entity"], str(entity["value"]), entity["start"], entity["end"])
