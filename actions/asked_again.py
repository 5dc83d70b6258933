"""The same question again: elsewhere ("那江门呢"), at another time ("以前呢"), for somebody else ("那我老公呢")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from actions.finding import Finding, Knowledge, remember
from actions.memory import Memory
from actions.services.whose import name_of
from knowledge.language.dates import without_period
from knowledge.language.fillers import says_more
from knowledge.language.reading import Reading
from knowledge.language.utterances import names_a_matter
from knowledge.library.content import Passage
from knowledge.places.regions import PlaceMention, Region
from knowledge.retrieval.result import Hit, Result

# What is not told yet answers the last question for somebody else where it is this likely, and has such a share of all that
# may answer but was told.
LEAST_ANOTHER, CLEAR_OF_ANOTHER = 0.03, 0.5
# So many of the last answers may be asked for again for somebody else.
FOR_ANOTHER = 3
# What somebody is doing in a place that is named.
_THERE = re.compile(r"在(?:那里|那边|那儿|那)(?:上班|打工|做工|干活|做事|工作)")
_HERE = re.compile(r"[这那](?:边|里|儿)")
# Where somebody is whom it is asked for.
_LOCATES = re.compile(
    r"(?:单位|公司|厂|店|户口|社保|人|家)[^,，。]{0,3}在|在[^,，。]{0,6}(?:上班|打工|干活|做事|交|参保)"
)
_WHAT_OF = re.compile(r"[呢咧嘞]\W*$")


def asks_again(reading: Reading[PlaceMention], named: Region | None) -> bool:
    """Whether it only names another place or time, perhaps with who is there: "那江门呢，我哥在那边"."""
    if not says_more(without_period(reading.without_places), "again"):
        return True
    if named is not None and len(reading.clauses) > 1 and _names_a_place_first(reading):
        return True
    rest = _THERE.sub("", without_period(reading.without_names))
    return named is not None and not says_more(rest, "again")


def again(reading: Reading[PlaceMention], named: Region | None, memory: Memory, knowledge: Knowledge) -> Finding:
    """The last question, for another place or time."""
    searcher, question = knowledge.searcher, memory.pending_question or memory.last_question
    if not question:
        if named is None:
            return remember(reading.plain, searcher.search(reading, knowledge.home(memory)), named, memory)
        return Finding(None, replace(memory, region=named.name))
    region = named or knowledge.spoken_of(memory)
    context = knowledge.passage(memory.last_passage)
    known = searcher.versions(context, region, reading.period) if context and not memory.pending_question else []
    if known:
        result = Result("answer", (Hit(known[0], 1.0),), region, reading.period)
    else:
        result = searcher.search(_elsewhere(question, reading), region, reading.period)
    if result.decision == "refuse" and context and not memory.pending_question:
        by_topic = searcher.search(_elsewhere(context.question, reading), region, reading.period)
        result = by_topic if by_topic.decision == "answer" else result
    result = _of_the_place(result, memory)
    if named and context and memory.is_open and _holds_everywhere(context, result):
        result = Result("answer", (Hit(context, 1.0),), region, reading.period)
    return remember(question, result, named, memory)


def again_for_another(
    reading: Reading[PlaceMention], named: Region | None, memory: Memory, knowledge: Knowledge
) -> Finding | None:
    """The last question, or what was told last, for whom a message only names; None where it names a place, too, or where
    nothing else answers that."""
    if named is not None or _HERE.search(reading.plain):
        return None
    findings = (_of_another(asked, memory, knowledge) for asked in _asked_for_another(reading, memory, knowledge))
    return next((finding for finding in findings if finding), None)


def _names_a_place_first(reading: Reading[PlaceMention]) -> bool:
    """Whether a clause only asks what is so in another place, and no other names a matter: "那江门呢，我那边有个分店",
    "我弟在江门上班，他那边呢"."""
    parts = [reading.reworded(clause.text) for clause in reading.clauses]
    again = [
        part
        for part in parts
        if (part.places or _HERE.search(part.plain))
        and _WHAT_OF.search(part.plain)
        and not says_more(part.without_names, "again")
    ]
    others = [part for part in parts if part not in again and not (part.places and _LOCATES.search(part.plain))]
    return bool(again) and not any(names_a_matter(part.standard) for part in others)


def _elsewhere(question: str, reading: Reading[PlaceMention]) -> Reading[PlaceMention]:
    """The question with the names of places cut out, so that it can be asked for another one."""
    return reading.reworded(reading.reworded(question).without_places)


def _of_the_place(found: Result, memory: Memory) -> Result:
    """Where the guide told before is found for another place again, what is said of that place itself, if anything."""
    if found.decision != "guide" or found.guide is None or found.guide.passage.id not in memory.told:
        return found
    local = tuple(hit for hit in found.hits if hit.passage.region.depth > 0)
    return replace(found, decision="answer", hits=local, guide=None) if local else found


def _holds_everywhere(told: Passage, found: Result) -> bool:
    """Whether what was told is the nation's, and nothing that another place says itself was found there."""
    local = [hit for hit in found.hits[:1] if hit.passage.region.depth > 0]
    return told.region.depth == 0 and found.decision in ("answer", "guide", "refuse") and not local


def _asked_for_another(
    reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge
) -> Iterator[Reading[PlaceMention]]:
    """The last question asked for whom a message only names ("那我老公呢"), and then what was told last; for the speaker as a
    man or a woman, where that is known."""
    if not reading.persons or not memory.last_question or says_more(reading.without_names, "again"):
        return
    named, meant = reading.persons[-1], memory.persons.named[-1:]
    who = memory.persons.of("self").sex if named.value == "self" else reading.plain[named.start : named.end]
    if named.value == "other" and meant not in ((), ("other",)):  # "她呢", of whom it is known
        who = name_of(meant[0])
    questions = dict.fromkeys((memory.last_question, *_told_last(memory, knowledge)))
    for question in questions if who else ():
        yield reading.reworded(f"{who}的{reading.reworded(question).without_names}")


def _told_last(memory: Memory, knowledge: Knowledge) -> list[str]:
    """The questions of the last answers, the newest first."""
    told = (knowledge.passage(id) for id in reversed(memory.told[-FOR_ANOTHER:]))
    return [knowledge.searcher.regions.without_served(passage.question) for passage in told if passage]


def _of_another(asked: Reading[PlaceMention], memory: Memory, knowledge: Knowledge) -> Finding | None:
    """The last question as it is asked for somebody else; None where nothing else answers that."""
    found = knowledge.searcher.search(asked, knowledge.spoken_of(memory))
    untold = _untold(found, memory)
    is_likely = bool(untold.hits) and untold.hits[0].score >= LEAST_ANOTHER
    is_found = found.decision == "answer" and is_likely and untold.share >= CLEAR_OF_ANOTHER
    return remember(asked.plain, replace(found, hits=untold.hits), None, memory) if is_found else None


def _untold(found: Result, memory: Memory) -> Result:
    """What was found without what was told before, which is none of what is likely left."""
    told = sum(hit.score for hit in found.hits if hit.passage.id in memory.told)
    new = tuple(hit for hit in found.hits if hit.passage.id not in memory.told)
    return replace(found, hits=new, none=min(1.0, found.none + told))
