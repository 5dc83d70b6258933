"""The clerk's lookup: the same search, scores and decision as chat, for the gateway and the terminal."""

from __future__ import annotations

import time

from actions.contract.queries import CitedSource, Hit, Lookup
from knowledge.library.content import Passage
from knowledge.retrieval.searcher import Searcher


def look_up(searcher: Searcher, question: str, region: str | None, limit: int) -> Lookup:
    """What is found for a question, at most ``limit`` hits; where chat would ask back for the city, the cities' answers are
    the hits to choose from; where it would give a guide, that is the first of them. Raises UnknownRegion."""
    started = time.perf_counter()
    result = searcher.search(searcher.reading(question), searcher.regions.get(region) if region else None)
    hits = (result.guide, *result.hits) if result.decision == "guide" and result.guide else result.hits
    return Lookup(
        hits=tuple(_hit(hit.passage, hit.score) for hit in hits[:limit]),
        decision="choose" if result.decision in ("ask_region", "guide") else result.decision,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )


def _hit(passage: Passage, score: float) -> Hit:
    return Hit(
        id=passage.id,
        question=passage.question,
        answer=passage.answer,
        region=passage.region.name,
        category=passage.category,
        effective_from=passage.effective_from,
        effective_to=passage.effective_to,
        source=CitedSource(**passage.source.model_dump(), article=passage.article),
        score=round(score, 3),
    )
