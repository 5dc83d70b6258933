"""Whose question it is: what is written to employers is told to them first, and to nobody who spoke as an employee."""

from __future__ import annotations

from dataclasses import replace

from actions.finding import Finding, Knowledge, completed, is_clearly_one, is_sure_besides, remember, staying
from actions.memory import Memory
from knowledge.language.employing import answers_employers, asks_for_himself
from knowledge.language.reading import Reading
from knowledge.places.regions import PlaceMention
from knowledge.retrieval.result import Result

# The answer to anybody is told alone where so much more of its wording is said than of the one that is written to employers.
MORE_SAID = 1.5
# What is likely next is told to an employee in place of what is written to employers, where it has such a share of the rest.
CLEARLY_ANOTHER = 0.4
# What is written to employers is told them of half a sentence where it is so likely beside the best.
HARDLY_LESS = 0.5


def for_asker(finding: Finding, reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge) -> Finding:
    """What was found, as an employer is told it, or anybody else."""
    told = _to_employer if memory.persons.asks_as_employer else _to_employee
    return told(finding, reading, memory, knowledge)


def _to_employee(finding: Finding, reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge) -> Finding:
    """Without the answer that is written to employers, where nobody has spoken as one in what was told, and the last
    answer was none such: the next likely one, or that nothing was found."""
    found, context = finding.result, knowledge.passage(memory.last_passage)
    is_answer = found is not None and found.decision == "answer" and found.hits[0].score < 1.0
    if not found or not is_answer or not answers_employers(found.hits[0].passage.question):
        return finding
    if answers_employers(context.question) if context else not memory.story:
        return finding
    hits = tuple(hit for hit in found.hits if not answers_employers(hit.passage.question))
    guide = None if found.guide and answers_employers(found.guide.passage.question) else found.guide
    others = replace(found, hits=hits, guide=guide, none=min(1.0, found.none + found.hits[0].score))
    if hits and others.share >= CLEARLY_ANOTHER:
        return remember(reading.plain, others, knowledge.named(reading), memory)
    nothing = replace(others, decision="refuse")
    if context:  # what was spoken of still is
        return staying(nothing, reading, memory)
    return remember(reading.plain, nothing, knowledge.named(reading), memory)


def _to_employer(finding: Finding, reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge) -> Finding:
    """With the answer that is written to employers first, where there is one; of half a sentence, which leans on what was
    told, one that is hardly less likely."""
    found, searcher = finding.result, knowledge.searcher
    if found is None or finding.about or asks_for_himself(reading.plain):
        return finding
    if finding.question != reading.plain:
        return _half_to_employer(finding, reading, memory, knowledge)
    own = searcher.to_employer(reading, knowledge.home(memory))
    if own is None or (found.decision == "answer" and found.hits[0].score == 1.0):
        return finding
    first = (own.guide or own.hits[0]).passage
    to_anybody = found.hits[0].passage if is_sure_besides(found) else None
    if to_anybody and not is_clearly_one(own):
        said = searcher.share_said(reading, to_anybody)
        if said >= MORE_SAID * searcher.share_said(reading, first):
            return finding
    besides = replace(found, guide=None) if to_anybody and to_anybody.id != first.id else None
    return replace(remember(reading.plain, own, knowledge.named(reading), memory), besides=besides)


def written_first(found: Result) -> Result:
    """What was found with what is written to employers before what is hardly likelier."""
    least = HARDLY_LESS * found.hits[0].score if found.hits else 0.0
    own = next((hit for hit in found.hits if answers_employers(hit.passage.question) and hit.score >= least), None)
    return replace(found, hits=(own, *(hit for hit in found.hits if hit is not own))) if own else found


def _half_to_employer(
    finding: Finding, reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge
) -> Finding:
    """The answer to half a sentence, which leans on what was told."""
    found = finding.result
    first = written_first(found) if found and found.decision == "answer" else None
    if found is None or first is None or first.hits[0] is found.hits[0] or first.hits[0].passage.id in memory.told:
        return finding
    return completed(first, reading, knowledge.named(reading), memory, knowledge)
