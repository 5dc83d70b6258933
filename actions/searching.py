"""What a message finds by itself, whatever was said before it: by its words, or by what it asks in the end."""

from __future__ import annotations

from actions.finding import Knowledge
from actions.memory import Memory
from actions.narrower import narrowed
from knowledge.language.core import core_of
from knowledge.language.reading import Reading
from knowledge.places.regions import PlaceMention
from knowledge.retrieval.result import Result


def searched(reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge) -> Result:
    """What a message finds by itself; a long story that finds nothing, what it asks in the end."""
    found = for_the_trade(knowledge.searcher.search(reading, knowledge.home(memory)), memory, knowledge)
    if found.decision != "refuse" or (core := core_of(reading)) is None:
        return found
    of_core = knowledge.searcher.search(reading.reworded(core), found.region, found.period)
    return of_core if of_core.decision in ("answer", "guide") else found


def for_the_trade(found: Result, memory: Memory, knowledge: Knowledge) -> Result:
    """What was found, for the person's trade."""
    trade = memory.persons.of("self").trade
    return narrowed(found, trade, lambda id: knowledge.told_in(id, found.region, found.period))
