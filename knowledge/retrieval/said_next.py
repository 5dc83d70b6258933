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

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Vectors
from knowledge.ragged import Numbers
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.catalogue import Catalogue

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

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
# The likeness of a line that does not count.
APART = -9.0
# Stands for no passage, and for no answer.
NONE = -1
# Messages, and answers before them, whose likeness to all lines is kept: those of a few turns side by side; 50 kB each.
MESSAGES_KEPT, ANSWERS_KEPT = 16, 64


@dataclass(frozen=True)
class SaidNext:
    """``vectors``: what was said, as the adapter sees it, shape (lines, size); ``after``: the entry told before each, and
    ``answers``: those that answer it, shape (lines, most), both as places in ``ids``, NONE for none; ``callers``: who said
    it, a number each."""

    vectors: Vectors
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
        return cls(
            # As they are stored, so that a version read again decides as it did.
            adapter.questions(lines).astype(np.float16).astype(np.float32),
            np.array(ids, dtype=np.str_),
            np.array([at[id] for id in after], np.int32),
            np.array(places, np.int32).reshape(len(places), most),
            np.array(callers, np.int32),
        )

    @classmethod
    def load(cls, path: Path) -> SaidNext:
        with np.load(path) as stored:
            arrays = {name: stored[name] for name in stored.files}
        return cls(**{**arrays, "vectors": arrays["vectors"].astype(np.float32)})

    def save(self, path: Path) -> None:
        np.savez_compressed(path, **{**self.__dict__, "vectors": self.vectors.astype(np.float16)})


class KnownNext:
    """The same beside the passages of a catalogue: what was said after an entry that is not there, and an answer that is not,
    are left out."""

    def __init__(self, said: SaidNext, catalogue: Catalogue) -> None:
        number_of, passages = catalogue.number_of, catalogue.passages
        numbers = np.array([number_of.get(("content", id), NONE) for id in said.ids.tolist()], np.int64)
        after = numbers[said.after] if len(numbers) else said.after.astype(np.int64)
        kept = after >= 0
        self._catalogue = catalogue
        self._vectors, self._after, self._callers = said.vectors[kept], after[kept], said.callers[kept]
        answers = np.where(said.answers[kept] >= 0, numbers[said.answers[kept]], NONE) if len(numbers) else said.answers
        # One line has several answers: a pair each.
        lines, _ = np.nonzero(answers >= 0)
        self._line, self._answer = lines, answers[answers >= 0]
        counts = np.bincount(lines, minlength=len(self._after))
        self._is_silent = counts == 0
        self._weight = (1 / np.maximum(counts, 1))[lines]
        of_guide = catalogue.guides.guide_of
        self._matter_of = np.where(of_guide >= 0, of_guide, np.arange(len(passages)))
        categories = {category: n for n, category in enumerate(dict.fromkeys(p.category for p in passages))}
        self._category_of = np.array([categories[passage.category] for passage in passages], np.int64)
        self._matter, self._category = self._matter_of[self._after], self._category_of[self._after]
        there, where = np.unique(self._after, return_inverse=True)
        self._context_vectors, self._context_of = catalogue.answer_vectors(there), where
        # A turn compares one message after several answers, and finds and weighs candidates of each.
        self._cosines, self._alike = lru_cache(MESSAGES_KEPT)(self._cosines_of), lru_cache(ANSWERS_KEPT)(self._alike_to)

    def voted(self, vector: Floats, at: int, most: int, caller: int | None = None) -> set[int]:
        """The entries with the most votes for what is said (its adapted vector) after the passage with the number ``at``;
        ``caller``: whose lines do not count, since practice asks what he said."""
        if not len(self._answer):
            return set()
        votes = np.bincount(self._answer, self._votes(self._likeness(vector, at, caller))[self._line])
        return set(np.argsort(-votes)[:most].tolist()) & set(np.flatnonzero(votes).tolist())

    def compare(self, vector: Floats, at: int, numbers: Numbers, caller: int | None = None) -> Floats:
        """SAID_FEATURES of the passages with these numbers, shape (passages, features), for what is said after the passage
        ``at``; ``caller`` as in ``voted``."""
        features = np.zeros((len(numbers), 7), np.float32)
        features[:, 3] = NO_VOTES
        if not len(self._answer):
            return features
        cosines, near = self._cosines(vector.tobytes()), self._likeness(vector, at, caller)
        counts = near > APART
        votes = self._votes(near)
        place = np.full(len(self._catalogue.passages), NONE)
        place[numbers] = np.arange(len(numbers))
        pairs = np.flatnonzero((place[self._answer] >= 0) & counts[self._line])
        line, column = self._line[pairs], place[self._answer[pairs]]
        after_it, of_matter = self._after == at, self._matter == self._matter_of[at]
        for feature, said in enumerate((counts, of_matter, after_it)):
            np.maximum.at(features[:, feature], column[said[line]], cosines[line[said[line]]])
        share = np.bincount(column, votes[line], minlength=len(numbers))
        features[:, 3] = np.maximum(np.log(share + LEAST_VOTE), NO_VOTES)
        often = np.full(len(numbers), 1 / (2 * OF_ALL) / OF_ALL)
        for said, beside in (
            (self._category == self._category_of[at], OF_ALL),
            (of_matter, OF_CATEGORY),
            (after_it, OF_MATTER),
        ):
            among = said[line]
            told = np.bincount(column[among], self._weight[pairs[among]], minlength=len(numbers))
            often = (told + beside * often) / (np.count_nonzero(said & counts) + beside)
        features[:, 4] = np.log(often + LEAST_SHARE)
        features[:, 5] = votes[self._is_silent].sum()
        silent, answered = (
            cosines[self._is_silent & counts].max(initial=0),
            cosines[~self._is_silent & counts].max(initial=0),
        )
        features[:, 6] = silent - answered
        return features

    def _likeness(self, vector: Floats, at: int, caller: int | None) -> Floats:
        """How like each line is to what is said now, after such an answer; APART of lines that do not count."""
        near: Floats = self._cosines(vector.tobytes()) + CONTEXT_WEIGHT * self._alike(at)
        if caller is not None:
            near[self._callers == caller] = APART
        return near

    def _cosines_of(self, vector: bytes) -> Floats:
        """The cosine of each line with what is said now."""
        cosines: Floats = self._vectors @ np.frombuffer(vector, np.float32)
        return cosines

    def _alike_to(self, at: int) -> Floats:
        """The cosine of the answer before each line with the answer before what is said now."""
        context = self._catalogue.answer_vectors(np.array([at]))[0]
        alike: Floats = (self._context_vectors @ context)[self._context_of]
        return alike

    def _votes(self, near: Floats) -> Floats:
        """The share of a vote that each line has."""
        most = min(VOTERS, len(near))
        first = np.argpartition(-near, most - 1)[:most]
        votes = np.zeros(len(near), np.float32)
        weights = np.exp((near[first] - near[first].max()) / TEMPERATURE)
        votes[first] = weights / weights.sum()
        return votes
