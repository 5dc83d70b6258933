"""Rasa's REST channel: ``POST /webhooks/rest/webhook`` takes one message and answers with a list of messages."""

from __future__ import annotations

import structlog
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from actions.contract.cards import HandoffCard, Plain, WaitCard
from actions.contract.status import Status
from channels.contract.incoming import Incoming, parse
from channels.line.engine import Engine, EngineUnavailable, Message
from channels.privacy import mask
from channels.texts import load_texts
from knowledge.topics.danger.detector import Detector

log = structlog.get_logger(__name__)

# Beside a word about danger, only what helps: nothing that was not found or not understood.
_HELPFUL = (Status.ANSWERED, Status.GUIDED, Status.LISTED, Status.COMPUTED, Status.ASKING)
_VISIBLE_PARTS = ("text", "buttons", "image", "attachment", "custom")


def make_harmless(message: str) -> str:
    """Take the power from the engine's raw commands ("/restart"): only channels may give them, never people.

    The engine strips a message before it looks for the slash, so this looks behind white space too.
    """
    stripped = message.lstrip()
    return f"／{stripped[1:]}" if stripped.startswith("/") else message


async def reply(engine: Engine, incoming: Incoming) -> list[Message]:
    """The messages to show: the engine's own, or one friendly sentence where it has none. Never empty, never raises."""
    texts = load_texts().replies
    said = make_harmless(mask(incoming.message))
    # Before everything else, an engine that is down included; what is under way there stays as it is.
    warned = []
    if danger := Detector.load().read(said):
        card = HandoffCard(status=Status.DANGER, items=danger.reply.numbers)
        warned = [_message(incoming.sender, danger.reply.text, card)]
        if not danger.answer_too:
            return warned
    metadata = incoming.metadata.model_dump(exclude_none=True) if incoming.metadata else {}
    try:
        messages = await engine.talk(incoming.sender, said, metadata)
    except EngineUnavailable as error:
        log.warning("engine_unavailable", reason=str(error))
        return warned or [_message(incoming.sender, texts.wait, WaitCard())]
    if warned:
        return warned + [message for message in messages if message.get("custom", {}).get("status") in _HELPFUL]
    if not any(message.get(part) for message in messages for part in _VISIBLE_PARTS):
        return [_message(incoming.sender, texts.silent, Plain(status=Status.NOT_UNDERSTOOD))]
    return messages


def _message(recipient: str, text: str, custom: HandoffCard | Plain | WaitCard) -> Message:
    return {"recipient_id": recipient, "text": text, "custom": custom.model_dump(mode="json")}


def blueprint(engine: Engine) -> Blueprint:
    """The channel's routes."""
    Detector.load()  # now, not while the first person waits
    routes = Blueprint("rest", url_prefix="/webhooks/rest")

    @routes.get("/")
    async def alive(request: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @routes.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        return json(await reply(engine, parse(request.body)))

    return routes
