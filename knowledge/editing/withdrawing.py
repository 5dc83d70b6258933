"""Take an FAQ out of the answers, wherever it came from, and bring a shipped entry back."""

from __future__ import annotations

from knowledge.editing.listing import Listed
from knowledge.records.audit import By
from knowledge.records.faqs.door import Door, NotAllowed, OutOfTurn, may_write
from knowledge.records.removing import restore_content, withdraw_content


def withdraw(door: Door, one: Listed, by: By) -> None:
    """Have it told no more: of the office's own what is published, or else the draft; of an edited shipped entry the edit,
    which gives the entry its place back; of any other shipped entry that. Raises NotAllowed, OutOfTurn, DatabaseError."""
    if one.published is not None or not one.is_shipped:
        door.withdraw(one.id, by)
    elif one.is_told:
        _require_own(one, by)
        withdraw_content(door.database, [one.id], by)
    else:
        raise OutOfTurn(f"“{one.id}”已经撤下了")


def bring_back(door: Door, one: Listed, by: By) -> None:
    """Have a shipped entry told again that was withdrawn. Raises NotAllowed, OutOfTurn, DatabaseError."""
    _require_own(one, by)
    if not restore_content(door.database, [one.id], by):
        raise OutOfTurn(f"“{one.id}”不是撤下的程序自带问答；要用回旧的一版，请写明第几版")


def _require_own(one: Listed, by: By) -> None:
    if not may_write(by, one.contents.region, one.contents.category):
        raise NotAllowed(f"“{one.id}”不归您管")
