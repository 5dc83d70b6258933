"""What somebody hears who tells something: it is noted, reckoned with, or taken as what he goes on with."""

from __future__ import annotations

from dataclasses import replace

from actions.bare import asked_back, says_only
from actions.contract.status import Status
from actions.dialogue import Dialogue
from actions.finding import Finding
from actions.half_sentences import SHORT, names_nothing
from actions.likely_next import CLEARLY_CONTINUING, LIKELY, likely_next, told_as_likely
from actions.memory import Memory
from actions.noting import noted, reckoned_with, tells_of_work, tells_why, told_now
from actions.off_topic import OFF_TOPIC, SURELY_OFF
from actions.offered import wish_of
from actions.offering import Offering, for_anybody, is_on_offer, wishing
from actions.presenting import offers_of, to_employer
from actions.recalling import why_it_is_so
from actions.referrals import is_for_another, off_topic_says
from actions.running import Runner, Turn
from actions.saying import Say, phrase
from actions.services.pension import ACCOUNT
from actions.services.service import Utterance
from actions.story import remembered
from actions.telling import befalls, goes_on, heard_says, is_sure_of_topic
from knowledge.retrieval.result import Hit

# So few letters that tell something about a matter under discussion ask nothing.
FEW = 6
# What is noted is told what goes on with the open matter too, where that is so likely.
FACT_CONTINUING = 0.3
# A story that nothing answers surely is told the guide of a topic with such a share, where something likely answers.
MOST_NONE_OF_STORY, LEAST_OF_TOPIC = 0.3, 0.35
# What retirement hangs on.
_OF_AGE = frozenset({"birth", "sex", "post", "occupation"})


class Listening:
    """Replies to what tells something; None where it should be searched for as a question is."""

    def __init__(self, dialogue: Dialogue, runner: Runner) -> None:
        self._dialogue, self._runner = dialogue, runner
        self._offering = Offering(runner)

    def noted(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """What only tells something of somebody, or only names a date or a sum, is not searched for."""
        only_tells = not utterance.reading.kinds & {"question", "wish"}
        if only_tells and (turn := self._reckoned(utterance, memory)) is not None:
            return turn
        if only_tells and "correction" in utterance.reading.kinds and not utterance.reading.tells_more:
            return [Say.plain(Status.NOTED, phrase("heard_on"))], memory  # nothing that was reckoned with hangs on it
        say = noted(utterance, self._dialogue.searcher.regions, fitting=self._fitting(memory))
        tells_birth = utterance.persons.tells_now("birth")
        if say is None and only_tells and tells_birth and not (memory.is_open or befalls(utterance.reading)):
            return self.noting(utterance, memory)  # "我妈七三年十月的，在食堂烧饭"
        if say and not memory.is_open and tells_why(utterance) and self._has_its_topic(utterance, memory):
            return None
        if say is None and not (is_on_offer(memory) or memory.is_open or memory.story):
            say = asked_back(utterance, follows=memory.last_question is not None)
        if say is None:
            return None
        says = to_employer([say]) if utterance.persons.asks_as_employer else [say]
        after = replace(memory, offered=self._offering.now(says, utterance, memory))
        goes_on = self._what_it_means(utterance, after) if memory.is_open else None
        return ([*says, *goes_on[0]], goes_on[1]) if goes_on else (says, after)

    def _what_it_means(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """The entry of the open matter that a fact which was noted likely leads to; an age may lead anywhere."""
        turn = likely_next(utterance.reading, utterance, memory, FACT_CONTINUING, self._dialogue)
        if turn is None:
            return None
        last, told = (self._dialogue.passage(each.last_passage or "") for each in (memory, turn[1]))
        return turn if last and told and last.category == told.category else None

    def to_the_point(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """The one entry that a statement narrows an open matter down to, with the open question of a service asked again;
        unless it is an answer or tells nothing but what is reckoned with; why somebody left is more than that."""
        reading, persons, regions = utterance.reading, utterance.persons, self._dialogue.searcher.regions
        if "statement" not in reading.kinds:
            return None
        service = memory.service
        is_answer = bool(service and (reading.gives_no_answer if service.asked else reading.facts))
        is_mere_fact = not tells_why(utterance) and noted(utterance, regions) is not None
        tells_death = any("died" in persons.told_now(person) for person in persons.dead)
        if is_answer or is_mere_fact or tells_death or "correction" in reading.kinds or self._runner.told_on(utterance):
            return None
        if self._runner.takes(utterance, memory):
            return None
        # Beside an open question it is told in place of that it was not understood.
        least = LIKELY if service and service.asked and not told_now(utterance, regions) else CLEARLY_CONTINUING
        if (turn := likely_next(reading, utterance, memory, least, self._dialogue)) is None:
            return None
        says, after = turn
        after = replace(after, persons=after.persons.having_said(reading))
        if service and service.asked:
            return self._runner.beside(says, utterance, after)
        after = remembered(utterance, says, self._runner.less_open(after))
        return says, self._runner.heard(utterance, after)

    def noted_and_told(self, noted: Say, utterance: Utterance, memory: Memory) -> Turn:
        """What is said of an offer that stands to what goes on telling, with the entry that it, or a clause of it, goes on
        with the open matter by."""
        reading = utterance.reading
        parts = [reading.reworded(clause.text) for clause in reading.clauses] if len(reading.clauses) > 1 else []
        turns = (likely_next(each, utterance, memory, CLEARLY_CONTINUING, self._dialogue) for each in (reading, *parts))
        turn = next(filter(None, turns), None)
        if turn is None:
            return [noted], memory
        says, after = turn
        return [noted, *says], remembered(utterance, says, after)

    def listened(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """The reply to a few words that go on about an offered matter: too few to be searched for."""
        reading, regions = utterance.reading, self._dialogue.searcher.regions
        says_little = len(reading.letters) <= FEW or says_only(utterance) is not None
        goes_on = is_on_offer(memory) and "statement" in reading.kinds and says_little
        if not goes_on or told_now(utterance, regions):
            return None
        says, after = likely_next(reading, utterance, memory, LIKELY, self._dialogue) or self._goes_on(memory)
        return says, remembered(utterance, says, after)

    def not_found(self, finding: Finding, utterance: Utterance, memory: Memory) -> Turn | None:
        """What is said instead of a refusal to a message that tells something."""
        if turn := why_it_is_so(utterance, memory, self._dialogue):
            return turn
        is_near = not finding.off_topic or names_nothing(utterance.reading) or utterance.off_topic < SURELY_OFF
        if is_near and (turn := self._runner.unwritten(utterance, memory)) is not None:
            return turn
        if turn := self.noting(utterance, memory):
            return turn
        return self._heard(finding, utterance, memory) or self._spoken_of(utterance, memory)

    def noting(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """That what is told was taken in, whatever more is said."""
        regions = self._dialogue.searcher.regions
        say = noted(utterance, regions, fitting=self._fitting(memory), with_more=True)
        return ([say], replace(memory, offered=self._offering.now([say], utterance, memory))) if say else None

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
                intent = wish_of(for_anybody(wish, persons.records))
                if not intent or intent not in offered:
                    continue
                wished = wishing(utterance, wish, intent)
                # These hardly have another meaning; a sex may be told for something else, and nobody is asked on.
                if now & {"birth", "paid"} or has_account or self._runner.is_complete(wished):
                    return self._runner.begin(wished, memory)
        return None

    def _has_its_topic(self, utterance: Utterance, memory: Memory) -> bool:
        """Whether there is a guide for just this: who says no more than "被辞了" is told what he may claim and until when."""
        return is_sure_of_topic(self._dialogue.ask(utterance.reading, memory, utterance.off_topic))

    def _fitting(self, memory: Memory) -> frozenset[str] | None:
        """What can be begun in the matter that is open; None where none is."""
        last = self._dialogue.passage(memory.last_passage or "") if memory.is_open else None
        return frozenset(offers_of(last)) if last else None

    def _heard(self, finding: Finding, utterance: Utterance, memory: Memory) -> Turn | None:
        """The reply to what goes on about an offered matter and cannot be searched for, or only tells something."""
        kinds, offered = utterance.reading.kinds, memory.offered
        if offered and is_on_offer(memory) and "wish" in kinds:
            return self._runner.take_up(offered, utterance, memory)
        if is_on_offer(memory) and kinds & {"statement", "correction"}:
            return self._goes_on(memory)
        is_of_work = tells_of_work(utterance)
        is_strange = finding.off_topic and not (memory.is_open or is_of_work)
        is_brief = len(utterance.reading.letters) <= SHORT
        is_of_a_time = utterance.reading.period is not None and memory.last_question is not None and is_brief
        if "statement" in kinds and not is_strange and not is_of_a_time:
            is_alone = not (memory.story or memory.is_open or memory.service or is_of_work)
            if is_alone and utterance.off_topic >= OFF_TOPIC and is_for_another(utterance.reading.standard):
                return [off_topic_says(utterance.reading.standard)], finding.memory
            if memory.is_open and utterance.off_topic < SURELY_OFF:
                return [heard_says(utterance.reading, finding, memory, self._dialogue)], memory
            if memory.story or is_of_work or (utterance.reading.persons and goes_on(utterance.reading)):
                return [Say.plain(Status.NOTED, phrase("go_on"))], memory
            if likely := _likely_of_ours(finding):
                return told_as_likely(likely, utterance, memory, self._dialogue)
            return [Say.plain(Status.REFUSED, phrase("heard"))], replace(finding.memory, offered=offered)
        return None

    def _goes_on(self, memory: Memory) -> Turn:
        """That it was heard, and that the offer stands."""
        assert memory.offered
        key = "story_heard_on" if len(memory.story) % 2 else "story_heard"  # never the same twice in a row
        return [Say.plain(Status.NOTED, phrase(key))], replace(memory, offered=replace(memory.offered, missed=0))

    def _spoken_of(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """What may be asked of the matter of a service that a mere statement speaks of."""
        matter = self._runner.speaks_of(utterance) if "statement" in utterance.reading.kinds else None
        entry = self._dialogue.passage(matter.entry) if matter else None
        if matter is None or entry is None:
            return None
        say = Say.plain(Status.NOTED, phrase("heard_may_ask"), buttons=(entry.question, matter.wish))
        return [say], memory.speaking_of(entry.id, entry.question)


def _likely_of_ours(finding: Finding) -> Hit | None:
    """The guide for a story that nothing answers surely, where that is likely about its topic."""
    found = finding.result
    if found is None or found.guide is None or finding.off_topic or found.none > MOST_NONE_OF_STORY:
        return None
    return found.guide if found.guide.score >= LEAST_OF_TOPIC else None
