"""An answer that was put in the place of another one."""

from __future__ import annotations

import pytest

from knowledge.editing.checks.findings import Kind
from tests.knowledge.editing.checks.test_checking import Found
from tests.knowledge.editing.checks.test_checking import found as found


@pytest.fixture(autouse=True)
def unadapted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is adapted here, so all is nearer to each other."""
    monkeypatch.setattr("knowledge.editing.checks.rewritten.OTHER", 0.93)
    monkeypatch.setattr("knowledge.editing.checks.rewritten.FURTHER", 0.05)


def is_overwritten(found: Found, answer: str) -> bool:
    return Kind.OVERWRITTEN in {one.kind for one in found.edited("lanxi-lodging", answer=answer)}


def test_an_answer_of_another_entry_is_noticed(found: Found) -> None:
    other = next(p.answer for p in found.shipped.values() if p.id == "nation-contract-written")
    assert is_overwritten(found, other)
    (told,) = [one for one in found.edited("lanxi-lodging", answer=other) if one.kind is Kind.OVERWRITTEN]
    assert told.is_serious and "请核对有没有贴错" in told.text


def test_an_edit_is_none(found: Found) -> None:
    before = found.shipped["lanxi-lodging"].answer
    assert not is_overwritten(found, before)
    assert not is_overwritten(found, f"{before}咨询电话12333。")
    assert not is_overwritten(found, before.replace("3", "5"))
