"""A matter that was only spoken of, and is reckoned as soon as what is lacking is told."""

from __future__ import annotations

import re

from actions.services.entitlements_asking import asks_for, without_options
from actions.services.entitlements_case import BY_NAME, HEARD, REGION, SELF, case_of, is_brief, others, with_assumed
from actions.services.remarks import is_open
from actions.services.service import Answers, Utterance
from knowledge.entitlements.kinds import Kind, is_bare, kind_of, spoken_of
from knowledge.entitlements.reckoning import lacking, missing
from knowledge.entitlements.telling import Told, told
from knowledge.language.normalise import letters_only
from knowledge.language.reading import PlaceMention, Reading

UNWISHED = "unwished"
OF_ANYTHING = frozenset({"pay", "reason"})
_SAYS_NOTHING = re.compile(r"(?:大概|差不多|左右|[了的吧啊呢哦嗯有是就])*")


def taken_up(answers: Answers, utterance: Utterance) -> Answers | None:
    """What was spoken of, begun: how much it is is asked now, or what was lacking is told."""
    kind, reading = kind_of(answers["kind"]), utterance.reading
    said = without_options(kind, reading.standard)
    if not is_brief(reading) or set(spoken_of(said)) - {kind} or not _is_about_the_same(kind, answers, utterance):
        return None
    asks = asks_for(kind, utterance)
    first = missing(kind, answers["told"], utterance.region)
    lacks = first.id if first else None
    now = told(kind, reading, lacks) if asks or not reading.asks else {}
    is_named = answers[HEARD] == BY_NAME
    is_of_it = is_named or tells_of_it(answers["told"]) or (tells_of_it(now) and not _is_mere_fact(reading))
    completes = bool(now) and is_of_it and kind.is_told_by({*now, *answers["told"], SELF})
    completes = completes or _is_detail(kind, answers["told"], now, utterance)
    if not completes and not (asks and answers["told"]):
        return None
    begun = case_of(kind, utterance, answers["told"], lacks)
    are_details = all(kind.input(name).type == "choice" for name, value in begun["told"].items() if value)
    are_details = are_details or _is_detail(kind, answers["told"], now, utterance)
    begun = with_assumed(kind, begun) if are_details else begun
    begun = begun if asks else {**begun, UNWISHED: True}
    return {**begun, REGION: answers[REGION]} if REGION in answers and not utterance.named else begun


def _is_detail(kind: Kind, known: Told, now: Told, utterance: Utterance) -> bool:
    """Whether it adds what can be chosen to what was told, and all that is lacking can be assumed."""
    if not now or not tells_of_it(known) or any(kind.input(name).type != "choice" for name in now):
        return False
    after = with_assumed(kind, {"told": {**known, **now}})["told"]
    return missing(kind, after, utterance.region) is None and lacking(kind, after, utterance.region) is None


def tells_of_it(told: Told) -> bool:
    """Whether anything is told that is of this matter: pay may be of any, and so may why somebody left."""
    return any(value and name not in OF_ANYTHING for name, value in told.items())


def _is_mere_fact(reading: Reading[PlaceMention]) -> bool:
    """Whether it says no word beside a number or a date: "三个月了" may be of anything."""
    facts = [range(fact.start, fact.end) for fact in reading.facts]
    rest = (letter for at, letter in enumerate(reading.plain) if not any(at in fact for fact in facts))
    return bool(_SAYS_NOTHING.fullmatch(letters_only("".join(rest))))


def _is_about_the_same(kind: Kind, answers: Answers, utterance: Utterance) -> bool:
    """Whether nobody else is named, and no other service is meant."""
    reading = utterance.reading
    goes_on = is_open(utterance) or not reading.kinds & {"question", "wish"} or is_bare(reading.standard, kind)
    return goes_on and not others(answers, utterance)
