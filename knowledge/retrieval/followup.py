"""What tells whether a passage answers a half sentence said after another passage was given.

The half sentence is read alone and together with the last question. A candidate must fit the words by themselves, must fit
the whole, and should be near what was talked about: the first alone loses the thread, the second alone answers "明天下雨不"
with whatever fits the last question (docs/adr/0004).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from knowledge.language.reading import read_words
from knowledge.library.content import Passage
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.choice import ChoiceModel
from knowledge.retrieval.comparison import Candidates, Question
from knowledge.retrieval.eligibility import Scope
from knowledge.retrieval.features import FEATURES, OF_WORDS

_COLUMNS = [FEATURES.index(name) for name in OF_WORDS]


def follow_up_candidates(
    query: str,
    context: Passage,
    scope: Scope,
    catalogue: Catalogue,
    read: Callable[[str], Question],
    model: ChoiceModel,
    said: str = "",
) -> Candidates:
    """The candidates for a half sentence (``Reading.query``) said after ``context`` was given to what somebody ``said``, with
    FOLLOW_UP_FEATURES: the utility of
    each reading to ``model``, some features of the words alone, nearness to ``context``, whether one names the other as the
    next question, whether both are of one category, and whether it is ``context`` itself, which rarely answers what comes
    after it."""
    at = catalogue.number_of[context.origin, context.id]
    by_words, by_topic = catalogue.candidates_of_both(read(query), read(with_topic(query, context, said)), scope)
    features = np.column_stack(
        [
            model.utilities(by_words.features),
            model.utilities(by_topic.features),
            by_words.features[:, _COLUMNS],
            *standing(by_words.numbers, at, catalogue),
            by_words.numbers == at,
        ]
    )
    return Candidates(by_words.numbers, features.astype(np.float32))


def standing(numbers: NDArray[np.int64], at: int, catalogue: Catalogue) -> tuple[ArrayLike, ...]:
    """Where passages stand to the one that was given (``at``), a column each: how near its answer is, whether one names the
    other as the next question, whether both are of one category."""
    context, passages = catalogue.passages[at], [catalogue.passages[number] for number in numbers.tolist()]
    return (
        catalogue.answer_vectors(numbers) @ catalogue.answer_vectors(np.array([at]))[0],
        [passage.id in context.next or context.id in passage.next for passage in passages],
        [passage.category == context.category for passage in passages],
    )


def with_topic(query: str, context: Passage, said: str = "") -> str:
    """The half sentence together with what it leans on, as ``Reading.query`` gives both: what was ``said`` in the person's
    own words, which a guide's question leaves out, or else the question of the entry."""
    return read_words(f"{said or context.question} {query}").query
