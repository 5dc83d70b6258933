"""Estimates of a monthly pension by the published formulas, each step shown and never promised."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import cast

from actions.contract.cards import PensionCard, PensionInput, PensionStep
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.persons import BESIDE, PersonRecord
from actions.presenting import FRESH
from actions.saying import Say, numbered, phrase
from actions.services.explaining import aspect_asked
from actions.services.pension_explaining import About, about_estimate, apply_text, explained_on_the_way, reason_text
from actions.services.pension_figures import FIGURES, is_negative, names_level, read_figures
from actions.services.remarks import is_for_another
from actions.services.service import Answers, Informed, InvalidAnswer, Outcome, Question, Utterance
from actions.services.whose import name_of, named, whose
from knowledge.errors import ReadableError
from knowledge.figures.register import Value
from knowledge.language.corrections import Correction, reread
from knowledge.language.numerals import NUMBER, read_number
from knowledge.language.people import OTHER_INSURANCE
from knowledge.language.persons import Person
from knowledge.language.questions import asks
from knowledge.places.regions import Region, UnknownRegion
from knowledge.topics.pension.formulas import (
    LEAST_INDEX,
    Estimate,
    FormulaStep,
    Input,
    employees_estimate,
    plain,
    residents_estimate,
    residents_estimate_from_payments,
)
from knowledge.topics.pension.levels import basic_pension, calculation_base
from knowledge.topics.retirement.rules import Month, original_age_of, retirement

_RESIDENTS = re.compile(r"居民|农民|农村|种地|城乡|新农保|农保")
_EMPLOYEES = re.compile(r"职工|企业|单位|厂|公司|上班|灵活就业")
_NO_EMPLOYER = re.compile(r"没有?(?:单位|工作|上过?班)")
_EMPTY = re.compile(r"(?:我|还|都|一直|从来|里面?)*(?:没有?|无)(?:[钱交缴存了过账户呢啊]|余额)*[。.!！]?")
_WISHED = re.compile(
    r"(?<!怎么)(?<!怎样)(?<!如何)(?:估|测|算)[^,，。;；么]{0,7}(?:养老|退休)(?:金|钱|工资)"
    r"|(?:养老|退休)(?:金|钱|工资)(?:帮我|给我|先)?(?:估|测|算)(?:一?下|算|算看|看看)"
)
_AND_HIM = re.compile(r"呢\W*$")
# What "N years more" means in an example.
_MORE_YEARS = 5
# A longer message names more than the other kind of insurance.
_SHORT = 10
ACCOUNT = re.compile(r"账户(?:里|上|余额|存|有|大概|一共|总共)*[\d一二三四五六七八九十]")
_HOW_MUCH = re.compile(r"(?:一个月|每个?月|月月|能|可以)[^,，。]{0,4}多少|多少(?:养老金|退休金|退休工资)")
# The entries that speak of each kind.
_GUIDES = {"employees": "guide-pension-amount", "residents": "guide-resident-pension"}
# So many messages after it was told a short question leans on it.
_JUST = 3
_YEARS_MORE = re.compile(rf"(?:再|多|继续|接着)(?:多)?(?:[交缴]|干)(?:个|上|够|满)?(?P<years>{NUMBER})年")
_LOOKED_FOR = re.compile(r"(?:怎么|哪里?|在哪儿?|上哪儿?)[去能可以]*(?:查|问|看|找)")
_PENSION = re.compile(r"养老|退休")
# What people save of their own accord, at a bank; "我个人养老金" is somebody's own pension.
_SAVED = re.compile(r"(?<![我你您他她])个人养老金")
SCHEMES = ("residents", "employees", "not_known")
# What is asked of each kind, in order.
QUESTIONS = {
    "residents": ("region", "basic", "balance", "yearly", "years"),
    "employees": ("wage", "index", "years", "balance", "age"),
}
# What nothing can be reckoned without.
NEEDED = {
    "residents": ("basic", "yearly", "years"),
    "employees": ("wage", "years", "balance", "age"),
}


class PensionEstimate(Informed):
    """``who`` it is for; ``kind`` residents or employees; ``region``, by its code; the rest are figures as strings. "" stands
    for what the person does not know. ``amended``: an answer was just corrected; ``beside``: somebody else was just told of.
    ``known``: the names of the figures that the record of the person gave; ``assumed``: the kind was not told. Answers stand
    in the order in which they were given.
    """

    name = "pension"
    in_place_of = "guide-pension-amount"
    lingers = 3
    is_for_the_living = True

    def matter(self, answers: Answers) -> str | None:
        return _GUIDES.get(answers.get("kind", ""), _GUIDES["employees"])

    def about(self, answers: Answers) -> Person | None:
        return cast(Person, answers["who"])

    def begin(self, utterance: Utterance) -> Answers | None:
        is_meant = utterance.intent == "pension_estimate" and not _is_of_another_insurance(utterance)
        is_named = is_meant or bool(_WISHED.search(utterance.text))
        is_wished = is_named or _leans(utterance) or _tells_its_figures(utterance)
        return _begun(whose(utterance)[0], utterance) if is_wished else None

    def explain(self, answers: Answers, utterance: Utterance) -> Sequence[Say]:
        question, kind = self.question(answers, utterance), answers.get("kind")
        if text := explained_on_the_way(utterance, kind, question.id if question else None):
            return [Say.plain(Status.COMPUTED, text)]
        asked = about_estimate(utterance) if question is None and kind and not self._lacks(answers, utterance) else None
        return [Say.plain(Status.COMPUTED, *self._explained(asked, answers, utterance))] if asked else []

    def _explained(self, asked: About, answers: Answers, utterance: Utterance) -> list[str]:
        if asked == "reason":
            return [reason_text(answers["kind"])]
        if asked == "apply":
            return [apply_text(answers["kind"])]
        try:
            estimate = self._estimate(answers, utterance)
        except ReadableError as error:
            return [str(error)]
        if asked == "law":
            return [phrase("estimate_law", source=estimate.source)]
        return [phrase("estimate_steps"), *map(_step, estimate.steps)]

    def take(self, answers: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
        if is_for_another(utterance, "pension_estimate"):
            return None
        answers = {name: value for name, value in answers.items() if name not in ("amended", "beside")}
        if other := _another(answers, utterance):
            return _begun(other, utterance) if asked is None else {**answers, "beside": other}
        if explained_on_the_way(utterance, answers.get("kind"), asked):
            return None
        correction = utterance.reading.correction
        is_sure = correction and (correction.sure or "correction" in utterance.reading.kinds)
        found = None if is_sure else self._answer(answers, asked, utterance)
        if found is None and correction:
            if not correction.words:
                given = [
                    name for name in answers if name in ("kind", "region", *FIGURES) and name not in _recalled(answers)
                ]
                return {name: value for name, value in answers.items() if name != given[-1]} if given else answers
            found = _corrected(correction, answers, utterance) or _read(correction.words, asked, utterance)
        if found is None and (news := _newly_recalled(answers, utterance)):
            return answers | news | _remembered((*_recalled(answers), *news))
        if not isinstance(found, dict):
            return found
        if asked == "kind" and "kind" not in found:
            found |= _kind_assumed(answers, found)
        kept = {name: value for name, value in answers.items() if name not in _superseded(answers, found)}
        news = {name: value for name, value in _newly_recalled(answers, utterance).items() if name not in found}
        kept |= news | _remembered(name for name in (*_recalled(answers), *news) if name not in found)
        return kept | found | ({"amended": True} if found.keys() & answers.keys() else {})

    @staticmethod
    def _answer(answers: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
        """What the message answers, or adds without being asked."""
        text = utterance.text
        if asked and utterance.reading.gives_no_answer and not _LOOKED_FOR.search(text):
            return InvalidAnswer(phrase("pension_kinds")) if asked == "kind" else {asked: ""}
        if asked == "yearly" and names_level(text):
            return InvalidAnswer(phrase("yearly_level"))
        if asked == "balance" and _EMPTY.fullmatch(text):
            return {asked: ""}
        place = utterance.named
        if place and answers.get("kind") == "residents" and len(utterance.reading.letters) <= len(place.name) + 3:
            return _place(place)
        if asked is None and _kind(text).items() - answers.items():
            return _of_other_kind(answers, utterance)
        if more := _paid_longer(answers, text):
            return more
        # Once the estimate is given, "交20年能领多少" wants another figure; before, a question is about something else.
        if asks(text if asked else text.replace("多少", "")):
            return None
        return _read(text, asked, utterance)

    def question(self, answers: Answers, utterance: Utterance) -> Question | None:
        if "kind" not in answers:
            return _ask("kind", answers, [phrase(kind) for kind in SCHEMES])
        known = set(answers) | self._in_register(answers, utterance)
        if answers["kind"] == "residents" and answers.get("balance"):
            known |= {"yearly", "years"}
        elif answers["kind"] == "residents" and answers.get("yearly"):
            known |= {"balance"}
        wanted = next((name for name in QUESTIONS[answers["kind"]] if name not in known), None)
        if wanted is None or self._lacks(answers, utterance):
            return None
        return _ask(wanted, answers, self._replies(wanted))

    def _replies(self, asked: str) -> list[str]:
        if asked == "region":
            return [*(city.name for city in self._cities()), phrase("other_place")]
        return ([phrase("index_least"), phrase("index_mean")] if asked == "index" else []) + [phrase("not_known")]

    def finish(self, answers: Answers, utterance: Utterance) -> Outcome:
        if lacking := self._lacks(answers, utterance):
            offers = [phrase("offer_retirement")] if lacking == "age" else []
            return Outcome((Say.plain(Status.NOT_COMPUTED, phrase(f"lacks_{lacking}"), buttons=offers),), answers)
        try:
            estimate = self._estimate(answers, utterance)
        except ReadableError as error:
            return Outcome((Say.plain(Status.NOT_COMPUTED, str(error), phrase("estimate_again")),), answers)
        says = _say(estimate, self._cautions(answers, utterance))
        return Outcome((says,), answers, _GUIDES[answers["kind"]])

    def _cautions(self, answers: Answers, utterance: Utterance) -> list[str]:
        """What is uncertain about the figures used."""
        if answers["kind"] == "employees":
            assumed = [phrase("kind_assumed")] if "assumed" in answers else []
            assumed += [phrase("index_assumed")] if answers["index"] == "" else []
            assumed += [phrase("base_of_register")] if self._base(answers, utterance) else []
            return [*_of_record(answers, utterance), *assumed]
        level = self._level(answers, utterance)
        is_old = level is not None and utterance.today - level.as_of > FRESH
        return [phrase("level_old", day=level.as_of)] if level and is_old else []

    def _estimate(self, answers: Answers, utterance: Utterance) -> Estimate:
        def figure(name: str) -> Decimal:
            return Decimal(answers[name])

        base = self._base(answers, utterance)
        if answers["kind"] == "employees":
            return employees_estimate(
                wage=base.amount if base else figure("wage"),
                index=figure("index") if answers["index"] else LEAST_INDEX,
                years=figure("years"),
                balance=figure("balance"),
                age_months=round(figure("age") * 12),
                wage_source=_source(base) if base else phrase("as_you_said"),
                on=utterance.today,
            )
        level = self._level(answers, utterance)
        basic, source = (level.amount, _source(level)) if level else (figure("basic"), phrase("as_you_said"))
        if answers.get("balance"):
            return residents_estimate(basic=basic, basic_source=source, balance=figure("balance"), on=utterance.today)
        yearly, years = figure("yearly"), figure("years")
        return residents_estimate_from_payments(
            basic=basic, basic_source=source, yearly=yearly, years=years, on=utterance.today
        )

    def _level(self, answers: Answers, utterance: Utterance) -> Value | None:
        """The level that the register knows for the region; what the person says himself goes before it."""
        return None if answers.get("basic") else self._figure(basic_pension, answers, utterance)

    def _base(self, answers: Answers, utterance: Utterance) -> Value | None:
        """The pay that employees' pensions are reckoned with there; what the person says himself goes before it."""
        return None if answers.get("wage") else self._figure(calculation_base, answers, utterance)

    def _figure(
        self, of: Callable[[Region, dt.date], Value | None], answers: Answers, utterance: Utterance
    ) -> Value | None:
        try:
            return of(self._regions.by_code(answers["region"]), utterance.today) if answers.get("region") else None
        except UnknownRegion:  # a version before knew it
            return None

    def _in_register(self, answers: Answers, utterance: Utterance) -> set[str]:
        """The figures that need not be told."""
        return {
            name
            for name, value in (
                ("basic", self._level(answers, utterance)),
                ("wage", self._base(answers, utterance)),
            )
            if value
        }

    def _lacks(self, answers: Answers, utterance: Utterance) -> str | None:
        """What nobody knows though nothing can be reckoned without it."""
        known = self._in_register(answers, utterance)
        if answers.get("balance") and answers["kind"] == "residents":
            known |= {"yearly", "years"}
        return next((name for name in NEEDED[answers["kind"]] if answers.get(name) == "" and name not in known), None)


def _ask(asked: str, answers: Answers, replies: list[str]) -> Question:
    beside = phrase("noted_beside", name=name_of(answers["beside"])) if "beside" in answers else ""
    noted = phrase("corrected") if answers.get("amended") else beside
    text, is_number = phrase(f"ask_pension_{asked}"), asked in FIGURES
    return Question(asked, text, Button.of(replies), numbered=not is_number, noted=noted)


def _begun(who: Person, utterance: Utterance) -> Answers:
    """The answers that are known for somebody before anything is asked. What the message tells goes before the record."""
    record = utterance.persons.of(who)
    region = utterance.region if who == "self" or not record.city else None
    code = region.code if region and region.depth >= 2 else record.city
    figures = {name: str(value) for name, value in read_figures(utterance.text).items()}
    told = (_kind(utterance.text) or _kind_by_figures(figures, utterance.text)) | figures
    known = {name: value for name, value in _from_record(record).items() if name not in told}
    return {"who": who, **({"region": code} if code else {}), **known, **told, **_remembered(known)}


def _remembered(names: Iterable[str]) -> Answers:
    """How it is kept which figures the record of the person gave."""
    return {"known": " ".join(sorted(names))}


def _recalled(answers: Answers) -> list[str]:
    return cast(str, answers["known"]).split()


def _from_record(record: PersonRecord) -> dict[str, str]:
    """The figures that follow from what was told of somebody before."""
    kind = {"kind": str(record.scheme)} if record.scheme else {}
    years = {"years": str(record.paid)} if record.paid is not None else {}
    months = _months_of_age(record)
    return kind | years | ({"age": str(Decimal(months) / 12)} if months else {})


def _of_other_kind(answers: Answers, utterance: Utterance) -> Answers | None:
    """The same person's estimate by the other insurance ("那居民的呢"); None where a longer message wants one of its own."""
    if len(utterance.reading.letters) > _SHORT:
        return None
    kept = {name: answers[name] for name in ("who", "region", "years", "age", "known") if name in answers}
    return kept | _kind(utterance.text)


def _newly_recalled(answers: Answers, utterance: Utterance) -> dict[str, str]:
    """What the record gives of the one whom the estimate is for, since it was told more of him just now."""
    if not utterance.persons.told_now(answers["who"]):
        return {}
    known = _from_record(utterance.persons.of(answers["who"]))
    return {name: value for name, value in known.items() if answers.get(name, "") != value and _is_open(name, answers)}


def _is_open(name: str, answers: Answers) -> bool:
    """Whether nobody gave this figure for the estimate itself."""
    return not answers.get(name) or name in _recalled(answers)


def _months_of_age(record: PersonRecord) -> int | None:
    """The legal age of retirement in months; None when it is not known by which rule, or from which month of birth."""
    if record.birth is None or "-" not in record.birth or record.sex is None:
        return None
    if record.sex == "女" and record.post is None:
        return None
    age = {"worker": 50, "staff": 55}[record.post] if record.sex == "女" and record.post else None
    return retirement(Month.parse(record.birth), original_age_of(record.sex, age)).age_months


def _of_record(answers: Answers, utterance: Utterance) -> list[str]:
    """What is said of figures that the person did not give for the estimate."""
    lines = []
    if "years" in _recalled(answers):
        years = Decimal(answers["years"])
        lines.append(phrase("years_so_far", years=plain(years), more=plain(years + _MORE_YEARS)))
    if "age" in _recalled(answers):
        months = round(Decimal(answers["age"]) * 12)
        lines.append(phrase("age_by_rule", age=f"{months // 12}岁" + (f"{months % 12}个月" if months % 12 else "")))
    return lines


def _leans(utterance: Utterance) -> bool:
    """Whether a short question for an amount is about a pension that was told of just before: "能拿多少"."""
    persons, reading = utterance.persons, utterance.reading
    if OTHER_INSURANCE.search(reading.standard):
        return False
    record = persons.of(whose(utterance)[0])
    lately = {name for name, turn in record.turns.items() if persons.turn - turn <= _JUST}
    is_pension = "scheme" in lately or {"paid", "birth"} <= lately
    return is_pension and aspect_asked(reading) == "amount" and len(reading.letters) <= _SHORT


def _is_of_another_insurance(utterance: Utterance) -> bool:
    """Whether it names another insurance, and no pension ("失业金能领多少"), or only what people save themselves."""
    said = utterance.reading.standard
    if _SAVED.search(said):
        return not _HOW_MUCH.search(said)
    return bool(OTHER_INSURANCE.search(said)) and not _PENSION.search(said)


def _tells_its_figures(utterance: Utterance) -> bool:
    """Whether a question how much it is a month comes with what only a pension is made of: an account and years paid."""
    text = utterance.text
    told = bool(ACCOUNT.search(text)) and "paid" in utterance.persons.told_now(whose(utterance)[0])
    return told and bool(_HOW_MUCH.search(text))


def _another(answers: Answers, utterance: Utterance) -> Person | None:
    """Who else a message tells of or asks for, when it is not the one whom the estimate is for."""
    others = [person for person in named(utterance) if person != answers["who"] and person not in BESIDE]
    told = [
        person for person in others if utterance.persons.told_now(person) - {"sex"} or _AND_HIM.search(utterance.text)
    ]
    return told[0] if told else None


def _superseded(answers: Answers, found: Answers) -> set[str]:
    """What no longer counts: another place has another level, and a resident's account follows from his payments."""
    other = {"basic"} if "region" in found else set()
    pays = answers.get("kind") == "residents" and "balance" not in found and ("yearly" in found or "years" in found)
    return other | ({"balance"} if pays else set())


def _read(text: str, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
    """The answer to what was asked, and whatever else the words tell."""
    if asked == "region" and utterance.named:
        return _place(utterance.named)
    if asked == "region" and text == phrase("other_place"):
        return {asked: ""}
    figure = FIGURES.get(asked or "")
    found = read_figures(text, asked if figure else None)
    if asked and figure and (is_negative(text) or (asked in found and not figure.can_be(found[asked]))):
        return InvalidAnswer(figure.complaint)
    figures = {name: str(value) for name, value in found.items()}
    return (_kind(text) if asked == "kind" else {}) | figures or None


def _corrected(correction: Correction, answers: Answers, utterance: Utterance) -> Answers | None:
    """Another value for what was answered before."""
    if told := read_figures(correction.about + correction.words):
        return {name: str(value) for name, value in told.items()}

    def again(name: str, words: str) -> Answers | None:
        read = _read(words, name, utterance)
        return read if isinstance(read, dict) and name in read else None

    found = reread(correction, answers, again)
    return found[1] if found else None


def _place(place: Region) -> Answers | InvalidAnswer:
    return {"region": place.code} if place.depth >= 2 else InvalidAnswer(phrase("name_city"))


def _kind(text: str) -> Answers:
    text = _NO_EMPLOYER.sub("", text)
    residents, employees = _RESIDENTS.search(text), _EMPLOYEES.search(text)
    if bool(residents) == bool(employees):
        return {}
    return {"kind": "residents" if residents else "employees"}


def _kind_by_figures(figures: Answers, text: str) -> Answers:
    """Who knows his account and his years, and speaks of retiring, means the pension of employees."""
    is_residents = bool(_RESIDENTS.search(text))
    return {"kind": "employees"} if {"balance", "years"} <= set(figures) and "退休" in text and not is_residents else {}


def _kind_assumed(answers: Answers, found: Answers) -> Answers:
    """Who goes on with his figures beside the question of the kind means the more frequent one; that is said."""
    told = (answers.keys() - set(_recalled(answers)) | found.keys()) & FIGURES.keys()
    return {"kind": "employees", "assumed": "kind"} if len(told) > 1 else {}


def _paid_longer(answers: Answers, text: str) -> Answers | None:
    """The years with those that are to be paid yet: "要是再交两年呢"."""
    more = _YEARS_MORE.search(text)
    if more is None or not answers.get("years"):
        return None
    return {"years": str(Decimal(answers["years"]) + read_number(more["years"]))}


def _source(level: Value) -> str:
    """Whose level it is, as of when, and who says so."""
    as_of = phrase("level_as_of", day=level.as_of)
    return phrase("level_source", region=level.region.name, as_of=as_of, title=level.source.title)


def _step(step: FormulaStep) -> str:
    amount = plain(step.amount)
    return f"{step.name}：{amount}元" if step.formula == amount else f"{step.name}：{step.formula} = {amount}元"


def _say(estimate: Estimate, cautions: list[str]) -> Say:
    card = PensionCard(
        head=(phrase("estimate", total=plain(estimate.total)),),
        source_line=phrase("estimate_source", source=estimate.source),
        hint=phrase("estimate_change"),
        kind=estimate.kind,
        total=float(estimate.total),
        inputs=tuple(PensionInput(name=i.name, value=i.value, source=i.source) for i in estimate.inputs),
        items=tuple(PensionStep(name=s.name, formula=s.formula, amount=float(s.amount)) for s in estimate.steps),
        assumptions=(*cautions, *estimate.assumptions),
    )
    lines = [phrase("estimate_inputs"), *map(_input, estimate.inputs)]
    lines += [
        phrase("estimate_steps"),
        *(numbered(number, _step(step)) for number, step in enumerate(estimate.steps, 1)),
    ]
    lines += [phrase("estimate_assumptions"), *(phrase("bullet", text=sentence) for sentence in card.assumptions)]
    offers = [phrase("offer_retirement")] if estimate.kind == "employees" else []
    return Say(card, tuple(lines), buttons=Button.of(offers))


def _input(given: Input) -> str:
    source = phrase("given_by", source=given.source) if given.source else ""
    return phrase("bullet", text=f"{given.name}：{given.value}{source}")
