"""What the gateway answers besides conversations: the staff's lookup and desk, and the cities that a page offers."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from actions.contract.cards import Source, Strict


class CitedSource(Source):
    """A source, and of a statute the article."""

    article: str | None


class Hit(Strict):
    """An answer found, and how surely it is the right one (``score``, 0 to 1). ``as_of``: the day up to which what it tells
    is known, null where it holds until something newer is in force."""

    id: str
    question: str
    answer: str
    region: str
    category: str
    effective_from: dt.date | None
    effective_to: dt.date | None
    as_of: dt.date | None
    source: CitedSource
    score: float


class Lookup(Strict):
    """The same hits and the same decision as the chat's, best first."""

    hits: tuple[Hit, ...]
    decision: Literal["answer", "choose", "refuse"]
    took_ms: float


class Quotation(Strict):
    """An excerpt of a policy paper, word for word; nobody has approved it as an answer. ``region`` "" is the whole country;
    ``scanned``: its words were recognised in pictures, and may be wrong."""

    paper: int
    title: str
    region: str
    date: dt.date | None
    file: str
    scanned: bool
    heading: str
    text: str
    score: float


class Quoted(Strict):
    """The quotations found, the best first."""

    quotations: tuple[Quotation, ...]


class Neighbours(Strict):
    """What stands beside an answer. ``editions``: what has been or will be said about the same thing at the same place, the
    latest first; ``related``: what people ask next. Scores are 0: nothing was searched."""

    editions: tuple[Hit, ...]
    related: tuple[Hit, ...]


FactKind = Literal["birth", "age", "sex", "post", "trade", "grade", "money", "date", "duration"]


class HeardFact(Strict):
    """A fact that a story tells: its words, whom it is about (``Person`` of ``knowledge.language.persons``), and whether they
    say that it is not so."""

    kind: FactKind
    words: str
    person: str
    negated: bool


class Heard(Strict):
    """What a caller's story comes to: its topic ("" when none is likely), the place that it names or is told from, the facts,
    and the answers, as chat would find them."""

    topic: str
    region: str | None
    facts: tuple[HeardFact, ...]
    lookup: Lookup


class Finding(Strict):
    """Something to look at in an FAQ before it is told: ``kind`` as ``knowledge.editing.checks.findings`` has it, the column,
    a sentence, the id of another entry that it is about ("": none) and how near that one is."""

    kind: str
    field: str
    text: str
    other: str
    score: float
    is_serious: bool


class Findings(Strict):
    """All that there is to say about an FAQ, the serious first."""

    findings: tuple[Finding, ...]


class PlacedQuestion(Strict):
    """Where a question lies: its unit vector (float32, in Base64), the entry with the wording nearest to it, and the cosine
    of the two."""

    vector: str
    nearest: str
    cosine: float


class Placing(Strict):
    """Questions in their order; vectors of the same ``made_by`` can be compared."""

    made_by: str
    placed: tuple[PlacedQuestion, ...]


class Tried(Strict):
    """A hit of a question that is tried out: the way of asking for it that is nearest to the question, how alike the two are
    (cosine), and whether it is the FAQ that is being edited."""

    hit: Hit
    wording: str
    likeness: float
    is_draft: bool


class Trial(Strict):
    """What chat would make of a question: its decision, the candidates with the best first, the topic ("": none is likely)
    and, in sentences, why. ``told``: the answer that is given first, None where it asks back or refuses."""

    decision: Literal["answer", "choose", "guide", "ask_region", "refuse"]
    told: Hit | None
    candidates: tuple[Tried, ...]
    topic: str
    why: tuple[str, ...]
    took_ms: float


class Cities(Strict):
    """The names of the cities that have answers of their own, imported ones too, in the order of their codes."""

    cities: tuple[str, ...]
