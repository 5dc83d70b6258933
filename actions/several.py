"""Two answers to one message: where it asks two things, or the same of two places.

Each is found as if it had been asked by itself, the second in the light of the first, and told in short under its own title.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue import Dialogue
from actions.finding import Finding
from actions.half_sentences import names_nothing
from actions.memory import Memory
from actions.off_topic import SURELY_OFF
from actions.presenting import in_short_says, result_says, unknown_there_says
from actions.running import Turn
from actions.saying import Say
from knowledge.language.normalise import letters_only
from knowledge.language.questions import asks, is_open_question
from knowledge.language.reading import Reading
from knowledge.library.content import Passage
from knowledge.places.regions import PlaceMention, Region

# Less sure of one of the two, the message is asked as a whole.
LEAST_SURE = 0.5
# A clause with fewer letters asks nothing of its own.
LEAST_ASKED = 3
# Where a message can be parted between two questions: at marks, and at gaps between characters.
_PARTS = re.compile(r"[^,，。;；!！?？\s]+[,，。;；!！?？\s]*")
# What stands between two places that are compared, and what is asked of both then.
_BETWEEN = re.compile(r"(?:省|市)?(?:和|跟|与|同|、|还是|比|或者?|,|，)(?:在|到|去|是)?")
_COMPARES = re.compile(
    r"[哪那](?:一?[个边里儿家]|个地方|边)?(?:更|要|最|比较)?(?:高|低|多|少|长|短|好|划算)(?:一?些|一?点|得多)?|谁(?:更)?(?:高|低|多|少)"
    r"|(?:相|要)?差(?:距|别)?(?:有)?(?:多少|多大|几[块倍天个]?)|(?:高|低|多|少|长)(?:多少|几[块天个])|有(?:什么|啥|何)(?:区别|不同|差别|不一样)"
    r"|(?:是不是)?一样(?:不一样)?[吗么]?|(?:高|低|多|少)(?:吗|不)|(?:各|分别|都)是?(?:多少|几个?[月天])?(?:钱)?"
)
_EMPTY = re.compile(r"^(?:的|两地|两个?地方|两边|两省|这两个?|哪里)+|(?:呢|啊|呀)\W*$")
_HOW_MUCH = re.compile(r"多少|几|怎么|什么|哪")


def of_two_places(reading: Reading[PlaceMention], memory: Memory, dialogue: Dialogue) -> Turn | None:
    """The same asked of two places, side by side; None where no two are compared, or neither has rules of its own."""
    places = _compared(reading)
    if places is None:
        return None
    asked = reading.reworded(_asked_of_each(reading))
    found = _locals(asked, places, dialogue)
    known = [each for each in found if each]
    if not known or len({each.id for each in known}) < len(known):
        return None
    says: list[Say] = []
    for place, passage in zip(places, found, strict=True):
        say = in_short_says(passage, place, dialogue, says) if passage else unknown_there_says(place)
        says.append(say)
    return says, memory.having_told(known[0].id, reading.plain)


def of_two_questions(
    reading: Reading[PlaceMention], memory: Memory, off_topic: float, dialogue: Dialogue
) -> Turn | None:
    """Both of two questions answered, or one answer that is for both; None where there are no two or not both are found."""
    parts = _asked(reading)
    if parts is None:
        return None
    first = dialogue.ask(reading.reworded(parts[0]), memory, off_topic)
    one = _answer_of(first)
    if one is None or first.result is None:
        return None
    second = _second(reading.reworded(parts[1]), first.memory, dialogue)
    if second is None:
        return None
    if second.said and second.about and second.about.id == one.id:
        return result_says(first.result, dialogue, is_alone=False), first.memory
    other = _answer_of(second)
    if other is None or second.result is None or other.id == one.id:
        return None
    says = [in_short_says(one, first.result.region, dialogue, ())]
    return [*says, in_short_says(other, second.result.region, dialogue, says)], second.memory


def _second(asked: Reading[PlaceMention], memory: Memory, dialogue: Dialogue) -> Finding | None:
    """What the second question finds by itself or in the light of the first, whichever is surer; None where it is no such
    office's business. One that names nothing ("怎么报名") is about the first."""
    if dialogue.searcher.off_topic(asked) >= SURELY_OFF:
        return None
    together = dialogue.ask(asked, memory)
    if names_nothing(asked):
        return together
    alone = dialogue.ask(asked, replace(memory, last_passage=None, matter=None))
    is_surer = _fit(alone, asked, dialogue) > _fit(together, asked, dialogue)
    return alone if is_surer and not together.said else together


def _fit(finding: Finding, asked: Reading[PlaceMention], dialogue: Dialogue) -> float:
    """How sure an answer is, and how much of one of its wordings is said."""
    answer = _answer_of(finding)
    if answer is None or finding.result is None:
        return 0.0
    return finding.result.share * dialogue.searcher.share_said(asked, answer)


def _asked(reading: Reading[PlaceMention]) -> tuple[str, str] | None:
    """The two questions of a message, what is told before each with it; None where there are fewer."""
    parts: list[str] = []
    told = ""
    for part in _PARTS.findall(reading.plain):
        told += part
        letters = letters_only(part)
        if asks(part) and len(letters) >= LEAST_ASKED and not is_open_question(letters):
            parts.append(told)
            told = ""
    return (parts[0], parts[1] + told) if len(parts) == 2 else None


def _answer_of(finding: Finding) -> Passage | None:
    """The entry or the guide that answers a question; None where nothing is sure, or only a sentence of what was told."""
    found = finding.result
    if found is None or finding.said or finding.about:
        return None
    if found.decision == "answer" and found.share >= LEAST_SURE and found.none < LEAST_SURE:
        return found.hits[0].passage
    is_on_topic = found.decision in ("answer", "guide") and found.guide and found.guide.score >= LEAST_SURE
    return found.guide.passage if found.guide and is_on_topic else None


def _compared(reading: Reading[PlaceMention]) -> tuple[Region, Region] | None:
    """The two places that a message asks of: named one after the other, and neither inside the other."""
    mentions = [place for place in reading.places if not place.is_origin]
    if len(mentions) != 2 or "question" not in reading.kinds:
        return None
    one, other = mentions
    is_apart = not (one.region.holds_for(other.region) or other.region.holds_for(one.region))
    is_joined = _BETWEEN.fullmatch(reading.plain, one.end, other.start)
    return (one.region, other.region) if is_apart and is_joined else None


def _asked_of_each(reading: Reading[PlaceMention]) -> str:
    """What is asked of each place, without their names and without what compares them."""
    one, other = (place for place in reading.places if not place.is_origin)
    rest = reading.plain[: one.start] + reading.plain[other.end :]
    matter = _EMPTY.sub("", _COMPARES.sub("", rest)).strip(" ,，?？。")
    return matter if _HOW_MUCH.search(matter) else f"{matter}多少"


def _locals(asked: Reading[PlaceMention], places: tuple[Region, Region], dialogue: Dialogue) -> list[Passage | None]:
    """What each place says of it itself; None where only the nation does, or what it says is about something else."""
    found = [_local(asked, place, dialogue) for place in places]
    first = next((each for each in found if each), None)
    return [each if each and first and _is_same_thing(each, first) else None for each in found]


def _local(asked: Reading[PlaceMention], place: Region, dialogue: Dialogue) -> Passage | None:
    found = dialogue.searcher.search(asked, place)
    hit = found.hits[0] if found.hits and found.decision != "refuse" else None
    return hit.passage if hit and hit.passage.region.depth > 0 else None


def _is_same_thing(one: Passage, other: Passage) -> bool:
    """Whether two places say something of the same."""
    return one.topic == other.topic if one.topic and other.topic else one.category == other.category
