"""A library of FAQs behind its door."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from knowledge.records.audit import By
from knowledge.records.faqs.door import Door
from knowledge.records.faqs.reading import read_contents
from knowledge.records.kinds import FaqRow

ANNA, BO = By("安娜", "来信反映"), By("博")


@pytest.fixture
def door(engine: Engine) -> Door:
    return Door(engine)


def faq(id: str = "bed", **cells: str) -> FaqRow:
    """An FAQ with these cells in place of the usual ones."""
    usual = {"question": "青年公寓能住几天？", "answer": "青年公寓可以住5天。", "region": "兰溪市"}
    return read_contents({"id": id, **usual, **cells})
