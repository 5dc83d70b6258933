"""What somebody is due by law, reckoned from his own story: compensation, overtime, leave, injury, benefit and more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from actions.contract.cards import EntitlementCard, EntitlementStep
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.saying import Say, numbered, phrase
from actions.services.remarks import is_open
from actions.services.remembered import remembered
from actions.services.service import Answers, Informed, InvalidAnswer, Matter, Outcome, Question, Utterance
from actions.services.whose import whose
from knowledge.entitlements.calculation import Step, cited
from knowledge.entitlements.kinds import (
    Input,
    Kind,
    asks_how_much,
    asks_what_is_due,
    is_bare,
    is_wanted,
    kind_of,
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
from knowledge.entitlements.telling import (
    SKIPPED,
    Told,
    grades_told,
    in_known_months,
    moved,
    not_wanted,
    on_holidays,
    told,
)
from knowledge.language.corrections import reread, supposed
from knowledge.language.days import Day
from knowledge.language.money import Money
from knowledge.language.normalise import letters_only, standard_words
from knowledge.language.persons import Person
from knowledge.language.questions import may_ask
from knowledge.language.reading import PlaceMention, Reading
from knowledge.language.timespans import Timespan
from knowledge.places.regions import Region, UnknownRegion

REGION, GRADE, WHO = "region", "grade", "who"
_HEARD, _BY_NAME = "heard", "by name"
_UNWISHED = "unwished"
# What the other side says it gives is held against the result.
_OFFERED = "offered"
# Facts of these types are in no record.
_IN_WORDS = ("hours", "shift", "days", "dates")
# Stands in ``enough`` for a person of whom something is told.
_SELF: Person = "self"
_NOBODY: frozenset[Person] = frozenset({"employer", "other"})
_WHICH_LAW = re.compile(
    r"^哪一?条\W*$|写在哪|哪(?:里|儿)(?:写|规定)|哪[条部个一].{0,3}[法律规]|哪一?条(?:写|规定|说)|什么(?:法|规定|依据|条文)|依据|第几条|法律上?.{0,4}(?:写|规定)|有规定吗"
)
_HOW = re.compile(r"[怎咋]么?(?:来|算|得)(?:出来)?的|怎么算|咋算|算法|怎么是这么|算错|从哪[天个].{0,4}算")
_OF_ANYTHING = frozenset({"pay", "reason"})
_SAYS_NOTHING = re.compile(r"(?:大概|差不多|左右|[了的吧啊呢哦嗯有是就])*")
# Another figure than the result is held against it.
_DOUBTS = re.compile(
    r"为(?:什么|啥)(?:不?是|只有|这么|按|[乘除])|只(?:肯|愿意?|答应|按[^,，。]{0,6})?(?:给|赔|补|付|算)"
)
_AGAIN = re.compile(
    r"(?:还能|一共|总共|到底|最后)(?:能|该|要)?(?:要|拿|赔|领|补)?(?:到手|到|回)?多少"
    r"|(?:加起来|合计)[^,，。]{0,6}多少|^那?(?:一共|总共|合计)呢|少(?:给|赔)?了我?多少"
)
_WHY = re.compile(r"为什么|为啥|凭什么")
# What the other side says is held against the result.
_REPORTED = re.compile(r"(?:[他她]们?|老板|公司|单位|厂里|人事|领导|经理)(?:又|却|就|还)?[说讲]")
_ELSEWHERE = re.compile(r"一样|呢(?=[,，。?？]|$)|同样|也这么|也是")
# What the speaker was told himself is no answer.
_QUOTED = re.compile(r"[你您](?:刚才?|刚刚|前面|上面|不是)?[说讲](?!的那)")
_EITHER = re.compile(r"还是|哪")
_IF = re.compile(r"如果|要是|假如|那|换成|改成|按|的话")
_NAMES_YEAR = re.compile(r"\d年|[今去前明]年")
# Pay that was not the same each month.
_VARIES = re.compile(r"有时候?|有[的个]月|[淡旺]季|不一样|不固定|忽高忽低|[多少好差]的时候")
# After the result a sentence that goes on for longer tells of something else.
_SHORT = 30


class Entitlements(Informed):
    """``kind``; ``told``: inputs as ``knowledge.entitlements.telling`` keeps them; ``region``, by its code, "" when it was
    passed over; ``who``: whose case it is, where it is not the speaker's; ``amended``: something was just corrected;
    ``shows``: "articles" when only they are asked for; ``also``: other grades of injury to reckon with. Without a ``kind``
    it is not known yet what is to be reckoned; ``heard``: it was only spoken of, and nothing is reckoned yet."""

    name = "entitlement"
    lingers = 3
    is_told_claims = True

    def begin(self, utterance: Utterance) -> Answers | None:
        """On a wish to have something reckoned, or a question how much it is, where figures of somebody's own are told or
        were before: a general question is answered by the content. All the figures beside a name are a question too."""
        said, spoken = utterance.reading.standard, _spoken(utterance)
        wanted = is_wanted(said)
        if asks_what_is_due(said) and not spoken:
            return _begun_at_all(utterance, wanted)
        if not wanted and not asks_how_much(said) and not _tells_all(utterance):
            return None
        chosen = next((kind for kind in spoken if wanted or _tells_enough(kind, utterance)), None)
        started = _started(chosen, utterance) if chosen else None
        return _in_months(started) if started and "also" in started else started

    def hears(self, utterance: Utterance, before: Answers | None, about: str = "") -> Answers | None:
        said, named = utterance.reading.standard, _spoken(utterance)
        spoken = named or spoken_of(about)
        is_known = bool(before and spoken and before.get("kind") == spoken[0].id)
        if not spoken or is_known or ("wish" in utterance.reading.kinds and not asks_how_much(said)):
            return None
        kind = next((each for each in spoken if _tells_of_it(told(each, utterance.reading))), spoken[0])
        started = _started(kind, utterance)
        is_aside = kind.aside is not None and bool(re.search(kind.aside, said))
        heard = _BY_NAME if named and asks_how_much(said) else True
        return {**started, _HEARD: heard} if started["told"] or asks_how_much(said) or not is_aside else None

    def note(self, answers: Answers, utterance: Utterance) -> Answers:
        if "kind" not in answers or _HEARD in answers or _others(answers, utterance):
            return answers
        kind = kind_of(answers["kind"])
        clear = {each.id for each in kind.inputs if each.cues and each.type in ("months", "dates")}
        now = {name: value for name, value in told(kind, utterance.reading).items() if name in clear}
        return {**answers, "told": {**now, **answers["told"]}}

    def invites(self, answers: Answers, utterance: Utterance) -> Question | None:
        if _HEARD not in answers:
            return None
        kind = kind_of(answers["kind"])
        if kind not in _spoken(utterance):  # the title of an answer that was found may name what nobody spoke of
            return None
        known = {**_recalled(kind, utterance), **answers["told"]}
        each, is_lost = missing(kind, known, self._region(answers)), lacking(kind, known, self._region(answers))
        counts = {name for needed in kind.enough for name in needed} - {_SELF, *_OF_ANYTHING}
        is_of_it = any(known.get(name) and kind.input(name).type != "choice" for name in counts)
        if not is_of_it or is_lost or each is None or each.type == "choice":
            return None
        return Question(each.id, phrase("entitlement_invite", ask=each.ask, title=kind.title), Button.of([kind.wish]))

    def is_wished(self, answers: Answers) -> bool:
        return _UNWISHED not in answers

    def speaks_of(self, utterance: Utterance) -> Matter | None:
        kind = next(iter(spoken_of(utterance.reading.standard)), None)
        return Matter(kind.guide, kind.wish) if kind else None

    def explain(self, answers: Answers, utterance: Utterance) -> Sequence[Say]:
        text = _explained(answers, utterance) or _same_elsewhere(answers, utterance)
        return [Say.plain(Status.COMPUTED, text)] if text else []

    def take(self, answers: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
        if "kind" not in answers:
            chosen = next(iter(_spoken(utterance)), None) or _kind_of_record(utterance)
            return _started(chosen, utterance) if chosen else None
        if _HEARD in answers:
            return _taken_up(answers, utterance)
        kind = kind_of(answers["kind"])
        if asked is None and _explained(answers, utterance):
            return None
        answers = {name: value for name, value in answers.items() if name not in ("amended", "shows")}
        if asked is None and (shown := _shown(answers, utterance)):
            return shown
        if asked is None and (opened := _opened(kind, answers, utterance)):
            return opened
        if asked is None and _is_of_another(kind, answers, utterance):
            return _started(kind, utterance) | _kept(answers, REGION)
        if asked is None and (other := _other_kind(kind, utterance)):
            shared = {each.id: value for each in other.inputs if (value := answers["told"].get(each.id))}
            return _started(other, utterance, shared)
        if asked and (at_once := _at_once(kind, answers, utterance)):
            return at_once
        if asked and (begun := self.begin(utterance)) and begun.get("kind") not in (None, kind.id):
            return begun
        if asked == "pay" and _varies(utterance.reading):
            return InvalidAnswer(phrase("pay_varies"))
        found = _taken(kind, answers, asked, utterance)
        found = _in_context(kind, answers["told"], found, utterance)
        place = _place(answers, asked, utterance)
        if not found and not place:
            return None
        old = kind.superseded_by(found)
        after: Told = {**{name: value for name, value in answers["told"].items() if name not in old}, **found}
        try:
            check(kind, after, utterance.today)
        except ImpossibleInput as error:
            return InvalidAnswer(str(error))
        amended = _is_amended(kind, answers["told"], after, utterance)
        kept = _kept(answers, WHO) | _kept(answers, REGION)
        compares = GRADE in found and utterance.reading.correction is None
        also = _also(after, utterance.reading) if compares else {} if GRADE in found else _kept(answers, "also")
        return {"kind": kind.id, "told": after, **kept, **place, **also} | ({"amended": True} if amended else {})

    def question(self, answers: Answers, utterance: Utterance) -> Question | None:
        if "kind" not in answers:
            wishes = (kind.wish for kind in to_choose_from())
            return Question("kind", phrase("ask_entitlement"), Button.of(wishes), numbered=True)
        kind, region = kind_of(answers["kind"]), self._region(answers)
        noted = phrase("corrected") if answers.get("amended") else ""
        if lacking(kind, answers["told"], region):
            return None
        if each := missing(kind, answers["told"], region):
            is_choice = each.type == "choice"
            return Question(each.id, each.ask or "", Button.of(_replies(each)), numbered=is_choice, noted=noted)
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
            return Outcome((_say_articles(found),), kept, kind.guide)
        others = {
            each: reckon(kind, replace(case, told={**case.told, GRADE: each})) for each in answers.get("also", ())
        }
        first = [phrase("corrected")] if answers.get("amended") else []
        first += [phrase("entitlement_of_employer")] if utterance.persons.asks_as_employer else []
        return Outcome((_say(kind, case, found, others, first),), kept, kind.guide)

    def _region(self, answers: Answers) -> Region | None:
        try:
            return self._regions.by_code(answers[REGION]) if answers.get(REGION) else None
        except UnknownRegion:
            return None


def _started(kind: Kind, utterance: Utterance, shared: Told | None = None, asked: str | None = None) -> Answers:
    """A new case, with what was told before; what cannot be is asked for again. ``asked``: what a bare number is."""
    before = {**_recalled(kind, utterance), **(shared or {})}
    now = _in_context(kind, before, told(kind, utterance.reading, asked), utterance)
    old = kind.superseded_by(now)
    before = {name: value for name, value in before.items() if name not in old}
    found = {**not_wanted(kind, utterance.text), **before, **now}
    try:
        check(kind, found, utterance.today)
    except ImpossibleInput:
        found = {}
    region, who = utterance.region, whose(utterance)[0]
    begun = {"kind": kind.id, "told": found, **_also(found, utterance.reading)}
    begun |= {WHO: who} if who not in _NOBODY | {_SELF} else {}
    return begun | ({REGION: region.code} if region and region.depth else {})


def _in_context(kind: Kind, known: Told, found: Told, utterance: Utterance) -> Told:
    """``found``, where it leaves open what is known: the month of a day, the holiday that it is of."""
    found = in_known_months(kind, known, found, utterance.text)
    return found if utterance.reading.asks else on_holidays(kind, known, found, utterance.reading)


def _in_months(started: Answers) -> Answers:
    """Grades are compared at once; without the pay, in months of it."""
    return {**started, "told": {"pay": SKIPPED, **started["told"]}}


def _also(told: Told, reading: Reading[PlaceMention]) -> Answers:
    """The other grades that are spoken of: "七到十级"."""
    others = [str(grade) for grade in grades_told(reading) if str(grade) != told.get(GRADE)] if GRADE in told else []
    return {"also": others} if others else {}


def _is_amended(kind: Kind, before: Told, after: Told, utterance: Utterance) -> bool:
    """Whether anything that was read back is another now; what only comes in addition corrects nothing."""
    dates = set(before.get("dates", "").split())
    goes_on = bool(dates) and dates <= set(after.get("dates", "").split())
    before = {**before, "dates": after["dates"]} if goes_on else before
    old, new = (told_in_words(kind, Case(each, utterance.region, utterance.today)) for each in (before, after))
    return bool(set(old) - set(new))


def _kept(answers: Answers, name: str) -> Answers:
    return {name: answers[name]} if name in answers else {}


def _begun_at_all(utterance: Utterance, wanted: bool) -> Answers | None:
    """What somebody is due who does not say for what: by what was told of him, or else it is asked."""
    kind = _kind_of_record(utterance)
    asks_only_that = is_bare(utterance.reading.standard) or (kind is not None and _tells_and_asks(kind, utterance))
    if not wanted and not asks_only_that:
        return None
    if kind:
        return _started(kind, utterance)
    return {} if wanted or _has_worked(utterance) else None


def _tells_and_asks(kind: Kind, utterance: Utterance) -> bool:
    """Whether it tells something of this kind, and asks in nothing but words for what is due: "我不想干了，能拿多少"."""
    asking = [_without_options(kind, words) for words in _asking(utterance.reading)]
    return bool(told(kind, utterance.reading)) and all(is_bare(words, kind) for words in asking)


def _without_options(kind: Kind, said: str) -> str:
    """What is said beside the words by which something of this kind is chosen."""
    options = [option.words for each in kind.inputs for option in each.options]
    return re.sub("|".join(options), "", said) if options else said


def _has_worked(utterance: Utterance) -> bool:
    """Whether a job was told of, of which something may be due."""
    return bool(utterance.persons.of(whose(utterance)[0]).told & {"worked", "began", "left"})


def _kind_of_record(utterance: Utterance) -> Kind | None:
    """What is meant by who was injured, or has lost his job; an employer tells such things of others."""
    who = whose(utterance)[0]
    record = utterance.persons.of(who)
    if record.grade:
        return kind_of("injury")
    is_employers = who == _SELF and utterance.persons.asks_as_employer
    return kind_of("dismissal") if record.reason and not is_employers else None


def _recalled(kind: Kind, utterance: Utterance) -> Told:
    """What was told of the person earlier, as far as it is of use; of what no record keeps, in the words in which the
    speaker told it of himself."""
    who = whose(utterance)[0]
    known = remembered(utterance.persons.of(who))
    earlier = [utterance.reading.reworded(words) for words in utterance.persons.said] if who == _SELF else []
    for reading in earlier:
        if all(mention.value in (_SELF, *_NOBODY) for mention in reading.persons):
            known |= {name: value for name, value in told(kind, reading).items() if kind.input(name).type in _IN_WORDS}
    return {each.id: known[each.id] for each in kind.inputs if each.id in known and each.can_be(known[each.id])}


def _taken_up(answers: Answers, utterance: Utterance) -> Answers | None:
    """What was spoken of, begun: how much it is is asked now, or what was lacking is told."""
    kind, reading = kind_of(answers["kind"]), utterance.reading
    said = _without_options(kind, reading.standard)
    if not _is_short(reading) or set(spoken_of(said)) - {kind} or not _is_about_the_same(kind, answers, utterance):
        return None
    asks = _asks_for(kind, utterance)
    first = missing(kind, answers["told"], utterance.region)
    lacks = first.id if first else None
    now = told(kind, reading, lacks) if asks or not reading.asks else {}
    is_named = answers[_HEARD] == _BY_NAME
    is_of_it = is_named or _tells_of_it(answers["told"]) or (_tells_of_it(now) and not _is_mere_fact(reading))
    completes = bool(now) and is_of_it and kind.is_told_by({*now, *answers["told"], _SELF})
    completes = completes or _is_detail(kind, answers["told"], now, utterance)
    if not completes and not (asks and answers["told"]):
        return None
    begun = _started(kind, utterance, answers["told"], lacks)
    are_details = all(kind.input(name).type == "choice" for name, value in begun["told"].items() if value)
    are_details = are_details or _is_detail(kind, answers["told"], now, utterance)
    begun = _with_assumed(kind, begun) if are_details else begun
    begun = begun if asks else {**begun, _UNWISHED: True}
    return {**begun, REGION: answers[REGION]} if REGION in answers and not utterance.named else begun


def _is_detail(kind: Kind, known: Told, now: Told, utterance: Utterance) -> bool:
    """Whether it adds what can be chosen to what was told, and all that is lacking can be assumed."""
    if not now or not _tells_of_it(known) or any(kind.input(name).type != "choice" for name in now):
        return False
    after = _with_assumed(kind, {"told": {**known, **now}})["told"]
    return missing(kind, after, utterance.region) is None and lacking(kind, after, utterance.region) is None


def _tells_of_it(told: Told) -> bool:
    """Whether anything is told that is of this matter: pay may be of any, and so may why somebody left."""
    return any(value and name not in _OF_ANYTHING for name, value in told.items())


def _is_mere_fact(reading: Reading[PlaceMention]) -> bool:
    """Whether it says no word beside a number or a date: "三个月了" may be of anything."""
    facts = [range(fact.start, fact.end) for fact in reading.facts]
    rest = (letter for at, letter in enumerate(reading.plain) if not any(at in fact for fact in facts))
    return bool(_SAYS_NOTHING.fullmatch(letters_only("".join(rest))))


def _asks_for(kind: Kind, utterance: Utterance) -> bool:
    """Whether it asks how much this is, by its name or by nothing but words that ask."""
    said = utterance.reading.standard
    if asks_what_is_due(said) and (is_bare(said) or _tells_and_asks(kind, utterance)):
        return True
    return asks_how_much(said) and (kind in spoken_of(said) or is_bare(said, kind))


def _with_assumed(kind: Kind, begun: Answers) -> Answers:
    """What was not told and can be assumed is passed over: who only adds "双胞胎呢" wants no questions."""
    passed = {each.id: SKIPPED for each in kind.inputs if each.ask and each.assumed}
    return {**begun, "told": {**passed, **begun["told"]}}


def _is_about_the_same(kind: Kind, answers: Answers, utterance: Utterance) -> bool:
    """Whether nobody else is named, and no other service is meant."""
    reading = utterance.reading
    goes_on = is_open(utterance) or not reading.kinds & {"question", "wish"} or is_bare(reading.standard, kind)
    return goes_on and not _others(answers, utterance)


def _others(answers: Answers, utterance: Utterance) -> set[Person]:
    """Who is named beside the one whose case it is; an employer speaks of one whom he employs by many words."""
    if utterance.persons.asks_as_employer:
        return set()
    return set(utterance.persons.named) - {_SELF, *_NOBODY, answers.get(WHO, _SELF)}


def _is_of_another(kind: Kind, answers: Answers, utterance: Utterance) -> bool:
    """Whether the same is asked for somebody else, of whom enough is told: "我同事交了十一年，能领几个月"."""
    if not _others(answers, utterance) or not _is_short(utterance.reading):
        return False
    return kind.is_told_by({*told(kind, utterance.reading), _SELF})


def _tells_enough(kind: Kind, utterance: Utterance) -> bool:
    now, before = told(kind, utterance.reading), _recalled(kind, utterance)
    known = {*now, *before}
    if set(before) - {"pay"} or any(mention.value not in _NOBODY for mention in utterance.reading.persons):
        known.add(_SELF)
    return len(grades_told(utterance.reading)) > 1 or kind.is_told_by(known)


def _spoken(utterance: Utterance) -> tuple[Kind, ...]:
    """The kinds that are spoken of; an injury, where nothing but its grade is said."""
    spoken = spoken_of(utterance.reading.standard)
    return spoken or ((kind_of("injury"),) if grades_told(utterance.reading) else ())


def _tells_all(utterance: Utterance) -> bool:
    """Whether it names something with all its figures, and asks and wishes nothing else: "加班费 周末3天 工资5000", "厂里关门
    了，我干了三年，一个月五千"."""
    spoken = _spoken(utterance)
    if not spoken or utterance.reading.kinds & {"question", "wish", "correction"}:
        return False
    now = told(spoken[0], utterance.reading)
    return spoken[0].is_told_by(now) and missing(spoken[0], now, utterance.region) is None


def _explained(answers: Answers, utterance: Utterance) -> str | None:
    """What a short question about the result asks beside its figures."""
    said = utterance.reading.standard
    is_short = "kind" in answers and _HEARD not in answers and _is_short(utterance.reading)
    asks = may_ask(said) or bool(_EITHER.search(said) or _REPORTED.search(said) or supposed(said))
    return kind_of(answers["kind"]).explained(said) if is_short and asks else None


def _same_elsewhere(answers: Answers, utterance: Utterance) -> str | None:
    """What to say when it is asked for another place, and is the same anywhere."""
    if utterance.named is None or "kind" not in answers or _HEARD in answers or kind_of(answers["kind"]).regional:
        return None
    asks = _ELSEWHERE.search(utterance.reading.standard) and _is_short(utterance.reading)
    return phrase("entitlement_same_elsewhere", place=utterance.named.name) if asks else None


def _shown(answers: Answers, utterance: Utterance) -> Answers | None:
    """The result once more, or its articles, when it is asked how it came about."""
    text = utterance.reading.standard
    if not _is_short(utterance.reading):
        return None
    kind = kind_of(answers["kind"])
    now = told(kind, utterance.reading)
    if _DOUBTS.search(text) and _OFFERED not in now:
        return answers
    if now:
        return None
    if _WHICH_LAW.search(text):
        return {**answers, "shows": "articles"}
    is_how_much = asks_how_much(text) or asks_what_is_due(text)
    asks_again = _AGAIN.search(text) or (
        is_how_much and all(is_bare(words, kind) for words in _asking(utterance.reading))
    )
    return answers if _HOW.search(text) or asks_again else None


def _opened(kind: Kind, answers: Answers, utterance: Utterance) -> Answers | None:
    """The same asked for by its name: what was passed over is asked again."""
    said = utterance.reading.standard
    is_same = asks_how_much(said) and kind in spoken_of(said) and _is_short(utterance.reading)
    if not is_same or told(kind, utterance.reading) or utterance.named:
        return None
    return {**answers, "told": {name: value for name, value in answers["told"].items() if value != SKIPPED}}


def _at_once(kind: Kind, answers: Answers, utterance: Utterance) -> Answers | None:
    """Who asks again how much it is wants no more questions: what can be assumed is."""
    asking = [re.sub(kind.topics, "", words) for words in _asking(utterance.reading)]
    if not asks_how_much(utterance.reading.standard) or not all(is_bare(words, kind) for words in asking):
        return None
    assumed = _with_assumed(kind, answers)
    region = utterance.region
    return None if missing(kind, assumed["told"], region) or lacking(kind, assumed["told"], region) else assumed


def _asking(reading: Reading[PlaceMention]) -> list[str]:
    """The clauses that ask."""
    return [words for each in reading.clauses if may_ask(words := standard_words(each.text))]


def _other_kind(kind: Kind, utterance: Utterance) -> Kind | None:
    """Another kind that is asked for with the same story, of which something is told: "那加班费呢"."""
    spoken = spoken_of(utterance.reading.standard)
    leans = bool(_IF.match(utterance.text)) and len(utterance.reading.letters) <= _SHORT
    return next((other for other in spoken if leans and other.id != kind.id and _tells_enough(other, utterance)), None)


def _taken(kind: Kind, answers: Answers, asked: str | None, utterance: Utterance) -> Told:
    """What the message tells: an answer, something not asked for, or a correction."""
    reading, known = utterance.reading, answers["told"]
    if (found := _corrected(kind, known, reading)) is not None:
        return found
    if asked is None:
        goes_on = is_open(utterance) or not reading.kinds & {"question", "wish"} or bool(supposed(reading.standard))
        is_meant = _IF.search(reading.plain) or not reading.asks or asks_how_much(reading.standard)
        if not (goes_on and is_meant and _is_short(reading)):
            return {}
        return moved(kind, known, told(kind, reading, _passed_over(kind, known)))
    if asked == REGION:
        return {}
    is_told = not (_WHY.search(reading.plain) or (reading.asks and _QUOTED.search(reading.plain)))
    found = told(kind, reading, asked) if is_told else {}
    if reading.gives_no_answer and asked not in found:
        return {**found, asked: SKIPPED}
    return {} if reading.asks and asked not in found else found


def _passed_over(kind: Kind, known: Told) -> str | None:
    """The only input that was asked for and left open: it may be told later by a mere number."""
    found = [each.id for each in kind.inputs if each.ask and known.get(each.id) == SKIPPED]
    return found[0] if len(found) == 1 else None


def _is_short(reading: Reading[PlaceMention]) -> bool:
    return len(reading.letters) <= _SHORT


def _corrected(kind: Kind, known: Told, reading: Reading[PlaceMention]) -> Told | None:
    """Another value for what was told; None where nothing is taken back."""
    correction = reading.correction
    if correction is None or not correction.words:
        return None
    if months := _month_put_right(kind, known, reading):
        return months
    if found := told(kind, reading.reworded(correction.about + correction.words)):
        return found
    again = reread(correction, known, lambda name, words: told(kind, reading.reworded(words), name).get(name))
    return dict([again]) if again else None


def _varies(reading: Reading[PlaceMention]) -> bool:
    """Whether several amounts were paid, now this one, now that one."""
    return len(reading.facts_of(Money)) > 1 and bool(_VARIES.search(reading.standard))


def _month_put_right(kind: Kind, known: Told, reading: Reading[PlaceMention]) -> Told:
    """The date of which the month is taken back, with the other one: "不是三月，是六月"."""
    spans = [(fact.value, fact.negated) for fact in reading.facts if isinstance(fact.value, Timespan)]
    denied = [span.first for span, negated in spans if negated and span.precision == "month"]
    right = [span.first for span, negated in spans if not negated and span.precision == "month"]
    if len(denied) != 1 or len(right) != 1:
        return {}
    dates = (each.id for each in kind.inputs if each.type == "date" and known.get(each.id))
    meant = [name for name in dates if Day.parse(known[name]).date.month == denied[0].month]
    if len(meant) != 1:
        return {}
    year = right[0].year if _NAMES_YEAR.search(reading.plain) else Day.parse(known[meant[0]]).date.year
    return {meant[0]: f"{year}-{right[0].month:02d}"}


def _place(answers: Answers, asked: str | None, utterance: Utterance) -> Mapping[str, str]:
    """The place, where it was asked for or another one is named."""
    named, regional = utterance.named, kind_of(answers["kind"]).regional
    short = len(utterance.reading.letters) <= _SHORT and not (asked and asked != REGION and utterance.reading.asks)
    if named and named.depth and regional and short:
        return {REGION: named.code}
    passes = utterance.reading.gives_no_answer or utterance.text == phrase("other_place")
    return {REGION: ""} if asked == REGION and passes else {}


def _replies(each: Input) -> list[str]:
    return [*(option.title for option in each.options), phrase("entitlement_unknown")]


def _say(kind: Kind, case: Case, found: Reckoning, others: Mapping[str, Reckoning], first: Sequence[str]) -> Say:
    """The result with its steps, after what is said ``first``; of ``others``, by grade, the results only."""
    told_words = told_in_words(kind, case)
    results = [step for each in found.calculations for step in each.results]
    steps = tuple(dict.fromkeys(step for each in found.calculations for step in each.steps))
    first = [*first, *([phrase("entitlement_told", told="；".join(told_words))] if told_words else [])]
    card = EntitlementCard(
        head=(*first, *map(_result, results), *(_at_grade(grade, other) for grade, other in others.items())),
        notes=(phrase("entitlement_notes"), *(phrase("bullet", text=text) for text in _remarks(found))),
        hint=phrase("entitlement_change"),
        kind=kind.id,
        inputs=told_words,
        results=tuple(map(_item, results)),
        items=tuple(map(_item, steps)),
    )
    lines = (phrase("entitlement_steps"), *(numbered(number, _line(step)) for number, step in enumerate(steps, 1)))
    return Say(card, lines, buttons=Button.of(kind.offers))


def _result(step: Step) -> str:
    return phrase("entitlement_result", name=step.name, result=step.result)


def _at_grade(grade: str, found: Reckoning) -> str:
    results = "；".join(_result(step) for each in found.calculations for step in each.results)
    return phrase("entitlement_at_grade", grade=grade, results=results)


def _say_articles(found: Reckoning) -> Say:
    articles = cited(step.article for each in found.calculations for step in each.steps)
    return Say.plain(
        Status.COMPUTED, phrase("entitlement_articles"), *(phrase("bullet", text=_in_marks(each)) for each in articles)
    )


def _remarks(found: Reckoning) -> Iterable[str]:
    """What was assumed first, then what holds besides; each once."""
    return dict.fromkeys([*found.remarks, *(note for each in found.calculations for note in each.notes)])


def _line(step: Step) -> str:
    article = "；".join(_in_marks(each) for each in cited([step.article]))
    return phrase("entitlement_step", name=step.name, way=step.way, article=article)


def _in_marks(citation: str) -> str:
    statute, _, articles = citation.partition(" ")
    return f"《{statute}》{articles}" if articles else statute


def _item(step: Step) -> EntitlementStep:
    return EntitlementStep(
        name=step.name, formula=step.formula, amount=float(step.amount), unit=step.unit, article=step.article
    )
