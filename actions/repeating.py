"""An answer that was given before answers again: not the whole is told once more, but what is asked of it."""

from __future__ import annotations

from dataclasses import replace

from actions.contract.status import Status
from actions.dialogue import Dialogue
from actions.finding import Finding
from actions.half_sentences import leans
from actions.memory import Memory
from actions.presenting import matter_says, result_says, sentence_says
from actions.running import Turn
from actions.saying import Say, phrase
from actions.services.service import Utterance
from actions.telling import seeks_a_yes
from knowledge.library.content import Passage
from knowledge.retrieval.parts import LEAST
from knowledge.retrieval.result import Hit, Result

# What is next likely answers in place of what was told before, where it has this share of all the rest.
CLEAR = 0.5
# With this share it is what was told before that answers, though no one sentence of it does: it is told once more.
SURE = 0.8
# And then the sentence of it that fits best is told, if that fits so well at least.
LEAST_WHERE_SURE = 0.3


def repeated(finding: Finding, memory: Memory) -> Passage | None:
    """The entry or the guide that was found, where it was told before; None where what was found is new."""
    found = finding.result
    if found is None or finding.said or found.decision not in ("answer", "guide"):
        return None
    hit = found.first
    return hit.passage if hit and hit.passage.id in memory.told else None


def told_again(
    again: Passage, finding: Finding, utterance: Utterance, memory: Memory, dialogue: Dialogue
) -> Turn | None:
    """What is said in place of the whole answer: to a statement that it holds, else the sentence that is asked for, or what
    answers next to it; that it is not written there, where the message leans on it. None where the whole is to be told."""
    found, reading = finding.result, utterance.reading
    assert found
    if "statement" in reading.kinds and not seeks_a_yes(reading):
        # What was asked is still the question.
        return [Say.plain(Status.REPEATED, phrase("same_answer"))], memory
    if found.decision == "answer" and found.hits[0].score == 1.0:
        return None
    is_sure = found.decision == "answer" and found.hits[0].score >= SURE
    if said := dialogue.searcher.said_in(again, reading, LEAST_WHERE_SURE if is_sure else LEAST):
        return [sentence_says(said.words, again, dialogue, memory)], finding.memory
    if is_sure:
        return None
    if beside := _beside(found):
        passage = beside.hits[0].passage
        return result_says(beside, dialogue), finding.memory.having_told(passage.id, passage.question)
    return ([matter_says(again, found)], memory) if leans(reading) else None


def confirmed(utterance: Utterance, memory: Memory, dialogue: Dialogue) -> Turn | None:
    """The sentence of one of the last answers that says whether it is so what somebody wants to hear confirmed."""
    if "statement" not in utterance.reading.kinds or not seeks_a_yes(utterance.reading):
        return None
    told = (dialogue.told(id, memory) for id in reversed(memory.told))
    said = [(said, each) for each in told if each and (said := dialogue.searcher.said_in(each, utterance.reading))]
    if not said:
        return None
    words, passage = max(said, key=lambda pair: pair[0].fit)
    return [sentence_says(words.words, passage, dialogue, memory)], memory


def _beside(found: Result) -> Result | None:
    """What answers in place of what was told before, where one candidate is clear: beside a guide the nearest answer."""
    if found.decision == "guide":
        beside = found.beside_guide
        return (
            replace(found, decision="answer", hits=(beside,), guide=None)
            if beside and _is_clear(beside, found)
            else None
        )
    first, *others = found.hits
    rest = replace(found, hits=tuple(others), none=min(1.0, found.none + first.score))
    return replace(rest, decision="answer") if others and _is_clear(others[0], rest) else None


def _is_clear(hit: Hit, found: Result) -> bool:
    return hit.score >= CLEAR * (1 - found.none)
