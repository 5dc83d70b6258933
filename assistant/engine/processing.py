"""The way of a message through Rasa without what costs a turn and serves nobody.

Rasa plays a whole conversation again to copy it, and twice more at every prediction, so that a turn costs more the longer one
talks; and it looks through all slots for what a message may fill.
"""

from __future__ import annotations

import copy
import time
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple, Union

import rasa.core.agent
from rasa.core.actions.action import Action
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from assistant.engine.graphs import StraightRunner

# An intent, and the actions that followed it.
Situation = Tuple[Optional[str], Tuple[Optional[str], ...]]
# What our actions leave behind, all of it without weight for what comes next.
_WEIGHTLESS = (BotUttered, DefinePrevUserUtteredFeaturization, SlotSet)


class LeanProcessor(MessageProcessor):
    """Our rules name an intent and the actions that follow it, and nothing else (``assistant/data/rules.yml``): what they say
    to that is asked once."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._predicted: Dict[Situation, PolicyPrediction] = {}

    @staticmethod
    def _load_model(model_path: Union[str, Path]) -> Tuple[str, ModelMetadata, GraphRunner]:
        with TempDirectoryPath(get_temp_dir_name()) as folder:
            loaded = load_predict_graph_runner(Path(folder), Path(model_path), LocalModelStorage, StraightRunner)
        return (Path(model_path).name, *loaded)

    async def handle_message(self, message: UserMessage) -> Optional[List[Dict[str, Any]]]:
        """What comes a second time, because whoever sent it has not heard the answer, is given the same."""
        answer = await self.tracker_store.begin(message.sender_id, message.message_id)
        if answer is None:
            return await super().handle_message(message)
        for said in answer:
            await message.output_channel.send_response(message.sender_id, said)
        return None

    async def parse_message(
        self,
        message: UserMessage,
        tracker: Optional[DialogueStateTracker] = None,
        only_output_properties: bool = True,
    ) -> Dict[str, Any]:
        """Others are served while a component waits."""
        inputs = {PLACEHOLDER_MESSAGE: [message], PLACEHOLDER_TRACKER: tracker}
        (parsed,) = await self.graph_runner.run_waiting(inputs, self.model_metadata.nlu_target)
        return {TEXT: "", ENTITIES: [], **parsed.as_dict(only_output_properties=only_output_properties)}

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Fills no slot: the actions alone do (``mappings: [{type: custom}]`` in domain.yml)."""
        return tracker

    def _has_session_expired(self, tracker: DialogueStateTracker) -> bool:
        """Goes by the last message, without looking through all that happened before it."""
        last = next((event for event in reversed(tracker.events) if isinstance(event, UserUttered)), None)
        minutes = self.domain.session_config.session_expiration_time
        return last is not None and time.time() - last.timestamp > minutes * 60

    def _log_action_on_tracker(
        self,
        tracker: DialogueStateTracker,
        action: Action,
        events: Optional[List[Event]],
        prediction: PolicyPrediction,
    ) -> None:
        """Without copies of all that happened for a log that is not written."""
        tracker.update_with_events(prediction.events, self.domain)
        tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(events or [], self.domain)

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        situation = situation_of(tracker)
        if situation is None:
            return super()._predict_next_with_tracker(tracker)
        if situation not in self._predicted:
            self._predicted[situation] = super()._predict_next_with_tracker(tracker)
        return _said_now(self._predicted[situation])


class NoOtherStore(FailSafeTrackerStore):
    """Rasa goes on in memory where its store fails, with somebody of whom it knows nothing, and writes that over what it knew
    as soon as it can. Here a turn that cannot be read or kept has failed: the gateway says so, and the next one goes on."""

    async def begin(self, sender_id: str, said_id: str) -> Optional[List[Dict[str, Any]]]:
        return await self._tracker_store.begin(sender_id, said_id)

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        return await self._tracker_store.retrieve(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        await self._tracker_store.save(tracker)


def situation_of(tracker: DialogueStateTracker) -> Optional[Situation]:
    """What a rule can go by; None where something happened that Rasa must judge itself."""
    if tracker.followup_action:
        return None
    actions = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return event.intent_name, tuple(actions)
        if isinstance(event, ActionExecuted):
            actions.append(event.action_name)
        elif not isinstance(event, _WEIGHTLESS):
            return None
    return None


def _said_now(prediction: PolicyPrediction) -> PolicyPrediction:
    """The same prediction for another conversation: its events are that one's own, and happen now."""
    new = copy.copy(prediction)
    new.events = [
        DefinePrevUserUtteredFeaturization(event.use_text_for_featurization)
        for event in prediction.events
        if isinstance(event, DefinePrevUserUtteredFeaturization)
    ]
    return new


def _copied(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """The same state with events and slots of its own."""
    other = copy.copy(tracker)
    other.events = copy.copy(tracker.events)
    other.slots = {name: copy.copy(slot) for name, slot in tracker.slots.items()}
    return other


def make_lean() -> None:
    """For every message of this process."""
    rasa.core.agent.MessageProcessor = LeanProcessor
    rasa.core.agent.FailSafeTrackerStore = NoOtherStore
    DialogueStateTracker.copy = _copied
