"""A message of Rasa's REST channel as it goes over the wire."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ConfigDict

from actions.contract.cards import Custom, Strict

# In the metadata of a message: the texts before it that got only a word about danger from the gateway. The engine has not
# heard them.
UNHEARD = "unheard"


class Button(Strict):
    """``payload`` is what the person is taken to have said."""

    title: str
    payload: str

    @classmethod
    def of(cls, words: Iterable[str]) -> tuple[Button, ...]:
        """Buttons that say just what stands on them."""
        return tuple(cls(title=word, payload=word) for word in words)


class Message(Strict):
    """One message to a person: the whole text, buttons if there are any, and ``custom``, which says what the message is and
    what a page may draw instead of the text."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    recipient_id: str
    text: str
    buttons: tuple[Button, ...] = ()
    custom: Custom
