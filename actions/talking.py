"""The actions that Rasa runs: they bring a message to the conversation, say what it says and keep its memory in slots."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.contract.messages import UNHEARD
from actions.conversation import Conversation
from actions.dialogue import Dialogue
from actions.memory import Memory
from actions.running import Turn
from actions.saying import Say
from actions.services.service import Utterance
from actions.story import told_before
from actions.workers import Workers
from knowledge import china_time
from knowledge.logs import TURN, in_turn

log = structlog.get_logger(__name__)

Events = list[dict[str, Any]]


def recall(tracker: Tracker) -> Memory:
    """What the tracker's slots hold, with region and location taken from the newest message."""
    return Memory.from_slots(tracker.slots).with_metadata(tracker.latest_message.get("metadata") or {})


def changes(memory: Memory, tracker: Tracker) -> Events:
    """Slot events for what differs from the tracker."""
    return [SlotSet(name, value) for name, value in memory.slots().items() if tracker.get_slot(name) != value]


def utter(say: Say, dispatcher: CollectingDispatcher) -> None:
    """Hand a message to Rasa."""
    buttons = [button.model_dump() for button in say.buttons]
    dispatcher.utter_message(text=say.text, buttons=buttons or None, json_message=say.custom.model_dump(mode="json"))


async def answer(name: str, turn: Awaitable[Turn], dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Say what a turn comes to, and keep what is remembered; logged under the name that the gateway gave the turn."""
    started, metadata = time.monotonic(), tracker.latest_message.get("metadata") or {}
    says, memory = await turn
    for say in says:
        utter(say, dispatcher)
    with in_turn(metadata.get(TURN, "")):
        log.info("action", action=name, seconds=round(time.monotonic() - started, 3))
    return changes(memory, tracker)


class Listener:
    """Reads trackers: what was said and what is remembered."""

    def __init__(self, dialogue: Dialogue, now: Callable[[], dt.datetime] = china_time.now) -> None:
        self._dialogue, self._now = dialogue, now

    def hear(self, tracker: Tracker, memory: Memory) -> Utterance:
        message = tracker.latest_message
        intent = message.get("intent") or {}
        reading = self._dialogue.read(message.get("text") or "", self._now())
        return Utterance(
            reading=reading,
            intent=intent.get("name") or "ask",
            off_topic=intent.get("off_topic", 0.0),
            named=self._dialogue.named(reading),
            home=self._dialogue.home(memory),
            location=memory.point,
        )

    def catch_up(self, tracker: Tracker, memory: Memory) -> Memory:
        """With what the gateway alone heard before this message."""
        unheard: list[str] = (tracker.latest_message.get("metadata") or {}).get(UNHEARD, [])
        return told_before((self._dialogue.read(text, self._now()) for text in unheard), memory)


class Converse(Action):
    """Whatever a person asks, answers or wishes."""

    def __init__(self, conversation: Conversation, listener: Listener, workers: Workers) -> None:
        self._conversation, self._listener, self._workers = conversation, listener, workers

    def name(self) -> str:
        return "action_converse"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return await answer(self.name(), self._workers.run(self._turn, tracker), dispatcher, tracker)

    def _turn(self, tracker: Tracker) -> Turn:
        memory = self._listener.catch_up(tracker, recall(tracker))
        ordinal = next(tracker.get_latest_entity_values("ordinal"), None)
        utterance = self._listener.hear(tracker, memory)
        return self._conversation.turn(utterance, int(ordinal) if ordinal else None, memory)


class Resume(Action):
    """After small talk: asks the open question of a service again."""

    def __init__(self, conversation: Conversation, listener: Listener, workers: Workers) -> None:
        self._conversation, self._listener, self._workers = conversation, listener, workers

    def name(self) -> str:
        return "action_resume"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return await answer(self.name(), self._workers.run(self._turn, tracker), dispatcher, tracker)

    def _turn(self, tracker: Tracker) -> Turn:
        memory = recall(tracker)
        return self._conversation.resume(self._listener.hear(tracker, memory), memory), memory


class Leave(Action):
    """Ends a service without a word: somebody needs a person, or says goodbye."""

    def name(self) -> str:
        return "action_leave"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return changes(recall(tracker).without_service(), tracker)
