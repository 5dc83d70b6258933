"""The retirement pre-check: month of birth, sex and kind of post, then the computation; years paid may follow."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, cast

from actions.contract.cards import RetirementCard
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.saying import Say, phrase
from actions.services.pension_figures import FIGURES
from actions.services.service import Answers, InvalidAnswer, Outcome, Question, Service, Utterance
from knowledge.language.ages import find_birth_years
from knowledge.language.people import find_birth, find_post, find_sex, find_years_paid, says_lunar
from knowledge.language.reading import PlaceMention, Reading
from knowledge.topics.retirement.rules import ImpossibleCase, Month, Plan, Prospect, Retirement, original_age_of, plan

OLDEST, YOUNGEST = Month(1930, 1), Month(2015, 12)
_NUMBER = re.compile(r"[\d一二三四五六七八九十]")


class RetirementCheck(Service):
    """When somebody may retire. ``birth`` "1975-03"; ``year``, ``month``: what is known of it so far; ``years``: the years
    that an age leaves open; ``sex`` 男 or 女; ``post`` "50" or "55"; ``paid``: years of contribution, ""
    when not known; ``wants_paid``: to be asked for them."""

    name = "retirement"

    def begin(self, utterance: Utterance) -> Answers | None:
        if utterance.intent != "retirement_check":
            return None
        read = _read({}, utterance)
        return read if isinstance(read, dict) else {}

    def take(self, answers: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
        if utterance.text == phrase("offer_years"):
            return {**{name: value for name, value in answers.items() if name != "paid"}, "wants_paid": True}
        read = _read_paid(answers, utterance.reading) if asked == "paid" else None
        read = read or _read(answers, utterance)
        if read != answers:
            return read
        if asked == "post" and utterance.reading.gives_no_answer:
            return InvalidAnswer(phrase("post_unknown"))
        if asked == "birth" and _NUMBER.search(utterance.text) and len(utterance.text) <= 12:
            return InvalidAnswer(phrase("birth_invalid"))
        return None

    def question(self, answers: Answers, utterance: Utterance) -> Question | None:
        if "birth" not in answers:
            return _ask_birth(answers)
        if "sex" not in answers:
            return Question("sex", phrase("ask_sex"), Button.of(("男", "女")))
        if answers["sex"] == "女" and "post" not in answers:
            return Question("post", phrase("ask_post"), Button.of((phrase("post_50"), phrase("post_55"))))
        if answers.get("wants_paid") and "paid" not in answers:
            return Question("paid", phrase("ask_paid"), Button.of((phrase("not_known"),)))
        return None

    def finish(self, answers: Answers, utterance: Utterance) -> Outcome:
        sex = cast(Literal["男", "女"], answers["sex"])
        post = int(answers["post"]) if sex == "女" else None
        paid = Decimal(answers["paid"]) if answers.get("paid") else None
        now = Month(utterance.today.year, utterance.today.month)
        birth = Month.parse(answers["birth"])
        try:
            found = plan(birth, original_age_of(sex, post), paid, now)
        except ImpossibleCase as error:
            return Outcome((Say.plain(Status.NOT_COMPUTED, str(error)),), answers)
        about_paid = phrase("paid_unknown" if answers.get("paid") == "" else "say_years_paid")
        return Outcome((Say(_card(birth, found, about_paid), buttons=_offers(found)),), answers)


def _read_paid(answers: Answers, reading: Reading[PlaceMention]) -> Answers | InvalidAnswer | None:
    """The answer to how many years were paid; a bare number will do."""
    if reading.gives_no_answer:
        return {**answers, "paid": ""}
    asks = reading.asks or "?" in reading.plain
    years = None if asks else FIGURES["years"].read(reading.plain)
    if years is None:
        return None
    return (
        {**answers, "paid": str(years)} if FIGURES["years"].can_be(years) else InvalidAnswer(FIGURES["years"].complaint)
    )


def _read(answers: Answers, utterance: Utterance) -> Answers | InvalidAnswer:
    """The answers with what the message adds or corrects."""
    text, found = utterance.text, dict(answers)
    if says_lunar(text):
        return InvalidAnswer(phrase("birth_lunar"))
    if birth := find_birth(text):
        wrong = _take_birth(found, birth.value)
        if wrong:
            return wrong
    elif years := find_birth_years(text, utterance.today):
        found |= {"years": years.value.split("|")}
        found.pop("birth", None)
    if sex := find_sex(text):
        found["sex"] = sex.value
    if post := find_post(text):
        found |= {"post": post.value, "sex": found.get("sex", "女")}
    if (paid := find_years_paid(text)) is not None:
        found["paid"] = str(paid)
    return found


def _take_birth(found: Answers, value: str) -> InvalidAnswer | None:
    """Takes "1975-03", "1975" or "-03" in."""
    if value.startswith("-"):
        found["month"] = value[1:]
    else:
        found["year"], _, month = value.partition("-")
        found |= {"month": month} if month else {}
        found.pop("years", None)
        found.pop("birth", None)
    if "year" in found and "month" in found:
        try:
            month_of_birth = Month.parse(f"{found['year']}-{found['month']}")
        except ValueError:
            month_of_birth = None
        if month_of_birth is None or not OLDEST <= month_of_birth <= YOUNGEST:
            return InvalidAnswer(phrase("birth_invalid"))
        found["birth"] = f"{found['year']}-{found['month']}"
    return None


def _ask_birth(answers: Answers) -> Question:
    if "year" in answers:
        return Question("birth", phrase("ask_month", year=answers["year"]))
    if "years" in answers:
        return Question("birth", phrase("ask_year"), Button.of(f"{year}年" for year in answers["years"]))
    return Question("birth", phrase("ask_birth"))


def _tell(birth: Month, found: Plan, about_paid: str) -> str:
    rule = found.retirement
    who = phrase("man" if rule.original_age == 60 else "woman", birth=_month(birth), age=rule.original_age)
    years, months = divmod(rule.age_months, 12)
    return phrase(
        "retirement",
        who=who,
        age=f"{years}岁" + (f"{months}个月" if months else ""),
        month=_month(rule.month),
        delay=phrase("delay", months=rule.delay) if rule.delay else phrase("no_delay"),
        years=_years(float(rule.years)),
        flexible=_flexible(rule),
        contributions=_contributions(found) or about_paid,
    )


def _contributions(found: Plan) -> str:
    stopping, going_on = found.if_stopping, found.if_paying_on
    if stopping is None or going_on is None:
        return ""
    if not stopping.missing:
        return phrase("paid_enough", early=_early(stopping))
    if not going_on.missing:
        return phrase("paid_enough_later", missing=_years(float(stopping.missing)), early=_early(going_on))
    return phrase("paid_too_little", missing=_years(float(going_on.missing)))


def _early(prospect: Prospect) -> str:
    return phrase("early_open", month=_month(prospect.earliest)) if prospect.earliest else ""


def _flexible(rule: Retirement) -> str:
    if not rule.delay:
        return phrase("late_only", latest=_month(rule.latest))
    return phrase("early", earliest=_month(rule.earliest), latest=_month(rule.latest))


def _offers(found: Plan) -> tuple[Button, ...]:
    return Button.of([phrase("offer_pension")] + ([] if found.if_stopping else [phrase("offer_years")]))


def _card(birth: Month, found: Plan, about_paid: str) -> RetirementCard:
    rule = found.retirement
    return RetirementCard(
        head=(_tell(birth, found, about_paid),),
        notes=(phrase("retirement_note"),),
        source_line=phrase("retirement_source"),
        month=f"{rule.month.year}-{rule.month.month:02d}",
        delay_months=rule.delay,
        age_months=rule.age_months,
        minimum_years=float(rule.years),
        missing_years=float(found.if_paying_on.missing) if found.if_paying_on else None,
    )


def _month(month: Month) -> str:
    return f"{month.year}年{month.month}月"


def _years(years: float) -> str:
    """ "15年", "16年6个月"."""
    whole, months = divmod(round(years * 12), 12)
    return (f"{whole}年" if whole else "") + (f"{months}个月" if months else "")
