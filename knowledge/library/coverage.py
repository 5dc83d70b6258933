"""What there is an answer for: topic by topic, in the nation and in each place that has content of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.library.checks import HOTLINES
from knowledge.library.content import Content, Passage, cities_of
from knowledge.places.regions import Region

_HOTLINE = re.compile(r"(?<!\d)12\d{3}(?!\d)")


@dataclass(frozen=True)
class Topic:
    """What one guide speaks of: the answers of each place, and whom the guide names to call."""

    guide: Passage
    answers: dict[Region, tuple[str, ...]]
    hotlines: tuple[str, ...]

    def settled_by(self, place: Region) -> Region:
        """The nearest place from here upwards that answers; the nation, whose guide it is, where none does."""
        return next((region for region in reversed(place.path) if self.answers.get(region)), place.path[0])


@dataclass(frozen=True)
class Coverage:
    """All topics, and the places told apart: the nation, its provinces, its cities."""

    places: tuple[Region, ...]
    topics: tuple[Topic, ...]


def find_coverage(content: Content) -> Coverage:
    """What there is, by topic and place; what stands for a district counts for its city."""
    passages = {passage.id: passage for passage in content.passages}
    places = _places(content)
    guides = (passage for passage in content.passages if passage.kind == "guide")
    return Coverage(places, tuple(_topic(guide, passages, places) for guide in guides))


def _places(content: Content) -> tuple[Region, ...]:
    provinces = {passage.region for passage in content.passages if passage.region.depth == 1}
    cities = cities_of(content.passages)
    return (content.regions.nation, *sorted(provinces, key=lambda region: region.code), *cities)


def _topic(guide: Passage, passages: dict[str, Passage], places: Iterable[Region]) -> Topic:
    answers: dict[Region, list[str]] = defaultdict(list)
    for id in guide.covers:
        holding = [place for place in places if place.holds_for(passages[id].region)]
        answers[max(holding, key=lambda place: place.depth)].append(id)
    called = (number for number in _HOTLINE.findall(guide.answer) if number in HOTLINES)
    return Topic(guide, {place: tuple(ids) for place, ids in answers.items()}, tuple(dict.fromkeys(called)))
