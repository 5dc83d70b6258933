"""The learned part: how likely a message tells of danger that no rule names, from its n-grams and the grounds that hold
for it. Over 10 classes (the kinds, and none); ``training.py`` makes the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.language.normalise import letters_only
from knowledge.ngrams.model import Floats, NgramModel, ngrams
from knowledge.topics.danger.rules import Message, Rules

LEARNED_FILE = Path(__file__).parent / "data" / "learned.npz"
NONE = "none"
# How likely the learned part must think danger that no rule names, of a message and of a part of one, where there are more
# chances to be wrong. training.py prints what other values would do.
LEAST_LIKELY, LEAST_LIKELY_PART = 0.7, 0.88
# Of fewer letters ("笑死") the learned part knows too little.
LEAST_LETTERS = 8
# A cue of the rules is an accident of its words ("后来生孩子") where the learned part thinks danger so unlikely in the
# whole and in every part of it (docs/adr/0015).
MOST_UNLIKELY = 0.1

Features = frozenset[str]


def features(message: Message, rules: Rules) -> Features:
    """The n-grams of a message's letters, digits and Han characters, and the grounds against danger ("§past")."""
    return frozenset(ngrams(letters_only(message.text))) | {f"§{name}" for name in rules.grounds(message)}


def judged(message: Message, rules: Rules) -> Iterator[tuple[Features, float]]:
    """The features of what is judged by itself, and how likely danger must be in it: the message, and its parts, for in a
    story what is no danger outweighs the clause that tells of one. Of too few letters nothing is judged."""
    whole, *parts = whole_and_parts(message)
    for part, least in ((whole, LEAST_LIKELY), *((part, LEAST_LIKELY_PART) for part in parts)):
        if len(letters_only(part.text)) >= LEAST_LETTERS:
            yield features(part, rules), least


def whole_and_parts(message: Message) -> Iterator[Message]:
    """The message, and the message without its first or its last clauses."""
    yield message
    for at in range(1, len(message.clauses)):
        yield from (Message.of("，".join(half)) for half in (message.clauses[:at], message.clauses[at:]))


@dataclass(frozen=True)
class Learned:
    """A model over the features of messages, and over their sentence vectors where it was learned with them."""

    model: NgramModel

    @classmethod
    def load(cls, path: Path = LEARNED_FILE) -> Learned:
        """Raises OSError."""
        return cls(NgramModel.load(path))

    def chances(self, found: Iterable[str], vector: Floats | None = None) -> dict[str, float]:
        """The probability of each class for a message of these features; ``vector``: what the encoder makes of it, for a
        model that weighs that too."""
        return dict(zip(self.model.classes, self.model.probabilities_of(found, vector).tolist(), strict=True))

    def danger(self, found: Iterable[str], vector: Floats | None = None) -> float:
        """The probability of danger of any kind."""
        return 1 - self.chances(found, vector)[NONE]

    def likeliest(self, found: Iterable[str], vector: Floats | None = None) -> str:
        """The likeliest kind, if it is danger."""
        chances = self.chances(found, vector)
        return max((name for name in self.model.classes if name != NONE), key=chances.__getitem__)
