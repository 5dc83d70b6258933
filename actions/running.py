"""How a service runs: the manners that all services share (docs/adr/0006).

An answer or a correction is taken, a question in between is answered and the open question asked again, a step can be taken
back, only an explicit wish or leaving switches, and after the outcome the service stays open for what follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from actions.asked_again import asks_again
from actions.contract.cards import Plain
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.dialogue import Dialogue
from actions.finding import Finding
from actions.half_sentences import leans
from actions.likely_next import LIKELY, likely_next
from actions.memory import Memory, Underway
from actions.noting import told_now
from actions.offered import wish_of
from actions.presenting import choices_say, matter_says, offers_of, result_says, sentence_says, to_employer
from actions.referrals import is_for_a_line_of_its_own, off_topic_says
from actions.saying import Say, phrase
from actions.services.bereaved import is_of_the_dead
from actions.services.explaining import aspect_asked
from actions.services.service import Answers, InvalidAnswer, Matter, Offer, Question, Service, Utterance
from actions.small_talk import learned_small_talk
from knowledge.language.persons import Person
from knowledge.language.questions import may_ask
from knowledge.language.reading import Reading
from knowledge.language.word_lists import word_lists
from knowledge.library.content import Passage
from knowledge.places.regions import PlaceMention

Turn = tuple[list[Say], Memory]
# After so many messages in a row that were no answer, the question comes with ways round it.
MOST_MISSED = 2
# After so many questions in a row that were answered beside it, the open one is not asked again by itself.
MOST_ASIDES = 1
# Who writes so many letters tells a story.
STORY = 30
# A shorter message tells nothing by itself.
LEAST_TOLD = 4
_SENTENCE = re.compile(r"有|没|是|不|在|[了过]\W*$")
# What stands for the question that offers a service: whether to begin it.
OFFER = "offer"


class Proposal(NamedTuple):
    """How a service is offered, the service as a yes begins it, and the id of the passage told first of its matter."""

    say: Say
    service: Underway
    entry: str | None


class Runner:
    """Runs all services; holds no state of its own."""

    def __init__(self, dialogue: Dialogue, services: Sequence[Service]) -> None:
        self._dialogue = dialogue
        self._services = {service.name: service for service in services}

    def service(self, under_way: Underway) -> Service:
        return self._services[under_way.name]

    def begin(self, utterance: Utterance, memory: Memory, besides: Service | None = None) -> Turn | None:
        """The first turn of a service that the message wishes. ``besides`` the one under way: what it knows is kept."""
        begun = self.begun(utterance, besides)
        if begun is None or self._is_written(begun, utterance, memory):
            return None
        known, memory = self._consult(begun, utterance, self._keeping(begun, utterance, memory))
        says, memory = self._advance(begun, begun.answers, utterance, memory)
        return [*known, *says], memory

    @staticmethod
    def _is_aside(taken: Answers, under_way: Underway, utterance: Utterance) -> bool:
        """Whether a mere statement names a known fact of an outcome, and says something else: "九级评低了，我想重评"."""
        reading, is_same = utterance.reading, under_way.asked is None and taken == under_way.answers
        is_told = bool(reading.facts) and reading.tells_more and not reading.kinds & {"wish", "question", "more"}
        return is_same and is_told

    def _is_written(self, begun: Underway, utterance: Utterance, memory: Memory) -> bool:
        """Whether the content answers these very words, which no button wishes: then they ask, whatever they look like."""
        if wish_of(utterance.reading.raw) or not self.service(begun).lists:
            return False
        return self._dialogue.ask(utterance.reading, replace(memory, last_passage=None, matter=None)).is_literal

    def begun(self, utterance: Utterance, besides: Service | None = None) -> Underway | None:
        """The service that the message wishes, with what it tells."""
        for service in self._services.values():
            if service.is_for_the_living and is_of_the_dead(utterance):
                continue
            if service is not besides and (answers := service.begin(utterance)) is not None:
                return Underway(service.name, answers, None)
        return None

    def is_enough(self, under_way: Underway, utterance: Utterance) -> bool:
        """Whether its outcome was told, or the message tells all that was lacking."""
        taken = self._taken(under_way, utterance)
        answers = taken if isinstance(taken, dict) else under_way.answers
        return self.service(under_way).question(answers, utterance) is None

    def is_complete(self, utterance: Utterance) -> bool:
        """Whether nothing has to be asked for the service that the message wishes."""
        begun = self.begun(utterance)
        return begun is not None and self.service(begun).question(begun.answers, utterance) is None

    def of_him(self, told: Passage, utterance: Utterance, memory: Memory) -> Turn | None:
        """What a service says of the person himself in place of an entry that says it in general ("看看什么时候退", whose
        birth, sex and post were told); None where no service does, or something would have to be asked for it."""
        service = next((each for each in self._services.values() if each.in_place_of == told.id), None)
        wishes = (wish_of(words) for words in offers_of(told))
        wished = (replace(utterance, intent=intent) for intent in wishes if intent)
        meant = next((each for each in wished if service and service.begin(each) is not None), None)
        return self.begin(meant, memory) if meant and self.is_complete(meant) else None

    def narrowed(self, wished: Utterance, utterance: Utterance, memory: Memory) -> Turn | None:
        """The first turn of a service with rows that might have been ``wished`` before, where a message then says which of
        them are wanted; None for any other service or message, and where something had to be asked yet."""
        begun = self.begun(wished)
        if begun is None or not self.service(begun).lists:
            return None
        service = self.service(begun)
        taken = service.take(begun.answers, None, utterance)
        if not isinstance(taken, dict) or service.question(taken, utterance):
            return None
        return self._advance(begun, taken, utterance, memory)

    def heard(self, utterance: Utterance, memory: Memory) -> Memory:
        """With the service that a message speaks of, or what answers it, borne in mind, unless another is under way."""
        open_one = memory.service
        told = self._dialogue.passage(memory.last_passage or "")
        for service in self._services.values():
            if memory.pending_question or (open_one and (open_one.asked or open_one.name != service.name)):
                continue
            before = open_one.answers if open_one else None
            if answers := service.hears(utterance, before, told):
                return replace(memory, service=Underway(service.name, answers, None))
        return memory

    def invites(self, utterance: Utterance, memory: Memory) -> Say | None:
        """What has to be told yet for the outcome of the service that is borne in mind."""
        open_one = memory.service
        question = self.service(open_one).invites(open_one.answers, utterance) if open_one else None
        return (
            Say(Plain(status=Status.OFFERED, head=question.sentences), buttons=question.buttons) if question else None
        )

    def speaks_of(self, utterance: Utterance) -> Matter | None:
        """What a service says that the message speaks of."""
        return next(filter(None, (service.speaks_of(utterance) for service in self._services.values())), None)

    def take_up(self, offered: Underway, utterance: Utterance, memory: Memory) -> Turn:
        """The first turn of a service that was offered."""
        return self._advance(replace(offered, asked=None, missed=0), offered.answers, utterance, memory)

    def offer(self, utterance: Utterance) -> Proposal | None:
        """What the first service offers that the message is about, without wishing one."""
        for service in self._services.values():
            if offer := service.offer(utterance):
                return Proposal(_offered(offer), Underway(service.name, offer.answers, OFFER), offer.entry)
        return None

    def told_on(self, utterance: Utterance) -> Proposal | None:
        """What the first service says to a message that only adds to what was told of its matter before."""
        for service in self._services.values():
            if (offer := service.offer(utterance)) and offer.goes_on:
                return Proposal(_offered(offer), Underway(service.name, offer.answers, OFFER), offer.entry)
        return None

    def explain(self, offered: Underway, utterance: Utterance) -> list[Say]:
        """What the service that was just offered can already tell of what is asked about the matter, or what it lacks."""
        says = self.service(offered).explain(offered.answers, utterance)
        lacks = [say for say in says if say.custom.status is Status.NOT_COMPUTED]
        return [*says, Say.plain(Status.OFFERED, phrase("story_more"))] if lacks else list(says)

    def go_on(self, under_way: Underway, utterance: Utterance, memory: Memory) -> Turn | None:
        """One turn of the service under way; None when the message is about something else and nothing is asked."""
        kinds = utterance.reading.kinds
        if "restart" in kinds:
            return self._restart(under_way, utterance, memory)
        if "back" in kinds:
            return self._back(under_way, utterance, memory)
        if "leave" in kinds:
            return self._leave(memory)
        if under_way.asked is None and under_way.missed and asks_again(utterance.reading, utterance.named):
            return None  # what was answered since is meant
        asked_for = utterance if under_way.asked else _asked_for_likewise(utterance)
        taken = self._taken(under_way, asked_for)
        if isinstance(taken, InvalidAnswer):
            return self._missed(under_way, Say.plain(Status.NOT_TAKEN, taken.text), utterance, memory)
        if taken is not None and not self._is_aside(taken, under_way, utterance):
            return self._advance(under_way, taken, utterance, self._keeping(under_way, utterance, memory))
        if utterance.intent == "stop":
            return self._leave(memory)
        return self._unanswered(under_way, utterance, memory)

    def takes(self, utterance: Utterance, memory: Memory) -> bool:
        """Whether the message is an answer to the service under way, changes its outcome, or has it explained."""
        open_one = memory.service
        if open_one is None:
            return False
        is_explained = bool(self.service(open_one).explain(open_one.answers, utterance))
        return is_explained or self._taken(open_one, utterance) is not None

    def _taken(self, under_way: Underway, utterance: Utterance) -> Answers | InvalidAnswer | None:
        """What the service under way takes of a message; nothing of the dead, where it is for the living."""
        service = self.service(under_way)
        if service.is_for_the_living and is_of_the_dead(utterance):
            return None
        return service.take(under_way.answers, under_way.asked, utterance)

    def less_open(self, memory: Memory) -> Memory:
        """A service that is finished stays open for a few messages about something else."""
        finished = memory.service
        if finished is None or finished.missed < self.service(finished).lingers:
            return replace(memory, service=finished.missing() if finished else None)
        return memory.without_service()

    def resume(self, utterance: Utterance, memory: Memory) -> list[Say]:
        """The open question of a service under way, asked again after something else was said."""
        if memory.service is None or memory.service.asked is None or not self._is_wished(memory.service):
            return []
        return self._ask(memory.service, utterance)

    def _is_wished(self, under_way: Underway) -> bool:
        return self.service(under_way).is_wished(under_way.answers)

    def beside(self, says: list[Say], utterance: Utterance, memory: Memory) -> Turn:
        """What was answered beside the open question, which is asked again; who goes on so has other cares, and then it waits
        without being repeated."""
        assert memory.service
        aside = replace(memory.service, missed=0, asides=memory.service.asides + 1)
        asked = self._ask(memory.service, utterance) if aside.asides <= MOST_ASIDES else []
        return [*says, *asked], replace(memory, service=aside)

    def again(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """The outcome of the service that spoke last, once more."""
        done = memory.service
        if done is None or done.asked or done.missed or self.service(done).question(done.answers, utterance):
            return None
        return self._advance(done, done.answers, utterance, memory)

    def unwritten(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """What the service that spoke last says to a few words that nothing answers; it stays open."""
        done = memory.service
        is_ours = any(word in utterance.reading.standard for word in word_lists("core_words")["core"])
        if done is None or done.asked or done.missed > 2 or is_ours or not leans(utterance.reading):
            return None
        say = self.service(done).unwritten(done.answers, utterance)
        return ([say], replace(memory, service=replace(done, missed=0))) if say else None

    def wordless(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """A message without words may share a location, which the service under way may have waited for."""
        under_way = memory.service
        taken = self.service(under_way).take(under_way.answers, under_way.asked, utterance) if under_way else None
        if under_way and isinstance(taken, dict):
            return self._advance(under_way, taken, utterance, memory)
        return None

    def picked(self, utterance: Utterance, ordinal: int | None, under_way: Underway) -> Utterance:
        """ "第二个" in a service is the second of the buttons offered with its question."""
        if ordinal is None or not under_way.asked:
            return utterance
        question = self.service(under_way).question(under_way.answers, utterance)
        if question and question.numbered and ordinal <= len(question.buttons):
            picked = utterance.reading.reworded(question.buttons[ordinal - 1].payload)
            return replace(utterance, reading=picked, intent="inform")
        return utterance

    def found_says(self, finding: Finding, utterance: Utterance, *, is_alone: bool = True) -> list[Say]:
        """What a search came to, or that it is no such office's business. Where it does not stand alone, in one message, and
        so to who only tells something: he asked for no detail."""
        if finding.off_topic:
            heard = self._dialogue.searcher.meant(utterance.reading) or utterance.reading
            return [off_topic_says(heard.standard)]
        if finding.vague:
            return [Say.plain(Status.NOT_UNDERSTOOD, phrase("which_matter"))]
        if finding.about and finding.said:
            return [sentence_says(finding.said, finding.about, self._dialogue, finding.memory)]
        if finding.about and finding.result:
            return [matter_says(finding.about, finding.result)]
        if finding.meant and finding.result:
            return [choices_say(finding.result, phrase("misheard", meant=finding.meant))]
        if finding.found_nothing and is_for_a_line_of_its_own(utterance.reading.standard):
            return [off_topic_says(utterance.reading.standard)]
        only_tells = "statement" in utterance.reading.kinds and (utterance.reading.persons or utterance.reading.facts)
        is_alone = is_alone and not only_tells
        found = (result for result in (finding.result, finding.besides) if result)
        says = [say for result in found for say in result_says(result, self._dialogue, is_alone=is_alone)]
        return to_employer(says) if utterance.persons.asks_as_employer else says

    def _unanswered(self, under_way: Underway, utterance: Utterance, memory: Memory) -> Turn | None:
        """What is said is no answer: it passes the question over, wishes something else, asks, or cannot be made out."""
        service = self.service(under_way)
        if under_way.asked and "why_asked" in utterance.reading.kinds:
            return [Say.plain(Status.SMALL_TALK, phrase("why_asked")), *self._ask(under_way, utterance)], memory
        is_past = under_way.asked is None and service.is_past(under_way.answers, under_way.missed)
        if not is_past and (says := service.explain(under_way.answers, utterance)):
            if under_way.asked is None:
                return list(says), memory
            aside = replace(under_way, asides=under_way.asides + 1)
            asked = self._ask(under_way, utterance) if aside.asides <= MOST_ASIDES else []
            return [*says, *asked], replace(memory, service=aside)
        if under_way.asked is None and (meant := service.means(under_way.answers, utterance)):
            whole = utterance.reading.reworded(meant)
            finding = self._dialogue.ask(whole, replace(memory, last_passage=None, matter=None))
            return self.found_says(finding, utterance), replace(finding.memory, service=under_way)
        passes = utterance.reading.gives_no_answer and not utterance.reading.asks
        if under_way.asked is None or not (passes or self._is_wished(under_way)):
            return None
        if aspect_asked(utterance.reading) == "reason":
            return [Say.plain(Status.SMALL_TALK, phrase("why_asked")), *self._ask(under_way, utterance)], memory
        if passes:
            return self._pass_over(under_way, utterance, memory)
        if _wishes(utterance) and (turn := self.begin(utterance, memory, besides=service)) is not None:
            return turn
        if service.begin(utterance) is not None:
            return self._ask(under_way, utterance), memory  # it is asked for again
        if "question" in utterance.reading.kinds:
            return self._digress(under_way, utterance, memory)
        if "more" in utterance.reading.kinds:
            return [Say.plain(Status.SMALL_TALK, phrase("more_later")), *self._ask(under_way, utterance)], memory
        if talk := learned_small_talk(utterance):
            return [talk, *self._ask(under_way, utterance)], memory
        if facts := told_now(utterance, self._dialogue.searcher.regions):
            noted = Say.plain(Status.NOTED, phrase("noted_facts", facts=facts))
            return [noted, *self._ask(under_way, utterance)], _having_said(utterance, memory)
        key = "heard_on_the_way" if _tells_something(utterance) else "not_understood"
        return self._missed(under_way, Say.plain(Status.NOT_UNDERSTOOD, phrase(key)), utterance, memory)

    def _keeping(self, under_way: Underway, utterance: Utterance, memory: Memory) -> Memory:
        """With what a service was told kept for a claim that may be put in order later."""
        return _having_said(utterance, memory) if self.service(under_way).is_told_claims else memory

    def _restart(self, under_way: Underway, utterance: Utterance, memory: Memory) -> Turn:
        first = under_way.earlier[0] if under_way.earlier else under_way.answers
        return self._advance(Underway(under_way.name, first, None), first, utterance, memory)

    def _back(self, under_way: Underway, utterance: Utterance, memory: Memory) -> Turn:
        """The question before, as it was asked."""
        *earlier, before = under_way.earlier or (under_way.answers,)
        says = [] if under_way.earlier else [Say.plain(Status.NOT_TAKEN, phrase("nothing_before"))]
        asked, memory = self._advance(Underway(under_way.name, before, None), before, utterance, memory)
        if memory.service:
            memory = replace(memory, service=replace(memory.service, earlier=tuple(earlier)))
        return [*says, *asked], memory

    @staticmethod
    def _leave(memory: Memory) -> Turn:
        return [Say.plain(Status.LEFT, phrase("left"))], replace(memory, service=None)

    def _pass_over(self, under_way: Underway, utterance: Utterance, memory: Memory) -> Turn:
        """The first time a rough answer is asked for; then the question is left open."""
        service = self.service(under_way)
        skipped = service.skip(under_way.answers, under_way.asked or "")
        if skipped is not None and under_way.missed:
            return self._advance(under_way, skipped, utterance, memory)
        hint = phrase("roughly" if skipped is not None else "needed")
        return self._missed(under_way, Say.plain(Status.NOT_TAKEN, hint), utterance, memory)

    def _missed(self, under_way: Underway, why: Say, utterance: Utterance, memory: Memory) -> Turn:
        under_way = under_way.missing()
        return [why, *self._ask(under_way, utterance)], replace(_having_said(utterance, memory), service=under_way)

    def _digress(self, under_way: Underway, utterance: Utterance, memory: Memory) -> Turn:
        """Answer what was asked in between, keep what was told with it, then come back."""
        answers = self.service(under_way).note(under_way.answers, utterance)
        is_mere = answers == under_way.answers
        asked_for = utterance.reading if is_mere else _what_is_asked(utterance.reading)
        is_alone = is_mere and under_way.asides >= MOST_ASIDES
        says, memory = self._found_in_between(asked_for, under_way, utterance, memory, is_alone=is_alone)
        if is_mere:
            return self.beside(says, utterance, replace(memory, service=under_way))
        memory = replace(memory, service=replace(under_way, answers=answers, missed=0, asides=under_way.asides + 1))
        asked, memory = self._advance(under_way, answers, utterance, memory)
        return [*says, *asked], memory

    def _found_in_between(
        self,
        asked_for: Reading[PlaceMention],
        under_way: Underway,
        utterance: Utterance,
        memory: Memory,
        *,
        is_alone: bool,
    ) -> Turn:
        """What is found for a question in between, or else what likely goes on with the matter."""
        memory = self._in_its_matter(under_way, memory)
        finding = self._dialogue.ask(asked_for, memory, utterance.off_topic)
        is_ours = finding.found_nothing and not finding.off_topic
        turn = likely_next(asked_for, utterance, memory, LIKELY, self._dialogue) if is_ours else None
        return turn or (self.found_says(finding, utterance, is_alone=is_alone), finding.memory)

    def _in_its_matter(self, under_way: Underway, memory: Memory) -> Memory:
        """With the matter of a service as what is spoken of, where nothing was before."""
        entry = self._dialogue.passage(self.service(under_way).matter(under_way.answers) or "")
        return memory.speaking_of(entry.id, entry.question) if entry and memory.last_passage is None else memory

    def _consult(self, begun: Underway, utterance: Utterance, memory: Memory) -> Turn:
        """What the content says, where a service wants it said first and it is sure; and the first word on what a story is
        about, before it is met with questions."""
        service = self.service(begun)
        wants_it = service.consults(begun.answers, utterance)
        if not wants_it and not (_is_story(utterance) and service.question(begun.answers, utterance)):
            return [], memory
        # What is wished leans on nothing that was asked before.
        finding = self._dialogue.ask(utterance.reading, replace(memory, last_passage=None, matter=None))
        if finding.result and finding.result.decision in (("answer",) if wants_it else ("answer", "guide")):
            return result_says(finding.result, self._dialogue, is_alone=wants_it), finding.memory
        return [], memory

    def _advance(self, under_way: Underway, answers: Answers, utterance: Utterance, memory: Memory) -> Turn:
        """The next question, or the outcome."""
        service = self.service(under_way)
        memory = _learning(service.learned(answers), _with_region(utterance, memory))
        if question := service.question(answers, utterance):
            stepped = replace(memory, service=under_way.stepped(answers, question.id))
            is_no_answer = question.id == under_way.asked and not question.noted
            facts = told_now(utterance, self._dialogue.searcher.regions) if is_no_answer else ""
            noted = [Say.plain(Status.NOTED, phrase("noted_facts", facts=facts))] if facts else []
            return [*noted, _asked(question)], stepped
        outcome = service.finish(answers, utterance)
        after = under_way.stepped(outcome.answers, None) if outcome.answers is not None else None
        about = self._dialogue.passage(outcome.about or "")
        asked = utterance.text if "question" in utterance.reading.kinds else ""
        memory = memory.speaking_of(about.id, asked or about.question) if about else memory
        says = list(outcome.says)
        says = to_employer(says) if utterance.persons.asks_as_employer else says
        return says, replace(memory, service=after)

    def _ask(self, under_way: Underway, utterance: Utterance) -> list[Say]:
        """The open question again; after several misses with ways round it."""
        service = self.service(under_way)
        question = service.question(under_way.answers, utterance)
        if question is None:
            return []
        question = replace(question, noted="")  # that was said the first time
        if under_way.missed < MOST_MISSED:
            return [_asked(question)]
        can_skip = service.skip(under_way.answers, question.id) is not None
        return [_asked(_with_ways_round(question, can_skip, bool(under_way.earlier)))]


def _having_said(utterance: Utterance, memory: Memory) -> Memory:
    """With what no service took kept for one that may need it later."""
    return replace(memory, persons=memory.persons.having_said(utterance.reading))


def _asked_for_likewise(utterance: Utterance) -> Utterance:
    """After an outcome "我老公也是" asks what "我老公呢" asks."""
    reading = utterance.reading
    others = [mention for mention in reading.persons if mention.value != "self"]
    if "likewise" not in reading.kinds or not others:
        return utterance
    return replace(utterance, reading=reading.reworded(f"{reading.plain[others[0].start : others[0].end]}呢"))


def _what_is_asked(reading: Reading[PlaceMention]) -> Reading[PlaceMention]:
    """The clauses that ask; the whole message where none does by itself."""
    asking = [clause.text for clause in reading.clauses if clause.asks or may_ask(clause.text)]
    return reading.reworded("，".join(asking)) if asking else reading


def _tells_something(utterance: Utterance) -> bool:
    """Whether it is a sentence that tells something, though not what is asked."""
    reading = utterance.reading
    tells = reading.facts or reading.places or reading.persons or _SENTENCE.search(reading.standard)
    return "statement" in reading.kinds and len(reading.letters) >= LEAST_TOLD and bool(tells)


def _is_story(utterance: Utterance) -> bool:
    """Whether a message tells at length what it asks about."""
    return len(utterance.reading.letters) >= STORY


def _wishes(utterance: Utterance) -> bool:
    return "wish" in utterance.reading.kinds


def _offered(offer: Offer) -> Say:
    return Say.plain(Status.OFFERED, offer.text, buttons=(offer.button,))


def _asked(question: Question) -> Say:
    return Say(Plain(status=Status.ASKING, head=question.sentences), buttons=question.buttons)


def _with_ways_round(question: Question, can_skip: bool, can_go_back: bool) -> Question:
    ways = [phrase("way_skip")] if can_skip else []
    ways += [phrase("way_back")] if can_go_back else []
    offered = {button.payload: button for button in (*question.buttons, *Button.of(ways))}
    hint = phrase("ways_round", ways="、".join(f"“{way}”" for way in [*ways, phrase("way_out")]))
    return replace(question, text=f"{question.text}\n{hint}", buttons=tuple(offered.values()))


def _learning(learned: Mapping[Person, Mapping[str, Any]], memory: Memory) -> Memory:
    """What a service understood of an answer to its own question is in the record too."""
    persons = memory.persons
    for person, values in learned.items():
        persons = persons.learning(person, values)
    return replace(memory, persons=persons)


def _with_region(utterance: Utterance, memory: Memory) -> Memory:
    """A city named within a service is remembered for what comes after."""
    return replace(memory, region=utterance.named.name) if utterance.named and not memory.page_region else memory
