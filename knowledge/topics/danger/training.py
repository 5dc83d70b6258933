"""Make the learned part from ``data/practice.yml`` and the questions of the content.

``python -m knowledge.topics.danger.training`` writes it and prints its figures. Needs scipy, as training does and serving
does not. The same data give the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from knowledge.checked_yaml import read_checked
from knowledge.library.content import Content, load
from knowledge.ngrams.fitting import Recipe, common, fit_terms
from knowledge.shapes import Strict, Text
from knowledge.topics.danger.detector import DangerError, read_file
from knowledge.topics.danger.learned import LEARNED_FILE, NONE, Features, Learned, features, judged
from knowledge.topics.danger.rules import Message, Rules
from knowledge.topics.danger.schema import Kind

PRACTICE_FILE = Path(__file__).parent / "data" / "practice.yml"
RECIPE = Recipe(strength=2.0)
# What a line of danger weighs; and what all look-alikes, and all questions of the content, weigh together beside all lines
# of danger. Were each weighed for itself, a content that grows would talk the model out of hearing danger.
WEIGHT_DANGER = 10.0
SHARE_LOOK_ALIKES, SHARE_CONTENT = 1.0, 0.5
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
    """The features of a text; what of it is judged, with the likelihood that each must reach; its class; what it weighs;
    whether it is a line of practice or a question of the content, and whether the rules hear danger in it."""

    features: Features
    judged: tuple[tuple[Features, float], ...]
    label: str
    weight: float
    is_practice: bool
    heard: bool


@dataclass(frozen=True)
class Figures:
    """Shares of lines that the model had not seen: of danger noticed by the rules alone, by the learned part alone (the rules
    were tuned on practice, so only this says what strangers will see) and by either; of look-alikes and of questions of the
    content taken for danger by the learned part."""

    rules: float
    learned: float
    both: float
    look_alikes: float
    content: float


def read_practice(path: Path = PRACTICE_FILE) -> Practice:
    """Raises DangerError."""
    return read_checked(path, Practice, DangerError)


def examples(practice: Practice, content: Content, rules: Rules) -> list[Example]:
    """Practice, then the questions of the content but for those that the rules take for danger."""
    danger = [_example(line.text, line.kind, rules) for line in practice.danger]
    look_alikes = [_example(line, NONE, rules) for line in practice.harmless]
    questions = sorted({question for passage in content.passages for question in passage.written})
    asked = (_example(question, NONE, rules, is_practice=False) for question in questions)
    mass = WEIGHT_DANGER * len(danger)
    return [
        *danger,
        *_weighed(look_alikes, SHARE_LOOK_ALIKES * mass),
        *_weighed([example for example in asked if not example.heard], SHARE_CONTENT * mass),
    ]


def fit(given: Sequence[Example]) -> Learned:
    """The model of these examples; its features are those that enough lines of practice have. Where there is no danger, there
    is none in a part either; where there is, it may stand in any."""
    rows = [
        (found, example.label, example.weight / len(learned))
        for example in given
        for learned in [_learned_from(example)]
        for found in learned
    ]
    bags, labels, weights = zip(*rows, strict=True)
    terms = common([example.features for example in given if example.is_practice], RECIPE.least_examples)
    return Learned(fit_terms(bags, labels, RECIPE, terms, np.array(weights)))


def cross_validated(given: Sequence[Example]) -> list[tuple[Example, float]]:
    """Each example, and how much likelier than it must be danger is (of what is judged, the most), by a model of two thirds
    to which it does not belong."""
    found: list[tuple[Example, float]] = []
    for fold in range(FOLDS):
        model = fit([example for number, example in enumerate(given) if number % FOLDS != fold])
        for example in given[fold::FOLDS]:
            margins = (model.danger(part) - least for part, least in example.judged)
            found.append((example, max(margins, default=-1.0)))
    return found


def figures(found: Sequence[tuple[Example, float]], raised: float) -> Figures:
    """What a learned part that asks for so much more likelihood would do."""
    danger = [(example.heard, margin >= raised) for example, margin in found if example.label != NONE]
    calm = [(example.is_practice, margin >= raised) for example, margin in found if example.label == NONE]
    return Figures(
        rules=_share(heard for heard, _ in danger),
        learned=_share(learned for _, learned in danger),
        both=_share(heard or learned for heard, learned in danger),
        look_alikes=_share(taken for is_practice, taken in calm if is_practice),
        content=_share(taken for is_practice, taken in calm if not is_practice),
    )


def train() -> None:
    """Write the learned part, and print what it and other thresholds do on lines held back."""
    given = examples(read_practice(), load(), Rules(read_file()))
    found = cross_validated(given)
    for raised in (-0.2, -0.1, 0.0, 0.1):
        print(f"{raised:+}", figures(found, raised))
    fit(given).model.save(LEARNED_FILE)


def _example(text: str, label: str, rules: Rules, is_practice: bool = True) -> Example:
    message = Message.of(text)
    found = features(message, rules), tuple(judged(message, rules))
    return Example(*found, label, WEIGHT_DANGER, is_practice, bool(rules.signs(message)))


def _learned_from(example: Example) -> list[Features]:
    parts = [part for part, _ in example.judged] if example.label == NONE else []
    return list(dict.fromkeys((example.features, *parts)))


def _weighed(alike: Sequence[Example], mass: float) -> list[Example]:
    """The same examples, which together weigh ``mass``."""
    return [replace(example, weight=mass / len(alike)) for example in alike]


def _share(hits: Iterable[bool]) -> float:
    return float(np.mean(list(hits)))


if __name__ == "__main__":
    train()
