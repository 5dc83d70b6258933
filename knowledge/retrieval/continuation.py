"""What tells whether a passage is what somebody should hear who goes on about a matter after a passage of it was given, and
whose words by themselves found nothing: "我是合同到期的", "他要是不给呢".

As in ``followup.py`` the words are read alone and together with what they lean on. There few features decide whether half a
question is answered; here all of either reading do, and what is chosen is told as likely only (docs/adr/0040).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from knowledge.language.employing import answers_employers
from knowledge.language.reading import read_words
from knowledge.library.content import Passage
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.choice import ChoiceModel
from knowledge.retrieval.comparison import Candidates, Question
from knowledge.retrieval.eligibility import Scope
from knowledge.retrieval.features import FEATURES, PRACTISED
from knowledge.retrieval.followup import standing, with_topic
from knowledge.retrieval.guides import GUIDE
from knowledge.retrieval.matter import nearness
from knowledge.retrieval.said_next import KnownNext

# So many of the entries that answered others who said the like after such an answer are worth a look too.
CANDIDATES_VOTED = 12
_PRACTISED = np.isin(FEATURES, PRACTISED)


def continuation_candidates(
    query: str,
    context: Passage,
    scope: Scope,
    catalogue: Catalogue,
    read: Callable[[str], Question],
    models: tuple[ChoiceModel, ChoiceModel],
    known: KnownNext,
    said: str = "",
    caller: int | None = None,
) -> Candidates:
    """The candidates for what continues the matter of ``context`` (``Reading.query``), which was given to what somebody
    ``said``, with CONTINUATION_FEATURES. ``models``: what a passage is to questions, whether any answers
    and which; ``known``: what others said after an answer, but for what the ``caller`` did."""
    at = catalogue.number_of[context.origin, context.id]
    by_words, by_topic = read(query), read(with_topic(query, context, said))
    voted = known.voted(by_words.vector, at, CANDIDATES_VOTED, caller)
    alone, together = catalogue.candidates_of_both(by_words, by_topic, scope, voted)
    numbers = alone.numbers.tolist()
    passages = [catalogue.passages[number] for number in numbers]
    kinds = read_words(query).kinds
    features = np.column_stack(
        [
            *(model.utilities(reading.features) for model in models for reading in (alone, together)),
            *standing(alone.numbers, at, catalogue),
            [nearness(at, number, catalogue.passages, catalogue.guides) == "matter" for number in numbers],
            alone.numbers == at,
            [passage.id in context.covers for passage in passages],
            [context.id in passage.covers for passage in passages],
            catalogue.shares_said(query, alone.numbers),
            [passage.kind == GUIDE for passage in passages],
            [passage.kind == "statistic" for passage in passages],
            [answers_employers(passage.question) for passage in passages],
            [passage.region.depth for passage in passages],
            np.full(len(passages), "statement" in kinds and "question" not in kinds),
            known.compare(by_words.vector, at, alone.numbers, caller),
            alone.features[:, _PRACTISED],
            together.features[:, _PRACTISED],
        ]
    )
    return Candidates(alone.numbers, features.astype(np.float32))
