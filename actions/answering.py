"""The actions of question and answer."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue import Dialogue, chosen
from actions.memory import Memory
from actions.presenting import say_answer, say_result

Events = list[dict[str, Any]]


class AnswerQuestion(Action):
    """Searches the knowledge for what the newest message asks."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue

    def name(self) -> str:
        return "action_answer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        step = self._dialogue.ask(tracker.latest_message.get("text") or "", Memory.of(tracker))
        if step.result is None:
            dispatcher.utter_message(response="utter_region_noted", region=step.memory.region)
        else:
            say_result(dispatcher, step.result, self._dialogue)
        return step.memory.changes(tracker)


class Choose(Action):
    """Gives the passage that was offered under a number."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue

    def name(self) -> str:
        return "action_choose"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        ordinal = next(tracker.get_latest_entity_values("ordinal"), "0")
        found = chosen(Memory.of(tracker), ordinal, self._dialogue)
        if found is None:
            dispatcher.utter_message(response="utter_choices_gone")
            return []
        hit, memory = found
        say_answer(dispatcher, hit, None, self._dialogue)
        return memory.changes(tracker)


class Human(Action):
    """Says how to reach a person."""

    def name(self) -> str:
        return "action_human"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        dispatcher.utter_message(response="utter_human", json_message={"type": "handoff", "items": ["12333"]})
        return []
