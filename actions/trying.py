"""Try a question out on the very search of chat, perhaps with an FAQ as it is being edited: what comes of it, and why."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from actions.contract.queries import Trial, Tried
from actions.editing import Cells
from actions.lookup import hit_of
from knowledge.editing.passages import passage_of
from knowledge.language.dates import Period
from knowledge.language.reading import Reading
from knowledge.library.content import Passage
from knowledge.live.world import World
from knowledge.places.regions import PlaceMention
from knowledge.records.faqs.reading import read_contents
from knowledge.retrieval.encoding import PassageVectors
from knowledge.retrieval.result import Hit, Result
from knowledge.retrieval.searcher import Searcher

_TEXTS = Path(__file__).with_suffix(".yml")


def try_out(world: World, question: str, region: str | None, as_of: dt.date | None, cells: Cells | None) -> Trial:
    """What chat makes of a question asked in ``region`` as of a day (None: today); ``cells``: an FAQ as texts by column that
    is taken for published, which takes about a second. Raises BadContents, UnknownRegion."""
    started = time.perf_counter()
    draft = passage_of(read_contents(cells), world.regions, world.faqs.shipped) if cells else None
    searcher = _with(world.searcher, draft)
    reading, place = searcher.reading(question), searcher.regions.get(region) if region else None
    period = Period(as_of, as_of) if as_of and as_of != searcher.today() else None
    result = searcher.search(reading, place, period)
    first = result.guide if result.decision == "guide" else None
    candidates = tuple(_tried(searcher, reading, hit, draft) for hit in (first, *result.hits) if hit)
    return Trial(
        decision=result.decision,
        told=candidates[0].hit if result.decision in ("answer", "guide") else None,
        candidates=candidates,
        topic=result.guide.passage.question if result.guide else "",
        why=(*_why(result, place is not None), *_about_draft(candidates, draft)),
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )


def _with(searcher: Searcher, draft: Passage | None) -> Searcher:
    if draft is None:
        return searcher
    regions = searcher.regions.serving_also([draft.region])
    return searcher.extended([draft], PassageVectors.encode([draft], searcher.encoder, regions))


def _tried(searcher: Searcher, reading: Reading[PlaceMention], hit: Hit, draft: Passage | None) -> Tried:
    key = (hit.passage.origin, hit.passage.id)
    wording, likeness = searcher.catalogue.nearest_wording(searcher.read(reading.query), key)
    is_draft = draft is not None and key == (draft.origin, draft.id)
    return Tried(hit=hit_of(hit), wording=wording, likeness=round(likeness, 3), is_draft=is_draft)


def _why(result: Result, was_given: bool) -> Iterator[str]:
    texts = _texts()
    if result.region is None:
        yield texts["place"]["none"]
    else:
        yield texts["place"]["given" if was_given else "named"].format(place=result.region.name)
    if result.period:
        yield texts["time"].format(first=result.period.first, last=result.period.last)
    if result.thresholds is None and not result.none:
        yield texts["exact"]
    elif limits := result.thresholds:
        yield texts["none"].format(none=_percent(result.none), refuse=_percent(limits.refuse))
        yield texts["share"].format(share=_percent(result.share), answer=_percent(limits.answer))
    if result.guide:
        yield texts["topic"].format(topic=result.guide.passage.question, share=_percent(result.guide.score))
    yield texts["decision"][result.decision]


def _about_draft(candidates: tuple[Tried, ...], draft: Passage | None) -> Iterator[str]:
    if draft is None:
        return
    rank = next((at for at, one in enumerate(candidates, 1) if one.is_draft), None)
    texts = _texts()["draft"]
    yield texts["first"].format(rank=rank) if rank else texts["behind"].format(count=len(candidates))


def _percent(share: float) -> str:
    return f"{share:.0%}"


@cache
def _texts() -> Mapping[str, Any]:
    texts: Mapping[str, Any] = yaml.safe_load(_TEXTS.read_text("utf-8"))
    return texts
