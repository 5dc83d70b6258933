"""A case that entitlements are reckoned for: whose it is, of which kind, and what was told of it."""

from __future__ import annotations

from actions.services.bereaved import kind_of_death, left_behind, the_dead
from actions.services.remembered import remembered
from actions.services.service import Answers, Utterance
from actions.services.whose import whose
from knowledge.entitlements.kinds import Kind, kind_of, spoken_of
from knowledge.entitlements.reckoning import ImpossibleInput, check, missing
from knowledge.entitlements.telling import SKIPPED, Told, grades_told, in_known_months, not_wanted, on_holidays, told
from knowledge.language.persons import Person
from knowledge.language.reading import PlaceMention, Reading

REGION, GRADE, WHO = "region", "grade", "who"
HEARD, BESIDE = "heard", "beside"
# Stands in ``enough`` for a person of whom something is told.
SELF: Person = "self"
_NOBODY: frozenset[Person] = frozenset({"employer", "other"})
# Facts of these types are in no record.
_IN_WORDS = ("hours", "shift", "days", "dates", "people", "kin")
# After the result a sentence that goes on for longer tells of something else.
SHORT = 30


def case_of(kind: Kind, utterance: Utterance, shared: Told | None = None, now: Told | None = None) -> Answers:
    """A new case, with what was told before; what cannot be is asked for again. ``now``: what the message tells, where more
    is known of that than its words."""
    before = {**recalled(kind, utterance), **(shared or {})}
    now = in_context(kind, before, told(kind, utterance.reading) if now is None else now, utterance)
    old = kind.superseded_by(now)
    before = {name: value for name, value in before.items() if name not in old}
    found = {**not_wanted(kind, utterance.text), **before, **now}
    try:
        check(kind, found, utterance.today)
    except ImpossibleInput:
        found = {}
    region, who = utterance.region, subject_of(kind, utterance)
    begun = {"kind": kind.id, "told": found, **other_grades(found, utterance.reading)}
    begun |= {WHO: who} if who not in _NOBODY | {SELF} else {}
    return begun | ({REGION: region.code} if region and region.depth else {})


def subject_of(kind: Kind, utterance: Utterance) -> Person:
    """Whose case of this kind it is: of the dead nothing is reckoned that the living get."""
    dead = the_dead(utterance) if kind.of_dead else None
    meant = dead or whose(utterance)[0]
    return SELF if meant in utterance.persons.dead and not kind.of_dead else meant


def in_context(kind: Kind, known: Told, found: Told, utterance: Utterance) -> Told:
    """``found``, where it leaves open what is known: the month of a day, the holiday that it is of."""
    found = in_known_months(kind, known, found, utterance.text)
    return found if utterance.reading.asks else on_holidays(kind, known, found, utterance.reading)


def other_grades(told: Told, reading: Reading[PlaceMention]) -> Answers:
    """The other grades that are spoken of: "七到十级"."""
    others = [str(grade) for grade in grades_told(reading) if str(grade) != told.get(GRADE)] if GRADE in told else []
    return {"also": others} if others else {}


def is_of_death(answers: Answers) -> bool:
    """Whether it is a case of somebody who has died, or one that is borne in mind."""
    case = (answers.get(HEARD) or [answers])[0]
    return "kind" in case and kind_of(case["kind"]).of_dead


def keeping(answers: Answers, name: str) -> Answers:
    """This answer alone, as far as it was given."""
    return {name: answers[name]} if name in answers else {}


def recalled(kind: Kind, utterance: Utterance) -> Told:
    """What was told of the person earlier, as far as it is of use; of what no record keeps, in the words in which the
    speaker told it of himself."""
    who = subject_of(kind, utterance)
    known = remembered(utterance.persons.of(who)) | (left_behind(who) if kind.of_dead else {})
    is_told_here = who == SELF or kind.of_dead
    earlier = [utterance.reading.reworded(words) for words in utterance.persons.said] if is_told_here else []
    for reading in earlier:
        if kind.of_dead or all(mention.value in (SELF, *_NOBODY) for mention in reading.persons):
            known |= {name: value for name, value in told(kind, reading).items() if kind.input(name).type in _IN_WORDS}
    return {each.id: known[each.id] for each in kind.inputs if each.id in known and each.can_be(known[each.id])}


def kind_of_record(utterance: Utterance) -> Kind | None:
    """What is meant by who has died, was injured, or has lost his job; an employer tells such things of others."""
    if dead := the_dead(utterance):
        return kind_of_death(dead, utterance.persons)
    who = whose(utterance)[0]
    record = utterance.persons.of(who)
    if record.grade:
        return kind_of("injury")
    is_employers = who == SELF and utterance.persons.asks_as_employer
    return kind_of("dismissal") if record.reason and not is_employers else None


def has_worked(utterance: Utterance) -> bool:
    """Whether a job was told of, of which something may be due."""
    return bool(utterance.persons.of(whose(utterance)[0]).told & {"worked", "began", "left"})


def with_assumed(kind: Kind, begun: Answers) -> Answers:
    """What was not told and can be assumed is passed over: who only adds "双胞胎呢" wants no questions."""
    passed = {each.id: SKIPPED for each in kind.inputs if each.ask and each.assumed}
    return {**begun, "told": {**passed, **begun["told"]}}


def others(answers: Answers, utterance: Utterance) -> set[Person]:
    """Who is named beside the one whose case it is; an employer speaks of one whom he employs by many words, and of the dead
    it is told whom he left."""
    if utterance.persons.asks_as_employer or is_of_death(answers):
        return set()
    return set(utterance.persons.named) - {SELF, *_NOBODY, answers.get(WHO, SELF)}


def kinds_spoken_of(utterance: Utterance) -> tuple[Kind, ...]:
    """The kinds that are spoken of, by one who may ask for them; an injury, where nothing but its grade is said. In the
    matter of the dead it is what his family gets, unless it is called by another name and he by none."""
    spoken = spoken_of(utterance.reading.standard, by_employer=utterance.persons.asks_as_employer)
    dead = the_dead(utterance)
    if dead and (dead in utterance.persons.named or all(kind.of_dead for kind in spoken)):
        return (kind_of_death(dead, utterance.persons),)
    return spoken or ((kind_of("injury"),) if grades_told(utterance.reading) else ())


def tells_enough(kind: Kind, utterance: Utterance) -> bool:
    """Whether so much is told of it, now or before, that it is reckoned."""
    now, before = told(kind, utterance.reading), recalled(kind, utterance)
    known = {*now, *before}
    if set(before) - {"pay"} or any(mention.value not in _NOBODY for mention in utterance.reading.persons):
        known.add(SELF)
    return len(grades_told(utterance.reading)) > 1 or kind.is_told_by(known)


def tells_all(utterance: Utterance) -> bool:
    """Whether it names something with all its figures, and asks and wishes nothing else: "加班费 周末3天 工资5000", "厂里关门
    了，我干了三年，一个月五千"."""
    spoken = kinds_spoken_of(utterance)
    if not spoken or utterance.reading.kinds & {"question", "wish", "correction"}:
        return False
    now = told(spoken[0], utterance.reading)
    return spoken[0].is_told_by(now) and missing(spoken[0], now, utterance.region) is None


def is_brief(reading: Reading[PlaceMention]) -> bool:
    """Whether it may still be about the case."""
    return len(reading.letters) <= SHORT
