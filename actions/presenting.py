"""Turn what was found into words and cards. All wording comes from ``texts.yml``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from actions.dialogue import Dialogue
from actions.saying import Button, Say, phrase
from knowledge.library.content import Passage
from knowledge.places.regions import Region
from knowledge.retrieval.result import Hit, Result

# A figure older than this says as of when it holds.
FRESH = dt.timedelta(days=365)
# Where nothing answers more surely than this, nothing is suggested beside the refusal either.
HOPELESS = 0.8
CHANGING = ("level", "service", "statistic")


def answer_says(hit: Hit, asked: Region | None, dialogue: Dialogue, near: Iterable[Hit] = ()) -> list[Say]:
    """The approved answer with place, date and source, and as buttons what may have been meant instead (``near``) and what
    people ask next."""
    passage = hit.passage
    text = phrase(
        "answer",
        answer=passage.answer,
        notes="".join(notes(passage, asked, dialogue.searcher.today())),
        region=passage.region.name,
        source=source_line(passage),
    )
    titles = [other.passage.question for other in near]
    titles += [following.question for following in map(dialogue.passage, passage.next) if following]
    titles += _offers().get(passage.category, ())
    return [Say(text, Button.of(dict.fromkeys(titles)), answer_card(hit))]


@cache
def _offers() -> dict[str, list[str]]:
    """What can be done after an answer of a category."""
    offers: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("offers.yml").read_text("utf-8"))
    return offers


def result_says(result: Result, dialogue: Dialogue) -> list[Say]:
    """Whatever a search came to."""
    if result.decision == "answer":
        return answer_says(result.hits[0], result.region, dialogue, result.near)
    if result.decision == "choose":
        questions = [hit.passage.question for hit in result.choices]
        numbered = [f"{number}. {question}" for number, question in enumerate(questions, 1)]
        return [Say(phrase("choose"), Button.of(questions), {"type": "choices", "items": numbered})]
    if result.decision == "ask_region":
        names = [region.name for region in result.regions]
        return [Say(phrase("ask_region"), Button.of(names), {"type": "choices", "items": names})]
    named = result.region is not None and result.region.depth > 0
    refusal = phrase("refuse_region", region=result.region) if named else phrase("refuse")
    if result.none >= HOPELESS or not result.choices:
        return [Say(refusal)]
    return [Say(f"{refusal}\n{phrase('maybe')}", Button.of(hit.passage.question for hit in result.choices))]


def notes(passage: Passage, asked: Region | None, today: dt.date) -> list[str]:
    """What the reader must know besides the answer: how old it is, and whose it is."""
    found = []
    if asked and not passage.region.holds_for(asked):
        found.append(phrase("part_of", region=passage.region.name))
    if passage.effective_to and passage.effective_to < today:
        name = "ended" if passage.effective_from else "ended_unknown_start"
        found.append(phrase(name, end=passage.effective_to))
    elif passage.kind in CHANGING and passage.as_of is None:
        found.append(phrase("as_of_unknown"))
    elif passage.kind in CHANGING and passage.as_of and today - passage.as_of > FRESH:
        found.append(phrase("as_of", date=passage.as_of))
    return found


def source_line(passage: Passage) -> str:
    """The source in one line: statute and article, or paper with publisher and date."""
    if passage.article:
        return phrase("statute", title=passage.source.title, article=passage.article)
    details = "，".join(str(part) for part in (passage.source.publisher, passage.source.date) if part)
    return phrase("paper", title=passage.source.title, details=f"（{details}）" if details else "")


def answer_card(hit: Hit) -> dict[str, Any]:
    """The card of type ``answer`` as contract.md gives it."""
    passage = hit.passage
    return {
        "type": "answer",
        "faq_id": passage.id,
        "region": passage.region.name,
        "category": passage.category,
        "effective_from": passage.effective_from and passage.effective_from.isoformat(),
        "source": passage.source.model_dump(mode="json"),
        "score": round(hit.score, 3),
    }
