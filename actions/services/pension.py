"""Estimates of a monthly pension by the published formulas, each step shown and never promised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from actions.saying import Button, Say, phrase
from actions.services.service import Answers, Heard, Outcome, Question, Service, Wrong
from knowledge.content import Passage
from knowledge.errors import ReadableError
from knowledge.language.amounts import find_amount
from knowledge.language.durations import find_number_of_years
from knowledge.pension import (
    LEAST_INDEX,
    MOST_INDEX,
    MOST_MONEY,
    MOST_YEARS,
    Estimate,
    employees_estimate,
    plain,
    residents_estimate,
    residents_estimate_from_payments,
)
from knowledge.pension_levels import basic_pension
from knowledge.regions import RegionTree, UnknownRegion

_RESIDENTS = re.compile(r"居民|农民|农村|种地|城乡|没单位|没有单位|新农保")
_EMPLOYEES = re.compile(r"职工|企业|单位|厂|公司|社保局交|上班")
_NOT_KNOWN = re.compile(r"不知道|不清楚|不晓得|没数|不懂|不了解|说不准|跳过|没查过|忘了|不记得")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# What is asked of each kind, in order.
QUESTIONS = {
    "residents": ("region", "basic", "balance", "yearly", "years"),
    "employees": ("wage", "index", "years", "balance", "age"),
}
# Ages as in the table of 计发月数.
BOUNDS = {
    "index": (LEAST_INDEX, MOST_INDEX),
    "years": (Decimal(0), Decimal(MOST_YEARS)),
    "age": (Decimal(40), Decimal(70)),
}


class PensionEstimate(Service):
    """``kind`` residents or employees; ``region``; the rest are figures as strings, "" where the person does not know."""

    name = "pension"

    def __init__(self, passages: Sequence[Passage], regions: RegionTree) -> None:
        self._passages, self._regions = passages, regions

    def begin(self, heard: Heard) -> Answers | None:
        if heard.intent != "pension_estimate":
            return None
        answers = _kind(heard.text)
        return answers | ({"region": heard.region.name} if heard.region and heard.region.depth >= 2 else {})

    def take(self, answers: Answers, asked: str | None, heard: Heard) -> Answers | Wrong | None:
        if asked == "kind":
            return {**answers, **kind} if (kind := _kind(heard.text)) else None
        if asked == "region":
            return {**answers, "region": heard.named.name} if heard.named and heard.named.depth >= 2 else None
        if asked is None:
            return None
        if _NOT_KNOWN.search(heard.text):
            return {**answers, asked: str(LEAST_INDEX) if asked == "index" else ""}
        value = self._figure(asked, heard.text)
        if value is None:
            return None
        least, most = BOUNDS.get(asked, (Decimal(0), MOST_MONEY))
        if not least <= value <= most:
            return Wrong(phrase("out_of_bounds", least=plain(least), most=plain(most)))
        return {**answers, asked: str(value)}

    @staticmethod
    def _figure(asked: str, text: str) -> Decimal | None:
        if asked == "years":
            alone = re.fullmatch(r"\D{0,3}(\d{1,2}(?:\.\d+)?)\D{0,2}", text)
            return find_number_of_years(text) or (Decimal(alone[1]) if alone else None)
        if asked in ("index", "age"):
            number = _NUMBER.search(text)
            return Decimal(number[0]) if number else None
        return find_amount(text)

    def question(self, answers: Answers, heard: Heard) -> Question | None:
        if "kind" not in answers:
            return Question("kind", phrase("ask_pension_kind"), Button.of((phrase("residents"), phrase("employees"))))
        if self._basic(answers, heard) is not None:
            answers = {**answers, "basic": ""}
        wanted = [name for name in QUESTIONS[answers["kind"]] if name not in answers]
        if answers["kind"] == "residents" and answers.get("balance"):
            wanted = [name for name in wanted if name not in ("yearly", "years")]
        if not wanted or self._lacks(answers, heard):
            return None
        buttons = {
            "index": ("0.6", "0.8", "1", phrase("not_known")),
            "balance": (phrase("not_known"),),
            "wage": (phrase("not_known"),),
            "basic": (phrase("not_known"),),
        }
        return Question(wanted[0], phrase(f"ask_{wanted[0]}"), Button.of(buttons.get(wanted[0], ())))

    def finish(self, answers: Answers, heard: Heard) -> Outcome:
        if lacking := self._lacks(answers, heard):
            return Outcome((Say(phrase(f"lacks_{lacking}")),))
        try:
            return Outcome((_say(self._estimate(answers, heard)),))
        except ReadableError as error:
            return Outcome((Say(f"{error}{phrase('estimate_again')}"),))

    def _estimate(self, answers: Answers, heard: Heard) -> Estimate:
        def figure(name: str) -> Decimal:
            return Decimal(answers[name])

        if answers["kind"] == "employees":
            return employees_estimate(
                wage=figure("wage"),
                index=figure("index"),
                years=figure("years"),
                balance=figure("balance"),
                age_months=int(figure("age") * 12),
                wage_source=phrase("as_you_said"),
            )
        level = self._basic(answers, heard)
        basic, source = level or (figure("basic"), phrase("as_you_said"))
        if answers["balance"]:
            return residents_estimate(basic=basic, basic_source=source, balance=figure("balance"))
        yearly, years = figure("yearly"), figure("years")
        return residents_estimate_from_payments(basic=basic, basic_source=source, yearly=yearly, years=years)

    def _basic(self, answers: Answers, heard: Heard) -> tuple[Decimal, str] | None:
        """The level that the content knows for the region, with its source."""
        try:
            region = self._regions.get(answers.get("region") or "")
        except UnknownRegion:
            return None
        found = basic_pension(self._passages, region, heard.today)
        return (found.amount, f"{found.passage.region.name}：{found.passage.source.title}") if found else None

    def _lacks(self, answers: Answers, heard: Heard) -> str | None:
        """What nobody knows though nothing can be reckoned without it."""
        needed = ("wage", "balance", "years", "age") if answers["kind"] == "employees" else ("basic", "yearly", "years")
        known = {"basic"} if self._basic(answers, heard) else set()
        return next((name for name in needed if answers.get(name) == "" and name not in known), None)


def _kind(text: str) -> Answers:
    residents, employees = _RESIDENTS.search(text), _EMPLOYEES.search(text)
    if bool(residents) == bool(employees):
        return {}
    return {"kind": "residents" if residents else "employees"}


def _say(estimate: Estimate) -> Say:
    inputs = "\n".join(f"- {i.name}：{i.value}" + (f"（{i.source}）" if i.source else "") for i in estimate.inputs)
    steps = "\n".join(f"{n}. {s.name}：{s.formula} = {plain(s.amount)}元" for n, s in enumerate(estimate.steps, 1))
    text = phrase(
        "estimate",
        total=plain(estimate.total),
        inputs=inputs,
        steps=steps,
        assumptions="\n".join(f"- {sentence}" for sentence in estimate.assumptions),
        source=estimate.source,
    )
    card = {
        "type": "pension",
        "kind": estimate.kind,
        "total": float(estimate.total),
        "items": [{"name": s.name, "formula": s.formula, "amount": float(s.amount)} for s in estimate.steps],
    }
    return Say(text, card=card)
