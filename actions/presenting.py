"""Turn what was found into words and cards. All wording comes from ``texts.yml``."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from actions.contract.cards import AnswerCard, ChoicesCard, Source
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.dialogue import Dialogue
from actions.memory import Memory
from actions.offered import wish_of
from actions.saying import Say, numbered, phrase
from knowledge.entitlements.kinds import kind_wished, offered_with, spoken_of
from knowledge.language.employing import answers_employers
from knowledge.language.normalise import letters_only
from knowledge.library.content import Passage
from knowledge.places.regions import Region
from knowledge.retrieval.result import Hit, Result
from knowledge.retrieval.searcher import Searcher

# A figure older than this says as of when it holds.
FRESH = dt.timedelta(days=365)
# An answer that shares this much with the guide it stands beside says the same again.
REPEATED = 0.5
# Buttons with questions under a guide.
MOST_QUESTIONS = 4
# What only employees have done for them.
FOR_THE_LIVING = ("retirement_check", "pension_estimate", "find_job")
FOR_EMPLOYEES = ("claim", "self_check", "find_job")
_TO_EMPLOYEES = re.compile(r"您|投诉|找劳动监察|申请(?:劳动)?仲裁")
# An answer that stands beside another has no more letters, unless its first sentence has, or the next where that only says
# what it is about.
SHORT = 170
ENOUGH = 60
_SENTENCE = re.compile(r"[^。]+(?:。|$)")
CHANGING = ("level", "service", "statistic")
REFERRAL = "referral"


def answer_says(hit: Hit, asked: Region | None, dialogue: Dialogue, near: Iterable[Hit] = ()) -> list[Say]:
    """The approved answer with place, date and source, and as buttons what may have been meant instead (``near``) and what
    people ask next."""
    passage = hit.passage
    titles = [other.passage.question for other in near]
    titles += following(passage, dialogue)
    titles += [*offered_with(passage.question), *_offers().get(passage.category, ())]
    return [Say(_answer_card(hit, asked, dialogue), buttons=Button.of(dict.fromkeys(titles)))]


def following(passage: Passage, dialogue: Dialogue) -> list[str]:
    """What people ask after an answer."""
    return [entry.question for entry in map(dialogue.passage, passage.next) if entry]


def _guide_says(result: Result, dialogue: Dialogue, is_alone: bool) -> list[Say]:
    """The first word on a topic, and the nearest answer where it is likely and nothing else is said; as buttons what is asked
    next."""
    assert result.guide
    card = _answer_card(result.guide, result.region, dialogue)
    near_ids = tuple(hit.passage.id for hit in result.choices)
    guide = Say(card.model_copy(update={"status": Status.GUIDED, "near_ids": near_ids}))
    beside = result.beside_guide if is_alone else None
    if beside and _repeats(beside.passage.answer, result.guide.passage.answer):
        beside = None  # its question is the first button
    buttons = Button.of(_asked_next(result, beside, dialogue))
    if beside is None:
        return [replace(guide, buttons=buttons)]
    nearest = _nearest_card(beside, result.region, dialogue)
    return [guide, Say(nearest.model_copy(update={"notes": noted_once(card, nearest)}), buttons=buttons)]


def nearest_says(hit: Hit, asked: Region | None, dialogue: Dialogue) -> Say:
    """What is likely meant, told as such; as buttons what people ask next."""
    return replace(answer_says(hit, asked, dialogue)[0], custom=_nearest_card(hit, asked, dialogue))


def _nearest_card(hit: Hit, asked: Region | None, dialogue: Dialogue) -> AnswerCard:
    title = phrase("nearest_title", question=hit.passage.question)
    return _answer_card(hit, asked, dialogue).model_copy(update={"status": Status.GUIDED, "title": title})


def noted_once(first: AnswerCard, second: AnswerCard) -> tuple[str, ...]:
    """The notes of an answer without those that the one before it has."""
    return tuple(note for note in second.notes if note not in first.notes)


def in_short_says(passage: Passage, asked: Region | None, dialogue: Dialogue, before: Sequence[Say]) -> Say:
    """An answer that stands beside another one (``before``): its first sentences, the whole behind a button."""
    card, short = _answer_card(Hit(passage, 1.0), asked, dialogue), shortened(passage.answer)
    said = [say.custom for say in before if isinstance(say.custom, AnswerCard)]
    notes = noted_once(said[0], card) if said else card.notes
    buttons = () if short == passage.answer else Button.of((passage.question,))
    if asked and 0 < passage.region.depth < asked.depth:
        short = phrase("holds_there", place=asked, region=passage.region, answer=short)
    return Say(card.model_copy(update={"head": (short,), "notes": notes}), buttons=buttons)


def unknown_there_says(place: Region) -> Say:
    """That of two places compared this one's rules are not known."""
    return Say.plain(Status.REFUSED, phrase("unknown_there", place=place))


def shortened(answer: str) -> str:
    """The first sentences of an answer, whole ones, enough of them to say more than what it is about."""
    first, *others = [match[0] for match in _SENTENCE.finditer(answer)] or [answer]
    for sentence in others:
        if len(first) >= ENOUGH and len(first) + len(sentence) > SHORT:
            return first
        first += sentence
    return first


def _repeats(answer: str, said: str) -> bool:
    """Whether an answer says mostly what was said: the share of its pairs of characters."""
    pairs = {*itertools.pairwise(letters_only(answer))}
    return len(pairs & {*itertools.pairwise(letters_only(said))}) >= REPEATED * len(pairs)


def _asked_next(result: Result, beside: Hit | None, dialogue: Dialogue) -> list[str]:
    """After a guide: the nearest questions not answered ``beside`` it, those asked most, the services of its category."""
    assert result.guide
    topic = result.guide.passage
    following = [passage for passage in map(dialogue.passage, topic.next) if passage]
    told = beside.passage.id if beside else None
    passages = [passage for passage in (*(hit.passage for hit in result.choices), *following) if passage.id != told]
    titles = dict.fromkeys(passage.question for passage in passages)
    reckoned = (kind.wish for kind in spoken_of(topic.question)[:1])
    return [*list(titles)[:MOST_QUESTIONS], *reckoned, *_offers().get(topic.category, ())]


def _answer_card(hit: Hit, asked: Region | None, dialogue: Dialogue) -> AnswerCard:
    passage = hit.passage
    return AnswerCard(
        title=phrase("answer_title", question=passage.question),
        head=(passage.answer,),
        notes=tuple(notes(passage, asked, dialogue.searcher)),
        # Whom to ask instead is no rule that somebody would look up.
        source_line="" if passage.kind == REFERRAL else _cited(passage),
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


def offers_of(passage: Passage) -> tuple[str, ...]:
    """The services on the buttons of an entry, in the words that wish them."""
    return tuple(_offers().get(passage.category, ()))


def result_says(result: Result, dialogue: Dialogue, *, is_alone: bool = True) -> list[Say]:
    """Whatever a search came to; in one message where it does not stand alone."""
    if result.decision == "answer":
        return answer_says(result.hits[0], result.region, dialogue, result.near)
    if result.decision == "guide":
        return _guide_says(result, dialogue, is_alone)
    if result.decision == "choose":
        return [choices_say(result, phrase("choose"))]
    if result.decision == "ask_region":
        return [_cities(result, dialogue)]
    return [_refusal(result, dialogue)]


def choices_say(result: Result, asked: str) -> Say:
    """The questions of what may answer, to pick one of; ``asked``: the words that ask which."""
    questions = [hit.passage.question for hit in result.choices]
    card = ChoicesCard(
        status=Status.CHOICES,
        head=(asked,),
        items=tuple(numbered(number, question) for number, question in enumerate(questions, 1)),
        faq_ids=tuple(hit.passage.id for hit in result.choices),
    )
    return Say(card, buttons=Button.of(questions))


def _cities(result: Result, dialogue: Dialogue) -> Say:
    names = tuple(region.name for region in result.regions)
    ids = tuple(hit.passage.id for hit in result.hits)
    asked = dialogue.searcher.regions.without_served(result.hits[0].passage.question)
    head = (*_general(result), phrase("ask_region_of", question=asked))
    card = ChoicesCard(status=Status.ASKED_REGION, head=head, items=names, faq_ids=ids)
    return Say(card, buttons=Button.of(names))


def _general(result: Result) -> tuple[str, ...]:
    """What holds everywhere, with its source: it is worth knowing before the city is."""
    if result.general is None:
        return ()
    passage = result.general.passage
    told = phrase("general_rule", region=passage.region.name, answer=passage.answer)
    return told, _cited(passage), ""


def _refusal(result: Result, dialogue: Dialogue) -> Say:
    """That nothing was found; and what may have been meant, unless that is hopeless."""
    refusal = _nothing_found(result.region, dialogue)
    if result.is_far:
        return Say.plain(Status.REFUSED, refusal)
    questions = [hit.passage.question for hit in result.choices]
    return Say.plain(Status.REFUSED, refusal, phrase("maybe"), buttons=questions)


def to_employer(says: list[Say]) -> list[Say]:
    """Answers as an employer is to read them: the first that is written to employees says so, and nothing is offered that is
    only for those."""
    first = next((say for say in says if _is_to_employees(say)), None)
    return [_to_employer(say, before=(phrase("to_employer"),) if say is first else ()) for say in says]


def to_bereaved(says: list[Say], wish: str) -> list[Say]:
    """Answers as the family of one who has died is to read them: nothing is offered that is for the living, but what is
    reckoned for them."""
    theirs = [tuple(each for each in say.buttons if not _is_for_the_living(each.payload)) for say in says]
    lacks = [kept != say.buttons for say, kept in zip(says, theirs, strict=True)]
    if any(lacks) and not any(each.payload == wish for kept in theirs for each in kept):
        theirs[lacks.index(True)] += Button.of([wish])
    return [replace(say, buttons=kept) for say, kept in zip(says, theirs, strict=True)]


def _is_for_the_living(words: str) -> bool:
    kind = kind_wished(words)
    return wish_of(words) in FOR_THE_LIVING or (kind is not None and not kind.of_dead)


def _is_to_employees(say: Say) -> bool:
    """Whether an answer calls an employee "您", or sends one to complain."""
    card = say.custom
    return (
        isinstance(card, AnswerCard)
        and not answers_employers(card.title.rpartition("【")[2])
        and any(_TO_EMPLOYEES.search(text) for text in card.head)
    )


def _to_employer(say: Say, before: tuple[str, ...]) -> Say:
    buttons = tuple(button for button in say.buttons if wish_of(button.payload) not in FOR_EMPLOYEES)
    if not before:
        return replace(say, buttons=buttons)
    assert isinstance(say.custom, AnswerCard)
    card = say.custom.model_copy(update={"head": (*before, *say.custom.head)})
    return replace(say, custom=card, buttons=buttons)


def sentence_says(words: str, passage: Passage, dialogue: Dialogue, memory: Memory, *, is_asked: bool = True) -> Say:
    """The sentence of an answer that is asked for (``is_asked``), or that goes with what is told, with the source; with the
    entry's own question where it was not told, or other answers came after it."""
    is_told = passage.id in memory.told
    if passage.id == memory.last_passage:
        key = "said_in" if is_asked else "said_still"
    else:
        key = "said_in_earlier" if is_told else "stands_in"
    said = phrase(key, question=passage.question, words=words)
    status = Status.REPEATED if is_told else Status.ANSWERED
    return Say.plain(status, said, _cited(passage), buttons=following(passage, dialogue))


def matter_says(about: Passage, result: Result) -> Say:
    """That the matter spoken of is known, but not what was asked of it; as buttons what is known of it."""
    following = [hit.passage.question for hit in result.hits[:MOST_QUESTIONS] if hit.passage.id != about.id]
    return Say.plain(Status.REFUSED, phrase("not_in_matter", question=about.question), buttons=following)


def _nothing_found(asked: Region | None, dialogue: Dialogue) -> str:
    """Where the rules of the place asked about are not known, that it is for this."""
    if asked is None or asked.depth == 0:
        return phrase("refuse")
    return phrase("refuse_region" if dialogue.searcher.serves(asked) else "refuse_elsewhere", region=asked)


def notes(passage: Passage, asked: Region | None, searcher: Searcher) -> list[str]:
    """What the reader must know besides the answer: how old it is, and whose it is."""
    found, today = [], searcher.today()
    if asked and not passage.region.holds_for(asked):
        found.append(phrase("part_of", region=passage.region.name))
    if passage.effective_to and passage.effective_to < today and not passage.by_year:
        found.append(phrase(_how_ended(passage, searcher), end=passage.effective_to))
    elif _may_be_old(passage, today):
        found.append(phrase("as_of", date=passage.as_of) if passage.as_of else phrase("as_of_unknown"))
    if asked and passage.region.depth == 0 and not searcher.serves(asked):
        found.append(phrase("national", region=asked))
    return found


def _may_be_old(passage: Passage, today: dt.date) -> bool:
    """Whether what a passage says changes with time and was told long ago, or nobody knows when; a statute holds until it is
    changed, and then the entry is."""
    is_fresh = passage.as_of is not None and today - passage.as_of <= FRESH
    return passage.kind in CHANGING and not passage.article and not is_fresh


def _how_ended(passage: Passage, searcher: Searcher) -> str:
    """The name of the phrase for a passage that holds no more: that there are new rules is only said where they are known."""
    if not passage.effective_from:
        return "ended_unknown_start"
    return "ended" if searcher.is_followed(passage) else "ended_unfollowed"


def _cited(passage: Passage) -> str:
    """Where an answer holds, and its source."""
    return phrase("answer_source", region=passage.region.name, source=source_line(passage))


def source_line(passage: Passage) -> str:
    """The source in one line: statute and article, or paper with publisher and date."""
    if passage.article:
        return phrase("statute", title=passage.source.title, article=passage.article)
    details = "，".join(str(part) for part in (passage.source.publisher, passage.source.date) if part)
    return phrase("paper", title=passage.source.title, details=f"（{details}）" if details else "")
