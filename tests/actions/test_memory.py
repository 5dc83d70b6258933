"""What is remembered, and where: slots of the same names in domain.yml, and nothing of Rasa in the conversation itself."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields
from decimal import Decimal

import yaml

from actions.memory import Memory, Underway
from actions.persons import PersonRecord, Persons
from actions.services.service import Point
from knowledge.china_time import CHINA
from knowledge.settings import ROOT
from tests.conftest import StartPython

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=CHINA)
EVERYTHING = Memory(
    region="兰溪市",
    page_region="舟山市",
    last_region="兰溪市",
    last_question="失业登记要几天",
    last_passage="lanxi-unemployment",
    told=("lanxi-unemployment",),
    pending_question="失业金多少钱",
    choices=("one", "two"),
    point=Point(29.2, 119.46),
    service=Underway("jobs", {"wish": {"trades": ["保洁"]}}, "region"),
    persons=Persons(
        {"mother": PersonRecord(birth="1971-02", paid=Decimal("17.25"), turns={"birth": 1, "paid": 2})},
        ("mother",),
        "mother",
        2,
        NOW,
    ),
)


def test_each_field_has_its_slot_and_each_slot_its_field() -> None:
    slots = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["slots"]
    assert set(slots) == {field.name for field in fields(Memory)} == set(Memory().slots())
    # The conversation's own memory must not decide which rule holds, nor be filled by anything but the actions.
    assert all(slot["influence_conversation"] is False for slot in slots.values())
    assert all(slot["mappings"] == [{"type": "custom"}] for slot in slots.values())


def test_all_of_it_outlives_being_stored_as_json() -> None:
    assert Memory.from_slots(json.loads(json.dumps(EVERYTHING.slots()))) == EVERYTHING
    assert Memory.from_slots(dict.fromkeys(Memory().slots())) == Memory()


def test_another_city_chosen_on_the_page_goes_before_what_was_said() -> None:
    assert EVERYTHING.with_metadata({"region": "舟山市"}).region == "兰溪市"
    moved = EVERYTHING.with_metadata({"region": "江门市"})
    assert (moved.region, moved.page_region) == (None, "江门市")


def test_what_was_shown_beside_an_answer_was_told_too_and_the_matter_stays() -> None:
    memory = (
        Memory()
        .having_told("guide-wages-owed", "老板欠我工资")
        .having_shown(["guide-wages-owed", "nation-small-claim"])
    )
    assert memory.told == ("guide-wages-owed", "nation-small-claim")
    assert (memory.matter, memory.matter_question) == ("guide-wages-owed", "老板欠我工资")


def test_the_conversation_knows_nothing_of_rasa(start_python: StartPython) -> None:
    program = "import sys, actions.conversation; print([name for name in sys.modules if name.startswith('rasa')])"
    printed, _ = start_python("-c", program).communicate()
    assert printed.strip() == "[]"
