"""What the knowledge answers to a message: one entry or two, what is told beside an offer, or what is said for a refusal."""

from __future__ import annotations

from dataclasses import replace

from actions.asked_again import asks_again
from actions.contract.status import Status
from actions.dialogue import Dialogue
from actions.finding import Finding
from actions.likely_next import LIKELY, likelier_next, likely_next, told_as_likely
from actions.listening import Listening
from actions.memory import Memory
from actions.noting import tells_of_work, tells_why
from actions.off_topic import DOUBTFUL, OFF_TOPIC, SURELY_OFF
from actions.offering import Offering
from actions.presenting import offers_of, to_employer
from actions.repeating import repeated, told_again
from actions.running import Proposal, Runner, Turn
from actions.saying import Say, phrase
from actions.services.service import Utterance
from actions.several import of_two_places, of_two_questions
from actions.story import is_clear, read_together
from actions.telling import (
    LEAST_MEANT,
    go_on_says,
    goes_on,
    heard_says,
    is_sure_of_topic,
    is_surely_meant,
    only_tells,
)
from knowledge.language.unfinished import breaks_off
from knowledge.library.content import Passage
from knowledge.retrieval.result import Hit
from knowledge.topics.claims.case import CLAIM_KINDS

# A statement meets an entry as surely as if it had asked, where that answers with such a likelihood.
SURELY_MET = 0.7


class Answering:
    """Replies to what no service took; holds no state of a conversation."""

    def __init__(self, dialogue: Dialogue, runner: Runner, listening: Listening) -> None:
        self._dialogue, self._runner, self._listening = dialogue, runner, listening
        self._offering = Offering(runner)

    def answered(self, utterance: Utterance, memory: Memory) -> Turn:
        """What answers a message, or else what likely goes on with the matter that is open."""
        says, after = self._answer(utterance, memory)
        asks = "question" in utterance.reading.kinds
        # Few words that ask seem to be about anything.
        by_topics = 0.0 if asks else self._dialogue.searcher.off_topic(utterance.reading)
        is_nobodys = utterance.off_topic >= SURELY_OFF or by_topics >= OFF_TOPIC
        if is_nobodys or any(say.status not in (Status.NOTED, Status.REFUSED) for say in says):
            return says, after
        return likely_next(utterance.reading, utterance, memory, LIKELY, self._dialogue) or (says, after)

    def _answer(self, utterance: Utterance, memory: Memory) -> Turn:
        offer = self._runner.offer(utterance)
        if turn := of_two_places(utterance.reading, memory, self._dialogue):
            return turn
        finding = self._dialogue.ask(utterance.reading, memory, utterance.off_topic)
        if not finding.is_literal and (turn := self._both(utterance, memory)):
            return turn
        if (turn := self._of_him(finding, utterance, memory)) is not None:
            return turn
        if not offer and breaks_off(utterance.reading.plain) and not is_sure_of_topic(finding):
            say = go_on_says(finding)
            return [say], _leaning_on(finding, memory) if say.buttons else memory
        goes_on_telling = bool(memory.story or memory.is_open) and "statement" in utterance.reading.kinds
        is_story = goes_on_telling or tells_of_work(utterance)
        is_nobodys = not is_story and (
            utterance.off_topic >= OFF_TOPIC and self._dialogue.searcher.off_topic(utterance.reading) >= DOUBTFUL
        )
        if finding.off_topic and is_nobodys:  # somebody's tree on a roof is no injury at work
            return self._runner.found_says(finding, utterance), finding.memory
        if (turn := likelier_next(finding, utterance, memory, self._dialogue)) is not None:
            return turn
        tells_another = (
            offer and "statement" in utterance.reading.kinds and self._is_of_another_claim(offer.say, finding)
        )
        if offer and (finding.found_nothing or _meets_unasked(utterance, finding) or tells_another):
            return self._offer_for_story(offer, finding, utterance, memory)
        if memory.story and (turn := self._together(finding, utterance, memory)):
            return turn
        if finding.found_nothing and (turn := self._listening.not_found(finding, utterance, memory)) is not None:
            return turn
        if finding.result is None and not finding.found_nothing:
            return [Say.plain(Status.NOTED, phrase("region_noted", region=finding.memory.region))], finding.memory
        if only_tells(utterance, finding, self._dialogue, follows=memory.last_question is not None):
            beside = self._runner.unwritten(utterance, memory)
            if tells_why(utterance) and (turn := self._listening.noting(utterance, memory)):
                return turn
            return beside or (
                [heard_says(utterance.reading, finding, memory, self._dialogue)],
                _leaning_on(finding, memory),
            )
        if again := repeated(finding, memory):
            if utterance.named and again.region.depth == 0 and asks_again(utterance.reading, utterance.named):
                return [Say.plain(Status.REPEATED, phrase("same_there", region=utterance.named.name))], finding.memory
            if goes_on(utterance.reading):
                return [heard_says(utterance.reading, None, memory, self._dialogue)], memory
            return self._told_again(again, finding, utterance, memory)
        says = self._runner.found_says(finding, utterance, is_alone=offer is None)
        if offer:
            offered = offer.service if self._is_same_matter(offer.say, finding) else replace(offer.service, asked=None)
            return [*says, offer.say], replace(finding.memory, offered=offered)
        return says, replace(finding.memory, offered=self._offering.now(says, utterance, memory))

    def _of_him(self, finding: Finding, utterance: Utterance, memory: Memory) -> Turn | None:
        """What a service reckons for whoever was told of, in place of the entry that was found."""
        found = finding.result
        told = found.first if found and found.decision in ("answer", "guide") else None
        return self._runner.of_him(told.passage, utterance, memory) if told else None

    def _together(self, alone: Finding, utterance: Utterance, memory: Memory) -> Turn | None:
        """The reply to a message that goes on with a story: what answers the whole, once that is clear, and until then that
        it is listened to."""
        together = read_together(utterance, alone, memory, self._dialogue)
        if together and is_clear(together, utterance, self._dialogue):
            return self._runner.found_says(together, utterance), together.memory
        is_strange = alone.off_topic and "statement" in utterance.reading.kinds
        if alone.is_literal or not (is_strange or goes_on(utterance.reading)):
            return None
        if memory.is_open and is_surely_meant(utterance, alone, self._dialogue):
            return None
        likely = together or (None if alone.found_nothing else alone)
        return [heard_says(utterance.reading, likely, memory, self._dialogue)], memory

    def _both(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """Two answers to a message that asks two things."""
        turn = of_two_questions(utterance.reading, memory, utterance.off_topic, self._dialogue)
        if turn is None:
            return None
        says, after = turn
        says = to_employer(says) if utterance.persons.asks_as_employer else says
        return says, replace(after, offered=self._offering.now(says, utterance, memory))

    def _offer_for_story(self, offer: Proposal, finding: Finding, utterance: Utterance, memory: Memory) -> Turn:
        """The first word on what a story is about, where that is sure, and the service for it."""
        wish = {button.payload for button in offer.say.buttons}
        topic = self._dialogue.topic_of(finding, lambda guide: bool(wish & {*offers_of(guide)}))
        is_new = topic is not None and not repeated(topic, memory)
        if not is_new and (told := self._told_first(offer, utterance, memory)):
            says, after = told
            return [*says, offer.say], replace(after, offered=offer.service)
        if topic is None or not is_new or not self._is_of_these_words(topic, wish, utterance):
            return self._listening.noted_and_told(offer.say, utterance, replace(memory, offered=offer.service))
        if self._is_of_another_claim(offer.say, topic):
            return [offer.say], replace(memory, offered=offer.service)
        says = self._runner.found_says(topic, utterance, is_alone=False)
        return [*says, offer.say], replace(topic.memory, offered=offer.service)

    def _is_of_these_words(self, topic: Finding, wish: set[str], utterance: Utterance) -> bool:
        """Whether a topic goes with what is offered, or is named by the message itself: what was answered before may be all
        that leads to it."""
        assert topic.result and topic.result.guide
        guide = topic.result.guide.passage
        share = self._dialogue.searcher.share_said(utterance.reading, guide)
        return bool(wish & {*offers_of(guide)}) or share >= LEAST_MEANT

    def _told_first(self, offer: Proposal, utterance: Utterance, memory: Memory) -> Turn | None:
        """What is told first of a matter that something is offered for, unless it was told."""
        passage = self._dialogue.told(offer.entry or "", memory)
        if passage is None or passage.id in memory.told:
            return None
        return told_as_likely(Hit(passage, 1.0), utterance, memory, self._dialogue)

    def _told_again(self, again: Passage, finding: Finding, utterance: Utterance, memory: Memory) -> Turn:
        """What was told before answers this too."""
        told = told_again(again, finding, utterance, memory, self._dialogue)
        whole = [Say.plain(Status.REPEATED, phrase("said_before")), *self._runner.found_says(finding, utterance)]
        says, after = told or (whole, finding.memory)
        return says, replace(after, offered=self._offering.now(says, utterance, memory))

    def _is_same_matter(self, offer: Say, finding: Finding) -> bool:
        """Whether what is offered stands on the buttons of the entry it is said beside, or there is none: what is asked next
        is about that entry, else."""
        passage = self._dialogue.passage(finding.memory.last_passage or "")
        return passage is None or any(button.payload in offers_of(passage) for button in offer.buttons)

    def _is_of_another_claim(self, offer: Say, finding: Finding) -> bool:
        """Whether the entry goes with a claim to put in order, but not with the one that is offered: a death at work where
        wages are owed. Any of them may be a dispute."""
        passage = self._dialogue.passage(finding.memory.last_passage or "")
        claims = {phrase(f"claim_wish_{kind}") for kind in CLAIM_KINDS if kind != "dispute"}
        offered = {button.payload for button in offer.buttons}
        goes_with = claims & set(offers_of(passage)) if passage else set()
        return bool(offered <= claims and goes_with and not goes_with & offered)


def _leaning_on(finding: Finding, memory: Memory) -> Memory:
    """With what a few words are likely about as the matter, where nothing was spoken of before."""
    found = finding.result
    likely = (found.guide or found.hits[0]).passage if found and (found.guide or found.hits) else None
    return memory.speaking_of(likely.id, likely.question) if likely and memory.last_passage is None else memory


def _meets_unasked(utterance: Utterance, finding: Finding) -> bool:
    """Whether a statement met an entry that it did not ask for word for word, and that is not clearly the one."""
    found = finding.result
    is_answer = found is not None and found.decision == "answer" and found.hits[0].score < SURELY_MET
    return is_answer and "statement" in utterance.reading.kinds
