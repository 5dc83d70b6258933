"""Intents: few, learned from sentence vectors and character n-grams; a handful of certain cases by rule.

Everything that asks for information is one intent, ``ask``, and goes to retrieval. Another intent has to be likely, not
merely likeliest, or the message counts as a question.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Dict, List, Optional, Type

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.understanding.entities import Entity
from assistant.understanding.intents import Likely, certain_intent
from knowledge.encoder import Encoder
from knowledge.language.normalise import standard_words


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceClassifier(GraphComponent):
    """Logistic regression over character n-grams and mean-centred sentence vectors."""

    @classmethod
    def required_components(cls) -> List[Type]:
        return []

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        # least_confidence: below it a message is a question (stricter: for some intents);
        # vector_weight: against the n-grams.
        return {
            "least_confidence": 0.6,
            "stricter": {"abuse": 0.85, "goodbye": 0.85, "stop": 0.75, "find_point": 0.85, "find_course": 0.8},
            "vector_weight": 3.0,
        }

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._encoder = Encoder(Path(os.environ["ENCODER_DIR"]))
        self._fitted: Optional[Dict[str, Any]] = None

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceClassifier:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        texts = [standard_words(m.get(TEXT)) for m in examples]
        vectors = self._encoder.queries(texts).vectors
        fitted: Dict[str, Any] = {"mean": vectors.mean(axis=0)}
        fitted["ngrams"] = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=1, sublinear_tf=True).fit(texts)
        fitted["model"] = LogisticRegression(C=10, max_iter=1000, class_weight="balanced")
        fitted["model"].fit(self._features(fitted, texts, vectors), [m.get(INTENT) for m in examples])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(fitted, folder / "intents.joblib")
        self._fitted = fitted
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceClassifier:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._fitted = joblib.load(folder / "intents.joblib")
        return component

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            name, confidence = self._classify(message.get(TEXT) or "", message.get(ENTITIES, []))
            message.set(INTENT, {"name": name, "confidence": confidence}, add_to_output=True)
        return messages

    def _classify(self, text: str, entities: List[Dict[str, Any]]) -> "tuple[str, float]":
        certain = certain_intent(text, [_of_rasa(entity) for entity in entities])
        if certain:
            return certain, 1.0
        assert self._fitted is not None
        plain = standard_words(text)
        chances = self._fitted["model"].predict_proba(
            self._features(self._fitted, [plain], self._encoder.queries([plain]).vectors)
        )[0]
        best = int(np.argmax(chances))
        likely = Likely(self._config["least_confidence"], self._config["stricter"])
        return likely.decide(text, str(self._fitted["model"].classes_[best]), float(chances[best]))

    def _features(self, fitted: Dict[str, Any], texts: List[str], vectors: Any) -> Any:
        centred = vectors - fitted["mean"]
        centred *= self._config["vector_weight"] / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
        return hstack([fitted["ngrams"].transform(texts), csr_matrix(centred)]).tocsr()


def _of_rasa(entity: Dict[str, Any]) -> Entity:
    return Entity(entity["entity"], str(entity["value"]), entity["start"], entity["end"])
