"""One turn of a conversation: a service under way goes first, then a service wished, then the knowledge.

Nothing here knows of Rasa: the engine says which intent a message has, ``actions/talking.py`` brings it here and keeps the
memory. How services run stands in ``actions/running.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from actions.bare import asked_back, says_only
from actions.contract.cards import AnswerCard
from actions.contract.status import Status
from actions.danger import overheard, warning_says
from actions.dialogue import (
    DOUBTFUL,
    LONGEST_CONTINUING,
    OFF_TOPIC,
    SURELY_OFF,
    Dialogue,
    Finding,
    asks_again,
    chosen,
    names_nothing,
)
from actions.memory import Memory, Underway
from actions.noting import noted, reckoned_with, tells_why, told_now
from actions.offered import wish_of
from actions.presenting import answer_says, following, nearest_says, offers_of, to_bereaved, to_employer
from actions.recalling import about_itself, about_the_last_answer, about_what_was_said, why_it_is_so
from actions.referrals import is_for_another, off_topic_says
from actions.repeating import repeated, told_again
from actions.returning import is_back_says, returned
from actions.running import OFFER, Proposal, Runner, Turn
from actions.saying import Say, phrase
from actions.services.bereaved import kind_of_death, the_dead
from actions.services.claims import Claims
from actions.services.explaining import aspect_asked
from actions.services.pension import ACCOUNT
from actions.services.rows import row_asked
from actions.services.service import Service, Utterance
from actions.several import of_two_places, of_two_questions
from actions.small_talk import learned_small_talk, small_talk
from actions.story import is_clear, read_together, remembered
from actions.telling import go_on_says, goes_on, heard_says, is_sure_of_topic, is_surely_meant, only_tells
from knowledge.language.corrections import asked_instead
from knowledge.language.persons import Person
from knowledge.language.reading import Reading
from knowledge.language.unfinished import breaks_off
from knowledge.library.content import Passage
from knowledge.places.regions import PlaceMention
from knowledge.retrieval.result import Hit
from knowledge.topics.claims.case import CLAIM_KINDS

# For so many messages after it was offered a service can be taken up, or asked about its matter.
OFFERED_FOR = 4
# A statement meets an entry as surely as if it had asked, where that answers with such a likelihood.
SURELY_MET = 0.7
# What goes on with an open matter is told at once where it is so likely, and in place of a refusal or of buttons where it is
# a little less so; what is asked may be no business of ours. Read off 2,768 statements and 2,195 half sentences that the
# decision did not learn from: 70 of 100 told at once are right (docs/adr/0040).
CLEARLY_CONTINUING, LIKELY_ASKED, LIKELY_TOLD = 0.42, 0.35, 0.3
# So few letters that tell something about a matter under discussion ask nothing.
FEW = 6
# What retirement hangs on.
_OF_AGE = frozenset({"birth", "sex", "post", "occupation"})
# A statement wishes these services only with such words, or with a birth.
_WANTING = {
    "retirement_check": re.compile(r"[算办查看]|[该能可]以?退|到龄|快退"),
    "pension_estimate": re.compile(r"估|算"),
    "find_job": re.compile(
        r"找|换|想|要|有|活(?!动)|岗|工作|没活|没事[做干]|没班上|招|介绍|会[做干开]|[做干]过|失业|待业|闲"
    ),
}
# Whoever wishes these, or asks for them, says one of these words.
_OWN_WORDS = {"retirement_check": re.compile(r"退|到龄|年龄|几岁|多大|年纪|岁数|领养老")}
# Who says so has heard what was said, and chooses nothing.
_ACKNOWLEDGES = re.compile(r"(?:知道|明白|晓得|清楚|懂)了")
_LONG_AGO = re.compile(r"[去前]年|年前|[\d一二两三四五六七八九十几多]年了|早就")
_COMPLAINS = re.compile(r"告|投诉|举报|仲裁")


class Conversation:
    """Answers messages; holds no state of its own."""

    def __init__(self, dialogue: Dialogue, services: Sequence[Service]) -> None:
        self._dialogue = dialogue
        self._runner = Runner(dialogue, services)

    def turn(self, utterance: Utterance, ordinal: int | None, memory: Memory) -> Turn:
        """What to say to a message, and what to remember. ``ordinal``: the message picks what was offered under a number.
        A word about danger leaves everything as it is; where the matter is answered beside it, that goes on."""
        danger = overheard(utterance, self._dialogue.searcher.encoder)
        if danger and not danger.answer_too:
            return warning_says(danger), memory
        says, memory = self._reply(utterance, ordinal, memory)
        if dead := the_dead(replace(utterance, persons=memory.persons)):
            says = to_bereaved(says, kind_of_death(dead, memory.persons).wish)
            says = says if danger or not _is_first_told(dead, utterance, memory) else [_condolence(), *says]
        says = warning_says(danger, says) if danger else says
        memory = replace(memory, suggested=_suggested_by(says))
        return says, memory.having_shown(say.custom.faq_id for say in says if isinstance(say.custom, AnswerCard))

    def _reply(self, utterance: Utterance, ordinal: int | None, memory: Memory) -> Turn:
        utterance, memory = self._note(utterance, memory)
        if not utterance.text:
            return self._wordless(utterance, memory)
        if (turn := about_what_was_said(utterance, memory, self._dialogue)) is not None:
            return self._and_on(turn, utterance)
        if asked := asked_instead(utterance.reading.plain):
            utterance = replace(utterance, reading=utterance.reading.reworded(asked), intent="ask", off_topic=0.0)
        if back := returned(utterance, memory, self._dialogue):
            utterance, memory = back
            if not utterance.text:
                return is_back_says(memory, self._dialogue)
        if talk := small_talk(utterance):
            says_goodbye = "farewell" in utterance.reading.kinds  # the question waits for when the person is back
            if not says_goodbye and not memory.service and "statement" in utterance.reading.kinds:
                memory = replace(memory, persons=memory.persons.having_said(utterance.reading))
            return [talk, *([] if says_goodbye else self.resume(utterance, memory))], memory
        offered, memory = memory.offered, replace(memory, offered=None)
        if "repeat" in utterance.reading.kinds:
            return self._repeat(utterance, memory)
        if (turn := about_itself(utterance, memory, self._dialogue)) is not None:
            return self._and_on(turn, utterance)
        if (turn := self._to_the_point(utterance, memory)) is not None:
            says, after = turn
            return says, replace(after, offered=offered.missing() if offered else None)
        if memory.service and (turn := self._go_on(memory.service, utterance, ordinal, memory)) is not None:
            return turn
        if offered and accepts(utterance, offered):
            return self._runner.take_up(offered, utterance, replace(memory, service=None))
        if (turn := self._begun_or_explained(offered, utterance, memory)) is not None:
            return turn
        fading = offered.missing() if offered and offered.missed < OFFERED_FOR else None
        memory = replace(self._less_open(memory), persons=memory.persons.having_said(utterance.reading), offered=fading)
        if ordinal is not None:
            return self._choose(ordinal, utterance, memory)
        return self._unserved(utterance, memory)

    def _begun_or_explained(self, offered: Underway | None, utterance: Utterance, memory: Memory) -> Turn | None:
        """A service that the message begins, or what was just offered explained; a wish is for the one, a question for the
        other first. A half sentence that names nothing is about what was answered, and begins nothing; nor does one that
        breaks off, or a mere statement in a matter that is open."""
        is_wish, is_half = "wish" in utterance.reading.kinds, names_nothing(utterance.reading)
        if (is_half and not is_wish) or _only_speaks_of(utterance):
            # What an intent means was learned from questions that name something, and from wishes.
            utterance = replace(utterance, intent="ask")
        if is_wish and (turn := self._runner.begin(utterance, memory)) is not None:
            return turn
        if offered and _may_explain(offered, utterance) and (says := self._runner.explain(offered, utterance)):
            return says, replace(memory, offered=replace(offered, missed=0))
        is_about_matter = is_half and memory.last_passage in memory.told
        tells_on = bool(memory.story) and goes_on(utterance.reading)
        is_aside = memory.is_open and "statement" in utterance.reading.kinds and utterance.intent == "ask"
        waits = is_about_matter or tells_on or is_aside or breaks_off(utterance.reading.plain)
        return None if is_wish or waits else self._runner.begin(utterance, memory)

    def _unserved(self, utterance: Utterance, memory: Memory) -> Turn:
        """The reply to what no service took and no service was wished by."""
        if (told := self._runner.told_on(utterance)) is not None:
            return self._noted_and_told(told.say, utterance, replace(memory, offered=told.service))
        beside = (
            self._listened(utterance, memory)
            or self._say_beside(utterance, memory)
            or about_the_last_answer(utterance, memory, self._dialogue)
        )
        if beside:
            return beside
        says, after = (
            self._narrowing(utterance, memory) or self._noted(utterance, memory) or self._answered(utterance, memory)
        )
        after = remembered(utterance, says, after)
        return self._inviting(says, utterance, memory, self._runner.heard(utterance, after))

    def _inviting(self, says: list[Say], utterance: Utterance, before: Memory, memory: Memory) -> Turn:
        """With what would yet have to be told to have it reckoned, where the matter was spoken of just now for the first
        time, and nothing else is offered."""
        is_first = memory.service is not None and before.service is None
        is_told = all(say.status in (Status.GUIDED, Status.ANSWERED) for say in says)
        invitation = self._runner.invites(utterance, memory) if is_first and is_told else None
        return [*says, invitation] if invitation else says, memory

    def _to_the_point(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """The one entry that a statement narrows an open matter down to, unless it is an answer or tells nothing but what is
        reckoned with; why somebody left is more than that."""
        reading, persons, regions = utterance.reading, utterance.persons, self._dialogue.searcher.regions
        if not memory.is_open or "statement" not in reading.kinds:
            return None
        is_asked = memory.service is not None and (memory.service.asked is not None or bool(reading.facts))
        is_mere_fact = not tells_why(utterance) and noted(utterance, regions) is not None
        tells_death = any("died" in persons.told_now(person) for person in persons.dead)
        if is_asked or is_mere_fact or tells_death or "correction" in reading.kinds or self._runner.told_on(utterance):
            return None
        if self._runner.takes(utterance, memory):
            return None
        if (turn := self._continuing(reading, utterance, memory, CLEARLY_CONTINUING)) is None:
            return None
        says, after = turn
        after = replace(self._less_open(after), persons=after.persons.having_said(reading))
        return says, remembered(utterance, says, after)

    def _noted_and_told(self, noted: Say, utterance: Utterance, memory: Memory) -> Turn:
        """What is said of an offer that stands to what goes on telling, with the entry that it, or a clause of it, goes on
        with the open matter by."""
        reading = utterance.reading
        parts = [reading.reworded(clause.text) for clause in reading.clauses] if len(reading.clauses) > 1 else []
        turns = (self._continuing(each, utterance, memory, CLEARLY_CONTINUING) for each in (reading, *parts))
        turn = next(filter(None, turns), None)
        if turn is None:
            return [noted], memory
        says, after = turn
        return [noted, *says], remembered(utterance, says, after)

    def _continuing(
        self, reading: Reading[PlaceMention], utterance: Utterance, memory: Memory, least: float
    ) -> Turn | None:
        """The entry that goes on with the open matter, told as likely; None where none is so likely. ``reading``: of the
        message, or of a part of it."""
        finding = self._dialogue.continuing(reading, memory, least)
        if finding is None or finding.result is None:
            return None
        says = [nearest_says(finding.result.hits[0], finding.result.region, self._dialogue)]
        return to_employer(says) if utterance.persons.asks_as_employer else says, finding.memory

    def _narrowing(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """The list that the last answer offers, where a few words say which of its rows are wanted: "包住的"."""
        last = self._dialogue.passage(memory.last_passage or "")
        is_same_asked = asks_again(utterance.reading, utterance.named) or names_nothing(utterance.reading)
        is_brief = len(utterance.reading.letters) <= LONGEST_CONTINUING
        if last is None or memory.service or is_same_asked or not is_brief:
            return None
        before = memory.last_question or ""
        wished = (
            _wishing_for(utterance, asked, words) for words in offers_of(last) for asked in dict.fromkeys((before, ""))
        )
        turns = (self._runner.narrowed(each, utterance, memory) for each in wished)
        return next((turn for turn in turns if turn is not None), None)

    def _and_on(self, turn: Turn, utterance: Utterance) -> Turn:
        """With the open question of a service under way asked again."""
        says, memory = turn
        return [*says, *self.resume(utterance, memory)], memory

    def _note(self, utterance: Utterance, memory: Memory) -> tuple[Utterance, Memory]:
        """Takes what the message tells of persons into their records."""
        under_way = memory.service
        about = self._runner.service(under_way).about(under_way.answers) if under_way else None
        persons = memory.persons.heard(utterance.reading, about)
        memory = replace(memory, persons=persons)
        if under_way and about in persons.dead and self._runner.service(under_way).is_for_the_living:
            memory = memory.without_service()
        if city := _where_he_is_now(replace(utterance, persons=persons)):
            memory = replace(memory, region=city, last_region=None)
        return replace(utterance, persons=persons, home=self._dialogue.home(memory)), memory

    def _noted(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """What only tells something of somebody, or only names a date or a sum, is not searched for."""
        only_tells = not utterance.reading.kinds & {"question", "wish"}
        if only_tells and (turn := self._reckoned(utterance, memory)) is not None:
            return turn
        say = noted(utterance, self._dialogue.searcher.regions, fitting=self._fitting(memory))
        if say and not memory.is_open and tells_why(utterance) and self._has_its_topic(utterance, memory):
            return None
        if say is None and not (_is_on_offer(memory) or memory.is_open or memory.story):
            say = asked_back(utterance, follows=memory.last_question is not None)
        if say is None:
            return None
        says = to_employer([say]) if utterance.persons.asks_as_employer else [say]
        return says, replace(memory, offered=self._offered_now(says, utterance, memory))

    def _has_its_topic(self, utterance: Utterance, memory: Memory) -> bool:
        """Whether there is a guide for just this: who says no more than "被辞了" is told what he may claim and until when."""
        return is_sure_of_topic(self._dialogue.ask(utterance.reading, memory, utterance.off_topic))

    def _noting(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """That what is told was taken in, whatever more is said."""
        regions = self._dialogue.searcher.regions
        say = noted(utterance, regions, fitting=self._fitting(memory), with_more=True)
        return ([say], replace(memory, offered=self._offered_now([say], utterance, memory))) if say else None

    def _fitting(self, memory: Memory) -> frozenset[str] | None:
        """What can be begun in the matter that is open; None where none is."""
        last = self._dialogue.passage(memory.last_passage or "") if memory.is_open else None
        return frozenset(offers_of(last)) if last else None

    def _reckoned(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """What follows from a birth, or what it takes beside one, or from years paid, that are told after an answer or a note
        which offered to reckon with them."""
        last = self._dialogue.passage(memory.last_passage or "")
        persons = utterance.persons
        offered = {wish_of(words) for words in (*(offers_of(last) if last else ()), *memory.suggested)}
        for person in persons.records:
            now = persons.told_now(person)
            is_of_age = bool(persons.of(person).birth and now & _OF_AGE)
            has_account = person == persons.topic and bool(ACCOUNT.search(utterance.text))
            if not (is_of_age or has_account or "paid" in now):
                continue
            for wish in reckoned_with("birth" if is_of_age else "paid", person):
                intent = wish_of(_for_anybody(wish, persons.records))
                if not intent or intent not in offered:
                    continue
                wishing = _wishing(utterance, wish, intent)
                # These hardly have another meaning; a sex may be told for something else, and nobody is asked on.
                if now & {"birth", "paid"} or has_account or self._runner.is_complete(wishing):
                    return self._runner.begin(wishing, memory)
        return None

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
        """The open question, or else the outcome or the answer that was said last, once more."""
        if asked := self.resume(utterance, memory):
            return asked, memory
        if (outcome := self._runner.again(utterance, memory)) is not None:
            return outcome
        last = self._dialogue.told(memory.last_passage or "", memory)
        if last is None:
            return [Say.plain(Status.SMALL_TALK, phrase("nothing_to_repeat"))], memory
        return answer_says(Hit(last, 1.0), None, self._dialogue), memory

    def _say_beside(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """The reply to what neither asks nor tells: a yes or no to nothing, more of what is no list, learned small talk."""
        kinds = utterance.reading.kinds
        if "more" in kinds:
            return [self._no_more(memory)], memory
        if row_asked(utterance.reading, None) and not memory.service and not memory.last_passage:
            return [Say.plain(Status.NOT_UNDERSTOOD, phrase("choices_gone"))], memory
        if "likewise" in kinds and memory.service:
            return [Say.plain(Status.NOTED, phrase("likewise_computed"))], memory
        if kinds & {"back", "restart"}:
            return [Say.plain(Status.SMALL_TALK, phrase("nothing_open"))], memory
        if talk := learned_small_talk(utterance):
            return [talk], memory
        is_choice = memory.choices and not _ACKNOWLEDGES.search(utterance.text)
        if "reply_yes" in kinds and is_choice and "question" not in kinds:
            return self._choose(1, utterance, memory)  # the likeliest stands first
        is_reply = utterance.intent in ("affirm", "deny", "stop") and "question" not in kinds
        if "leave" in kinds or (is_reply and not told_now(utterance, self._dialogue.searcher.regions)):
            return [Say.plain(Status.SMALL_TALK, phrase("acknowledged"))], memory
        return None

    def _no_more(self, memory: Memory) -> Say:
        """That the last answer was all, and what people ask next."""
        last = self._dialogue.passage(memory.last_passage or "")
        next_ones = following(last, self._dialogue) if last else ()
        return Say.plain(Status.SMALL_TALK, phrase("nothing_more"), buttons=next_ones)

    def _choose(self, ordinal: int, utterance: Utterance, memory: Memory) -> Turn:
        found = chosen(memory, ordinal, self._dialogue)
        if found is None:
            return [Say.plain(Status.NOT_UNDERSTOOD, phrase("choices_gone"))], memory
        hit, memory = found
        return answer_says(hit, None, self._dialogue), memory

    def _answered(self, utterance: Utterance, memory: Memory) -> Turn:
        """What answers a message, or else what likely goes on with the matter that is open."""
        says, after = self._answer(utterance, memory)
        asks = "question" in utterance.reading.kinds
        # Few words that ask seem to be about anything.
        by_topics = 0.0 if asks else self._dialogue.searcher.off_topic(utterance.reading)
        is_nobodys = utterance.off_topic >= SURELY_OFF or by_topics >= OFF_TOPIC
        if is_nobodys or any(say.status not in (Status.NOTED, Status.REFUSED) for say in says):
            return says, after
        least = LIKELY_ASKED if asks else LIKELY_TOLD
        return self._continuing(utterance.reading, utterance, memory, least) or (says, after)

    def _answer(self, utterance: Utterance, memory: Memory) -> Turn:
        offer = self._runner.offer(utterance)
        if turn := of_two_places(utterance.reading, memory, self._dialogue):
            return turn
        finding = self._dialogue.ask(utterance.reading, memory, utterance.off_topic)
        if not finding.is_literal and (turn := self._both(utterance, memory)):
            return turn
        if not offer and breaks_off(utterance.reading.plain) and not is_sure_of_topic(finding):
            say = go_on_says(finding)
            return [say], _leaning_on(finding, memory) if say.buttons else memory
        is_story = bool(memory.story or memory.is_open) and "statement" in utterance.reading.kinds
        is_nobodys = not is_story and (
            utterance.off_topic >= OFF_TOPIC and self._dialogue.searcher.off_topic(utterance.reading) >= DOUBTFUL
        )
        if finding.off_topic and is_nobodys:  # somebody's tree on a roof is no injury at work
            return self._runner.found_says(finding, utterance), finding.memory
        tells_another = (
            offer and "statement" in utterance.reading.kinds and self._is_of_another_claim(offer.say, finding)
        )
        if offer and (finding.found_nothing or _meets_unasked(utterance, finding) or tells_another):
            return self._offer_for_story(offer, finding, utterance, memory)
        if memory.story and (turn := self._together(finding, utterance, memory)):
            return turn
        if finding.found_nothing and (turn := self._not_found(finding, utterance, memory)) is not None:
            return turn
        if finding.result is None and not finding.found_nothing:
            return [Say.plain(Status.NOTED, phrase("region_noted", region=finding.memory.region))], finding.memory
        if only_tells(utterance, finding, self._dialogue, follows=memory.last_question is not None):
            beside = self._runner.unwritten(utterance, memory)
            if tells_why(utterance) and (turn := self._noting(utterance, memory)):
                return turn
            return beside or ([heard_says(finding, memory, self._dialogue)], _leaning_on(finding, memory))
        if again := repeated(finding, memory):
            if utterance.named and again.region.depth == 0 and asks_again(utterance.reading, utterance.named):
                return [Say.plain(Status.REPEATED, phrase("same_there", region=utterance.named.name))], finding.memory
            if goes_on(utterance.reading):
                return [heard_says(None, memory, self._dialogue)], memory
            return self._told_again(again, finding, utterance, memory)
        says = self._runner.found_says(finding, utterance, is_alone=offer is None)
        if offer:
            offered = offer.service if self._is_same_matter(offer.say, finding) else replace(offer.service, asked=None)
            return [*says, offer.say], replace(finding.memory, offered=offered)
        return says, replace(finding.memory, offered=self._offered_now(says, utterance, memory))

    def _together(self, alone: Finding, utterance: Utterance, memory: Memory) -> Turn | None:
        """The reply to a message that goes on with a story: what answers the whole, once that is clear, and until then that
        it is listened to."""
        together = read_together(utterance, alone, memory, self._dialogue)
        if together and is_clear(together, utterance):
            return self._runner.found_says(together, utterance), together.memory
        is_strange = alone.off_topic and "statement" in utterance.reading.kinds
        if alone.is_literal or not (is_strange or goes_on(utterance.reading)):
            return None
        if memory.is_open and is_surely_meant(utterance, alone, self._dialogue):
            return None
        likely = together or (None if alone.found_nothing else alone)
        return [heard_says(likely, memory, self._dialogue)], memory

    def _both(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """Two answers to a message that asks two things."""
        turn = of_two_questions(utterance.reading, memory, utterance.off_topic, self._dialogue)
        if turn is None:
            return None
        says, after = turn
        says = to_employer(says) if utterance.persons.asks_as_employer else says
        return says, replace(after, offered=self._offered_now(says, utterance, memory))

    def _offer_for_story(self, offer: Proposal, finding: Finding, utterance: Utterance, memory: Memory) -> Turn:
        """The first word on what a story is about, where that is sure, and the service for it."""
        wish = {button.payload for button in offer.say.buttons}
        topic = self._dialogue.topic_of(finding, lambda guide: bool(wish & {*offers_of(guide)}))
        if topic is None or repeated(topic, memory):
            says, after = self._told_first(offer, utterance, memory) or ([], memory)
            return [*says, offer.say], replace(after, offered=offer.service)
        if self._is_of_another_claim(offer.say, topic):
            return [offer.say], replace(memory, offered=offer.service)
        says = self._runner.found_says(topic, utterance, is_alone=False)
        return [*says, offer.say], replace(topic.memory, offered=offer.service)

    def _told_first(self, offer: Proposal, utterance: Utterance, memory: Memory) -> Turn | None:
        """What is told first of a matter that something is offered for, unless it was told."""
        passage = self._dialogue.told(offer.entry or "", memory)
        if passage is None or passage.id in memory.told:
            return None
        says = [nearest_says(Hit(passage, 1.0), utterance.region, self._dialogue)]
        return says, memory.having_told(passage.id, passage.question)

    def _not_found(self, finding: Finding, utterance: Utterance, memory: Memory) -> Turn | None:
        """What is said instead of a refusal to a message that tells something."""
        if turn := why_it_is_so(utterance, memory, self._dialogue):
            return turn
        is_near = not finding.off_topic or names_nothing(utterance.reading) or utterance.off_topic < SURELY_OFF
        if is_near and (turn := self._runner.unwritten(utterance, memory)) is not None:
            return turn
        if turn := self._noting(utterance, memory):
            return turn
        return self._heard(finding, utterance, memory) or self._spoken_of(utterance, memory)

    def _spoken_of(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """What may be asked of the matter of a service that a mere statement speaks of."""
        matter = self._runner.speaks_of(utterance) if "statement" in utterance.reading.kinds else None
        entry = self._dialogue.passage(matter.entry) if matter else None
        if matter is None or entry is None:
            return None
        say = Say.plain(Status.NOTED, phrase("heard_may_ask"), buttons=(entry.question, matter.wish))
        return [say], memory.speaking_of(entry.id, entry.question)

    def _told_again(self, again: Passage, finding: Finding, utterance: Utterance, memory: Memory) -> Turn:
        """What was told before answers this too."""
        told = told_again(again, finding, utterance, memory, self._dialogue)
        whole = [Say.plain(Status.REPEATED, phrase("said_before")), *self._runner.found_says(finding, utterance)]
        says, after = told or (whole, finding.memory)
        return says, replace(after, offered=self._offered_now(says, utterance, memory))

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

    def _listened(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """The reply to a few words that go on about an offered matter: too few to be searched for."""
        reading, regions = utterance.reading, self._dialogue.searcher.regions
        says_little = len(reading.letters) <= FEW or says_only(utterance) is not None
        goes_on = _is_on_offer(memory) and "statement" in reading.kinds and says_little
        if not goes_on or told_now(utterance, regions):
            return None
        says, after = self._continuing(reading, utterance, memory, LIKELY_TOLD) or self._goes_on(memory)
        return says, remembered(utterance, says, after)

    def _goes_on(self, memory: Memory) -> Turn:
        """That it was heard, and that the offer stands."""
        assert memory.offered
        key = "story_heard_on" if len(memory.story) % 2 else "story_heard"  # never the same twice in a row
        return [Say.plain(Status.NOTED, phrase(key))], replace(memory, offered=replace(memory.offered, missed=0))

    def _heard(self, finding: Finding, utterance: Utterance, memory: Memory) -> Turn | None:
        """The reply to what goes on about an offered matter and cannot be searched for, or only tells something."""
        kinds, offered = utterance.reading.kinds, memory.offered
        if offered and _is_on_offer(memory) and "wish" in kinds:
            return self._runner.take_up(offered, utterance, memory)
        if _is_on_offer(memory) and kinds & {"statement", "correction"}:
            return self._goes_on(memory)
        is_strange = finding.off_topic and not memory.is_open
        if "statement" in kinds and not is_strange and utterance.reading.period is None:
            is_alone = not (memory.story or memory.is_open or memory.service)
            if is_alone and utterance.off_topic >= OFF_TOPIC and is_for_another(utterance.reading.standard):
                return [off_topic_says(utterance.reading.standard)], finding.memory
            if memory.is_open and utterance.off_topic < SURELY_OFF:
                return [heard_says(finding, memory, self._dialogue)], memory
            if memory.story or (utterance.reading.persons and goes_on(utterance.reading)):
                return [Say.plain(Status.NOTED, phrase("go_on"))], memory
            return [Say.plain(Status.REFUSED, phrase("heard"))], replace(finding.memory, offered=offered)
        return None

    def _offered_now(self, says: list[Say], utterance: Utterance, memory: Memory) -> Underway | None:
        """What can be taken up next: what was told of before what only stands on buttons."""
        if _is_on_offer(memory) and not _is_told(says):
            return memory.offered
        by_what_is_said = self._offered_by(says, utterance)
        if by_what_is_said or memory.offered is None:
            return by_what_is_said
        # Since something else was answered, only words that can mean nothing else take it up.
        return replace(memory.offered, asked=None)

    def _offered_by(self, says: list[Say], utterance: Utterance) -> Underway | None:
        """The service on the buttons of a guide or beside what was noted, with what the message told."""
        offering = (Status.GUIDED, Status.NOTED)
        buttons = [button.payload for say in says if say.status in offering for button in say.buttons]
        wishes = [words for words in buttons if wish_of(words)]
        if len(wishes) > 1 and Status.NOTED in (say.status for say in says):
            return None  # nobody can say which one is meant
        for words in wishes:
            if intent := wish_of(words):
                return self._runner.begun(_wishing(utterance, words, intent))
        return None


def _is_first_told(dead: Person, utterance: Utterance, memory: Memory) -> bool:
    """Whether it is told only now, by the family, that somebody died, who did not die long ago, and of nobody else before."""
    persons = memory.persons
    is_new = persons.dead == (dead,) and "died" in persons.told_now(dead)
    return is_new and not persons.asks_as_employer and not _LONG_AGO.search(utterance.text)


def _condolence() -> Say:
    return Say.plain(Status.SMALL_TALK, phrase("condolence"))


def _only_speaks_of(utterance: Utterance) -> bool:
    """Whether a message only speaks of what a service is for: a mere statement ("我退休了又去上班"), or what has no word of
    it ("我想查我交了几年社保")."""
    told = {name for person in utterance.persons.records for name in utterance.persons.told_now(person)}
    if "birth" in told or ("age" in told and not goes_on(utterance.reading)):
        return False
    words, own = utterance.reading.standard, _OWN_WORDS.get(utterance.intent)
    if own and not own.search(words) and not names_nothing(utterance.reading):
        return True
    wanting = _WANTING.get(utterance.intent)
    return wanting is not None and goes_on(utterance.reading) and not wanting.search(words)


def _wishing(utterance: Utterance, words: str, intent: str) -> Utterance:
    """What was told, with the wish that the words on a button say."""
    told = utterance.reading.reworded(f"{utterance.reading.raw}，{words}")
    return replace(utterance, reading=told, intent=intent)


def _wishing_for(utterance: Utterance, asked: str, words: str) -> Utterance:
    """The wish that the words on a button say, with what was ``asked`` before, as if both had been said then."""
    wish = utterance.reading.reworded(f"{asked}，{words}" if asked else words)
    return replace(utterance, reading=wish, intent=wish_of(words) or "ask")


def _for_anybody(wish: str, persons: Iterable[Person]) -> str:
    """A wish for somebody else as the speaker would wish it for himself: "算算我妈哪年退休"."""
    for person in persons:
        if person != "self":
            wish = wish.replace(phrase(f"my_{person}"), phrase("me"))
    return wish


def _where_he_is_now(utterance: Utterance) -> str | None:
    """The city where the speaker says that he is, and not only where he comes from."""
    if "city" not in utterance.persons.told_now("self"):
        return None
    code = utterance.persons.of("self").city
    places = utterance.reading.places
    return next((place.region.name for place in places if place.region.code == code and not place.is_origin), None)


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


def _suggested_by(says: Iterable[Say]) -> tuple[str, ...]:
    """The questions on the buttons of a reply to what asked nothing."""
    return tuple(button.payload for say in says if say.status is Status.NOTED for button in say.buttons)


def _is_told(says: Iterable[Say]) -> bool:
    """Whether an entry was told."""
    return any(isinstance(say.custom, AnswerCard) for say in says)


def _is_on_offer(memory: Memory) -> bool:
    """Whether a service was offered for what was told, in so many words."""
    return memory.offered is not None and memory.offered.asked == OFFER


def _may_explain(offered: Underway, utterance: Utterance) -> bool:
    """Whether what is asked may be about what was offered; where to go with a claim is, whatever was answered since."""
    reading = utterance.reading
    is_where = aspect_asked(reading) == "place" and _COMPLAINS.search(reading.standard)
    is_of_claim = offered.name == Claims.name and bool(is_where)
    return (offered.asked == OFFER or is_of_claim) and "why_asked" not in reading.kinds


def accepts(utterance: Utterance, offered: Underway) -> bool:
    """Whether it takes what was offered, and says nothing else: any yes to what was asked last, and else only words that can
    mean nothing but that ("要", not "好的")."""
    kinds = utterance.reading.kinds
    if kinds & {"question", "statement", "correction"}:
        return False
    return "takes_up" in kinds or ("reply_yes" in kinds and offered.asked == OFFER and not offered.missed)


def _greet_location(utterance: Utterance) -> Say:
    """What to say to a message without words: perhaps the location was all that was meant."""
    if utterance.location is None:
        return Say.plain(Status.BLANK, phrase("blank"))
    return Say.plain(Status.NOTED, phrase("location_noted"), buttons=(phrase("near_station"), phrase("near_job")))
