"""One turn of a conversation: a service under way goes first, then a service wished, then the knowledge.

Nothing here knows of Rasa: the engine says which intent a message has, ``actions/talking.py`` brings it here and keeps the
memory. How services run stands in ``actions/running.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.bare import asked_back
from actions.contract.status import Status
from actions.dialogue import Dialogue, chosen
from actions.memory import Memory, Underway
from actions.noting import noted
from actions.offered import wish_of
from actions.presenting import answer_says
from actions.running import Runner, Turn
from actions.saying import Say, phrase
from actions.services.service import Service, Utterance
from actions.small_talk import learned_small_talk, small_talk
from knowledge.retrieval.result import Hit


class Conversation:
    """Answers messages; holds no state of its own."""

    def __init__(self, dialogue: Dialogue, services: Sequence[Service]) -> None:
        self._dialogue = dialogue
        self._runner = Runner(dialogue, services)

    def turn(self, utterance: Utterance, ordinal: int | None, memory: Memory) -> Turn:
        """What to say to a message, and what to remember. ``ordinal``: the message picks what was offered under a number."""
        utterance, memory = self._note(utterance, memory)
        if not utterance.text:
            return self._wordless(utterance, memory)
        if talk := small_talk(utterance):
            says_goodbye = "farewell" in utterance.reading.kinds  # the question waits for when the person is back
            return [talk, *([] if says_goodbye else self.resume(utterance, memory))], memory
        offered, memory = memory.offered, replace(memory, offered=None)
        if "repeat" in utterance.reading.kinds:
            return self._repeat(utterance, memory)
        if memory.service and (turn := self._go_on(memory.service, utterance, ordinal, memory)) is not None:
            return turn
        if offered and accepts(utterance):
            return self._runner.take_up(offered, utterance, replace(memory, service=None))
        if (turn := self._runner.begin(utterance, memory)) is not None:
            return turn
        memory = self._less_open(memory)
        if ordinal is not None:
            return self._choose(ordinal, utterance, memory)
        if turn := self._say_beside(utterance, memory):
            return turn
        says, memory = self._noted(utterance, memory) or self._answer(utterance, memory)
        return says, self._runner.heard(utterance, memory)

    def _note(self, utterance: Utterance, memory: Memory) -> tuple[Utterance, Memory]:
        """Takes what the message tells of persons into their records."""
        under_way = memory.service
        about = self._runner.service(under_way).about(under_way.answers) if under_way else None
        persons = memory.persons.heard(utterance.reading, about)
        memory = replace(memory, persons=persons)
        if city := _where_he_is_now(replace(utterance, persons=persons)):
            memory = replace(memory, region=city, last_region=None)
        return replace(utterance, persons=persons, home=self._dialogue.home(memory)), memory

    def _noted(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """What only tells something of somebody, or only names a date or a sum, is not searched for."""
        say = noted(utterance, self._dialogue.searcher.regions)
        say = say or asked_back(utterance, follows=memory.last_question is not None)
        if say is None:
            return None
        return [say], replace(memory, offered=self._offered_by([say], utterance))

    def resume(self, utterance: Utterance, memory: Memory) -> list[Say]:
        """The open question of a service under way, asked again after something else was said."""
        return self._runner.resume(utterance, memory)

    def _go_on(self, under_way: Underway, utterance: Utterance, ordinal: int | None, memory: Memory) -> Turn | None:
        return self._runner.go_on(under_way, self._runner.picked(utterance, ordinal, under_way), memory)

    def _wordless(self, utterance: Utterance, memory: Memory) -> Turn:
        if (turn := self._runner.wordless(utterance, memory)) is not None:
            return turn
        return [_greet_location(utterance), *self.resume(utterance, memory)], memory

    def _less_open(self, memory: Memory) -> Memory:
        """A service that is finished stays open for a few messages about something else."""
        finished = memory.service
        if finished is None or finished.missed < self._runner.service(finished).lingers:
            return replace(memory, service=finished.missing() if finished else None)
        return memory.without_service()

    def _repeat(self, utterance: Utterance, memory: Memory) -> Turn:
        """The open question, or else the last answer, once more."""
        if asked := self.resume(utterance, memory):
            return asked, memory
        last = self._dialogue.told(memory.last_passage or "", memory)
        if last is None:
            return [Say.plain(Status.SMALL_TALK, phrase("nothing_to_repeat"))], memory
        return answer_says(Hit(last, 1.0), None, self._dialogue), memory

    def _say_beside(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """The reply to what neither asks nor tells: a yes or no to nothing, more of what is no list, learned small talk."""
        kinds = utterance.reading.kinds
        if "more" in kinds:
            return [self._no_more(memory)], memory
        if kinds & {"back", "restart"}:
            return [Say.plain(Status.SMALL_TALK, phrase("nothing_open"))], memory
        if talk := learned_small_talk(utterance):
            return [talk], memory
        if "leave" in kinds or (utterance.intent in ("affirm", "deny", "stop") and "question" not in kinds):
            return [Say.plain(Status.SMALL_TALK, phrase("acknowledged"))], memory
        return None

    def _no_more(self, memory: Memory) -> Say:
        """That the last answer was all, and what people ask next."""
        last = self._dialogue.passage(memory.last_passage or "")
        following = [entry.question for entry in map(self._dialogue.passage, last.next if last else ()) if entry]
        return Say.plain(Status.SMALL_TALK, phrase("nothing_more"), buttons=following)

    def _choose(self, ordinal: int, utterance: Utterance, memory: Memory) -> Turn:
        found = chosen(memory, ordinal, self._dialogue)
        if found is None:
            return [Say.plain(Status.NOT_UNDERSTOOD, phrase("choices_gone"))], memory
        hit, memory = found
        return answer_says(hit, None, self._dialogue), memory

    def _answer(self, utterance: Utterance, memory: Memory) -> Turn:
        offer = self._runner.offer(utterance)
        finding = self._dialogue.ask(utterance.reading, memory, utterance.off_topic)
        found_nothing = finding.off_topic or (finding.result is not None and finding.result.decision == "refuse")
        if offer and found_nothing:
            return [offer[0]], replace(memory, offered=offer[1])
        if found_nothing and (say := noted(utterance, self._dialogue.searcher.regions, with_more=True)):
            return [say], replace(memory, offered=self._offered_by([say], utterance))
        if finding.result is None and not finding.off_topic:
            return [Say.plain(Status.NOTED, phrase("region_noted", region=finding.memory.region))], finding.memory
        says = self._runner.found_says(finding, utterance)
        if finding.result and finding.result.decision == "answer":
            said_before = finding.result.hits[0].passage.id == memory.last_passage
            says = [*([Say.plain(Status.REPEATED, phrase("said_before"))] if said_before else []), *says]
        if offer:
            return [*says, offer[0]], replace(finding.memory, offered=offer[1])
        return says, replace(finding.memory, offered=self._offered_by(says, utterance))

    def _offered_by(self, says: list[Say], utterance: Utterance) -> Underway | None:
        """The service on the buttons of a guide or beside what was noted, with what the message told."""
        offering = (Status.GUIDED, Status.NOTED)
        buttons = [button.payload for say in says if say.status in offering for button in say.buttons]
        for words in buttons:
            if intent := wish_of(words):
                told = utterance.reading.reworded(f"{utterance.reading.raw}，{words}")
                return self._runner.begun(replace(utterance, reading=told, intent=intent))
        return None


def _where_he_is_now(utterance: Utterance) -> str | None:
    """The city where the speaker says that he is, and not only where he comes from."""
    if "city" not in utterance.persons.told_now("self"):
        return None
    code = utterance.persons.of("self").city
    places = utterance.reading.places
    return next((place.region.name for place in places if place.region.code == code and not place.is_origin), None)


def accepts(utterance: Utterance) -> bool:
    """Whether it takes what was offered, and says nothing else."""
    kinds = utterance.reading.kinds
    return "reply_yes" in kinds and not kinds & {"question", "statement", "correction"}


def _greet_location(utterance: Utterance) -> Say:
    """What to say to a message without words: perhaps the location was all that was meant."""
    if utterance.location is None:
        return Say.plain(Status.BLANK, phrase("blank"))
    return Say.plain(Status.NOTED, phrase("location_noted"), buttons=(phrase("near_station"), phrase("near_job")))
