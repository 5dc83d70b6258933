"""One turn of a conversation: a service under way goes first, then a service wished, then the knowledge.

Nothing here knows of Rasa: the engine says which intent a message has, ``actions/talking.py`` brings it here and keeps the
memory. How services run stands in ``actions/running.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from actions.answering import Answering
from actions.asked_again import asks_again
from actions.continuing import LONGEST_CONTINUING
from actions.contract.cards import AnswerCard
from actions.contract.status import Status
from actions.danger import overheard, warning_says
from actions.dialogue import Dialogue, chosen
from actions.half_sentences import names_nothing
from actions.likely_next import told_as_likely
from actions.listening import Listening
from actions.memory import Memory, Underway
from actions.noting import told_now
from actions.offering import wishing_for
from actions.presenting import answer_says, following, offers_of, to_bereaved
from actions.recalling import about_itself, about_the_last_answer, about_what_was_said
from actions.repeating import confirmed
from actions.returning import is_back_says, returned
from actions.running import OFFER, Runner, Turn
from actions.saying import Say, phrase
from actions.services.bereaved import kind_of_death, leaves_the_dead, the_dead
from actions.services.claims import Claims
from actions.services.explaining import aspect_asked
from actions.services.rows import row_asked
from actions.services.service import Service, Utterance
from actions.small_talk import learned_small_talk, small_talk
from actions.story import remembered
from actions.telling import goes_on, seeks_a_yes
from knowledge.language.aspects import aspects_asked
from knowledge.language.bereavement import answers_bereaved
from knowledge.language.corrections import asked_instead
from knowledge.language.grades import of_disability
from knowledge.language.normalise import letters_only
from knowledge.language.persons import Person
from knowledge.language.questions import asks, is_open_question
from knowledge.language.trades import find_trades
from knowledge.language.unfinished import breaks_off
from knowledge.retrieval.result import Hit

# For so many messages after it was offered a service can be taken up, or asked about its matter.
OFFERED_FOR = 4
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
# Who asks these of retiring asks nothing that hangs on a birth.
_BESIDE_THE_DAY = frozenset({"place", "papers", "by_others", "from_home", "cost"})
# Who says so has heard what was said, and chooses nothing.
_ACKNOWLEDGES = re.compile(r"(?:知道|明白|晓得|清楚|懂)了")
_LONG_AGO = re.compile(
    r"[去前]年|年前|早就|(?:世|走|没|在|死)了?(?:都|已经|快|有)*[\d一二两三四五六七八九十几好]+多?年"
)
_COMPLAINS = re.compile(r"告|投诉|举报|仲裁")


class Conversation:
    """Answers messages; holds no state of its own."""

    def __init__(self, dialogue: Dialogue, services: Sequence[Service]) -> None:
        self._dialogue = dialogue
        self._runner = Runner(dialogue, services)
        self._listening = Listening(dialogue, self._runner)
        self._answering = Answering(dialogue, self._runner, self._listening)

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
        if (turn := self._listening.to_the_point(utterance, memory)) is not None:
            says, after = turn
            return says, replace(after, offered=offered.missing() if offered else None)
        is_of_offer = self._adds_to_offer(utterance, offered, memory)
        under_way = None if is_of_offer else memory.service
        if under_way and (turn := self._go_on(under_way, utterance, ordinal, memory)) is not None:
            return turn
        if offered and accepts(utterance, offered):
            return self._runner.take_up(offered, utterance, replace(memory, service=None))
        if (turn := self._begun_or_explained(offered, utterance, memory)) is not None:
            return turn
        fading = offered.missing() if offered and offered.missed < OFFERED_FOR else None
        memory = replace(
            self._runner.less_open(memory), persons=memory.persons.having_said(utterance.reading), offered=fading
        )
        if ordinal is not None and 0 < ordinal <= len(memory.suggested):  # as if its button had been pressed
            picked = utterance.reading.reworded(memory.suggested[ordinal - 1])
            return self._unserved(replace(utterance, reading=picked, intent="ask", off_topic=0.0), memory)
        if ordinal is not None:
            return self._choose(ordinal, utterance, memory)
        return self._unserved(utterance, memory)

    def _adds_to_offer(self, utterance: Utterance, offered: Underway | None, memory: Memory) -> bool:
        """Whether it is told, or asked, of what is on offer in so many words, while another service only bears in mind what
        was told."""
        if offered is None or offered.asked != OFFER or memory.service is None or memory.service.asked is not None:
            return False
        is_told = self._runner.told_on(utterance) is not None
        if is_told and "correction" in utterance.reading.kinds:
            return True
        says = self._runner.explain(offered, utterance) if _may_explain(offered, utterance) else []
        is_answered = any(say.status is Status.COMPUTED for say in says)
        return is_answered or (is_told and not self._runner.is_enough(memory.service, utterance))

    def _begun_or_explained(self, offered: Underway | None, utterance: Utterance, memory: Memory) -> Turn | None:
        """A service that the message begins, or what was just offered explained; a wish is for the one, a question for the
        other first. A half sentence that names nothing is about what was answered, and begins nothing; nor does one that
        breaks off, or in a matter that is open a mere statement, or one that only wants a yes ("他还在上学，行吗")."""
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
        is_told = "statement" in utterance.reading.kinds and (
            utterance.intent == "ask" or seeks_a_yes(utterance.reading)
        )
        is_aside = memory.is_open and (is_told or _only_wants_a_yes(utterance))
        waits = is_about_matter or tells_on or is_aside or breaks_off(utterance.reading.plain)
        return None if is_wish or waits else self._runner.begin(utterance, memory)

    def _unserved(self, utterance: Utterance, memory: Memory) -> Turn:
        """The reply to what no service took and no service was wished by."""
        if (told := self._runner.told_on(utterance)) is not None:
            return self._listening.noted_and_told(told.say, utterance, replace(memory, offered=told.service))
        beside = (
            self._listening.listened(utterance, memory)
            or self._say_beside(utterance, memory)
            or confirmed(utterance, memory, self._dialogue)
            or about_the_last_answer(utterance, memory, self._dialogue)
        )
        if beside:
            return beside
        says, after = (
            self._narrowing(utterance, memory)
            or self._listening.noted(utterance, memory)
            or self._answering.answered(utterance, memory)
        )
        if (turn := self._told_of_death(says, utterance, memory)) is not None:
            says, after = turn
        after = remembered(utterance, says, after)
        return self._inviting(says, utterance, memory, self._runner.heard(utterance, after))

    def _told_of_death(self, says: list[Say], utterance: Utterance, memory: Memory) -> Turn | None:
        """The guide for the family of one whose death is told just now, where nothing that is said is written to them."""
        dead = the_dead(utterance)
        if dead is None or "died" not in utterance.persons.told_now(dead) or "question" in utterance.reading.kinds:
            return None
        shown = (self._dialogue.passage(say.custom.faq_id) for say in says if isinstance(say.custom, AnswerCard))
        guide = self._dialogue.told(kind_of_death(dead, utterance.persons).guide, memory)
        if guide is None or any(entry and answers_bereaved(entry.question) for entry in shown):
            return None
        return told_as_likely(Hit(guide, 1.0), utterance, memory, self._dialogue)

    def _inviting(self, says: list[Say], utterance: Utterance, before: Memory, memory: Memory) -> Turn:
        """With what would yet have to be told to have it reckoned, where the matter was spoken of just now for the first
        time, and nothing else is offered."""
        is_first = memory.service is not None and before.service is None
        is_told = all(say.status in (Status.GUIDED, Status.ANSWERED) for say in says)
        invitation = self._runner.invites(utterance, memory) if is_first and is_told else None
        return [*says, invitation] if invitation else says, memory

    def _narrowing(self, utterance: Utterance, memory: Memory) -> Turn | None:
        """The list that the last answer offers, where a few words say which of its rows are wanted: "包住的"."""
        last = self._dialogue.passage(memory.last_passage or "")
        is_same_asked = asks_again(utterance.reading, utterance.named) or names_nothing(utterance.reading)
        is_brief = len(utterance.reading.letters) <= LONGEST_CONTINUING
        if last is None or memory.service or is_same_asked or not is_brief:
            return None
        before = memory.last_question or ""
        wished = (
            wishing_for(utterance, asked, words) for words in offers_of(last) for asked in dict.fromkeys((before, ""))
        )
        turns = (self._runner.narrowed(each, utterance, memory) for each in wished)
        return next((turn for turn in turns if turn is not None), None)

    def _and_on(self, turn: Turn, utterance: Utterance) -> Turn:
        """With the open question of a service under way asked again."""
        says, memory = turn
        return [*says, *self.resume(utterance, memory)], memory

    def _note(self, utterance: Utterance, memory: Memory) -> tuple[Utterance, Memory]:
        """Takes what the message tells of persons into their records."""
        told_before = (memory.last_question or "", *memory.story, *memory.persons.said)
        if grade := of_disability(utterance.reading.plain, told_before):
            utterance = replace(utterance, reading=utterance.reading.reworded(grade))
        under_way = memory.service
        about = self._runner.service(under_way).about(under_way.answers) if under_way else None
        persons = memory.persons.heard(utterance.reading, about)
        memory = replace(memory, persons=persons)
        if under_way and about in persons.dead and self._runner.service(under_way).is_for_the_living:
            memory = memory.without_service()
        if leaves_the_dead(replace(utterance, persons=persons)):
            is_of_dead = about is not None and about in persons.dead
            memory = memory.without_service() if is_of_dead else memory
            memory = replace(memory, last_question=None, last_passage=None, matter=None, matter_question=None)
        if city := _where_he_is_now(replace(utterance, persons=persons)):
            memory = replace(memory, region=city, last_region=None)
        home, places = self._dialogue.home(memory), utterance.reading.places
        # Where somebody comes from is asked about only where nothing else is known.
        is_elsewhere = home is not None and all(place.is_origin for place in places)
        named = None if is_elsewhere else utterance.named
        return replace(utterance, persons=persons, home=home, named=named), memory

    def resume(self, utterance: Utterance, memory: Memory) -> list[Say]:
        """The open question of a service under way, asked again after something else was said."""
        return self._runner.resume(utterance, memory)

    def _go_on(self, under_way: Underway, utterance: Utterance, ordinal: int | None, memory: Memory) -> Turn | None:
        return self._runner.go_on(under_way, self._runner.picked(utterance, ordinal, under_way), memory)

    def _wordless(self, utterance: Utterance, memory: Memory) -> Turn:
        if (turn := self._runner.wordless(utterance, memory)) is not None:
            return turn
        return [_greet_location(utterance), *self.resume(utterance, memory)], memory

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


def _is_first_told(dead: Person, utterance: Utterance, memory: Memory) -> bool:
    """Whether it is told only now, by the family, that somebody died, who did not die long ago, and of nobody else before."""
    persons = memory.persons
    is_new = persons.dead == (dead,) and "died" in persons.told_now(dead)
    is_anothers = bool({"workmate", "friend"} & set(persons.named))
    return is_new and not (is_anothers or persons.asks_as_employer) and not _LONG_AGO.search(utterance.text)


def _condolence() -> Say:
    return Say.plain(Status.SMALL_TALK, phrase("condolence"))


def _only_speaks_of(utterance: Utterance) -> bool:
    """Whether a message only speaks of what a service is for: a mere statement ("我退休了又去上班"), or what has no word of
    it ("我想查我交了几年社保")."""
    words, own, wanting = utterance.reading.standard, _OWN_WORDS.get(utterance.intent), _WANTING.get(utterance.intent)
    if own and _BESIDE_THE_DAY & {*aspects_asked(words)}:
        return True
    is_question = utterance.intent == "find_job" and "question" in utterance.reading.kinds
    if is_question and wanting and not wanting.search(words) and next(find_trades(words), None) is None:
        return True  # "我都49了划算不"
    told = {name for person in utterance.persons.records for name in utterance.persons.told_now(person)}
    if "birth" in told or ("age" in told and not goes_on(utterance.reading)):
        return False
    if own and not own.search(words) and not names_nothing(utterance.reading):
        return True
    return wanting is not None and goes_on(utterance.reading) and not wanting.search(words)


def _only_wants_a_yes(utterance: Utterance) -> bool:
    """Whether something is told, and nothing asked but whether that is all right."""
    parts = [letters_only(clause.text) for clause in utterance.reading.clauses]
    asking = [part for part in parts if asks(part)]
    return len(asking) < len(parts) and bool(asking) and all(map(is_open_question, asking))


def _where_he_is_now(utterance: Utterance) -> str | None:
    """The city where the speaker says that he is, and not only where he comes from."""
    if "city" not in utterance.persons.told_now("self"):
        return None
    code = utterance.persons.of("self").city
    places = utterance.reading.places
    return next((place.region.name for place in places if place.region.code == code and not place.is_origin), None)


def _suggested_by(says: Iterable[Say]) -> tuple[str, ...]:
    """The questions on the buttons of a reply to what asked nothing."""
    return tuple(button.payload for say in says if say.status is Status.NOTED for button in say.buttons)


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
