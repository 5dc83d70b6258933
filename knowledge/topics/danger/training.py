"""Make the learned part and the second look from ``data/practice.yml``, the questions of the content and those of callers.

``python -m knowledge.topics.danger.training`` writes both and prints their figures. Needs scipy, as training does and serving
does not, and the built-in encoder. The same data give the same files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from knowledge.caching import CachingEncoder
from knowledge.checked_yaml import read_checked
from knowledge.language.normalise import normalise, standard_words
from knowledge.library.asked import read_asked
from knowledge.library.content import CONTENT_FOLDER, Content, ContentError, load
from knowledge.ngrams.fitting import Recipe, common, fit_terms
from knowledge.ngrams.model import Floats
from knowledge.settings import KnowledgeSettings
from knowledge.shapes import Strict, Text
from knowledge.topics.danger.detector import DangerError, read_file
from knowledge.topics.danger.learned import LEARNED_FILE, NONE, Features, Learned, features, judged
from knowledge.topics.danger.rules import Message, Rules
from knowledge.topics.danger.schema import Kind
from knowledge.topics.danger.second_look import LEARNED_WITH, LEAST_LIKELY, SECOND_FILE
from knowledge.training.data import PracticeData, read_data

PRACTICE_FILE = Path(__file__).parent / "data" / "practice.yml"
RECIPE = Recipe(strength=2.0)
SECOND_RECIPE = Recipe(strength=0.7, iterations=100)
# What a line of danger weighs; and what all look-alikes, all questions of the content, all that callers ask, and all that
# they tell, weigh together beside all lines of danger. Were each weighed for itself, data that grow would talk the model out
# of hearing it.
WEIGHT_DANGER = 10.0
SHARE_LOOK_ALIKES, SHARE_CONTENT, SHARE_CALLERS, SHARE_TOLD = 1.0, 0.35, 0.5, 0.15
FOLDS = 3


class Line(Strict):
    """What somebody in danger says, the kind, and the numbers either of which may come first."""

    text: Text
    kind: Kind
    call: tuple[Text, ...]


class Practice(Strict):
    """Lines of people in danger, lines that only sound so, and some of callers of which one cannot say."""

    danger: tuple[Line, ...]
    harmless: tuple[Text, ...]
    doubtful: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Example:
    """A text and its features; what of it is judged, with the likelihood that each must reach; its class; what it weighs;
    whether it is a line of practice or a question of the content, and whether the rules hear danger in it."""

    text: str
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


def examples(
    practice: Practice, content: Content, callers: Iterable[str], told: Iterable[str], rules: Rules
) -> list[Example]:
    """Practice, then the questions of the content, then what callers ask, then what they have ``told``, but for what the
    rules take for danger."""
    questions = {question for passage in content.passages for question in passage.written}
    mass = WEIGHT_DANGER * len(practice.danger)
    return [
        *_practised(practice, rules),
        *_weighed(_unheard(questions, rules), SHARE_CONTENT * mass),
        *_by_callers(callers, told, rules, mass),
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


def second_examples(practice: Practice, callers: Iterable[str], told: Iterable[str], rules: Rules) -> list[Example]:
    """Practice, then what callers ask and tell but for what the rules take for danger; each judged as a whole."""
    mass = WEIGHT_DANGER * len(practice.danger)
    given = [*_practised(practice, rules), *_by_callers(callers, told, rules, mass)]
    return [replace(example, judged=((example.features, LEAST_LIKELY),)) for example in given]


def fit_second(given: Sequence[Example], vectors: Floats) -> Learned:
    """The model of these examples and their sentence vectors, shape (examples, size)."""
    terms = common([example.features for example in given if example.is_practice], SECOND_RECIPE.least_examples)
    bags, labels = [example.features for example in given], [example.label for example in given]
    weights = np.array([example.weight for example in given])
    return Learned(fit_terms(bags, labels, SECOND_RECIPE, terms, weights, vectors))


def cross_validated_second(given: Sequence[Example], vectors: Floats) -> list[tuple[Example, float]]:
    """As ``cross_validated``, of the second look."""
    found: list[tuple[Example, float]] = []
    folds = np.arange(len(given)) % FOLDS
    for fold in range(FOLDS):
        taught = [example for example, own in zip(given, folds, strict=True) if own != fold]
        model = fit_second(taught, vectors[folds != fold])
        for example, vector in zip(given[fold::FOLDS], vectors[fold::FOLDS], strict=True):
            found.append((example, model.danger(example.features, vector) - LEAST_LIKELY))
    return found


def train() -> None:
    """Write the learned part and the second look, and print what they and other thresholds do on lines held back."""
    rules, practice, content = Rules(read_file()), read_practice(), load()
    data = read_data(content)
    callers, told = asked_by_callers(data), told_by_callers(data, practice)
    given = examples(practice, content, callers, told, rules)
    _print_figures(cross_validated(given))
    fit(given).model.save(LEARNED_FILE)
    _train_second(practice, callers, told, rules)


def asked_by_callers(data: PracticeData) -> set[str]:
    """What callers ask, ours and others' business: the practice data of the search."""
    asked = (item.text for item in read_asked(CONTENT_FOLDER, ContentError))
    return {*asked, *(item.text for item in data.unanswerable)}


def told_by_callers(data: PracticeData, practice: Practice) -> set[str]:
    """What callers say after an answer and had said before, but for what practice has, and of which one cannot say."""
    told = {text for line in data.said_next for text in (line.text, line.said) if text}
    return told - {*practice.doubtful, *(line.text for line in practice.danger)}


def _train_second(practice: Practice, callers: Iterable[str], told: Iterable[str], rules: Rules) -> None:
    given = second_examples(practice, callers, told, rules)
    vectors = _vectors([example.text for example in given])
    _print_figures(cross_validated_second(given, vectors))
    fit_second(given, vectors).model.save(SECOND_FILE)


def _vectors(texts: list[str]) -> Floats:
    settings = KnowledgeSettings()
    encoder = CachingEncoder(settings.encoder, settings.encoded, threads=os.cpu_count() or 1)
    assert encoder.identity == LEARNED_WITH, "the second look that is shipped is learned with the built-in encoder"
    # As a turn has them encoded (``Reading.standard``).
    vectors = encoder.vectors([standard_words(normalise(text)) for text in texts])
    encoder.save()
    return vectors


def _print_figures(found: Sequence[tuple[Example, float]]) -> None:
    for raised in (-0.2, -0.1, 0.0, 0.1):
        print(f"{raised:+}", figures(found, raised))


def _example(text: str, label: str, rules: Rules, is_practice: bool = True) -> Example:
    message = Message.of(text)
    found = features(message, rules), tuple(judged(message, rules))
    return Example(text, *found, label, WEIGHT_DANGER, is_practice, bool(rules.signs(message)))


def _practised(practice: Practice, rules: Rules) -> list[Example]:
    """The lines of danger, then the look-alikes."""
    danger = [_example(line.text, line.kind, rules) for line in practice.danger]
    look_alikes = [_example(line, NONE, rules) for line in practice.harmless]
    return [*danger, *_weighed(look_alikes, SHARE_LOOK_ALIKES * WEIGHT_DANGER * len(danger))]


def _by_callers(callers: Iterable[str], told: Iterable[str], rules: Rules, mass: float) -> list[Example]:
    """What callers ask, then what they have ``told``; ``mass``: what all lines of danger weigh."""
    asked = _weighed(_unheard(callers, rules), SHARE_CALLERS * mass)
    return [*asked, *_weighed(_unheard(told, rules), SHARE_TOLD * mass)]


def _unheard(texts: Iterable[str], rules: Rules) -> list[Example]:
    """Harmless texts that are no practice of danger, without those that the rules take for danger."""
    found = (_example(text, NONE, rules, is_practice=False) for text in sorted(set(texts)))
    return [example for example in found if not example.heard]


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
