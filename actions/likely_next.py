"""What goes on with an open matter, told as likely (docs/adr/0040)."""

from __future__ import annotations

from actions.dialogue import Dialogue
from actions.finding import Finding
from actions.half_sentences import names_nothing
from actions.memory import Memory
from actions.presenting import nearest_says, sentence_says, to_employer
from actions.saying import Say
from actions.services.service import Utterance
from knowledge.language.employing import answers_employers
from knowledge.language.reading import Reading
from knowledge.places.regions import PlaceMention
from knowledge.retrieval.result import Hit

# What goes on with an open matter is told at once where it is so likely, and in place of a refusal or of buttons where it is
# less so. Read off lines that the decision did not learn from, and off what two clerks marked: of 16 told between .2 and .3
# eleven were good, of 46 times "嗯，知道了" or a fact noted four (docs/adr/0042).
CLEARLY_CONTINUING, LIKELY = 0.42, 0.2
# It is told in place of what a message finds by itself where it is so likely, and so many times as likely as that there: of
# 1,409 lines 28 became right, 11 wrong. What is found by itself with more than the last of these is hardly ever beaten, and
# nothing else is looked for.
LIKELY_INSTEAD, RATHER, HARDLY_BEATEN = 0.25, 1.3, 0.75
# Nor is what was found for a message that only asks where, or what to take, this likely.
HARDLY_BEATEN_FOR_ITS_ASPECT = 0.5


def likely_next(
    reading: Reading[PlaceMention], utterance: Utterance, memory: Memory, least: float, dialogue: Dialogue
) -> tuple[list[Say], Memory] | None:
    """The entry that goes on with the open matter, told as likely; None where none is so likely. ``reading``: of the
    message, or of a part of it."""
    finding = dialogue.continuing(reading, memory, least)
    return _told(finding, utterance, memory, dialogue) if finding else None


def told_as_likely(hit: Hit, utterance: Utterance, memory: Memory, dialogue: Dialogue) -> tuple[list[Say], Memory]:
    """An entry told as likely, which is what is spoken of from now on."""
    after = memory.having_told(hit.passage.id, hit.passage.question)
    return [nearest_says(hit, utterance.region, dialogue)], after


def likelier_next(
    finding: Finding, utterance: Utterance, memory: Memory, dialogue: Dialogue
) -> tuple[list[Say], Memory] | None:
    """What goes on with the open matter, where a message finds by itself (``finding``) what is less likely meant: "那不续签
    行不" after a dismissal in pregnancy; None for any other."""
    found = finding.result
    if found is None or finding.said or finding.is_literal or found.decision == "ask_region":
        return None
    first = found.first
    likelihood = first.score if first and not finding.found_nothing else 0.0
    may_go_on = "question" in utterance.reading.kinds or memory.is_open
    enough = HARDLY_BEATEN_FOR_ITS_ASPECT if names_nothing(utterance.reading) else HARDLY_BEATEN
    if "wish" in utterance.reading.kinds or likelihood >= enough or not may_go_on:
        return None
    going_on = dialogue.continuing(utterance.reading, memory, LIKELY_INSTEAD)
    if going_on is None or going_on.result is None or (first and going_on.tells(first.passage)):
        return None
    likely, by_itself = going_on.result.hits[0], going_on.result.score_of(first.passage) if first else 0.0
    is_to_others = utterance.persons.asks_as_employer and not answers_employers(likely.passage.question)
    if is_to_others or likely.score < RATHER * by_itself:
        return None
    return _told(going_on, utterance, memory, dialogue)


def _told(finding: Finding, utterance: Utterance, memory: Memory, dialogue: Dialogue) -> tuple[list[Say], Memory]:
    if finding.said and finding.about:
        is_asked = "question" in utterance.reading.kinds
        says = [sentence_says(finding.said, finding.about, dialogue, memory, is_asked=is_asked)]
        return says, finding.memory
    assert finding.result
    says = [nearest_says(finding.result.hits[0], finding.result.region, dialogue)]
    return to_employer(says) if utterance.persons.asks_as_employer else says, finding.memory
