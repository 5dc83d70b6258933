"""The cards' classes: one type each, statuses of the closed list, and the columns that the tables have."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from actions.contract.cards import Custom, DrawnCard, HandoffCard, LodgingItem, Row, WaitCard
from actions.contract.messages import Message
from actions.contract.status import Status
from actions.services.listing import LISTINGS, Listed
from knowledge.records.tables import TABLES
from tests.conftest import StartPython

CARDS = (*get_args(DrawnCard), HandoffCard, WaitCard)
# What is kept of a row for the program itself.
INTERNAL = {"revision", "wgs_lat", "wgs_lng"}


def test_each_card_has_a_type_of_its_own_and_all_are_in_the_union() -> None:
    types = [card.model_fields["type"].default for card in CARDS]
    assert len(set(types)) == len(types)
    assert set(get_args(get_args(get_args(Custom)[1])[0])) == set(CARDS)


def test_every_status_says_in_one_sentence_what_it_means() -> None:
    assert all(status.meaning.endswith(".") and status.meaning.count("\n") == 0 for status in Status)
    assert len({status.meaning for status in Status}) == len(Status)


@pytest.mark.parametrize("listed", LISTINGS, ids=lambda listed: listed.kind)
def test_items_of_lists_have_the_columns_of_their_table(listed: Listed) -> None:
    columns = set(TABLES[listed.kind].__table__.columns.keys()) - INTERNAL
    assert set(listed.item.model_fields) == columns | {"sample", "distance_m"}
    assert issubclass(listed.item, Row) and listed.card.model_fields["type"].default == listed.kind
    assert {*listed.shown, listed.title} <= columns


@pytest.mark.parametrize(
    "custom",
    [
        {},
        {"status": "fine"},
        {"status": "refused", "type": "answer"},
        {"status": "listed", "type": "tables", "items": []},
        {"status": "left", "more": 1},
        {"status": "answered", "type": "handoff", "items": ["12333"]},
    ],
    ids=str,
)
def test_what_the_contract_does_not_know_is_refused(custom: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Message.model_validate({"recipient_id": "a", "text": "b", "custom": custom})


def test_what_is_not_known_is_said_to_be_null() -> None:
    assert LodgingItem.model_fields["beds"].is_required() and LodgingItem.model_fields["distance_m"].is_required()


def test_the_contract_needs_pydantic_alone(start_python: StartPython) -> None:
    """The gateway and the evaluation import it."""
    program = "import sys, actions.contract.messages, actions.contract.queries; print(*sys.modules)"
    printed, _ = start_python("-c", program).communicate()
    loaded = {name.partition(".")[0] for name in printed.split()}
    assert "pydantic" in loaded
    assert loaded.isdisjoint({"knowledge", "numpy", "rasa_sdk", "sanic", "sqlalchemy", "yaml"})
