"""One reading of a message: made once, taken by everything behind it instead of the raw text.

reading = Reader(regions, clock).read("老板欠我妈三个月工资,一共一万五")
reading.kinds       # {"statement"}
reading.facts       # a duration of 3 months and 15,000 yuan, both of the mother
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from knowledge.language import utterances
from knowledge.language.clauses import Clause, split_clauses
from knowledge.language.corrections import Correction, find_correction
from knowledge.language.dates import Period, find_period, full_years
from knowledge.language.facts import Fact, Value, find_facts
from knowledge.language.fillers import says_more
from knowledge.language.mentions import Mention
from knowledge.language.normalise import letters_only, normalise, standard_words
from knowledge.language.persons import Person, find_persons
from knowledge.language.questions import asks
from knowledge.language.replies import gives_no_answer
from knowledge.language.utterances import Kind


class PlaceMention(Protocol):
    """A place named in a text: ``text[start:end]``; ``is_origin``: where somebody comes from, not what he asks about;
    ``is_past``: where he worked before."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def is_origin(self) -> bool: ...
    @property
    def is_past(self) -> bool: ...


Place_co = TypeVar("Place_co", bound=PlaceMention, covariant=True)
Place = TypeVar("Place", bound=PlaceMention)
Of = TypeVar("Of", bound=Value)
# What somebody is called is not kept.
_NAME = re.compile(
    r"(?:我|本人)(?:叫|姓)(?![他她你您我]|老板|工头|公司|人)[^\d,，。;；!！?？\s]{1,4}(?=[,，。;；!！\s]|$)"
)


class Places(Protocol[Place_co]):
    """What finds places in a text: ``knowledge.places.regions.RegionTree``."""

    def find(self, text: str) -> Sequence[Place_co]: ...


@dataclass(frozen=True)
class Reading(Generic[Place_co]):
    """A message and what it says. ``raw``: as typed; ``plain``: in one script and width (``normalise``); ``now``: when it was
    said. All offsets are those of ``plain``. What is derived is computed when first asked for."""

    raw: str
    plain: str
    now: dt.datetime
    _places: Places[Place_co]

    @property
    def today(self) -> dt.date:
        return self.now.date()

    @cached_property
    def standard(self) -> str:
        """In lower case, with dialect words replaced by those of the standard language."""
        return standard_words(self.plain)

    @cached_property
    def query(self) -> str:
        """``standard`` with years written out: what is compared with the content."""
        return full_years(self.standard)

    @cached_property
    def letters(self) -> str:
        """Letters, digits and Han characters only."""
        return letters_only(self.plain)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return split_clauses(self.plain)

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """What kinds of utterance it is."""
        return utterances.kinds_of(self.standard)

    @cached_property
    def places(self) -> tuple[Place_co, ...]:
        """The places named, in order."""
        return tuple(self._places.find(self.plain))

    @cached_property
    def standard_places(self) -> tuple[Place_co, ...]:
        """The places named in ``standard``, with its offsets."""
        return self.places if self.standard == self.plain else tuple(self._places.find(self.standard))

    @cached_property
    def without_places(self) -> str:
        """``plain`` with the names of places cut out."""
        return _cut(self.plain, [(place.start, place.end) for place in self.places])

    @cached_property
    def without_names(self) -> str:
        """``plain`` with places and persons cut out."""
        named = [(place.start, place.end) for place in self.places] + [(who.start, who.end) for who in self.persons]
        return _cut(self.plain, sorted(named))

    @cached_property
    def period(self) -> Period | None:
        """The time that is asked about; None when it is today."""
        return find_period(self.query, self.today)

    @cached_property
    def persons(self) -> tuple[Mention[Person], ...]:
        """Who is spoken of, in order."""
        return tuple(find_persons(self.plain))

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts told, in order."""
        return find_facts(self.plain, self.today, self.clauses, self.persons)

    @cached_property
    def tells_more(self) -> bool:
        """Whether anything is said beside the facts, persons and places, and what somebody is called, which is not kept."""
        spans = [(fact.start, fact.end) for fact in self.facts]
        spans += [(who.start, who.end) for who in self.persons] + [(place.start, place.end) for place in self.places]
        spans += [name.span() for name in _NAME.finditer(self.plain)]
        rest = [letter for at, letter in enumerate(self.plain) if not any(start <= at < end for start, end in spans)]
        return says_more("".join(rest), "told")

    def facts_of(self, kind: type[Of], person: Person | None = None) -> tuple[Of, ...]:
        """The values of one kind of fact, in order: ``facts_of(Money)``; of one person only, if given."""
        return tuple(
            fact.value for fact in self.facts if isinstance(fact.value, kind) and person in (None, fact.person)
        )

    def reworded(self, words: str) -> Reading[Place_co]:
        """Other words, or a part of these, read at the same moment and with the same places."""
        return Reading(words, normalise(words), self.now, self._places)

    @cached_property
    def correction(self) -> Correction | None:
        """What it takes back."""
        return find_correction(self.plain)

    @cached_property
    def asks(self) -> bool:
        """Whether its words ask something; a mere question mark may be doubt about one's own answer."""
        return asks(self.plain)

    @cached_property
    def gives_no_answer(self) -> bool:
        """Whether the person does not know, or wants the question passed over."""
        return gives_no_answer(self.standard)


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text without these spans, which are in order."""
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text


class _Nowhere:
    """Names no places."""

    def find(self, text: str) -> tuple[()]:
        return ()


def read_words(words: str) -> Reading[PlaceMention]:
    """The reading of words that name no place and no time, such as those of a data file."""
    return Reading(words, normalise(words), dt.datetime.min.replace(tzinfo=dt.UTC), _Nowhere())


@dataclass(frozen=True)
class Reader(Generic[Place]):
    """Makes readings. ``clock`` gives the present moment in the time zone of the people who write."""

    places: Places[Place]
    clock: Callable[[], dt.datetime]

    def read(self, raw: str) -> Reading[Place]:
        """The reading of a message as typed; an empty one has no kinds and no facts."""
        return Reading(raw, normalise(raw), self.clock(), self.places)
