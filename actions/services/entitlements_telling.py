"""How the result is said: its figures, its steps with their articles, and what has to be known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from actions.contract.cards import EntitlementCard, EntitlementStep
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.saying import Say, numbered, phrase
from knowledge.entitlements.calculation import Step, cited, yuan
from knowledge.entitlements.kinds import Input, Kind
from knowledge.entitlements.reckoning import Case, Reckoning, told_in_words


def replies(each: Input) -> list[str]:
    return [*(option.title for option in each.options), phrase("entitlement_unknown")]


def result_says(
    kind: Kind,
    case: Case,
    found: Reckoning,
    others: Mapping[str, Reckoning],
    first: Sequence[str],
    beside: Sequence[str],
) -> Say:
    """The result with its steps, after what is said ``first``; of ``others``, by grade, the results only. ``beside``: the
    wishes to have something else reckoned."""
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
    return Say(card, lines, buttons=Button.of((*beside, *kind.offers)))


def _result(step: Step) -> str:
    return phrase("entitlement_result", name=step.name, result=step.result)


def _at_grade(grade: str, found: Reckoning) -> str:
    results = "；".join(_result(step) for each in found.calculations for step in each.results)
    return phrase("entitlement_at_grade", grade=grade, results=results)


def held_against(found: Reckoning, offered: Decimal) -> str | None:
    """What the other side offers, beside what was reckoned; None where no sum came of it."""
    due = [step for each in found.calculations for step in each.results if step.unit == "元"]
    compared = [
        phrase("entitlement_offered_less", name=step.name, result=step.result, short=yuan(step.amount - offered))
        if offered < step.amount
        else phrase("entitlement_offered_enough", name=step.name, result=step.result)
        for step in due
    ]
    advice = phrase("entitlement_before_signing") if any(offered < step.amount for step in due) else ""
    words = phrase("entitlement_offered", offered=yuan(offered), compared="；".join(compared))
    return words + advice if due else None


def articles_say(found: Reckoning) -> Say:
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
