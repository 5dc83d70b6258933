"""What people went on to say after an answer, and which entries answered them then.

A question names what it asks; who goes on about a matter ("他说是我自己走的") says only what it takes to be understood by
whoever told him the answer. What others said at that point, and what they should have heard, says more about it than
any wording of an entry does (docs/adr/0042).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Vectors
from knowledge.ragged import Numbers
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.features import SAID_FEATURES
from knowledge.retrieval.lexical import Mask, highest

Floats = NDArray[np.float32]

# So many of what is most like a message, said after what is most like the answer before, have a vote.
VOTERS = 40
# How much the likeness of the answers before counts beside that of the words, and how fast a vote fades with both.
CONTEXT_WEIGHT, TEMPERATURE = 0.5, 0.08
# A share of votes, or of what came next, as small as this is as good as none.
LEAST_SHARE = 1e-5
# What often comes next after an entry is counted beside so many of what does after its matter, this beside so many of what
# does in its category, and this beside so many of anything.
OF_MATTER, OF_CATEGORY, OF_ALL = 4, 8, 40
# The logarithm of the share of votes that is as good as none, and of one too small to tell from it.
NO_VOTES, LEAST_VOTE = -8.0, 3e-4
# So many directions tell what is said apart: of 384 these keep nearly all of it, and half the memory and time.
SIZE = 192
# The likeness of a line that does not count.
APART = -9.0
# Stands for no passage, and for no answer.
NONE = -1
# Messages, by themselves and after an answer, and such answers, whose likeness to all lines is kept: those of a few turns
# side by side; 100 kB each.
MESSAGES_KEPT, ANSWERS_KEPT = 16, 64


@dataclass(frozen=True)
class SaidNext:
    """``vectors``: what was said, as the adapter sees it, in the ``directions`` (size of the adapter, SIZE) that tell most of
    it apart, shape (lines, SIZE); ``after``: the entry told before each, and ``answers``: those that answer it, shape
    (lines, most), both as places in ``ids``, NONE for none; ``callers``: who said it, a number each."""

    vectors: Vectors
    directions: Vectors
    ids: NDArray[np.str_]
    after: NDArray[np.int32]
    answers: NDArray[np.int32]
    callers: NDArray[np.int32]

    @classmethod
    def of(
        cls,
        lines: Vectors,
        after: Sequence[str],
        answers: Sequence[Sequence[str]],
        callers: Sequence[int],
        adapter: Adapter,
    ) -> SaidNext:
        """``lines``: what the encoder makes of them."""
        ids = sorted({*after, *(id for some in answers for id in some)})
        at = {id: place for place, id in enumerate(ids)}
        most = max(map(len, answers), default=0)
        places = [[*(at[id] for id in some), *[NONE] * (most - len(some))] for some in answers]
        adapted = adapter.questions(lines)
        # Of what is symmetric the last eigenvectors are those that tell most.
        directions = _as_stored(np.linalg.eigh(adapted.T @ adapted)[1][:, -SIZE:])
        return cls(
            _as_stored(adapted @ directions),
            directions,
            np.array(ids, dtype=np.str_),
            np.array([at[id] for id in after], np.int32),
            np.array(places, np.int32).reshape(len(places), most),
            np.array(callers, np.int32),
        )

    @classmethod
    def load(cls, path: Path) -> SaidNext:
        with np.load(path) as stored:
            arrays = {name: stored[name] for name in stored.files}
        return cls(**{**arrays, **{name: arrays[name].astype(np.float32) for name in _HALVED}})

    def save(self, path: Path) -> None:
        np.savez_compressed(
            path, **{**self.__dict__, **{name: getattr(self, name).astype(np.float16) for name in _HALVED}}
        )


_HALVED = ("vectors", "directions")


def _as_stored(vectors: Vectors) -> Vectors:
    """As they are stored, so that a version read again decides as it did."""
    return vectors.astype(np.float16).astype(np.float32)


class _Near(NamedTuple):
    """Which lines count for a message after an answer, and the share of a vote that each has."""

    counts: Mask
    votes: Floats


class KnownNext:
    """The same beside the passages of a catalogue: what was said after an entry that is not there, and an answer that is not,
    do not count."""

    def __init__(self, said: SaidNext, catalogue: Catalogue) -> None:
        self._catalogue, self._callers = catalogue, said.callers
        self._vectors, self._directions = said.vectors, said.directions
        numbers = np.array([catalogue.number_of.get(("content", id), NONE) for id in said.ids.tolist()], np.int64)
        self._is_gone = numbers[said.after] == NONE
        self._after = np.maximum(numbers[said.after], 0)
        answers = np.where(said.answers == NONE, NONE, numbers[said.answers])
        # One line has several answers: a pair each.
        self._line, places = np.nonzero(answers != NONE)
        self._answer = answers[self._line, places]
        counts = np.bincount(self._line, minlength=len(self._after))
        self._is_silent = counts == 0
        self._weight = (1 / np.maximum(counts, 1))[self._line]
        passages, of_guide = catalogue.passages, catalogue.guides.guide_of
        self._matter_of = np.where(of_guide >= 0, of_guide, np.arange(len(passages)))
        categories = {category: n for n, category in enumerate(dict.fromkeys(p.category for p in passages))}
        self._category_of = np.array([categories[passage.category] for passage in passages], np.int64)
        self._matter, self._category = self._matter_of[self._after], self._category_of[self._after]
        there, self._context_of = np.unique(self._after, return_inverse=True)
        self._context_vectors = catalogue.answer_vectors(there)
        # A turn compares one message after several answers, and finds and weighs candidates of each.
        self._cosines, self._alike = lru_cache(MESSAGES_KEPT)(self._cosines_of), lru_cache(ANSWERS_KEPT)(self._alike_to)
        self._near = lru_cache(MESSAGES_KEPT)(self._near_to)

    def voted(self, vector: Floats, at: int, most: int, caller: int | None = None) -> set[int]:
        """The entries with the most votes for what is said (its adapted vector) after the passage with the number ``at``;
        ``caller``: whose lines do not count, since practice asks what he said."""
        if not len(self._answer):
            return set()
        near = self._near(vector.tobytes(), at, caller)
        votes = np.bincount(self._answer, near.votes[self._line]).astype(np.float32)
        return set(highest(votes, np.arange(len(votes)), most).tolist())

    def compare(self, vector: Floats, at: int, numbers: Numbers, caller: int | None = None) -> Floats:
        """SAID_FEATURES of the passages with these numbers, shape (passages, features), for what is said after the passage
        ``at``; ``caller`` as in ``voted``."""
        cosines, near = self._cosines(vector.tobytes()), self._near(vector.tobytes(), at, caller)
        place = np.full(len(self._catalogue.passages), NONE)
        place[numbers] = np.arange(len(numbers))
        pairs = np.flatnonzero((place[self._answer] != NONE) & near.counts[self._line])
        line, column = self._line[pairs], place[self._answer[pairs]]

        def nearest(among: Mask) -> Floats:
            best, some = np.zeros(len(numbers), np.float32), among[line]
            np.maximum.at(best, column[some], cosines[line[some]])
            return best

        def told(among: Mask) -> NDArray[np.float64]:
            some = among[line]
            return np.bincount(column[some], self._weight[pairs[some]], len(numbers)).astype(np.float64)

        of_category = near.counts & (self._category == self._category_of[at])
        of_matter, after_it = near.counts & (self._matter == self._matter_of[at]), near.counts & (self._after == at)
        often = np.full(len(numbers), 1 / (2 * OF_ALL) / OF_ALL)
        for among, beside in ((of_category, OF_ALL), (of_matter, OF_CATEGORY), (after_it, OF_MATTER)):
            often = (told(among) + beside * often) / (np.count_nonzero(among) + beside)
        votes = np.bincount(column, near.votes[line], minlength=len(numbers))
        silent, answered = (cosines[some & near.counts].max(initial=0) for some in (self._is_silent, ~self._is_silent))
        features = {
            "said_anywhere": nearest(near.counts),
            "said_in_matter": nearest(of_matter),
            "said_after_it": nearest(after_it),
            "votes": np.maximum(np.log(votes + LEAST_VOTE), NO_VOTES),
            "comes_next": np.log(often + LEAST_SHARE),
            "silent": np.full(len(numbers), near.votes[self._is_silent].sum()),
            "silent_rather": np.full(len(numbers), silent - answered),
        }
        return np.column_stack([features[name] for name in SAID_FEATURES]).astype(np.float32)

    def _near_to(self, vector: bytes, at: int, caller: int | None) -> _Near:
        """How the lines that are most like what is said now, after such an answer, vote."""
        likeness = self._cosines(vector) + CONTEXT_WEIGHT * self._alike(at)
        counts = ~self._is_gone if caller is None else ~self._is_gone & (self._callers != caller)
        likeness[~counts] = APART
        votes, last = np.zeros(len(likeness), np.float32), max(0, len(likeness) - VOTERS)
        first = np.argpartition(likeness, last)[last:] if last else np.arange(len(likeness))
        weights = np.exp((likeness[first] - likeness[first].max(initial=APART)) / TEMPERATURE)
        votes[first] = weights / weights.sum()
        return _Near(counts, votes)

    def _cosines_of(self, vector: bytes) -> Floats:
        """The cosine of each line with what is said now."""
        cosines: Floats = self._vectors @ (np.frombuffer(vector, np.float32) @ self._directions)
        return cosines

    def _alike_to(self, at: int) -> Floats:
        """The cosine of the answer before each line with the answer before what is said now."""
        context = self._catalogue.answer_vectors(np.array([at]))[0]
        alike: Floats = (self._context_vectors @ context)[self._context_of]
        return alike
