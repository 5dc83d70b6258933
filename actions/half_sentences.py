"""Half sentences, which lean on the last answers: a detail ("包吃吗") is searched together with their topic, and what names
nothing at all ("要带什么") within their matter only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from actions.finding import Finding, Knowledge, completed, remember, score, staying
from actions.memory import Memory
from actions.off_topic import SURELY_NONE, SURELY_OFF
from actions.said_before import said_before, said_from_home, said_in_guide, said_until_when
from actions.usual_way import on_the_way, told_on_the_way
from knowledge.language.aspects import is_refusal
from knowledge.language.dates import without_period
from knowledge.language.fillers import says_more
from knowledge.language.reading import Reading
from knowledge.language.word_lists import word_lists
from knowledge.library.content import Passage
from knowledge.places.regions import PlaceMention, Region
from knowledge.retrieval.result import Result

# A half sentence rarely has more characters.
SHORT = 12
# With so much of what may answer in the topic of the last answer, and nothing answering less likely than that, a half
# sentence without an answer is still about that topic.
ON_TOPIC, OFF_MATTER = 0.8, 0.9
# A topic in which nothing answers with this likelihood is not that of a half sentence.
SURELY_STRAY = 0.5
# A half sentence that is off topic by itself is of the last answer's matter where nothing answers less likely than this.
SURELY_OF_MATTER = 0.3
# How much likelier a half sentence must be on its own than with its topic to be taken on its own.
ALONE = 1.6
# It needs nothing before it where the search is surely right that something answers, and this sure which entry does.
SURELY_ALONE = 0.7
# Against whom something is claimed says nothing of what: "去哪告他".
_AGAINST = re.compile(
    r"(投诉|举报|起诉|告)(?:[他她它]们?|这?老板|[他她这那]?们?(?:公司|单位|厂里?|店里?)|包?工头|平台)+"
)
_LEANING = re.compile(r"^(?:那|还有|它|他们|她们|这个|那个|里面|其中|另外|然后|包括|具体|这里|那里)")


def names_nothing(reading: Reading[PlaceMention]) -> bool:
    """Whether a message only asks something of whatever is spoken of: "要带什么", "他不认呢"."""
    said = _AGAINST.sub(r"\1", without_period(reading.standard))
    return is_refusal(reading.standard) or not says_more(said, "aspect")


def leans(reading: Reading[PlaceMention]) -> bool:
    """Whether a message may lean on what was said before it; the mere name of a matter ("工伤") stands for itself."""
    is_name = reading.letters in word_lists("core_words")["core"]
    return not is_name and (bool(_LEANING.match(reading.plain)) or len(reading.letters) <= SHORT)


def leans_on_ours(
    alone: Result,
    reading: Reading[PlaceMention],
    named: Region | None,
    memory: Memory,
    off_topic: float,
    knowledge: Knowledge,
) -> bool:
    """Whether a message leans on what was just told, listed or computed, which is ours. ``alone``: what it finds by itself;
    ``off_topic``: how likely it is no such office's business by its words (0..1)."""
    context = knowledge.passage(memory.last_passage)
    if not leans(reading) or not (context or memory.service):
        return False
    if alone.none < SURELY_STRAY or knowledge.searcher.off_topic(reading) < SURELY_OFF:
        return True
    if context is None:
        return False
    return off_topic < SURELY_OFF or _is_of_matter(context, reading, named, memory, knowledge)


def matters(memory: Memory, knowledge: Knowledge, before: Iterable[str] = ()) -> list[Passage]:
    """What a half sentence may be about: the matter spoken of, and the last answer, which may be a detail of it; then what
    was told ``before``."""
    ids = dict.fromkeys((memory.matter, memory.last_passage, *before))
    return [passage for id in ids if (passage := knowledge.passage(id))]


def said_of(context: Passage, memory: Memory) -> str:
    """What was asked, in the person's own words, when this entry was given; nothing where it was itself found by half a
    sentence."""
    return (memory.matter_question or "") if context.id == memory.matter else ""


def within_matters(
    about: list[Passage], reading: Reading[PlaceMention], named: Region | None, memory: Memory, knowledge: Knowledge
) -> Finding:
    """What a half sentence that names nothing of its own finds in what it may be about, wherever that is surest; what it
    is about is still spoken of."""
    if finding := said_until_when(about, reading, memory, knowledge):
        return finding
    tried = [_within(each, reading, named, memory, knowledge) for each in about]
    found = max(tried, key=score)
    # The ways are those of who claims, not of whom it is claimed from.
    is_claimed_from = memory.persons.asks_as_employer
    region = named or knowledge.spoken_of(memory)
    way = None if is_claimed_from else on_the_way(about, found, reading, region, knowledge)
    if way and way.goes_first:
        return told_on_the_way(way, about, found, named, memory)
    if finding := said_before(about, found, reading, memory, knowledge):
        return finding
    if way:
        return told_on_the_way(way, about, found, named, memory)
    finding = said_in_guide(found, reading, memory, knowledge) or said_from_home(
        about, found, reading, memory, knowledge
    )
    if finding:
        return finding
    if found.decision != "refuse":
        return completed(found, reading, named, memory, knowledge)
    return replace(staying(tried[0], reading, memory), about=about[0])


def leant(
    alone: Result,
    context: Passage,
    reading: Reading[PlaceMention],
    named: Region | None,
    memory: Memory,
    knowledge: Knowledge,
) -> Finding:
    """What a half sentence finds by itself or with the last answer; the matter stays where it finds nothing."""
    together = _together(context, reading, named, memory, knowledge)
    found = _surer(alone, together, context, reading, knowledge)
    if finding := said_before([context], found, reading, memory, knowledge):
        return finding
    if finding := said_in_guide(found, reading, memory, knowledge):
        return finding
    is_stray = _is_stray(alone) and together.decision == "refuse"
    if found.decision == "refuse" or is_stray:
        stays = staying(together, reading, memory)
        return replace(stays, about=context) if _stays_on_topic(together) or is_stray else stays
    if found is alone:
        return remember(reading.plain, found, named, memory)
    return completed(found, reading, named, memory, knowledge)


def stands_alone(alone: Result, context: Passage, reading: Reading[PlaceMention], knowledge: Knowledge) -> bool:
    """Whether a short message is found so surely that it needs nothing before it, or so word for word more than once."""
    if alone.decision == "choose" and score(alone) == 1.0:
        return True
    is_sure = alone.decision == "answer" and alone.none < SURELY_NONE and alone.share >= SURELY_ALONE
    return is_sure and not knowledge.searcher.is_far_fetched(alone, reading, context)


def _within(
    context: Passage, reading: Reading[PlaceMention], named: Region | None, memory: Memory, knowledge: Knowledge
) -> Result:
    """What stands out in the matter of an answer."""
    region = named or knowledge.spoken_of(memory)
    return knowledge.searcher.within_matter(reading, context, region, reading.period, said_of(context, memory))


def _together(
    context: Passage, reading: Reading[PlaceMention], named: Region | None, memory: Memory, knowledge: Knowledge
) -> Result:
    """What a half sentence finds together with the topic of the last answer; where that is nothing sure, what stands out
    in its matter."""
    region, said = named or knowledge.spoken_of(memory), said_of(context, memory)
    found = knowledge.searcher.follow_up(reading, context, region, reading.period, said)
    if found.decision != "refuse":
        return found
    near = _within(context, reading, named, memory, knowledge)
    return found if near.decision == "refuse" else near


def _is_of_matter(
    context: Passage, reading: Reading[PlaceMention], named: Region | None, memory: Memory, knowledge: Knowledge
) -> bool:
    """Whether what answers a half sentence together with the last answer belongs to the same matter, and surely does."""
    together = _together(context, reading, named, memory, knowledge)
    is_sure = together.decision == "answer" and together.none < SURELY_OF_MATTER
    return is_sure and knowledge.searcher.is_of_matter(together.hits[0].passage, context)


def _surer(
    alone: Result, together: Result, context: Passage, reading: Reading[PlaceMention], knowledge: Knowledge
) -> Result:
    """What is found together with the topic of the last answer, if that is more than what is found without."""
    if knowledge.searcher.is_far_fetched(alone, reading, context):
        return together
    if score(alone) > ALONE * score(together):
        return alone
    return together if score(together) else alone


def _is_stray(alone: Result) -> bool:
    """Whether a half sentence alone is about a topic in which likely nothing answers it: that is not its topic."""
    return alone.decision == "guide" and alone.none >= SURELY_STRAY


def _stays_on_topic(together: Result) -> bool:
    """Whether what finds no answer is still likely to be about the topic of the last one."""
    return together.guide is not None and together.guide.score >= ON_TOPIC and together.none < OFF_MATTER
