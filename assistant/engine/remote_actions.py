"""Talk to the action server without what costs a turn and serves nobody.

Rasa sends it the whole domain and all events of the conversation at every turn, so that a turn costs more the longer one
talks; our actions read the slots and the newest message. And Rasa checks each result with ``jsonschema.validate``, which
checks the schema itself anew each time: 40 ms of a turn, by py-spy. They are checked all the same here.
"""

from __future__ import annotations

from typing import Any, Dict

import rasa
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

_SCHEMA = RemoteAction.action_response_format_spec()
_VALIDATOR = validator_for(_SCHEMA)(_SCHEMA)


def _call(action: RemoteAction, tracker: DialogueStateTracker, _domain: Domain) -> Dict[str, Any]:
    return {
        "next_action": action.name(),
        "sender_id": tracker.sender_id,
        "tracker": {**tracker.current_state(), "events": []},
        "domain": {},
        "version": rasa.__version__,
    }


def _validate(_action: RemoteAction, result: Dict[str, Any]) -> bool:
    _VALIDATOR.validate(result)
    return True


def make_lean() -> None:
    """For every remote action."""
    RemoteAction._action_call_format = _call
    RemoteAction._validate_action_result = _validate
