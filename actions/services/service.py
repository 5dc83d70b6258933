"""What every service has in common; the conversation runs them all in the same way."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, Protocol

from actions.contract.messages import Button
from actions.persons import NOBODY, Persons
from actions.saying import Say
from knowledge.language.persons import Person
from knowledge.language.reading import Reading
from knowledge.library.content import Passage
from knowledge.places.regions import PlaceMention, Region, RegionTree
from knowledge.topics.jobs.job import Job
from knowledge.topics.jobs.search import JobIndex
from knowledge.topics.stations.finder import StationFinder

Answers = dict[str, Any]
"""What is known so far, in JSON's types: it is kept in a slot between two messages."""


class Point(NamedTuple):
    """A place on the map, WGS-84 degrees."""

    lat: float
    lng: float


@dataclass(frozen=True)
class Utterance:
    """One message: its reading, its intent, the region ``named`` in it, the person's ``home`` as far as is known, where the
    person is on the map (``location``, as shared last), and what was told of everybody so far (``persons``), in this message
    too. ``off_topic``: how likely a question is no such office's business by its words, 0..1."""

    reading: Reading[PlaceMention]
    intent: str
    named: Region | None = None
    home: Region | None = None
    location: Point | None = None
    persons: Persons = NOBODY
    off_topic: float = 0.0

    @property
    def text(self) -> str:
        """The message in plain form."""
        return self.reading.plain

    @property
    def now(self) -> dt.datetime:
        """When it was said."""
        return self.reading.now

    @property
    def today(self) -> dt.date:
        return self.reading.today

    @property
    def region(self) -> Region | None:
        """The region that is meant: where somebody only comes from, where no other is known."""
        is_left = all(place.is_origin for place in self.reading.places)
        return self.home if self.home and is_left else self.named or self.home


@dataclass(frozen=True)
class Question:
    """What is asked next; ``id`` tells the service later what was asked. ``numbered``: "2" means the second button; not so
    where a number is an answer itself. ``noted``: what is said first, of what was just told."""

    id: str
    text: str
    buttons: tuple[Button, ...] = ()
    numbered: bool = True
    noted: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said, a line each."""
        return (self.noted, self.text) if self.noted else (self.text,)


@dataclass(frozen=True)
class InvalidAnswer:
    """The message is meant as an answer, but cannot be right; ``text`` says why."""

    text: str


@dataclass(frozen=True)
class Outcome:
    """What a service says in the end. ``answers``: those that the next message may still change ("要能充电的"); None when
    the service is over. ``about``: id of the entry that speaks of the same matter: "要带什么" is asked of that."""

    says: tuple[Say, ...]
    answers: Answers | None = None
    about: str | None = None


class Matter(NamedTuple):
    """What is spoken of: the id of the entry on it, and the words that wish the service."""

    entry: str
    wish: str


@dataclass(frozen=True)
class Offer:
    """A service that a yes begins, with these answers; ``text``: how it is offered, ``button`` what wishes it. ``goes_on``:
    the message only adds to what was told of the matter before, and need not be searched for. ``entry``: id of the passage
    that is told first of the matter, where nothing else is found."""

    answers: Answers
    text: str
    button: str
    goes_on: bool = False
    entry: str | None = None


class World(Protocol):
    """What there is to know, as of one moment (``knowledge.live.world``)."""

    @property
    def regions(self) -> RegionTree: ...

    @property
    def cities(self) -> Sequence[Region]:
        """The cities that have passages of their own."""
        ...

    @property
    def stations(self) -> StationFinder: ...

    @property
    def jobs(self) -> JobIndex: ...

    def passage(self, id: str) -> Passage | None: ...

    def listed(self, kind: str) -> Sequence[Mapping[str, Any]]:
        """All rows of a short list, by column."""
        ...

    def job_rows(self, ids: Iterable[str]) -> dict[str, Job]:
        """The whole rows of some jobs."""
        ...


class Service(ABC):
    """One service. It holds no state: answers go in, answers come out."""

    name: ClassVar[str]

    def consults(self, answers: Answers, utterance: Utterance) -> bool:
        """Whether what the content says about the first message is told before the service's own outcome."""
        return False

    def is_wished(self, answers: Answers) -> bool:
        """Whether it was wished for; what was begun because all of it was told asks each question once."""
        return True

    lists: ClassVar[bool] = False
    """Whether its outcome are rows of a table. A question that the content answers word for word begins no such service, and
    what is asked after something else was said is not asked of its rows."""

    lingers: ClassVar[int] = 0
    """How many messages about something else it stays open for after its outcome."""

    is_for_the_living: ClassVar[bool] = False
    """Whether nobody who has died is served by it."""

    in_place_of: ClassVar[str | None] = None
    """Id of the entry that says in general what this service says of one person, who is told that where all is known."""

    is_told_claims: ClassVar[bool] = False
    """Whether what is told to it may belong to a claim that is put in order later."""

    def is_past(self, answers: Answers, missed: int) -> bool:
        """Whether after so many messages about something else a question is not asked of its outcome any more."""
        return self.lists and missed > 0

    def about(self, answers: Answers) -> Person | None:
        """Whom the open question is about; None when it is whoever is spoken of."""
        return None

    def learned(self, answers: Answers) -> Mapping[Person, Mapping[str, Any]]:
        """What the answers tell of each person, as ``actions.persons.PersonRecord`` has it; all services read it."""
        return {}

    def matter(self, answers: Answers) -> str | None:
        """Id of the entry that is about the same: what is asked in between, with few words, is asked of that."""
        return None

    @abstractmethod
    def begin(self, utterance: Utterance) -> Answers | None:
        """The answers that the message already gives when it wishes this service; None when it does not."""

    def offer(self, utterance: Utterance) -> Offer | None:
        """What to offer when the message tells or asks something that is this service's, but does not wish it."""
        return None

    def hears(self, utterance: Utterance, before: Answers | None, about: Passage | None = None) -> Answers | None:
        """What to bear in mind of a message that speaks of this service's matter without wishing it; what is told or asked
        next may wish it. ``before``: what is still open of it; None keeps that. ``about``: the entry that is spoken of."""
        return None

    def invites(self, answers: Answers, utterance: Utterance) -> Question | None:
        """What has to be told yet for the outcome of what is borne in mind; None where nothing is lacking."""
        return None

    def speaks_of(self, utterance: Utterance) -> Matter | None:
        """The matter of this service's that a message speaks of, which asks and wishes nothing."""
        return None

    def note(self, answers: Answers, utterance: Utterance) -> Answers:
        """The answers with what a question in between tells besides."""
        return answers

    def skip(self, answers: Answers, asked: str) -> Answers | None:
        """The answers with this question passed over; None when nothing can be done without an answer."""
        return None

    def explain(self, answers: Answers, utterance: Utterance) -> Sequence[Say]:
        """What a message that follows the outcome asks about it: how it was computed, by which article, why, with which
        papers. Nothing when it asks nothing of the kind."""
        return ()

    def means(self, answers: Answers, utterance: Utterance) -> str | None:
        """The whole question of the content that a few words mean in this service's matter; None where they mean none."""
        return None

    def unwritten(self, answers: Answers, utterance: Utterance) -> Say | None:
        """What is said right after the outcome to a few words that nothing else answers, if they may be about it."""
        return None

    @abstractmethod
    def take(self, answers: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
        """The answers after this message: an answer to what was ``asked``, or a correction of an earlier one. None when
        the message is about something else."""

    @abstractmethod
    def question(self, answers: Answers, utterance: Utterance) -> Question | None:
        """What to ask next; None when everything is known."""

    @abstractmethod
    def finish(self, answers: Answers, utterance: Utterance) -> Outcome:
        """What comes of it."""


class Informed(Service):
    """A service that looks things up in the world, which is asked for anew each time."""

    lists = True

    def __init__(self, world: Callable[[], World]) -> None:
        self._world = world

    @property
    def _regions(self) -> RegionTree:
        return self._world().regions

    def _cities(self) -> Sequence[Region]:
        return self._world().cities
