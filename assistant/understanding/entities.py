"""Entities by gazetteer and rule: place, sex, month of birth, kind of post, ordinal, and the words of the lookup tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.language.people import find_birth, find_post, find_sex
from knowledge.language.word_lists import any_of
from knowledge.places.regions import all_regions

# The lookup table of the regions whose short names count; all others are lists of words.
SERVED = "served_region"
_ORDINAL = re.compile(r"^(?:我?选|要|看|问)?第?\s*([1-9一二三])\s*(?:个|条|项|种|号)?[。.!！]?$")
_NUMERALS = {"一": "1", "二": "2", "三": "3"}


@dataclass(frozen=True)
class Entity:
    """A thing named: ``text[start:end]``."""

    name: str
    value: str
    start: int
    end: int


class EntityFinder:
    """Finds entities; ``lists``: the lookup tables of the training data by name."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        tree = all_regions()
        self._regions = tree.serving([tree.get(name) for name in lists.get(SERVED, ())])
        self._patterns = {name: re.compile(any_of(words)) for name, words in lists.items() if name != SERVED and words}

    def find(self, text: str) -> list[Entity]:
        """The entities in a normalised ``text``, kind by kind."""
        found = [Entity("region", m.region.name, m.start, m.end) for m in self._regions.find(text)]
        for name, finder in (("sex", find_sex), ("birth", find_birth), ("post", find_post)):
            if mention := finder(text):
                found.append(Entity(name, mention.value, mention.start, mention.end))
        for name, pattern in self._patterns.items():
            found += [Entity(name, m[0], m.start(), m.end()) for m in pattern.finditer(text)]
        if ordinal := _ORDINAL.match(text):
            found.append(Entity("ordinal", _NUMERALS.get(ordinal[1], ordinal[1]), *ordinal.span(1)))
        return found
