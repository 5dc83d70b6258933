"""One turn of a conversation: a service under way goes first, then a service asked for, then the knowledge.

Nothing here knows of Rasa: the engine says which intent a message has, ``actions/talking.py`` brings it here and keeps the
memory. Services are run by one set of rules (docs/adr/0006): an answer or a correction is taken, a question in between is
answered and the service goes on, leaving is possible at any moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.contract.cards import Plain
from actions.contract.status import Status
from actions.dialogue import Dialogue, chosen
from actions.memory import Memory, Underway
from actions.presenting import answer_says, result_says
from actions.referrals import off_topic_says
from actions.saying import Say, phrase
from actions.services.service import Answers, Heard, Question, Service, Wrong
from knowledge.language.questions import may_ask

Turn = tuple[list[Say], Memory]


class Conversation:
    """Answers messages; holds no state of its own."""

    def __init__(self, dialogue: Dialogue, services: Sequence[Service]) -> None:
        self._dialogue = dialogue
        self._services = {service.name: service for service in services}

    def turn(self, heard: Heard, ordinal: int | None, memory: Memory) -> Turn:
        """What to say to a message, and what to remember. ``ordinal``: the message picks what was offered under a number."""
        under_way = memory.service
        if not heard.text:
            return self._wordless(heard, memory)
        if under_way:
            heard = self._picked(heard, ordinal, under_way)
            if (turn := self._go_on(under_way, heard, memory)) is not None:
                return turn
            memory = replace(memory, service=None)
        if (turn := self._begin(heard, memory)) is not None:
            return turn
        if ordinal is not None:
            return self._choose(ordinal, heard, memory)
        if heard.intent in ("affirm", "deny", "stop"):
            return [Say.plain(Status.SMALL_TALK, phrase("acknowledged"))], memory
        return self._answer(heard, memory)

    def resume(self, heard: Heard, memory: Memory) -> list[Say]:
        """The open question of a service under way, asked again after something else was said."""
        if memory.service is None or memory.service.asked is None:
            return []
        return self._ask(self._services[memory.service.name], memory.service.answers, heard)

    def _wordless(self, heard: Heard, memory: Memory) -> Turn:
        """A message without words may share a location, which the service under way may have waited for."""
        if memory.service:
            service, answers = self._services[memory.service.name], memory.service.answers
            taken = service.take(answers, memory.service.asked, heard)
            if isinstance(taken, dict):
                return self._advance(service, taken, heard, memory)
        return [_greet_location(heard), *self.resume(heard, memory)], memory

    def _begin(self, heard: Heard, memory: Memory, besides: Service | None = None) -> Turn | None:
        """The first turn of a service that the message asks for. ``besides`` the one under way: what it knows is kept."""
        for service in self._services.values():
            if service is not besides and (answers := service.begin(heard)) is not None:
                known, memory = self._consult(service, answers, heard, memory)
                says, memory = self._advance(service, answers, heard, memory)
                return [*known, *says], memory
        return None

    def _consult(self, service: Service, answers: Answers, heard: Heard, memory: Memory) -> Turn:
        """What the content says, where a service wants it said first and it is sure."""
        if service.consults(answers):
            step = self._dialogue.ask(heard.reading, memory)
            if step.result and step.result.decision == "answer":
                return result_says(step.result, self._dialogue), step.memory
        return [], memory

    def _go_on(self, under_way: Underway, heard: Heard, memory: Memory) -> Turn | None:
        """One turn of the service under way; None when it is over and the message stands for itself."""
        service = self._services[under_way.name]
        if heard.intent == "stop":
            return [Say.plain(Status.LEFT, phrase("left"))], replace(memory, service=None)
        taken = service.take(under_way.answers, under_way.asked, heard)
        if isinstance(taken, Wrong):
            return [Say.plain(Status.NOT_TAKEN, taken.text), *self._ask(service, under_way.answers, heard)], memory
        if taken is not None:
            return self._advance(service, taken, heard, memory)
        if under_way.asked is None:
            return None
        if (turn := self._begin(heard, memory, besides=service)) is not None:
            return turn
        return self._digress(service, under_way, heard, memory)

    def _digress(self, service: Service, under_way: Underway, heard: Heard, memory: Memory) -> Turn:
        """Answer what was asked in between, then come back."""
        step = self._dialogue.ask(heard.reading, memory, heard.intent == "off_topic")
        again = self._ask(service, under_way.answers, heard)
        found_nothing = step.result is None or step.result.decision == "refuse"
        if found_nothing and not may_ask(heard.text):
            asked_for_again = service.begin(heard) is not None
            missed = [] if asked_for_again else [Say.plain(Status.NOT_UNDERSTOOD, phrase("not_understood"))]
            return [*missed, *again], memory
        says = result_says(step.result, self._dialogue) if step.result else []
        says += [off_topic_says(heard.reading.standard)] if step.off_topic else []
        return [*says, *again], replace(step.memory, service=under_way)

    def _advance(self, service: Service, answers: Answers, heard: Heard, memory: Memory) -> Turn:
        if question := service.question(answers, heard):
            memory = replace(memory, service=Underway(service.name, answers, question.id))
            return [_asked(question)], self._with_region(heard, memory)
        outcome = service.finish(answers, heard)
        after = Underway(service.name, outcome.answers, None) if outcome.answers is not None else None
        return list(outcome.says), self._with_region(heard, replace(memory, service=after))

    @staticmethod
    def _ask(service: Service, answers: Answers, heard: Heard) -> list[Say]:
        question = service.question(answers, heard)
        return [_asked(question)] if question else []

    def _picked(self, heard: Heard, ordinal: int | None, under_way: Underway) -> Heard:
        """ "第二个" in a service is the second of the buttons offered with its question."""
        question = self._services[under_way.name].question(under_way.answers, heard) if ordinal is not None else None
        if question and question.numbered and ordinal and under_way.asked and ordinal <= len(question.buttons):
            picked = heard.reading.reworded(question.buttons[ordinal - 1].payload)
            return replace(heard, reading=picked, intent="inform")
        return heard

    def _choose(self, ordinal: int, heard: Heard, memory: Memory) -> Turn:
        found = chosen(memory, ordinal, self._dialogue)
        if found is None:
            return [Say.plain(Status.NOT_UNDERSTOOD, phrase("choices_gone"))], memory
        hit, memory = found
        return answer_says(hit, None, self._dialogue), memory

    def _answer(self, heard: Heard, memory: Memory) -> Turn:
        step = self._dialogue.ask(heard.reading, memory, heard.intent == "off_topic")
        if step.off_topic:
            return [off_topic_says(heard.reading.standard)], step.memory
        if step.result is None:
            return [Say.plain(Status.NOTED, phrase("region_noted", region=step.memory.region))], step.memory
        says = result_says(step.result, self._dialogue)
        said_before = step.result.decision == "answer" and step.result.hits[0].passage.id == memory.last_passage
        return [*([Say.plain(Status.REPEATED, phrase("said_before"))] if said_before else []), *says], step.memory

    @staticmethod
    def _with_region(heard: Heard, memory: Memory) -> Memory:
        """A city named within a service is remembered for what comes after."""
        return replace(memory, region=heard.named.name) if heard.named and not memory.page_region else memory


def _asked(question: Question) -> Say:
    return Say(Plain(status=Status.ASKING, head=question.sentences), buttons=question.buttons)


def _greet_location(heard: Heard) -> Say:
    """What to say to a message without words: perhaps the location was all that was meant."""
    if heard.location is None:
        return Say.plain(Status.BLANK, phrase("blank"))
    return Say.plain(Status.NOTED, phrase("location_noted"), buttons=(phrase("near_station"), phrase("near_job")))
