"""Talk to the action server without what costs a turn and serves nobody.

Rasa sends it the whole domain and all events of the conversation at every turn, so that a turn costs more the longer one
talks; our actions read the slots and the newest message. It connects anew each time. And it checks each result with
``jsonschema.validate`` against what any action server may send; ours can be asked for less, more quickly.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import Any, AsyncIterator, Dict

import aiohttp
import rasa
from rasa.core.actions.action import RemoteAction
from rasa.exceptions import RasaException
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig


def _call(action: RemoteAction, tracker: DialogueStateTracker, _domain: Domain) -> Dict[str, Any]:
    return {
        "next_action": action.name(),
        "sender_id": tracker.sender_id,
        "tracker": {**tracker.current_state(), "events": []},
        "domain": {},
        "version": rasa.__version__,
    }


def _validate(action: RemoteAction, result: Any) -> bool:
    """Raises RasaException for what is no result: lists of events, each with its name, and of responses."""
    is_whole = isinstance(result, dict) and all(
        isinstance(result.get(part), list) and all(isinstance(each, dict) for each in result[part])
        for part in ("events", "responses")
    )
    if not is_whole or not all(isinstance(event.get("event"), str) for event in result["events"]):
        raise RasaException(f"the action server's answer to {action.name()} is no result")
    return True


_new_session = EndpointConfig.session


@asynccontextmanager
async def _session(endpoint: EndpointConfig) -> AsyncIterator[aiohttp.ClientSession]:
    """The session of an endpoint, whose connections stay open for the next call."""
    if not hasattr(endpoint, "kept_session"):
        endpoint.kept_session = _new_session(endpoint)
    yield endpoint.kept_session


def make_lean() -> None:
    """For every remote action."""
    RemoteAction._action_call_format = _call
    RemoteAction._validate_action_result = _validate
    EndpointConfig.session = _session
