"""Learn the intents from ``assistant/data/nlu.yml`` and from the content, whose questions are examples of ``ask``; and
what is off topic from the practice data.

Needs scikit-learn, which comes with the extra ``train``.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.understanding.intents import ASK, OFF_TOPIC
from assistant.understanding.model import IntentModel, ngrams_of
from knowledge.encoder import Encoder
from knowledge.language.normalise import normalise, standard_words
from knowledge.library.content import Content
from knowledge.settings import ROOT
from knowledge.training.data import read_data

NLU_FILE = ROOT / "assistant" / "data" / "nlu.yml"
ASK_EXAMPLES, ON_TOPIC_EXAMPLES = 1500, 6000
# A question with a year of birth is one person's case, which the pre-check computes.
_ONE_PERSON = re.compile(r"\d{2,4}年?.{0,16}退|我.{0,6}退休|几时能退")
SEED = 7
ON_TOPIC = "on_topic"
VECTOR_WEIGHT = 3.0
# An n-gram that one example alone has tells nothing of another.
LEAST_EXAMPLES = 2
# The inverse strength of the L2 penalty.
INVERSE_PENALTY = 10.0


def examples(content: Content, file: Path = NLU_FILE) -> list[tuple[str, str]]:
    """Pairs of intent and text in standard words."""
    blocks = [block for block in yaml.safe_load(file.read_text("utf-8"))["nlu"] if "intent" in block]
    written = [
        (block["intent"], line.removeprefix("- ")) for block in blocks for line in block["examples"].splitlines()
    ]
    drawn = [(ASK, question) for question in _asked(content)]
    return [(intent, standard_words(normalise(text))) for intent, text in (*written, *drawn)]


def topicality_examples(content: Content) -> list[tuple[str, str]]:
    """Pairs of ON_TOPIC or OFF_TOPIC and text in standard words. What nothing here answers though it is our field is on
    topic: another refusal is for the search to decide."""
    data = read_data(content)
    off = {item.text for item in data.off_topic}
    own = {*(item.text for item in data.unanswerable), *(item.text for item in data.colloquial)} - off
    general = sorted({question for passage in content.passages for question in passage.questions})
    drawn = random.Random(SEED).sample(general, min(ON_TOPIC_EXAMPLES, len(general)))
    pairs = [*((OFF_TOPIC, text) for text in sorted(off)), *((ON_TOPIC, text) for text in (*sorted(own), *drawn))]
    return [(name, standard_words(normalise(text))) for name, text in pairs]


def learn(pairs: list[tuple[str, str]], encoder: Encoder) -> IntentModel:
    """Multinomial logistic regression, each intent counting the same however many examples it has."""
    from sklearn.linear_model import LogisticRegression

    texts = [text for _, text in pairs]
    vectors = encoder.vectors(texts)
    having = Counter(ngram for text in texts for ngram in set(ngrams_of(text)))
    ngrams = tuple(sorted(ngram for ngram, count in having.items() if count >= LEAST_EXAMPLES))
    idf = np.log((1 + len(texts)) / (1 + np.array([having[ngram] for ngram in ngrams]))) + 1
    empty = np.zeros((len(ngrams) + vectors.shape[1], 0), np.float32)
    features = IntentModel((), ngrams, idf.astype(np.float32), vectors.mean(axis=0), VECTOR_WEIGHT, empty, empty[0])
    fitted = LogisticRegression(C=INVERSE_PENALTY, max_iter=1000, class_weight="balanced")
    fitted.fit(_matrix(features, texts, vectors), [intent for intent, _ in pairs])
    return IntentModel(
        tuple(str(name) for name in fitted.classes_),
        ngrams,
        features.idf,
        features.mean,
        VECTOR_WEIGHT,
        *_of_each_class(fitted.coef_, fitted.intercept_),
    )


def _of_each_class(
    weights: NDArray[np.float64], bias: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights (features, classes) and biases; of two classes scikit-learn gives those of the second beside the first."""
    if len(bias) == 1:
        weights, bias = np.vstack([0 * weights, weights]), np.append(0 * bias, bias)
    return weights.T.astype(np.float32), bias.astype(np.float32)


def _matrix(features: IntentModel, texts: list[str], vectors: NDArray[np.float32]) -> object:
    """The features of all texts, sparse, shape (texts, n-grams + size)."""
    from scipy.sparse import csr_matrix, hstack

    rows = [features.terms(text) for text in texts]
    ends = np.cumsum([0, *(len(numbers) for numbers, _ in rows)])
    terms = csr_matrix(
        (np.concatenate([values for _, values in rows]), np.concatenate([numbers for numbers, _ in rows]), ends),
        shape=(len(texts), len(features.ngrams)),
    )
    return hstack([terms, csr_matrix(np.array([features.centred(vector) for vector in vectors]))]).tocsr()


def _asked(content: Content) -> list[str]:
    """A sample of the content's questions, and all about retirement, to be told from "when may I retire"."""
    general = [question for passage in content.passages for question in passage.questions]
    near = [question for passage in content.passages if passage.category == "退休" for question in passage.questions]
    drawn = random.Random(SEED).sample(general, min(ASK_EXAMPLES, len(general)))
    return sorted({question for question in (*drawn, *near) if not _ONE_PERSON.search(question)})
