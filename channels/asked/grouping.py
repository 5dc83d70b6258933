"""Questions grouped by meaning: each goes to the nearest group that is near enough, or begins one.

The same questions give the same groups.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from channels.asked.gathering import Asked, Why
from channels.asked.vectors import Placed
from knowledge.language.normalise import letters_only

# Cosine of adapted vectors from which on two questions are one; measured in docs/adr/0025.
ALIKE = 0.55
# Different questions that are grouped; of more, the latest.
MOST_GROUPED = 3000
MOST_SAMPLES = 5


@dataclass(frozen=True)
class Group:
    """Questions that mean the same as ``question``, the one asked by most."""

    question: str
    members: tuple[Asked, ...]
    nearest: str = ""
    cosine: float = 0.0

    @property
    def key(self) -> str:
        return key_of(self.question)

    @cached_property
    def people(self) -> int:
        """How many asked."""
        return len({one.who for one in self.members})

    @cached_property
    def last(self) -> int:
        """When it was asked last, in milliseconds since 1970; 0 for never."""
        return max((one.at for one in self.members), default=0)

    @property
    def cities(self) -> Counter[str]:
        """How many asked where; who said no place is not counted."""
        return Counter(region for _, region in sorted({(one.who, one.region) for one in self.members}) if region)

    @property
    def reasons(self) -> Counter[Why]:
        return Counter(why for _, why in sorted({(one.who, one.why) for one in self.members}))

    @property
    def samples(self) -> tuple[str, ...]:
        """Some of the ways in which it was asked, the most frequent first."""
        return tuple(text for text, _ in Counter(one.text for one in self.members).most_common(MOST_SAMPLES))

    @property
    def region(self) -> str:
        """Where most asked; "" where as many said no place."""
        return next((city for city, count in self.cities.most_common(1) if 2 * count > self.people), "")


def key_of(question: str) -> str:
    """A name for the group of a question."""
    return hashlib.blake2b(letters_only(question).encode(errors="surrogateescape"), digest_size=8).hexdigest()


def grouped(asked: Sequence[Asked], placed: Mapping[str, Placed], first: Iterable[str] = ()) -> list[Group]:
    """The groups, those asked by most people first. ``placed`` by text: whatever is not in it is left out; ``first``:
    questions that are groups already, whether anybody asks them again or not."""
    by_letters = _by_letters(one for one in asked if one.text in placed)
    fixed = [question for question in dict.fromkeys(first) if question in placed]
    given = {letters_only(question) for question in fixed}
    texts = [*fixed, *(_most_frequent(those) for letters, those in by_letters.items() if letters not in given)]
    owners = _owners(np.array([placed[text].vector for text in texts]), len(fixed)) if texts else []
    members: dict[int, list[Asked]] = defaultdict(list)
    for text, owner in zip(texts, owners, strict=True):
        members[owner] += by_letters.get(letters_only(text), ())
    groups = (_group(texts[owner], those, placed) for owner, those in members.items())
    return sorted(groups, key=lambda group: (-group.people, -group.last, group.question))


def _by_letters(asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    """Questions in the same words, those asked by most people first."""
    found: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        found[one.letters].append(one)
    latest = sorted(found.items(), key=lambda item: -max(one.at for one in item[1]))[:MOST_GROUPED]
    return dict(sorted(latest, key=lambda item: (-len({one.who for one in item[1]}), item[1][0].at, item[0])))


def _most_frequent(those: Sequence[Asked]) -> str:
    return Counter(one.text for one in those).most_common(1)[0][0]


def _owners(vectors: np.ndarray, fixed: int) -> list[int]:
    """For each vector the number of the one whose group it belongs to; the first ``fixed`` are groups of their own."""
    owners, leaders = list(range(fixed)), list(range(fixed))
    for number in range(fixed, len(vectors)):
        cosines = vectors[leaders] @ vectors[number]
        best = int(cosines.argmax()) if leaders else -1
        if best >= 0 and cosines[best] >= ALIKE:
            owners.append(leaders[best])
        else:
            leaders.append(number)
            owners.append(number)
    return owners


def _group(question: str, members: Sequence[Asked], placed: Mapping[str, Placed]) -> Group:
    own = placed[question]
    return Group(question, tuple(members), own.nearest, own.cosine)
