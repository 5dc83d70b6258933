"""Every setting of a training, in one place: what it yields depends on these, the data and the encoder alone.

A version keeps its recipe in its manifest, so that it can be made again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class AdapterRecipe:
    """Contrastive learning of the adapter (``adapter.py``); ``hold``: how hard the matrices are held to the identity, and the
    emphasis to none, chosen on passages that the adapter had not seen (docs/adr/0004, 0008); ``longest``: an answer's tokens
    beyond these are left out of a step."""

    sentence_steps: int = 300
    sentence_batch: int = 512
    sentence_rate: float = 1e-3
    sentence_temperature: float = 0.05
    token_steps: int = 200
    token_batch: int = 40
    token_rate: float = 2e-3
    token_temperature: float = 0.03
    emphasis_rate: float = 2e-2
    hold: float = 0.005
    longest: int = 64


@dataclass(frozen=True)
class TopicRecipe:
    """What questions are about (``topics.py``); ``least_examples``: how many must have an n-gram; ``vector_length``: of a
    sentence vector beside the n-grams; ``spoken_weight``: what a colloquial question and one that is off topic weigh beside a
    wording of the content. Chosen by how often the topic of practice questions is found."""

    least_examples: int = 12
    vector_length: float = 2.0
    spoken_weight: float = 5.0
    smoothing: float = 0.03
    epochs: int = 6
    batch: int = 128
    term_rate: float = 2e-2
    vector_rate: float = 1e-2


@dataclass(frozen=True)
class PracticeRecipe:
    """Which questions are asked for practice, how many, and what they weigh (``examples.py``).

    ``kept_back_every``: of so many similar questions one is kept back from the adapter, to learn the decision on;
    ``taught_every``: of so many colloquial questions the adapter learns from one; ``itself``: two questions nearer than this
    (cosine) are one and the same; ``answered_elsewhere``: another city that is asked for the same in words nearer than this
    has an answer of its own; ``local_weight``: two thirds of the passages are law, but people ask about their own city first;
    ``..._per_city``: questions asked in a city as if its passages were imported; ``short_characters``: unanswerable questions
    up to this long may be taken for half sentences; ``whole_questions``: so often what they lean on was asked in words of the
    person's own; ``parts``: in how many parts the questions are handed out.
    """

    kept_back_every: int = 16
    taught_every: int = 2
    itself: float = 0.97
    slipped_share: float = 0.4
    elsewhere_share: float = 0.25
    elsewhere_weight: float = 1.5
    answered_elsewhere: float = 0.85
    local_weight: float = 3.0
    colloquial_weight: float = 4.0
    unanswerable_weight: float = 4.0
    imports_per_city: int = 100
    wider_per_city: int = 120
    foreign_per_city: int = 40
    import_weight: float = 1.0
    foreign_per_office: int = 10
    office_weight: float = 2.0
    short_characters: int = 14
    foreign_half_sentences: int = 300
    whole_questions: float = 0.6
    parts: int = 8


@dataclass(frozen=True)
class DecisionRecipe:
    """The conditional logits (``choice.py``); ``steps`` of the optimiser, however many examples there are.

    ``import_favour``: what the office of a place imported itself goes before what holds in wider places, beyond what is
    learned, in units of utility, as far as it is about what was asked (``topics_shared``): the two seldom answer the same in
    the content, but an office imports what it wants to be told (docs/adr/0008, 0009, 0038).
    """

    hidden: int = 12
    steps: int = 300
    batch: int = 128
    rate: float = 6e-3
    decay: float = 1e-3
    folds: int = 4
    import_favour: float = 8.0


@dataclass(frozen=True)
class ThresholdRecipe:
    """``kept...``: the share of answerable practice questions that must not be refused. Most of these are harder than what
    people ask: 0.91 of them kept means about 0.98 of the held-out questions kept (docs/adr/0004, 0010); what leans on an
    answer is as people say it. ``answered_right``: one candidate alone is given when it is right at least this often."""

    kept: float = 0.91
    kept_leaning: float = 0.97
    kept_imports: float = 0.95
    answered_right: float = 0.4


@dataclass(frozen=True)
class Recipe:
    """``today``: the day on which the practice questions are asked."""

    today: dt.date
    seed: int = 7
    adapter: AdapterRecipe = field(default_factory=AdapterRecipe)
    topics: TopicRecipe = field(default_factory=TopicRecipe)
    practice: PracticeRecipe = field(default_factory=PracticeRecipe)
    decision: DecisionRecipe = field(default_factory=DecisionRecipe)
    thresholds: ThresholdRecipe = field(default_factory=ThresholdRecipe)
