"""What is asked about an outcome of the retirement pre-check: why so late, how it was computed, by which article, whether
early, how to apply."""

from __future__ import annotations

import re
from typing import Literal

from actions.contract.status import Status
from actions.persons import PersonRecord
from actions.saying import Say, phrase
from actions.services.explaining import aspect_asked
from actions.services.retirement_telling import Case, described, early, in_years, month_of
from actions.services.service import Utterance
from actions.services.whose import name_of
from knowledge.language.persons import Person
from knowledge.topics.retirement.rules import RULES, Month, OriginalAge, Rule, delay_of, months_counted

About = Literal["early", "late", "left", "short", "reason", "law", "apply"]

_EARLY = re.compile(
    r"(?:不想|不愿意?|不要|别|不)(?:再)?(?:晚|延|推|拖|等)|提前|(?:想|能|可以|要)早|(?<!老)早(?:点|些|一点|几年|一年)?(?:退|办)(?!了)|早退(?!了)|最早|(?:能|可以)[^,，。]{0,3}(?:今年|现在|马上)[就能]*退"
)
_LATE = re.compile(r"(?:想|能|可以)(?:再)?(?:多干|接着干|继续干|晚点退|晚退|延后|干到)|延后退|晚几年退|最晚")
_LEFT = re.compile(r"(?:还[差有要得需]*|[差等])[^,，。;；交缴]{0,3}(?:多久|多长时间|多少[年月天]|几[年个])")
# What to do where the years paid are too few.
_TOO_FEW = re.compile(
    r"(?:不够|差[^,，。]{0,6}年?)[^,，。]{0,4}(?:怎么|咋|如何|能不能|可以)|(?:怎么|咋|能不能|可以)(?:样|一次)?补"
)
_REASON = re.compile(r"为什么|凭什么|什么原因|怎么(?:会|要|就|还|比)?[^,，。]{0,6}(?:晚|推|延|迟|多)")
_OF_RETIRING = re.compile(r"晚|迟|推|延|退|早|个月|岁|年(?!休)|呢|(?<!\d)[56][0358](?!\d)")
_APPLY = re.compile(r"[跟向找问]谁|没有?单位|通知|自动(?:发|办|到)|手续|材料|没动静|没消息|没人(?:管|找|联系)")
_LAW = re.compile(r"哪一?[条部个][^,，。]{0,3}(?:法|规定|文件)|写在哪|哪里写|依据")
_YEARS_PAID = re.compile(r"[交缴]|社保|年限|保险")
_SHORT = 16
_FROM_ASPECT: dict[str, About] = {
    "law": "law", "calculation": "reason", "reason": "reason", "papers": "apply", "place": "apply", "deadline": "late",
}  # fmt: skip


def explained(cases: list[Case], utterance: Utterance) -> list[Say]:
    """What a message asks about the outcome of these; nothing when it asks nothing of the kind."""
    asked = about(utterance)
    if asked is None:
        return []
    if asked == "short":
        cases = [case for case in cases if _missing(case)]
    if not cases:
        return []
    lines = _by_name(cases, [_line(asked, case) for case in cases])
    lines += _others(cases[0], utterance) if asked == "reason" else []
    return [Say.plain(Status.COMPUTED, *dict.fromkeys(lines))]


def about(utterance: Utterance) -> About | None:
    """What a message asks about an outcome."""
    reading = utterance.reading
    text = reading.standard
    if not reading.kinds & {"question", "statement", "wish"}:
        return None
    if _REASON.search(text) and _OF_RETIRING.search(text):
        return "reason"
    if _EARLY.search(text):
        return "early"
    if _LATE.search(text):
        return "late"
    if _TOO_FEW.search(text) and len(reading.letters) <= _SHORT:
        return "short"
    if _LEFT.search(text) and not _YEARS_PAID.search(text) and len(reading.letters) <= _SHORT:
        return "left"
    if _LAW.search(text) and len(reading.letters) <= _SHORT:
        return "law"
    if aspect := aspect_asked(reading):
        return _FROM_ASPECT.get(aspect)
    return "apply" if _APPLY.search(text) and len(reading.letters) <= _SHORT else None


def explained_on_the_way(utterance: Utterance) -> list[Say]:
    """The rule that a message asks about while the month is not known yet; nothing when it asks for none."""
    match about(utterance):
        case "reason":
            text = phrase("why_rule", step=RULES[60].step, quick=RULES[50].step)
        case "early":
            text = phrase("retire_early_rule", age=phrase("own_age"), early="")
        case "late":
            text = phrase("retire_late_rule", latest="")
        case "left":
            text = phrase("retire_left_after")
        case _:
            return []
    return [Say.plain(Status.COMPUTED, text)]


def _by_name(cases: list[Case], lines: list[str]) -> list[str]:
    """Each line with the one whom it is about, unless the same is so of all."""
    if len(set(lines)) == 1:
        return lines[:1]
    return [f"{name_of(case.person)}：{line}" for case, line in zip(cases, lines, strict=True)]


def _line(asked: About, case: Case) -> str:
    match asked:
        case "reason":
            return _reason(case)
        case "law":
            return phrase("retire_law")
        case "apply":
            return phrase("retire_apply")
        case "late":
            return phrase("retire_late_rule", latest=phrase("late_until", month=month_of(case.rule.latest)))
        case "left":
            return _left(case)
        case "short":
            return phrase("retire_too_few", missing=in_years(_missing(case)))
        case "early":
            return _early(case)


def _missing(case: Case) -> float:
    """The years that will be lacking though he pays on until he retires."""
    going_on = case.found.if_paying_on
    return float(going_on.missing) if going_on else 0.0


def _left(case: Case) -> str:
    month = month_of(case.rule.month)
    if case.is_over:
        return phrase("retire_left_over", month=month)
    return phrase("retire_left", month=month, left=in_years(case.rule.month.since(case.now) / 12))


def _early(case: Case) -> str:
    """Whether and from when early retirement is open, by the years paid where they are known."""
    if case.is_over:
        return phrase("early_over", month=month_of(case.rule.month))
    going_on = case.found.if_paying_on
    if going_on is None or not case.rule.delay:
        return phrase("retire_early_rule", age=phrase("age_of", years=case.rule.original_age), early=early(case))
    month = going_on.earliest
    by_years = phrase("early_by_years", month=month_of(month)) if month else phrase("early_not_by_years")
    return phrase("retire_early_rule", age=phrase("age_of", years=case.rule.original_age), early=by_years)


def _reason(case: Case) -> str:
    """The rule, and how it comes to this month."""
    rule = case.rule
    steps = {**_values(RULES[rule.original_age]), "who": described(case), "original": month_of(rule.original_month)}
    if not rule.delay:
        return phrase("why_no_delay", **steps)
    number = months_counted(case.birth, rule.original_age)
    return phrase("why_delay", **steps, number=number, delay=rule.delay, month=month_of(rule.month))


def _values(rule: Rule) -> dict[str, object]:
    return {"first": month_of(rule.first), "step": rule.step, "most": rule.most}


def _others(case: Case, utterance: Utterance) -> list[str]:
    """By how much somebody to compare with is put off, by the rule of the one whose outcome it is."""
    persons = utterance.persons
    return [
        _compared(person, record, case)
        for person, record in persons.records.items()
        if person != case.person and record.birth and "birth" in persons.told_now(person)
    ]


def _compared(person: Person, record: PersonRecord, case: Case) -> str:
    year, _, month = (record.birth or "").partition("-")
    months = [Month(int(year), each) for each in ([int(month)] if month else [1, 12])]
    own = case.rule.original_age
    original_age: OriginalAge = 60 if record.sex == "男" else own
    delays = sorted({delay_of(each, original_age) for each in months})
    delay = phrase("from_to", low=delays[0], high=delays[-1]) if len(delays) > 1 else str(delays[0])
    birth = f"{year}年" + (f"{int(month)}月" if month else "")
    key = "why_man" if original_age != own else "why_earlier" if months[-1] < case.birth else "why_other"
    return phrase(key, name=name_of(person), birth=birth, delay=delay, step=RULES[original_age].step)
