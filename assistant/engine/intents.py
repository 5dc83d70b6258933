"""Intents: few, learned from sentence vectors and character n-grams; a handful of certain cases by rule.

Everything that asks for information is one intent, ``ask``, and goes to retrieval. Another intent has to be likely, not
merely likeliest, or the message counts as a question.
"""

from __future__ import annotations

import os
import re
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

from knowledge.encoder import Encoder
from knowledge.language.normalise import bare, standard_words

ASK = "ask"
# What remains of a message after its entities, when it says nothing else: "那江门呢", "我在舟山这边".
_FILLER = re.compile(
    r"那么?|呢|的|吗|啊|呀|吧|是|在|我们?|你们?|这边|那边|这里|这儿|出生|生人|生|年|月|份|岁|企业|单位|现在|换成|换|看看|[^\w]"
)
# With a month or year of birth in it, this is one person's case for the pre-check.
_RETIRES = re.compile(r"退休(?!金|工资|待遇|年龄是怎么)|[几多]大退|几岁[能可]?[以]?退|能退|到龄")
# Small talk tells no time and no amount: "半年前" answers a question.
_SMALL_TALK = ("greet", "thanks", "goodbye", "capabilities", "abuse")
_FACT = re.compile(
    r"[\d一二两三四五六七八九十几半]+\s*(?:年|个?月|周|天|号|日|岁|点|元|块|万|千|百|次|人|家)|昨天|前天|今天|上个?[周月]|[去今前]年|\d"
)
_MASKED = re.compile(r"\[(?:身份证号|电话号码|银行卡号)\]")


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
        certain = _certain(text, entities)
        if certain:
            return certain, 1.0
        assert self._fitted is not None
        plain = standard_words(text)
        chances = self._fitted["model"].predict_proba(
            self._features(self._fitted, [plain], self._encoder.queries([plain]).vectors)
        )[0]
        best = int(np.argmax(chances))
        name, confidence = str(self._fitted["model"].classes_[best]), float(chances[best])
        if name in _SMALL_TALK and _FACT.search(text):
            return ASK, 1 - confidence
        least = self._config["stricter"].get(name, self._config["least_confidence"])
        return (name, confidence) if confidence >= least else (ASK, 1 - confidence)

    def _features(self, fitted: Dict[str, Any], texts: List[str], vectors: Any) -> Any:
        centred = vectors - fitted["mean"]
        centred *= self._config["vector_weight"] / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
        return hstack([fitted["ngrams"].transform(texts), csr_matrix(centred)]).tocsr()


def _certain(text: str, entities: List[Dict[str, Any]]) -> Optional[str]:
    """Intents that form alone decides."""
    if not bare(text):
        return "blank"
    if _MASKED.search(text):
        return "private_data"
    if any(e["entity"] == "ordinal" for e in entities):
        return "choose"
    if any(e["entity"] == "birth" for e in entities) and _RETIRES.search(text):
        return "retirement_check"
    if entities:
        rest = "".join(c for i, c in enumerate(text) if not any(e["start"] <= i < e["end"] for e in entities))
        if not _FILLER.sub("", rest):
            return "inform"
    return None
