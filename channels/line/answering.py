"""Who says what: the word about danger, which comes before all, and the answer of whoever has the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

import structlog

from actions.contract.cards import HandoffCard, Plain, WaitCard
from actions.contract.messages import UNHEARD
from actions.contract.status import HELPFUL, Status
from channels.contract.events import Accepted, Answerer, Kept, Message, Replied
from channels.line.engine import EngineUnavailable
from channels.line.engines import Engines
from channels.line.face import Face
from channels.line.said import Said
from channels.texts import load_texts
from knowledge.topics.danger.detector import Advice, Danger, Detector
from knowledge.topics.danger.detector import Said as DangerReply

log = structlog.get_logger(__name__)

_VISIBLE_PARTS = ("text", "buttons", "image", "attachment", "custom")


@dataclass(frozen=True)
class Warning:
    """Somebody may be in danger: what is said at once, and whether an answer is to follow."""

    message: Message
    answer_too: bool


class Answering:
    """Answers what is said on a line."""

    def __init__(self, engines: Engines, face: Face) -> None:
        Detector.load()  # now, not while the first person waits
        self._engines, self._face = engines, face

    def warn(self, said: Said, transcript: Sequence[Kept]) -> Warning | None:
        """What must be said before everything else, an engine that is down included; ``transcript``: the line so far."""
        if danger := Detector.load().read(said.text):
            return Warning(_danger(danger.reply), danger.answer_too)
        if (danger := _danger_spoken_of(transcript)) and (advice := Detector.load().advice(danger, said.text)):
            return Warning(_danger(advice), answer_too=False)
        return None

    async def answer(self, answerer: Answerer, said: Said, transcript: Sequence[Kept]) -> list[Message]:
        """What ``answerer`` says at once; nothing where a clerk will; ``transcript``: the line so far. Never raises what the
        engine raises."""
        if answerer is Answerer.DESK:
            return []
        closed = load_texts().replies.paused if answerer is Answerer.PAUSED else await self._face.closed()
        if closed:
            return [_message(closed, Plain(status=Status.UNAVAILABLE))]
        return await self._ask_engine(said, _unheard(transcript, said.id))

    async def _ask_engine(self, said: Said, unheard: list[str]) -> list[Message]:
        """The engine's own messages, or one friendly sentence where it has none. Never empty."""
        metadata = {**said.metadata, **({UNHEARD: unheard} if unheard else {})}
        try:
            messages = await self._engines.talk(said.sender, said.text, metadata, said.id)
        except EngineUnavailable as error:
            log.warning("engine_unavailable", reason=str(error))
            return [wait()]
        if not any(message.get(part) for message in messages for part in _VISIBLE_PARTS):
            return [_message(load_texts().replies.silent, Plain(status=Status.NOT_UNDERSTOOD))]
        return [{name: part for name, part in message.items() if name != "recipient_id"} for message in messages]


def _danger_spoken_of(transcript: Sequence[Kept]) -> Danger | None:
    """The danger that what was said last to the person is about: told in the message that this answers, or, when this was
    advice, in one before it; or known by the reply alone, where the action server heard it."""
    texts = {entry.id: entry.text for entry in transcript if isinstance(entry, Accepted)}
    replies = [entry for entry in transcript if isinstance(entry, Replied)]
    warnings = {entry.id: entry.message["text"] for entry in replies if is_warning(entry.message)}
    about = dict.fromkeys(takewhile(warnings.__contains__, (entry.id for entry in reversed(replies))))
    detector = Detector.load()
    read = (detector.read(texts.get(id, "")) or detector.spoken_of(warnings[id]) for id in about if id)
    return next((danger for danger in read if danger), None)


def _unheard(transcript: Sequence[Kept], said_id: str) -> list[str]:
    """What was told just before this message and met with a word about danger, but with no answer."""
    replies: dict[str | None, list[Message]] = {}
    unheard: list[str] = []
    for entry in reversed(transcript):
        if isinstance(entry, Replied):
            replies.setdefault(entry.id, []).append(entry.message)
        elif isinstance(entry, Accepted) and entry.id != said_id:
            if not _only_warns(replies.get(entry.id, [])):
                break
            unheard.append(entry.text)
    return unheard[::-1]


def _only_warns(messages: list[Message]) -> bool:
    return any(map(is_warning, messages)) and not helpful(messages)


def is_warning(message: Message) -> bool:
    """Whether a message is a word about danger."""
    return bool(message.get("custom", {}).get("status") == Status.DANGER)


def helpful(messages: list[Message]) -> list[Message]:
    """Of an answer, what may stand beside a word about danger: one message, or the number to call is lost in it."""
    return [message for message in messages if message.get("custom", {}).get("status") in HELPFUL][:1]


def wait() -> Message:
    """Asks to try again in a moment."""
    return _message(load_texts().replies.wait, WaitCard())


def _danger(said: DangerReply | Advice) -> Message:
    return _message(said.text, HandoffCard(status=Status.DANGER, items=said.numbers))


def _message(text: str, custom: HandoffCard | Plain | WaitCard) -> Message:
    return {"text": text, "custom": custom.model_dump(mode="json")}
