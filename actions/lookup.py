"""What clerks look up: the same search, scores and decision as chat, for the gateway and the terminal."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable

from actions.contract.queries import CitedSource, FactKind, Heard, HeardFact, Hit, Lookup, Neighbours
from knowledge.language.ages import Age
from knowledge.language.dates import Period
from knowledge.language.durations import Duration
from knowledge.language.facts import Birth, Fact
from knowledge.language.grades import Grade
from knowledge.language.money import Money
from knowledge.language.timespans import Timespan
from knowledge.language.trades import Trade
from knowledge.library.content import Passage
from knowledge.retrieval.result import Hit as Found
from knowledge.retrieval.result import Result
from knowledge.retrieval.searcher import Searcher

# A bare number ("一个厂") tells a clerk nothing, and is left out.
_KINDS: dict[type, FactKind] = {
    Birth: "birth", Age: "age", Trade: "trade", Grade: "grade", Money: "money", Timespan: "date", Duration: "duration",
}  # fmt: skip
_WORDS: dict[object, FactKind] = {"男": "sex", "女": "sex", "worker": "post", "staff": "post"}


def look_up(searcher: Searcher, question: str, region: str | None, limit: int, as_of: dt.date | None = None) -> Lookup:
    """What is found for a question, at most ``limit`` hits; where chat would ask back for the city, what holds everywhere
    and the cities' answers are the hits to choose from; where it would give a guide, that is the first of them.
    ``as_of``: the day that is meant where the question names no time, today if None. Raises UnknownRegion."""
    return _search(searcher, question, region, limit, as_of)[0]


def hear(searcher: Searcher, story: str, region: str | None, limit: int) -> Heard:
    """What somebody's story, told in ``region``, comes to. Raises UnknownRegion."""
    found, result = _search(searcher, story, region, limit, None)
    return Heard(
        topic=_topic(result),
        region=result.region.name if result.region else None,
        facts=_heard(searcher, story),
        lookup=found,
    )


def neighbours(searcher: Searcher, id_: str) -> Neighbours:
    """The other editions of an answer (of the same topic, or to the same question, at the same place), and what the content
    says is asked next, as each is told at its own place today. Nothing for an unknown id."""
    passages = searcher.catalogue.live_passages
    own = [passage for passage in passages if passage.id == id_]
    others = (passage for passage in passages if passage.id != id_ and any(_same_thing(passage, one) for one in own))
    latest_first = sorted(others, key=lambda passage: passage.effective_from or dt.date.min, reverse=True)
    named = {name for passage in own for name in (*passage.next, *passage.covers)}
    related = (passage for passage in passages if passage.id in named)
    return Neighbours(editions=_unsearched(searcher, latest_first), related=_unsearched(searcher, related))


def _search(
    searcher: Searcher, question: str, region: str | None, limit: int, as_of: dt.date | None
) -> tuple[Lookup, Result]:
    started = time.perf_counter()
    period = Period(as_of, as_of) if as_of and as_of != searcher.today() else None
    place = searcher.regions.get(region) if region else None
    result = searcher.search(searcher.reading(question), place, period)
    lookup = Lookup(
        hits=tuple(hit_of(hit) for hit in _hits(result)[:limit]),
        decision="choose" if result.decision in ("ask_region", "guide") else result.decision,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )
    return lookup, result


def _hits(result: Result) -> tuple[Found, ...]:
    """In the order in which chat tells them."""
    first = {"guide": result.guide, "ask_region": result.general}.get(result.decision)
    return (first, *result.hits) if first else result.hits


def _topic(result: Result) -> str:
    if result.guide:
        return result.guide.passage.question
    return "" if result.decision == "refuse" else result.hits[0].passage.category


def _heard(searcher: Searcher, story: str) -> tuple[HeardFact, ...]:
    reading = searcher.reading(story)
    kinds = ((fact, _kind(fact)) for fact in reading.facts)
    return tuple(
        HeardFact(kind=kind, words=_words(fact, reading.plain), person=fact.person, negated=fact.negated)
        for fact, kind in kinds
        if kind
    )


def _words(fact: Fact, text: str) -> str:
    """As it was said, a month of birth with its unit; of a man or woman the sex, which is said by "我妈" as well."""
    if fact.value in ("男", "女"):
        return str(fact.value)
    unit = "月" if isinstance(fact.value, Birth) and text.startswith("月", fact.end) else ""
    return text[fact.start : fact.end] + unit


def _kind(fact: Fact) -> FactKind | None:
    return _WORDS.get(fact.value) if isinstance(fact.value, str) else _KINDS.get(type(fact.value))


def _same_thing(one: Passage, other: Passage) -> bool:
    if one.region != other.region:
        return False
    return one.question == other.question or (one.topic is not None and one.topic == other.topic)


def _unsearched(searcher: Searcher, passages: Iterable[Passage]) -> tuple[Hit, ...]:
    told = (searcher.told(passage, None, None) for passage in passages)
    return tuple(hit_of(Found(passage, 0.0)) for passage in told if passage)


def hit_of(found: Found) -> Hit:
    """A passage found, as the gateway is told of it."""
    passage = found.passage
    return Hit(
        id=passage.id,
        question=passage.question,
        answer=passage.answer,
        region=passage.region.name,
        category=passage.category,
        effective_from=passage.effective_from,
        effective_to=passage.effective_to,
        as_of=passage.as_of,
        source=CitedSource(**passage.source.model_dump(), article=passage.article),
        score=round(found.score, 3),
    )
