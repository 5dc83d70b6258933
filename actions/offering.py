"""What can be taken up after a reply: the service that its buttons offer, or one that was offered before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from actions.contract.cards import AnswerCard
from actions.contract.status import Status
from actions.memory import Memory, Underway
from actions.offered import wish_of
from actions.running import OFFER, Runner
from actions.saying import Say, phrase
from actions.services.service import Utterance
from knowledge.language.persons import Person


class Offering:
    """Says which service a yes would begin after a reply."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def now(self, says: list[Say], utterance: Utterance, memory: Memory) -> Underway | None:
        """What can be taken up next: what was told of before what only stands on buttons."""
        if is_on_offer(memory) and not _is_told(says):
            return memory.offered
        by_what_is_said = self._by(says, utterance)
        if by_what_is_said or memory.offered is None:
            return by_what_is_said
        # Since something else was answered, only words that can mean nothing else take it up.
        return replace(memory.offered, asked=None)

    def _by(self, says: list[Say], utterance: Utterance) -> Underway | None:
        """The service on the buttons of a guide or beside what was noted, with what the message told."""
        offering = (Status.GUIDED, Status.NOTED)
        buttons = [button.payload for say in says if say.status in offering for button in say.buttons]
        wishes = [words for words in buttons if wish_of(words)]
        if len(wishes) > 1 and Status.NOTED in (say.status for say in says):
            return None  # nobody can say which one is meant
        for words in wishes:
            if intent := wish_of(words):
                return self._runner.begun(wishing(utterance, words, intent))
        return None


def wishing(utterance: Utterance, words: str, intent: str) -> Utterance:
    """What was told, with the wish that the words on a button say."""
    told = utterance.reading.reworded(f"{utterance.reading.raw}，{words}")
    return replace(utterance, reading=told, intent=intent)


def wishing_for(utterance: Utterance, asked: str, words: str) -> Utterance:
    """The wish that the words on a button say, with what was ``asked`` before, as if both had been said then."""
    wish = utterance.reading.reworded(f"{asked}，{words}" if asked else words)
    return replace(utterance, reading=wish, intent=wish_of(words) or "ask")


def for_anybody(wish: str, persons: Iterable[Person]) -> str:
    """A wish for somebody else as the speaker would wish it for himself: "算算我妈哪年退休"."""
    for person in persons:
        if person != "self":
            wish = wish.replace(phrase(f"my_{person}"), phrase("me"))
    return wish


def is_on_offer(memory: Memory) -> bool:
    """Whether a service was offered for what was told, in so many words."""
    return memory.offered is not None and memory.offered.asked == OFFER


def _is_told(says: Iterable[Say]) -> bool:
    """Whether an entry was told."""
    return any(isinstance(say.custom, AnswerCard) for say in says)
