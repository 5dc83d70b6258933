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
from actions.services.service import Answers, InvalidAnswer, Question, Service, Utterance
from knowledge.language.questions import may_ask

Turn = tuple[list[Say], Memory]


class Conversation:
    """Answers messages; holds no state of its own."""

    def __init__(self, dialogue: Dialogue, services: Sequence[Service]) -> None:
        self._dialogue = dialogue
        self._services = {service.name: service for service in services}

    def turn(self, utterance: Utterance, ordinal: int | None, memory: Memory) -> Turn:
        """What to say to a message, and what to remember. ``ordinal``: the message picks what was offered under a number."""
        utterance, memory = self._note(utterance, memory)
        under_way = memory.service
        if not utterance.text:
            return self._wordless(utterance, memory)
        if under_way:
            utterance = self._picked(utterance, ordinal, under_way)
            if (turn := self._go_on(under_way, utterance, memory)) is not None:
                return turn
            memory = replace(memory, service=None)
        if (turn := self._begin(utterance, memory)) is not None:
            return turn
        if ordinal is not None:
            return self._choose(ordinal, utterance, memory)
        if utterance.intent in ("affirm", "deny", "stop"):
            return [Say.plain(Status.SMALL_TALK, phrase("acknowledged"))], memory
        return self._answer(utterance, memory)

    def _note(self, utterance: Utterance, memory: Memory) -> tuple[Utterance, Memory]:
        """Takes what the message tells of persons into their records."""
        under_way = memory.service
        about = self._services[under_way.name].about(under_way.answers) if under_way else None
        persons = memory.persons.heard(utterance.reading, about)
        return replace(utterance, persons=persons), replace(memory, persons=persons)

    def resume(self, utterance: Utterance, memory: Memory) -> list[Say]:
        """The open question of a service under way, asked again after something else was said."""
        if memory.service is None or memory.service.asked is None:
            return []
        return self._ask(self._services[memory.service.name], memory.service.answers, utterance)

    def _wordless(self, utterance: Utterance, memory: Memory) -> Turn:
        """A message without words may share a location, which the service under way may have waited for."""
        if memory.service:
            service, answers = self._services[memory.service.name], memory.service.answers
            taken = service.take(answers, memory.service.asked, utterance)
            if isinstance(taken, dict):
                return self._advance(service, taken, utterance, memory)
        return [_greet_location(utterance), *self.resume(utterance, memory)], memory

    def _begin(self, utterance: Utterance, memory: Memory, besides: Service | None = None) -> Turn | None:
        """The first turn of a service that the message asks for. ``besides`` the one under way: what it knows is kept."""
        for service in self._services.values():
            if service is not besides and (answers := service.begin(utterance)) is not None:
                known, memory = self._consult(service, answers, utterance, memory)
                says, memory = self._advance(service, answers, utterance, memory)
                return [*known, *says], memory
        return None

    def _consult(self, service: Service, answers: Answers, utterance: Utterance, memory: Memory) -> Turn:
        """What the content says, where a service wants it said first and it is sure."""
        if service.consults(answers):
            finding = self._dialogue.ask(utterance.reading, memory)
            if finding.result and finding.result.decision == "answer":
                return result_says(finding.result, self._dialogue), finding.memory
        return [], memory

    def _go_on(self, under_way: Underway, utterance: Utterance, memory: Memory) -> Turn | None:
        """One turn of the service under way; None when it is over and the message stands for itself."""
        service = self._services[under_way.name]
        if utterance.intent == "stop":
            return [Say.plain(Status.LEFT, phrase("left"))], replace(memory, service=None)
        taken = service.take(under_way.answers, under_way.asked, utterance)
        if isinstance(taken, InvalidAnswer):
            return [Say.plain(Status.NOT_TAKEN, taken.text), *self._ask(service, under_way.answers, utterance)], memory
        if taken is not None:
            return self._advance(service, taken, utterance, memory)
        if under_way.asked is None:
            return None
        if (turn := self._begin(utterance, memory, besides=service)) is not None:
            return turn
        return self._digress(service, under_way, utterance, memory)

    def _digress(self, service: Service, under_way: Underway, utterance: Utterance, memory: Memory) -> Turn:
        """Answer what was asked in between, then come back."""
        finding = self._dialogue.ask(utterance.reading, memory, utterance.intent == "off_topic")
        again = self._ask(service, under_way.answers, utterance)
        found_nothing = finding.result is None or finding.result.decision == "refuse"
        if found_nothing and not may_ask(utterance.text):
            asked_for_again = service.begin(utterance) is not None
            missed = [] if asked_for_again else [Say.plain(Status.NOT_UNDERSTOOD, phrase("not_understood"))]
            return [*missed, *again], memory
        says = result_says(finding.result, self._dialogue) if finding.result else []
        says += [off_topic_says(utterance.reading.standard)] if finding.off_topic else []
        return [*says, *again], replace(finding.memory, service=under_way)

    def _advance(self, service: Service, answers: Answers, utterance: Utterance, memory: Memory) -> Turn:
        if question := service.question(answers, utterance):
            memory = replace(memory, service=Underway(service.name, answers, question.id))
            return [_asked(question)], self._with_region(utterance, memory)
        outcome = service.finish(answers, utterance)
        after = Underway(service.name, outcome.answers, None) if outcome.answers is not None else None
        return list(outcome.says), self._with_region(utterance, replace(memory, service=after))

    @staticmethod
    def _ask(service: Service, answers: Answers, utterance: Utterance) -> list[Say]:
        question = service.question(answers, utterance)
        return [_asked(question)] if question else []

    def _picked(self, utterance: Utterance, ordinal: int | None, under_way: Underway) -> Utterance:
        """ "第二个" in a service is the second of the buttons offered with its question."""
        question = (
            self._services[under_way.name].question(under_way.answers, utterance) if ordinal is not None else None
        )
        if question and question.numbered and ordinal and under_way.asked and ordinal <= len(question.buttons):
            picked = utterance.reading.reworded(question.buttons[ordinal - 1].payload)
            return replace(utterance, reading=picked, intent="inform")
        return utterance

    def _choose(self, ordinal: int, utterance: Utterance, memory: Memory) -> Turn:
        found = chosen(memory, ordinal, self._dialogue)
        if found is None:
            return [Say.plain(Status.NOT_UNDERSTOOD, phrase("choices_gone"))], memory
        hit, memory = found
        return answer_says(hit, None, self._dialogue), memory

    def _answer(self, utterance: Utterance, memory: Memory) -> Turn:
        finding = self._dialogue.ask(utterance.reading, memory, utterance.intent == "off_topic")
        if finding.off_topic:
            return [off_topic_says(utterance.reading.standard)], finding.memory
        if finding.result is None:
            return [Say.plain(Status.NOTED, phrase("region_noted", region=finding.memory.region))], finding.memory
        says = result_says(finding.result, self._dialogue)
        said_before = finding.result.decision == "answer" and finding.result.hits[0].passage.id == memory.last_passage
        return [*([Say.plain(Status.REPEATED, phrase("said_before"))] if said_before else []), *says], finding.memory

    @staticmethod
    def _with_region(utterance: Utterance, memory: Memory) -> Memory:
        """A city named within a service is remembered for what comes after."""
        return replace(memory, region=utterance.named.name) if utterance.named and not memory.page_region else memory


def _asked(question: Question) -> Say:
    return Say(Plain(status=Status.ASKING, head=question.sentences), buttons=question.buttons)


def _greet_location(utterance: Utterance) -> Say:
    """What to say to a message without words: perhaps the location was all that was meant."""
    if utterance.location is None:
        return Say.plain(Status.BLANK, phrase("blank"))
    return Say.plain(Status.NOTED, phrase("location_noted"), buttons=(phrase("near_station"), phrase("near_job")))
