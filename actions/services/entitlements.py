"""What somebody is due by law, reckoned from his own story: compensation, overtime, leave, injury, benefit and more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.contract.messages import Button
from actions.contract.status import Status
from actions.saying import Say, phrase
from actions.services.bereaved import kind_of_death, the_dead
from actions.services.entitlements_asking import (
    asked_at_once,
    asks_of_the_dead,
    explained_in_words,
    opened_again,
    same_elsewhere,
    shown_again,
    sum_offered,
    tells_and_asks,
)
from actions.services.entitlements_case import (
    BESIDE,
    GRADE,
    HEARD,
    REGION,
    SELF,
    WHO,
    case_of,
    has_worked,
    in_context,
    is_of_death,
    keeping,
    kind_of_record,
    kinds_spoken_of,
    other_grades,
    others,
    recalled,
    subject_of,
    tells_all,
    tells_enough,
    with_assumed,
)
from actions.services.entitlements_hearing import OF_ANYTHING, UNWISHED, borne_in_mind, taken_up
from actions.services.entitlements_reading import facts_of, is_amended, is_of_another, other_kind, place_told, varies
from actions.services.entitlements_telling import articles_say, held_against, replies, result_says
from actions.services.service import Answers, Informed, InvalidAnswer, Matter, Outcome, Question, Utterance
from knowledge.entitlements.kinds import (
    Kind,
    asks_how_much,
    asks_what_is_due,
    is_bare,
    is_wanted,
    kind_of,
    kinds,
    spoken_of,
    to_choose_from,
)
from knowledge.entitlements.reckoning import (
    Case,
    ImpossibleInput,
    Reckoning,
    check,
    lacking,
    missing,
    needs_region,
    reckon,
    told_in_words,
)
from knowledge.entitlements.telling import SKIPPED, Told, told
from knowledge.language.persons import Person
from knowledge.library.content import Passage
from knowledge.places.regions import Region, UnknownRegion


class Entitlements(Informed):
    """``kind``; ``told``: inputs as ``knowledge.entitlements.telling`` keeps them; ``region``, by its code, "" when it was
    passed over; ``who``: whose case it is, where it is not the speaker's; ``amended``: something was just corrected;
    ``shows``: "articles" when only they are asked for; ``also``: other grades of injury to reckon with. Without a ``kind``
    it is not known yet what is to be reckoned; ``heard``: cases that were only spoken of, of which none is reckoned yet;
    ``beside``: other kinds that the same facts are enough for."""

    name = "entitlement"
    lingers = 3
    is_told_claims = True

    def begin(self, utterance: Utterance) -> Answers | None:
        """On a wish to have something reckoned, or a question how much it is, where figures of somebody's own are told or
        were before: a general question is answered by the content. All the figures beside a name are a question too."""
        said, spoken = utterance.reading.standard, kinds_spoken_of(utterance)
        wanted = is_wanted(said)
        if spoken and spoken[0].of_dead and the_dead(utterance):
            return _begun_of_the_dead(spoken[0], utterance, wanted)
        if asks_what_is_due(said) and not spoken:
            return _begun_at_all(utterance, wanted)
        if not wanted and not asks_how_much(said) and not tells_all(utterance):
            return None
        chosen = next((kind for kind in spoken if wanted or tells_enough(kind, utterance)), None)
        started = case_of(chosen, utterance) if chosen else None
        return _in_months(started) if started and "also" in started else started

    def hears(self, utterance: Utterance, before: Answers | None, about: Passage | None = None) -> Answers | None:
        return borne_in_mind(utterance, before, self._in_matter_of(about) if about else ())

    def about(self, answers: Answers) -> Person | None:
        case: Answers = (answers.get(HEARD) or [answers])[0]
        return case.get(WHO) if is_of_death(answers) else None

    def is_past(self, answers: Answers, missed: int) -> bool:
        return super().is_past(answers, missed) and not is_of_death(answers)

    def _in_matter_of(self, told: Passage) -> tuple[Kind, ...]:
        """The kinds that are reckoned in the matter of an entry, which is that of the guide that covers it."""
        return tuple(kind for kind in kinds() if any(self._covers(guide, told) for guide in kind.matters))

    def _covers(self, guide: str, told: Passage) -> bool:
        found = self._world().passage(guide)
        return told.id == guide or (found is not None and told.id in found.covers)

    def note(self, answers: Answers, utterance: Utterance) -> Answers:
        if "kind" not in answers or others(answers, utterance):
            return answers
        kind = kind_of(answers["kind"])
        clear = {each.id for each in kind.inputs if each.cues and each.type in ("months", "dates")}
        now = {name: value for name, value in told(kind, utterance.reading).items() if name in clear}
        return {**answers, "told": {**now, **answers["told"]}}

    def invites(self, answers: Answers, utterance: Utterance) -> Question | None:
        if HEARD not in answers:
            return None
        case = answers[HEARD][0]
        kind, region = kind_of(case["kind"]), self._region(case)
        if kind.of_dead:
            return Question("kind", phrase("survivors_invite", title=kind.title), Button.of([kind.wish]))
        if kind not in kinds_spoken_of(utterance):  # the title of an answer may name what nobody spoke of
            return None
        known = {**recalled(kind, utterance), **case["told"]}
        each, is_lost = missing(kind, known, region), lacking(kind, known, region)
        counts = {name for needed in kind.enough for name in needed} - {SELF, *OF_ANYTHING}
        is_of_it = any(known.get(name) and kind.input(name).type != "choice" for name in counts)
        if not is_of_it or is_lost or each is None or each.type == "choice":
            return None
        return Question(each.id, phrase("entitlement_invite", ask=each.ask, title=kind.title), Button.of([kind.wish]))

    def is_wished(self, answers: Answers) -> bool:
        return UNWISHED not in answers

    def speaks_of(self, utterance: Utterance) -> Matter | None:
        kind = next(iter(spoken_of(utterance.reading.standard)), None)
        return Matter(kind.guide, kind.wish) if kind else None

    def explain(self, answers: Answers, utterance: Utterance) -> Sequence[Say]:
        if is_of_death(answers) and the_dead(utterance) is None:
            return []
        text = explained_in_words(answers, utterance) or same_elsewhere(answers, utterance)
        is_reckoned = "kind" in answers and self.question(answers, utterance) is None
        if text is None and is_reckoned and (offered := sum_offered(kind_of(answers["kind"]), utterance)):
            text = held_against(self._reckoned(answers, utterance), offered)
        return [Say.plain(Status.COMPUTED, text)] if text else []

    def means(self, answers: Answers, utterance: Utterance) -> str | None:
        if is_of_death(answers) and the_dead(utterance) is None:
            return None
        spoken_of_last = (answers.get(HEARD) or [answers])[0].get("kind")
        return kind_of(spoken_of_last).meant(utterance.reading.standard) if spoken_of_last else None

    def take(self, answers: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
        if HEARD in answers:
            return taken_up(answers, utterance)
        if "kind" not in answers:
            chosen = next(iter(kinds_spoken_of(utterance)), None) or kind_of_record(utterance)
            return case_of(chosen, utterance) if chosen else None
        kind = kind_of(answers["kind"])
        tells = kind.of_dead and bool(told(kind, utterance.reading)) and not utterance.reading.asks
        is_explained = explained_in_words(answers, utterance) and not tells
        if asked is None and (is_explained or sum_offered(kind, utterance)):
            return None
        if kind.of_dead and WHO in answers:
            dead = the_dead(utterance)
            if dead is None or (asked is None and kind.meant(utterance.reading.standard)):
                return None
            if asked and asks_of_the_dead(kind, utterance) and not told(kind, utterance.reading):
                return with_assumed(kind, answers)
            if (meant := kind_of_death(dead, utterance.persons)) != kind or dead != answers[WHO]:
                is_put_right = meant == kind and answers[WHO] not in utterance.persons.dead
                shared = answers["told"] if is_put_right else None
                return case_of(meant, utterance, shared) | keeping(answers, REGION) | {"amended": True}
        answers = {name: value for name, value in answers.items() if name not in ("amended", "shows")}
        if asked is None and (shown := shown_again(answers, utterance)):
            return shown
        if asked is None and (opened := opened_again(kind, answers, utterance)):
            return opened
        if asked is None and is_of_another(kind, answers, utterance):
            return case_of(kind, utterance) | keeping(answers, REGION)
        if asked is None and (other := other_kind(kind, utterance)):
            shared = {each.id: value for each in other.inputs if (value := answers["told"].get(each.id))}
            return case_of(other, utterance, shared)
        if asked and (at_once := asked_at_once(kind, answers, utterance)):
            return at_once
        if asked and (begun := self.begin(utterance)) and begun.get("kind") not in (None, kind.id):
            return begun
        if asked == "pay" and varies(utterance.reading):
            return InvalidAnswer(phrase("pay_varies"))
        found = facts_of(kind, answers, asked, utterance)
        found = in_context(kind, answers["told"], found, utterance)
        place = place_told(answers, asked, utterance)
        if not found and not place:
            return None
        old = kind.superseded_by(found)
        after: Told = {**{name: value for name, value in answers["told"].items() if name not in old}, **found}
        try:
            check(kind, after, utterance.today)
        except ImpossibleInput as error:
            return InvalidAnswer(str(error))
        amended = is_amended(kind, answers["told"], after, utterance)
        kept = keeping(answers, WHO) | keeping(answers, REGION)
        compares = GRADE in found and utterance.reading.correction is None
        also = (
            other_grades(after, utterance.reading) if compares else {} if GRADE in found else keeping(answers, "also")
        )
        return {"kind": kind.id, "told": after, **kept, **place, **also} | ({"amended": True} if amended else {})

    def question(self, answers: Answers, utterance: Utterance) -> Question | None:
        if "kind" not in answers:
            wishes = (kind.wish for kind in to_choose_from())
            return Question("kind", phrase("ask_entitlement"), Button.of(wishes), numbered=True)
        kind, region = kind_of(answers["kind"]), self._region(answers)
        noted = phrase("corrected") if answers.get("amended") else _read_back(kind, answers, region, utterance)
        if lacking(kind, answers["told"], region):
            return None
        if each := missing(kind, answers["told"], region):
            is_choice = each.type == "choice"
            return Question(each.id, each.ask or "", Button.of(replies(each)), numbered=is_choice, noted=noted)
        if REGION not in answers and needs_region(kind, answers["told"], region):
            cities = [*(city.name for city in self._cities()), phrase("other_place")]
            return Question(REGION, phrase("ask_entitlement_region"), Button.of(cities), noted=noted)
        return None

    def finish(self, answers: Answers, utterance: Utterance) -> Outcome:
        kind, region = kind_of(answers["kind"]), self._region(answers)
        kept = {name: value for name, value in answers.items() if name not in ("amended", "shows")}
        if reason := lacking(kind, answers["told"], region):
            return Outcome((Say.plain(Status.NOT_COMPUTED, reason),), kept)
        case = Case(answers["told"], region, utterance.today)
        found = reckon(kind, case)
        if not found.calculations:
            return Outcome((Say.plain(Status.COMPUTED, *found.remarks, buttons=kind.offers),), kept, kind.guide)
        if answers.get("shows") == "articles":
            return Outcome((articles_say(found),), kept, kind.guide)
        others = {
            each: reckon(kind, replace(case, told={**case.told, GRADE: each})) for each in answers.get("also", ())
        }
        first = [phrase("corrected")] if answers.get("amended") else []
        is_to_workers = utterance.persons.asks_as_employer and not kind.of_employer
        first += [phrase("entitlement_of_employer")] if is_to_workers else []
        beside = [kind_of(each).wish for each in answers.get(BESIDE, ())]
        return Outcome((result_says(kind, case, found, others, first, beside),), kept, kind.guide)

    def _reckoned(self, answers: Answers, utterance: Utterance) -> Reckoning:
        return reckon(kind_of(answers["kind"]), Case(answers["told"], self._region(answers), utterance.today))

    def _region(self, answers: Answers) -> Region | None:
        try:
            return self._regions.by_code(answers[REGION]) if answers.get(REGION) else None
        except UnknownRegion:
            return None


def _begun_of_the_dead(kind: Kind, utterance: Utterance, wanted: bool) -> Answers | None:
    """What the family gets, asked for, or told with what it hangs on."""
    if wanted or asks_of_the_dead(kind, utterance):
        return case_of(kind, utterance)
    is_first = "died" in utterance.persons.told_now(subject_of(kind, utterance))
    tells = kind.is_told_by({*told(kind, utterance.reading), SELF}) and not utterance.reading.asks
    return {**case_of(kind, utterance), UNWISHED: True} if is_first and tells else None


def _read_back(kind: Kind, answers: Answers, region: Region | None, utterance: Utterance) -> str:
    """What was understood of one who did not wish for anything yet; "" for nothing, or where it was wished for."""
    told = told_in_words(kind, Case(answers["told"], region, utterance.today)) if UNWISHED in answers else ()
    return phrase("noted_facts", facts="；".join(told)) if told else ""


def _begun_at_all(utterance: Utterance, wanted: bool) -> Answers | None:
    """What somebody is due who does not say for what: by what was told of him, or else it is asked."""
    kind = kind_of_record(utterance)
    asks_only_that = is_bare(utterance.reading.standard) or (kind is not None and tells_and_asks(kind, utterance))
    if not wanted and not asks_only_that:
        return None
    if kind:
        return case_of(kind, utterance)
    return {} if wanted or has_worked(utterance) else None


def _in_months(started: Answers) -> Answers:
    """Grades are compared at once; without the pay, in months of it."""
    return {**started, "told": {"pay": SKIPPED, **started["told"]}}
