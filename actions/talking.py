"""The actions that Rasa runs: they bring a message to the conversation, say what it says and keep its memory in slots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.dialogue import Dialogue
from actions.memory import Memory
from actions.services.service import Heard

Events = list[dict[str, Any]]


class Listener:
    """Reads trackers: what was said and what is remembered."""

    def __init__(self, dialogue: Dialogue, now: Callable[[], dt.datetime] = dt.datetime.now) -> None:
        self._dialogue, self._now = dialogue, now

    def hear(self, tracker: Tracker, memory: Memory) -> Heard:
        message = tracker.latest_message
        reading = self._dialogue.read(message.get("text") or "", self._now())
        return Heard(
            reading=reading,
            intent=(message.get("intent") or {}).get("name") or "ask",
            named=self._dialogue.named(reading),
            home=self._dialogue.home(memory),
            location=memory.point,
        )


class Converse(Action):
    """Whatever a person asks, answers or wishes."""

    def __init__(self, conversation: Conversation, listener: Listener) -> None:
        self._conversation, self._listener = conversation, listener

    def name(self) -> str:
        return "action_converse"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        memory = Memory.of(tracker)
        ordinal = next(tracker.get_latest_entity_values("ordinal"), None)
        heard = self._listener.hear(tracker, memory)
        says, memory = self._conversation.turn(heard, int(ordinal) if ordinal else None, memory)
        for say in says:
            say.to(dispatcher)
        return memory.changes(tracker)


class Resume(Action):
    """After small talk: asks the open question of a service again."""

    def __init__(self, conversation: Conversation, listener: Listener) -> None:
        self._conversation, self._listener = conversation, listener

    def name(self) -> str:
        return "action_resume"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        memory = Memory.of(tracker)
        for say in self._conversation.resume(self._listener.hear(tracker, memory), memory):
            say.to(dispatcher)
        return memory.changes(tracker)


class Leave(Action):
    """Ends a service without a word: somebody needs a person, or says goodbye."""

    def name(self) -> str:
        return "action_leave"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return Memory.of(tracker).without_service().changes(tracker)
