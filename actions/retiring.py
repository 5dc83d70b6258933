"""The retirement pre-check: a form for month of birth, sex and kind of post, then the computation."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import Events
from actions.presenting import phrase
from knowledge.retirement import Month, OriginalAge, Retirement, retirement

OLDEST, YOUNGEST = Month(1930, 1), Month(2015, 12)
SLOTS = ("birth", "birth_year", "sex", "post")


class ValidateRetirementForm(FormValidationAction):
    """Asks only what the person's case needs, and takes only months of birth that can be."""

    def name(self) -> str:
        return "validate_retirement_form"

    async def required_slots(
        self, domain_slots: list[str], dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[str]:
        return [slot for slot in domain_slots if slot != "post"] if tracker.get_slot("sex") == "男" else domain_slots

    def validate_birth(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """A month is kept; a year alone is remembered and the month asked for."""
        year = tracker.get_slot("birth_year")
        if value.startswith("-"):  # a month alone: "3月"
            value = f"{year}{value}" if year else value
        elif "-" not in value:
            dispatcher.utter_message(response="utter_ask_month", year=value)
            return {"birth": None, "birth_year": value}
        try:
            month = Month.parse(value)
        except ValueError:
            month = None
        if month is None or not OLDEST <= month <= YOUNGEST:
            dispatcher.utter_message(response="utter_birth_invalid")
            return {"birth": None}
        return {"birth": value}


class TellRetirement(Action):
    """Says when, from the filled form, and forgets the person's particulars."""

    def name(self) -> str:
        return "action_retirement"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        birth = Month.parse(tracker.get_slot("birth"))
        ages: dict[str, OriginalAge] = {"50": 50, "55": 55}
        original: OriginalAge = 60 if tracker.get_slot("sex") == "男" else ages[tracker.get_slot("post")]
        found = retirement(birth, original)
        years, months = divmod(found.age_months, 12)
        name = "man" if original == 60 else "woman"
        dispatcher.utter_message(
            response="utter_retirement",
            who=phrase(name, birth=_month(birth), age=original),
            age=f"{years}岁" + (f"{months}个月" if months else ""),
            month=_month(found.month),
            delay=phrase("delay", months=found.delay) if found.delay else phrase("no_delay"),
            years=f"{float(found.years):g}年",
            flexible=_flexible(found),
            json_message={
                "type": "retirement",
                "month": f"{found.month.year}-{found.month.month:02d}",
                "delay_months": found.delay,
                "age_months": found.age_months,
                "minimum_years": float(found.years),
            },
        )
        return [SlotSet(slot, None) for slot in SLOTS]


def _month(month: Month) -> str:
    return f"{month.year}年{month.month}月"


def _flexible(found: Retirement) -> str:
    if not found.delay:
        return phrase("late_only", latest=_month(found.latest))
    return phrase("early", earliest=_month(found.earliest), latest=_month(found.latest))
