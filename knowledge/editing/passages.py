"""From FAQs of the library to passages that are found and told, and from shipped entries to FAQs that can be edited.

An FAQ with the id of a shipped entry takes its place: it has the words of the office and all else of the entry (kind, topic,
what it replaces, what is asked next). Withdrawn, it gives the place back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Row

from knowledge import china_time
from knowledge.figures.register import FigureError, figures_in_use
from knowledge.figures.wording import Filled, Wording, without_references
from knowledge.library.content import Passage
from knowledge.places.regions import Region, RegionTree, UnknownRegion, all_regions
from knowledge.records.kinds import FaqRow
from knowledge.shapes import Source

NO_TITLE, NO_CATEGORY = "本地人社部门", "其他"


# As a file or a table has it (``knowledge.records.tables.FaqContents``).
Faq = FaqRow | Row[Any]


def passage_of(faq: Faq, regions: RegionTree, shipped: Mapping[str, Passage]) -> Passage:
    """The FAQ as it is found and told; ``shipped``: the content's entries by id."""
    wording = _wording(faq.answer)
    region = regions.get(faq.region) if faq.region else regions.nation
    filled = wording.filled_below(region, china_time.today()) if wording else None
    passage = Passage(
        id=faq.id,
        region=region,
        category=faq.category or NO_CATEGORY,
        kind="service",
        question=faq.question,
        similar=tuple(line for line in faq.similar_questions.split("\n") if line),
        answer=filled.text if filled else without_references(faq.answer) if wording else faq.answer,
        source=_source(faq, filled),
        effective_from=faq.effective_from,
        effective_to=faq.effective_to,
        as_of=None if wording and wording.references else faq.source_date,
        origin="import",
        wording=wording,
        cites_figure=bool(filled and filled.values) and not faq.source_title,
    )
    return _in_place_of(shipped[faq.id], passage) if faq.id in shipped else passage


def faq_of(passage: Passage) -> FaqRow:
    """A shipped entry as an FAQ that can be edited and exported."""
    source = passage.source
    return FaqRow.model_construct(
        id=passage.id,
        question=passage.question,
        similar_questions="\n".join(passage.similar),
        answer=passage.wording.written if passage.wording else passage.answer,
        region=name_of(passage.region),
        category=passage.category,
        effective_from=passage.effective_from,
        effective_to=passage.effective_to,
        source_title="" if passage.cites_figure else source.title,
        source_publisher="" if passage.cites_figure else source.publisher or "",
        source_date=None if passage.cites_figure else source.date,
        source_url="" if passage.cites_figure else source.url or "",
    )


def name_of(region: Region) -> str:
    """The name by which a file calls a region: "" for the nation, with the city before it where there are namesakes."""
    if region.depth == 0:
        return ""
    try:
        is_known = all_regions().get(region.name) == region
    except UnknownRegion:
        is_known = False
    return region.name if is_known or not region.parent else f"{region.parent.name}{region.name}"


def _in_place_of(entry: Passage, own: Passage) -> Passage:
    is_cited_so = faq_of(entry).source_title == (own.source.title if not own.cites_figure else "")
    return replace(
        own,
        kind=entry.kind,
        topic=entry.topic,
        replaces=entry.replaces,
        next=entry.next,
        covers=entry.covers,
        origin="content",
        article=entry.article if is_cited_so else None,
        as_of=_as_of(entry, own, is_cited_so),
    )


def _as_of(entry: Passage, own: Passage, is_cited_so: bool) -> dt.date | None:
    """The day up to which it is known to be true: the entry's own as long as it rests on the same source of the same day."""
    if is_cited_so and entry.source.date == own.source.date:
        return entry.as_of
    return None if entry.kind == "rule" else own.as_of


def _source(faq: Faq, filled: Filled | None) -> Source:
    if not faq.source_title and filled and filled.values:
        return filled.values[0].source
    return Source(
        title=faq.source_title or NO_TITLE,
        publisher=faq.source_publisher or None,
        date=faq.source_date,
        url=faq.source_url or None,
    )


def _wording(answer: str) -> Wording | None:
    """What there is to fill in; other braces are text like any other."""
    try:
        return Wording.of(answer, figures_in_use())
    except (FigureError, UnknownRegion):
        return None
