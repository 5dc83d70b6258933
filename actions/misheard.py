"""What somebody meant whose words find nothing: who types or dictates by sound gets other words that sound alike."""

from __future__ import annotations

from dataclasses import replace

from actions.finding import Finding, Knowledge, remember
from actions.memory import Memory
from actions.off_topic import PERHAPS
from actions.searching import searched
from knowledge.language.reading import Reading
from knowledge.places.regions import PlaceMention

# What core words find that unknown ones sound like is told at once where nothing answers less likely than this.
MOST_NONE_MISHEARD = 0.5


def misheard(reading: Reading[PlaceMention], nothing: Finding, memory: Memory, knowledge: Knowledge) -> Finding | None:
    """What is found by the core words that unknown ones sound like: told where no other reading makes sense, or to choose
    from. ``nothing``: what was found by the words as they are."""
    meant = knowledge.searcher.meant(reading)
    found = searched(meant, memory, knowledge) if meant else None
    if meant is None or found is None or found.decision == "refuse":
        return None
    named = knowledge.named(reading)
    may_be_meant_so = nothing.off_topic and knowledge.searcher.off_topic(meant) >= PERHAPS
    if found.decision in ("answer", "guide") and found.none < MOST_NONE_MISHEARD and not may_be_meant_so:
        return remember(meant.plain, found, named, memory)
    hits = (found.guide, *found.hits) if found.decision == "guide" and found.guide else found.hits
    finding = remember(meant.plain, replace(found, decision="choose", hits=hits), named, memory)
    return replace(finding, meant=meant.plain)
