"""Conversations with the real services over a small content, real records in SQLite, and no Rasa: tests say the intent."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.contract.messages import Message
from actions.contract.status import Status
from actions.conversation import Conversation
from actions.dialogue import Dialogue
from actions.live import Live
from actions.memory import Memory
from actions.saying import Say
from actions.server import services
from actions.services.pension import PensionEstimate
from actions.services.selfchecks import SelfChecks
from actions.services.service import Point, Utterance
from actions.summaries import Summaries
from actions.talking import utter
from assistant.records import fill_with_own
from knowledge.china_time import CHINA
from knowledge.library.content import Content
from knowledge.places.regions import all_regions
from knowledge.records.database import open_database
from knowledge.retrieval.searcher import Searcher
from knowledge.topics.jobs.job import Job
from knowledge.topics.jobs.search import JobIndex
from knowledge.topics.selfchecks.loading import load as load_checks
from knowledge.topics.stations.finder import StationFinder
from tests.actions.importing import live_with

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=CHINA)


class Talk:
    """One person's conversation."""

    def __init__(self, live: Live, conversation: Conversation, region: str | None = None) -> None:
        self._live, self._conversation = live, conversation
        self.memory = Memory(page_region=region)
        self.says: list[Say] = []
        self.messages: list[Message] = []

    def say(
        self,
        message: str,
        intent: str = "inform",
        ordinal: int | None = None,
        location: Point | None = None,
        off_topic: float = 0.0,
    ) -> str:
        """Say something with the intent that the engine would find; the text of the whole reply."""
        dialogue = self.dialogue
        reading = dialogue.read(message, NOW)
        if location:
            self.memory = replace(self.memory, point=location)
        utterance = Utterance(
            reading, intent, dialogue.named(reading), dialogue.home(self.memory), self.memory.point, off_topic=off_topic
        )
        self.says, self.memory = self._conversation.turn(utterance, ordinal, self.memory)
        self.messages = [sent(say) for say in self.says]
        return "\n".join(message.text for message in self.messages)

    @property
    def dialogue(self) -> Dialogue:
        return self._live.dialogue

    @property
    def buttons(self) -> list[str]:
        return [button.payload for say in self.says for button in say.buttons]

    @property
    def card(self) -> dict[str, object]:
        """The last card of the reply."""
        return self.cards[-1]

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The cards of the reply, as they are sent."""
        return [message.custom.model_dump(mode="json") for message in self.messages if hasattr(message.custom, "type")]

    @property
    def statuses(self) -> list[Status]:
        """What the messages of the reply are."""
        return [message.custom.status for message in self.messages]

    def shown(self, kind: str) -> list[str]:
        """The ids on the last card of the reply, which is of this type."""
        assert self.card["type"] == kind
        items: Any = self.card["items"]
        return [item["id"] for item in items]

    @property
    def asked(self) -> str | None:
        """What is being asked by a service under way."""
        return self.memory.service.asked if self.memory.service else None


def sent(say: Say) -> Message:
    """The message as it goes over the wire. Raises ValidationError where it is not as the contract says."""
    dispatcher = CollectingDispatcher()
    utter(say, dispatcher)
    (uttered,) = dispatcher.messages
    on_the_wire = {name: uttered[name] for name in ("text", "buttons", "custom") if uttered[name]}
    return Message.model_validate_json(json.dumps({"recipient_id": "somebody", **on_the_wire}))


class ShippedWorld:
    """The shipped content and the five cities, without records."""

    stations = StationFinder((), all_regions())
    jobs = JobIndex.build((), all_regions())

    def __init__(self, shipped: Content) -> None:
        self.regions, self.passages = shipped.regions, shipped.passages
        self.cities = [shipped.regions.get(name) for name in ("兰溪市", "舟山市", "安康市", "江门市", "上饶市")]
        self.passage = {passage.id: passage for passage in shipped.passages}.get

    def listed(self, kind: str) -> list[dict[str, Any]]:
        return []

    def job_rows(self, ids: Iterable[str]) -> dict[str, Job]:
        return {}


Begin = Callable[..., Talk]
"""Begins a conversation, perhaps with the city of the page."""


def begin(live: Live, conversation: Conversation) -> Begin:
    return lambda region=None: Talk(live, conversation, region)


@pytest.fixture(scope="session")
def live(searcher: Searcher, tmp_path_factory: pytest.TempPathFactory) -> Live:
    """A small content and the records that come with the program."""
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('own') / 'records.db'}")
    fill_with_own(engine)
    found = Live(engine, replace(searcher, today=NOW.date))
    found.refresh()
    return found


@pytest.fixture(scope="session")
def summaries() -> Summaries:
    return Summaries()


@pytest.fixture(scope="session")
def conversation(live: Live, summaries: Summaries) -> Conversation:
    """It holds no state."""
    return Conversation(live.dialogue, services(live, summaries))


@pytest.fixture
def talk(live: Live, conversation: Conversation) -> Begin:
    return begin(live, conversation)


@pytest.fixture(scope="module")
def talk_real(
    request: pytest.FixtureRequest, live: Live, summaries: Summaries, tmp_path_factory: pytest.TempPathFactory
) -> Begin:
    """As ``talk``, over the records that the test module gives as its ``ROWS``."""
    own = live_with(tmp_path_factory.mktemp("real"), live.dialogue.searcher, request.module.ROWS)
    return begin(own, Conversation(own.dialogue, services(own, summaries)))


@pytest.fixture(scope="session")
def conversation_shipped(live: Live, summaries: Summaries, shipped: Content) -> Conversation:
    """Estimates and self-checks know the shipped content, and the five cities."""
    world = ShippedWorld(shipped)
    own = {"selfcheck": SelfChecks(load_checks(), lambda: world), "pension": PensionEstimate(lambda: world)}
    return Conversation(live.dialogue, [own.get(service.name, service) for service in services(live, summaries)])


@pytest.fixture
def talk_shipped(live: Live, conversation_shipped: Conversation) -> Begin:
    """As ``talk``, with ``conversation_shipped``."""
    return begin(live, conversation_shipped)
