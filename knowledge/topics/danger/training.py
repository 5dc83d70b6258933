"""Make the learned part from ``data/practice.yml`` and the questions of the content.

``python -m knowledge.topics.danger.training`` writes it and prints its figures. Needs scipy, as training does and serving
does not. The same data give the same file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from knowledge.checked_yaml import read_checked
from knowledge.library.content import Content, load
from knowledge.shapes import Strict, Text
from knowledge.topics.danger.detector import LEAST_LIKELY, DangerError, read_file
from knowledge.topics.danger.learned import NONE, Learned, features
from knowledge.topics.danger.rules import Message, Rules
from knowledge.topics.danger.schema import Kind

PRACTICE_FILE = Path(__file__).parent / "data" / "practice.yml"
# A feature of one line alone tells of that line, not of danger.
LEAST_SEEN = 2
# Inverse strength of regularisation, and how much a line of danger, a look-alike and a question of the content weigh.
STRENGTH = 10.0
WEIGHT_DANGER, WEIGHT_HARMLESS, WEIGHT_CONTENT = 10.0, 10.0, 1.0
FOLDS = 3

Numbers = NDArray[np.float64]


class Line(Strict):
    """What somebody in danger says, the kind, and the numbers either of which may come first."""

    text: Text
    kind: Kind
    call: tuple[Text, ...]


class Practice(Strict):
    """Lines of people in danger, and lines that only sound so."""

    danger: tuple[Line, ...]
    harmless: tuple[Text, ...]


@dataclass(frozen=True)
class Example:
    """The features of a text, its class, what it weighs, and whether the rules hear danger in it."""

    features: frozenset[str]
    label: str
    weight: float
    heard: bool


@dataclass(frozen=True)
class Figures:
    """Shares of lines that the model had not seen: of danger noticed by the rules alone and with the learned part, of
    look-alikes and of questions of the content taken for danger by either."""

    rules: float
    both: float
    look_alikes: float
    content: float


def read_practice(path: Path = PRACTICE_FILE) -> Practice:
    """Raises DangerError."""
    return read_checked(path, Practice, DangerError)


def examples(practice: Practice, content: Content, rules: Rules) -> list[Example]:
    """Practice, then the questions of the content but for those that the rules take for danger."""
    told = [_example(line.text, line.kind, WEIGHT_DANGER, rules) for line in practice.danger]
    harmless = [_example(line, NONE, WEIGHT_HARMLESS, rules) for line in practice.harmless]
    questions = sorted({question for passage in content.passages for question in passage.questions})
    asked = [_example(question, NONE, WEIGHT_CONTENT, rules) for question in questions]
    return [*told, *harmless, *(example for example in asked if not example.heard)]


def fit(given: Sequence[Example]) -> Learned:
    """The model of these examples; its features are those that at least ``LEAST_SEEN`` lines of practice have."""
    seen = Counter(name for example in given if example.weight > WEIGHT_CONTENT for name in example.features)
    known = tuple(sorted(name for name, count in seen.items() if count >= LEAST_SEEN))
    has = _presence([example.features for example in given], known)
    rarity = np.log((1 + has.shape[0]) / (1 + _flat(has.sum(axis=0)))) + 1
    classes = tuple(sorted({example.label for example in given}))
    labels = np.array([classes.index(example.label) for example in given])
    weight = np.array([example.weight for example in given])
    weights, bias = _regress(_unit(has, rarity), labels, weight, len(classes))
    return Learned(known, classes, *(values.astype(np.float32) for values in (rarity, weights, bias)))


def cross_validated(given: Sequence[Example], least: float) -> Figures:
    """Each third of the examples judged by a model of the others that asks for a likelihood of ``least``."""
    both: list[bool] = []
    rules: list[bool] = []
    look_alikes: list[bool] = []
    content: list[bool] = []
    for fold in range(FOLDS):
        model = fit([example for number, example in enumerate(given) if number % FOLDS != fold])
        for example in given[fold::FOLDS]:
            noticed = example.heard or model.danger(example.features) >= least
            if example.label != NONE:
                rules.append(example.heard)
                both.append(noticed)
            else:
                (content if example.weight == WEIGHT_CONTENT else look_alikes).append(noticed)
    return Figures(*(float(np.mean(values)) for values in (rules, both, look_alikes, content)))


def train() -> None:
    """Write the learned part, and print what it and other thresholds do on lines held back."""
    given = examples(read_practice(), load(), Rules(read_file()))
    for least in (0.5, 0.6, LEAST_LIKELY, 0.8, 0.9):
        print(least, cross_validated(given, least))
    fit(given).save()


def _example(text: str, label: str, weight: float, rules: Rules) -> Example:
    message = Message.of(text)
    return Example(features(message, rules), label, weight, bool(rules.signs(message)))


def _presence(found: Sequence[frozenset[str]], known: Sequence[str]) -> csr_matrix:
    """Shape (texts, features): 1 where a text has a feature."""
    column = {name: number for number, name in enumerate(known)}
    cells = [(row, column[name]) for row, names in enumerate(found) for name in sorted(names) if name in column]
    rows, columns = np.array(cells).T
    return csr_matrix((np.ones(len(cells)), (rows, columns)), (len(found), len(known)))


def _unit(has: csr_matrix, rarity: Numbers) -> csr_matrix:
    """Each row times rarity, at unit length."""
    x = csr_matrix(has.multiply(rarity))
    lengths = np.sqrt(_flat(x.multiply(x).sum(axis=1)))
    return csr_matrix(x.multiply(1 / np.maximum(lengths, 1e-9)[:, None]))


def _regress(x: csr_matrix, labels: NDArray[np.int64], weight: Numbers, classes: int) -> tuple[Numbers, Numbers]:
    """Multinomial logistic regression: the least of ``STRENGTH`` · Σ weight · −log p(label) + ‖W‖²/2, by L-BFGS."""
    truth = np.eye(classes)[labels]

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        parameters = flat.reshape(-1, classes)
        scores = x @ parameters[:-1] + parameters[-1]
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        wrong = STRENGTH * weight[:, None] * (chances - truth)
        gradient = np.vstack([x.T @ wrong + parameters[:-1], wrong.sum(axis=0)])
        likelihood = np.log(np.maximum((chances * truth).sum(axis=1), 1e-300))
        return float((parameters[:-1] ** 2).sum() / 2 - STRENGTH * weight @ likelihood), gradient.ravel()

    start = np.zeros((x.shape[1] + 1) * classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    parameters = found.x.reshape(-1, classes)
    return parameters[:-1], parameters[-1]


def _flat(column: object) -> Numbers:
    return np.asarray(column, np.float64).ravel()


if __name__ == "__main__":
    train()
