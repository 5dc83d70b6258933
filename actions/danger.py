"""Danger that the gateway, which looks first, has not heard: the action server has the vector of the message as well."""

from __future__ import annotations

from collections.abc import Sequence

from actions.contract.cards import HandoffCard
from actions.contract.status import HELPFUL, Status
from actions.saying import Say
from actions.services.service import Utterance
from knowledge.encoder import Encoder
from knowledge.topics.danger.detector import Danger
from knowledge.topics.danger.second_look import LEARNED_WITH, SecondLook


def overheard(utterance: Utterance, encoder: Encoder) -> Danger | None:
    """The danger of which a message tells in words of its own; the engine has had the same words encoded for the intent."""
    if not utterance.text or encoder.identity != LEARNED_WITH:
        return None
    return SecondLook.load().read(utterance.reading.raw, encoder.vectors([utterance.reading.standard])[0])


def warning_says(danger: Danger, beside: Sequence[Say] = ()) -> list[Say]:
    """The word about a danger, and of what answers the message otherwise one message, or the number to call is lost in it."""
    warning = Say(HandoffCard(status=Status.DANGER, items=danger.reply.numbers), items=(danger.reply.text,))
    return [warning, *[say for say in beside if say.status in HELPFUL][:1]]
