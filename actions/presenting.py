"""Turn what was found into words and cards. All wording comes from ``texts.yml``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from actions.contract.cards import AnswerCard, ChoicesCard, Source
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.dialogue import Dialogue
from actions.saying import Say, numbered, phrase
from knowledge.library.content import Passage
from knowledge.places.regions import Region
from knowledge.retrieval.result import Hit, Result

# A figure older than this says as of when it holds.
FRESH = dt.timedelta(days=365)
# Where nothing answers more surely than this, nothing is suggested beside the refusal either.
HOPELESS = 0.8
# Buttons with questions under a guide.
MOST_QUESTIONS = 4
CHANGING = ("level", "service", "statistic")


def answer_says(hit: Hit, asked: Region | None, dialogue: Dialogue, near: Iterable[Hit] = ()) -> list[Say]:
    """The approved answer with place, date and source, and as buttons what may have been meant instead (``near``) and what
    people ask next."""
    passage = hit.passage
    titles = [other.passage.question for other in near]
    titles += [following.question for following in map(dialogue.passage, passage.next) if following]
    titles += _offers().get(passage.category, ())
    return [Say(_answer_card(hit, asked, dialogue.searcher.today()), buttons=Button.of(dict.fromkeys(titles)))]


def _guide_says(result: Result, dialogue: Dialogue) -> list[Say]:
    """The first word on a topic; as buttons the nearest questions, those asked most, the services of its category."""
    assert result.guide
    passage = result.guide.passage
    card = _answer_card(result.guide, None, dialogue.searcher.today())
    card = card.model_copy(
        update={"status": Status.GUIDED, "near_ids": tuple(hit.passage.id for hit in result.choices)}
    )
    titles = [hit.passage.question for hit in result.choices]
    titles += [following.question for following in map(dialogue.passage, passage.next) if following]
    titles = [*list(dict.fromkeys(titles))[:MOST_QUESTIONS], *_offers().get(passage.category, ())]
    return [Say(card, buttons=Button.of(titles))]


def _answer_card(hit: Hit, asked: Region | None, today: dt.date) -> AnswerCard:
    passage = hit.passage
    return AnswerCard(
        title=phrase("answer_title", question=passage.question),
        head=(passage.answer,),
        notes=tuple(notes(passage, asked, today)),
        source_line=phrase("answer_source", region=passage.region.name, source=source_line(passage)),
        faq_id=passage.id,
        region=passage.region.name,
        category=passage.category,
        effective_from=passage.effective_from,
        effective_to=passage.effective_to,
        source=Source(**passage.source.model_dump()),
        score=round(hit.score, 3),
    )


@cache
def _offers() -> dict[str, list[str]]:
    """What can be done after an answer of a category."""
    offers: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("offers.yml").read_text("utf-8"))
    return offers


def result_says(result: Result, dialogue: Dialogue) -> list[Say]:
    """Whatever a search came to."""
    if result.decision == "answer":
        return answer_says(result.hits[0], result.region, dialogue, result.near)
    if result.decision == "guide":
        return _guide_says(result, dialogue)
    if result.decision == "choose":
        return [_choices(result)]
    if result.decision == "ask_region":
        return [_cities(result)]
    return [_refusal(result)]


def _choices(result: Result) -> Say:
    questions = [hit.passage.question for hit in result.choices]
    card = ChoicesCard(
        status=Status.CHOICES,
        head=(phrase("choose"),),
        items=tuple(numbered(number, question) for number, question in enumerate(questions, 1)),
        faq_ids=tuple(hit.passage.id for hit in result.choices),
    )
    return Say(card, buttons=Button.of(questions))


def _cities(result: Result) -> Say:
    names = tuple(region.name for region in result.regions)
    ids = tuple(hit.passage.id for hit in result.hits)
    card = ChoicesCard(status=Status.ASKED_REGION, head=(phrase("ask_region"),), items=names, faq_ids=ids)
    return Say(card, buttons=Button.of(names))


def _refusal(result: Result) -> Say:
    """That nothing was found; and what may have been meant, unless that is hopeless."""
    named = result.region is not None and result.region.depth > 0
    refusal = phrase("refuse_region", region=result.region) if named else phrase("refuse")
    if result.none >= HOPELESS or not result.choices:
        return Say.plain(Status.REFUSED, refusal)
    questions = [hit.passage.question for hit in result.choices]
    return Say.plain(Status.REFUSED, refusal, phrase("maybe"), buttons=questions)


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
