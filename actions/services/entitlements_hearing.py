"""Matters that were only spoken of: what is told in them is kept, and reckoned with as soon as it is enough.

What is borne in mind are cases (``entitlements_case``), the one spoken of last first; ``named``: its amount was asked for by
its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.services.bereaved import kind_of_death, the_dead
from actions.services.entitlements_asking import asks_for, asks_of_the_dead, explained_in_words, without_options
from actions.services.entitlements_case import (
    BESIDE,
    HEARD,
    REGION,
    SELF,
    WHO,
    case_of,
    is_brief,
    kinds_spoken_of,
    others,
    recalled,
    with_assumed,
)
from actions.services.remarks import is_open
from actions.services.service import Answers, Utterance
from knowledge.entitlements.bare import is_bare_value, open_inputs, told_by_values
from knowledge.entitlements.kinds import Kind, asks_how_much, is_bare, kind_of, spoken_of
from knowledge.entitlements.reckoning import lacking, missing
from knowledge.entitlements.telling import SKIPPED, Told, told

UNWISHED = "unwished"
# So many matters are borne in mind.
MOST_HEARD = 3
OF_ANYTHING = frozenset({"pay", "reason"})
_NAMED = "named"
# Who is only named has not been told to be left behind.
_BESIDE = frozenset({"spouse"})


def borne_in_mind(utterance: Utterance, before: Answers | None, of_matter: Sequence[Kind]) -> Answers | None:
    """What is spoken of, with the matters spoken of ``before``; None where that stays as it is. ``of_matter``: the kinds that
    are reckoned in the matter of the entry that was told."""
    said, named = utterance.reading.standard, kinds_spoken_of(utterance)
    in_matter = (kind for kind in of_matter if utterance.persons.asks_as_employer or not kind.of_employer)
    meant = tuple(dict.fromkeys((*named, *in_matter)))
    is_going_on = bool(before and before.get("kind") in [kind.id for kind in (named[:1] or meant)])
    if not meant or is_going_on or ("wish" in utterance.reading.kinds and not asks_how_much(said)):
        return None
    cases: list[Answers] = (before or {}).get(HEARD, [])
    spoken = [_spoken_of(kind, cases, utterance, is_named=kind in named) for kind in meant]
    new = [case for case in spoken if case]
    ids = {case["kind"] for case in new}
    kept = [case for case in cases if case["kind"] not in ids]
    return {HEARD: [*new, *kept][:MOST_HEARD]} if new else None


def _spoken_of(kind: Kind, cases: Iterable[Answers], utterance: Utterance, *, is_named: bool) -> Answers | None:
    """The case of this kind, with what was told of it before; None where it is only mentioned beside something else."""
    said = utterance.reading.standard
    case = case_of(kind, utterance, now={} if is_bare_value(utterance.reading) else None)
    before = next((each for each in cases if each["kind"] == kind.id and each.get(WHO) == case.get(WHO)), None)
    told_before = before["told"] if before else {}
    if kind.aside and re.search(kind.aside, said) and not (case["told"] or told_before or asks_how_much(said)):
        return None
    asks = (is_named and asks_how_much(said)) or bool(before and before[_NAMED])
    return {**case, "told": {**told_before, **case["told"]}, _NAMED: asks}


def taken_up(answers: Answers, utterance: Utterance) -> Answers | None:
    """What was spoken of, begun: how much it is is asked now, or what was lacking is told. Of several matters that of which
    most is told, and of these the one spoken of last; the others stand beside it."""
    begun = [found for case in answers[HEARD] if (found := _begun(case, utterance))]
    if not begun:
        return None
    _, chosen = max(begun, key=lambda each: each[0])
    beside = [case["kind"] for _, case in begun if case is not chosen]
    return {**chosen, BESIDE: beside} if beside else chosen


def _begun(case: Answers, utterance: Utterance) -> tuple[int, Answers] | None:
    """The case begun, and of how much the message tells."""
    kind, reading = kind_of(case["kind"]), utterance.reading
    if kind.of_dead:
        return _begun_of_the_dead(kind, case, utterance)
    said = without_options(kind, reading.standard)
    if not is_brief(reading) or set(spoken_of(said)) - {kind} or not _is_about_the_same(kind, case, utterance):
        return None
    known = {**recalled(kind, utterance), **case["told"]}
    asks, now = asks_for(kind, utterance), _told_now(kind, case["told"], utterance)
    is_detail = _is_detail(kind, known, now, utterance)
    if not (
        _completes(kind, case, known, now, utterance) or is_detail or (asks and _is_enough(kind, known, utterance))
    ):
        return None
    begun = case_of(kind, utterance, case["told"], now)
    if is_detail or all(kind.input(name).type == "choice" for name, value in begun["told"].items() if value):
        begun = with_assumed(kind, begun)
    begun = begun if asks else {**begun, UNWISHED: True}
    return len(now), {**begun, REGION: case[REGION]} if REGION in case and not utterance.named else begun


def _begun_of_the_dead(kind: Kind, case: Answers, utterance: Utterance) -> tuple[int, Answers] | None:
    """What the family gets, as soon as it is asked for, or anything is told that it hangs on."""
    dead = the_dead(utterance)
    if dead and case.get(WHO) not in utterance.persons.dead:  # "不是，是我妈"
        meant = kind_of_death(dead, utterance.persons)
        return 0, case_of(meant, utterance, case["told"] if meant == kind else None) | {UNWISHED: True, "amended": True}
    if dead is None or dead != case.get(WHO):
        return None
    if (meant := kind_of_death(dead, utterance.persons)) != kind:  # how he died is told only now
        is_told_now = "cause" in utterance.persons.told_now(dead) and not utterance.reading.asks
        return (0, case_of(meant, utterance) | {UNWISHED: True}) if is_told_now else None
    said = utterance.reading.standard
    asks = asks_of_the_dead(kind, utterance)
    now = told(kind, utterance.reading) if is_brief(utterance.reading) else {}
    is_apart = utterance.reading.asks and (explained_in_words(case, utterance) or kind.meant(said))
    if not asks and (is_apart or not set(now) - _BESIDE):
        return None
    begun = case_of(kind, utterance, case["told"], now)
    # What the family gets at all is asked in general; only how much it is wishes a sum.
    return len(now), begun if asks and asks_how_much(said) else {**begun, UNWISHED: True}


def _told_now(kind: Kind, before: Told, utterance: Utterance) -> Told:
    """What the message tells beside what was told ``before``; the record of the person already has it."""
    reading = utterance.reading
    if is_bare_value(reading):
        return told_by_values(kind, open_inputs(kind, before), reading)
    if reading.asks and not asks_for(kind, utterance):
        return {}
    # Beside other words a date or a number answers nothing that nobody asked.
    first = None if reading.tells_more else missing(kind, before, utterance.region)
    return told(kind, reading, first.id if first else None)


def _completes(kind: Kind, case: Answers, known: Told, now: Told, utterance: Utterance) -> bool:
    """Whether enough is told with what is told ``now``, or all but one thing, which can be asked for. What an employer has
    to pay is only reckoned when it is asked."""
    after = {**known, **now}
    if not now or kind.of_employer or not (case[_NAMED] or tells_of_it(after)):
        return False
    return kind.is_told_by({*after, SELF}) or _lacks_at_most_one(kind, after, utterance)


def _lacks_at_most_one(kind: Kind, told: Told, utterance: Utterance) -> bool:
    first = missing(kind, told, utterance.region)
    if first is None:
        return True
    return first.type != "choice" and missing(kind, {**told, first.id: SKIPPED}, utterance.region) is None


def _is_enough(kind: Kind, known: Told, utterance: Utterance) -> bool:
    """Whether anything is known to go on with, or nothing has to be."""
    return bool(known) or missing(kind, known, utterance.region) is None


def _is_detail(kind: Kind, known: Told, now: Told, utterance: Utterance) -> bool:
    """Whether it adds what can be chosen to what was told, and all that is lacking can be assumed."""
    if not now or not tells_of_it(known) or any(kind.input(name).type != "choice" for name in now):
        return False
    after = with_assumed(kind, {"told": {**known, **now}})["told"]
    return missing(kind, after, utterance.region) is None and lacking(kind, after, utterance.region) is None


def tells_of_it(told: Told) -> bool:
    """Whether anything is told that is of this matter: pay may be of any, and so may why somebody left."""
    return any(value and name not in OF_ANYTHING for name, value in told.items())


def _is_about_the_same(kind: Kind, case: Answers, utterance: Utterance) -> bool:
    """Whether nobody else is named, and no other service is meant. What was only asked in general is whose case is told."""
    reading = utterance.reading
    goes_on = is_open(utterance) or not reading.kinds & {"question", "wish"} or is_bare(reading.standard, kind)
    is_general = not case["told"] and WHO not in case
    return goes_on and (is_general or not others(case, utterance))
