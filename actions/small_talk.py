"""Replies to what is said beside the matter: greetings, thanks, farewells, discontent, stickers. None ends a service."""

from __future__ import annotations

from actions.contract.status import Status
from actions.saying import Say, phrase
from actions.services.service import Utterance
from knowledge.language.utterances import Kind

# In the order in which they count; what each is answered with stands under "talk_" and its name.
_SPOKEN: tuple[Kind, ...] = (
    "unclear", "complaint", "impatient", "floor", "vent", "opening", "going", "thanks", "farewell", "greeting", "hurry",
    "chat", "feeling", "regret",
)  # fmt: skip
# These lists name all that is said: neither a question nor a wish in them is for this office.
_WHOLLY: frozenset[Kind] = frozenset({"chat", "feeling"})
# Beside these a message is more than small talk.
_MORE_THAN_TALK: frozenset[Kind] = frozenset({"question", "wish", "statement", "correction"})
# What the engine has learned to hear in words that no list has.
_LEARNED = {"thanks": "thanks", "goodbye": "farewell", "greet": "greeting", "abuse": "abuse"}


def small_talk(utterance: Utterance) -> Say | None:
    """The reply to a message that by its words is nothing but small talk; None when it is more."""
    kinds = utterance.reading.kinds
    if "sticker" in kinds:
        return Say.plain(Status.BLANK, phrase("talk_sticker"))
    spoken = next((kind for kind in _SPOKEN if kind in kinds), None)
    if spoken in _WHOLLY:
        return _say(spoken)
    more = _MORE_THAN_TALK - {"statement"} if spoken == "vent" else _MORE_THAN_TALK
    return _say(spoken) if spoken and not kinds & more else None


def learned_small_talk(utterance: Utterance) -> Say | None:
    """The reply to what the engine takes for small talk, unless it asks or wishes something."""
    learned = _LEARNED.get(utterance.intent)
    is_cursed = learned == "abuse" and "你" in utterance.text  # "你是猪吗" asks nothing
    is_more = bool(utterance.reading.kinds & {"question", "wish"}) and not is_cursed
    return _say(learned) if learned and not is_more else None


def _say(talk: str) -> Say:
    return Say.plain(Status.SMALL_TALK, phrase(f"talk_{talk}"))
