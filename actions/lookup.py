"""The clerk's lookup: the same search, scores and decision as chat, as JSON for the gateway and the terminal."""

from __future__ import annotations

import time
from typing import Any

from knowledge.library.content import Passage
from knowledge.retrieval.searcher import Searcher


def look_up(searcher: Searcher, question: str, region: str | None, limit: int) -> dict[str, Any]:
    """The answer of ``/api/lookup`` (contract.md); with ``ask_region`` the cities' answers are the hits to choose from.

    Raises UnknownRegion.
    """
    started = time.perf_counter()
    result = searcher.search(question, searcher.regions.get(region) if region else None)
    decision = "choose" if result.decision == "ask_region" else result.decision
    return {
        "hits": [{**_shown(hit.passage), "score": round(hit.score, 3)} for hit in result.hits[:limit]],
        "decision": decision,
        "took_ms": round((time.perf_counter() - started) * 1000, 1),
    }


def _shown(passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.id,
        "question": passage.question,
        "answer": passage.answer,
        "region": passage.region.name,
        "category": passage.category,
        "effective_from": passage.effective_from and passage.effective_from.isoformat(),
        "effective_to": passage.effective_to and passage.effective_to.isoformat(),
        "source": {**passage.source.model_dump(mode="json"), "article": passage.article},
    }
