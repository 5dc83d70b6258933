"""The action server on loopback: ``python -m actions.server PORT``. Loads the version in use once, then serves Rasa."""

from __future__ import annotations

import sys
from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic

from actions.answering import AnswerQuestion, Choose, Human
from actions.dialogue import Dialogue
from actions.retiring import TellRetirement, ValidateRetirementForm
from assistant.settings import Settings
from knowledge.version import Versions, open_searcher


def build_app(settings: Settings) -> Sanic[Any, Any]:
    """The action server with every action registered."""
    dialogue = Dialogue(open_searcher(Versions(settings.versions).current(), settings.encoder))
    executor = ActionExecutor()
    for action in (
        AnswerQuestion(dialogue),
        Choose(dialogue),
        Human(),
        ValidateRetirementForm(),
        TellRetirement(),
    ):
        executor.register_action(action)
    app: Sanic[Any, Any] = create_app(executor)
    return app


def main() -> None:
    app = build_app(Settings())
    app.run(host="127.0.0.1", port=int(sys.argv[1]), single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
