"""Make the learned part from ``data/practice.yml`` and the questions of the content.

``python -m knowledge.topics.danger.training`` writes it and prints its figures. Needs scipy, as training does and serving
does not. The same data give the same file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.checked_yaml import read_checked
from knowledge.library.content import Content, load
from knowledge.ngrams.fitting import Recipe, common, fit_terms
from knowledge.shapes import Strict, Text
from knowledge.topics.danger.detector import LEAST_LIKELY, DangerError, read_file
from knowledge.topics.danger.learned import LEARNED_FILE, NONE, Learned, features
from knowledge.topics.danger.rules import Message, Rules
from knowledge.topics.danger.schema import Kind

PRACTICE_FILE = Path(__file__).parent / "data" / "practice.yml"
RECIPE = Recipe(strength=10.0)
# How much a line of danger, a look-alike and a question of the content weigh.
WEIGHT_DANGER, WEIGHT_HARMLESS, WEIGHT_CONTENT = 10.0, 10.0, 1.0
FOLDS = 3


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
    """The model of these examples; its features are those that enough lines of practice have."""
    terms = common([example.features for example in given if example.weight > WEIGHT_CONTENT], RECIPE.least_examples)
    weights = np.array([example.weight for example in given])
    labels = [example.label for example in given]
    return Learned(fit_terms([example.features for example in given], labels, RECIPE, terms, weights))


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
    fit(given).model.save(LEARNED_FILE)


def _example(text: str, label: str, weight: float, rules: Rules) -> Example:
    message = Message.of(text)
    return Example(features(message, rules), label, weight, bool(rules.signs(message)))


if __name__ == "__main__":
    train()
