"""All that was asked in vain, as the office sees it: gathered, placed, grouped, and carried on."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from sqlalchemy import Engine

from channels.asked import vectors
from channels.asked.decisions import Deciding, Decision, State, decisions
from channels.asked.gathering import Asked, gather
from channels.asked.grouping import Group, grouped, key_of
from channels.library.library import Library
from channels.line.store import Store
from channels.line.transcripts import DAY_MS
from knowledge.editing.listing import find_listed
from knowledge.editing.passages import faq_of
from knowledge.records.audit import By
from knowledge.records.faqs.door import OutOfTurn
from knowledge.records.faqs.reading import UnknownFaq
from knowledge.records.test_cases import record

# As near as that an entry may have been meant by a question.
NEAR = 0.5


@dataclass(frozen=True)
class Found:
    """A group and what was decided about it; ``again``: how many asked after that."""

    group: Group
    decision: Decision | None

    @property
    def state(self) -> State:
        return self.decision.state if self.decision else State.OPEN

    @property
    def again(self) -> int:
        if self.decision is None:
            return 0
        decided = self.decision.at.replace(tzinfo=dt.UTC).timestamp() * 1000
        return len({one.who for one in self.group.members if one.at > decided})


@dataclass(frozen=True)
class Inbox:
    """What was asked in vain within ``days``. All that it does may wait for a database."""

    library: Library
    lines_database: str
    days: float

    @property
    def database(self) -> Engine:
        return self.library.database

    @cached_property
    def store(self) -> Store:
        """A way of its own to the lines, so that nobody who talks waits; opened once the line's own has made the tables."""
        return Store(self.lines_database)

    def gathered(self) -> list[Asked]:
        """Every question. Raises DatabaseError."""
        return gather(self.store, self.database, _now() - int(self.days * DAY_MS))

    def unplaced(self, asked: Sequence[Asked], made_by: str) -> list[str]:
        """The questions that nobody has placed yet, those asked last first; of what was decided, too.

        Raises DatabaseError.
        """
        decided = [decision.question for decision in decisions(self.database).values()]
        texts = list(dict.fromkeys([*decided, *(one.text for one in reversed(asked))]))
        known = vectors.known(self.store, texts, made_by)
        return [text for text in texts if text not in known]

    def keep(self, texts: Sequence[str], told: Mapping[str, Any]) -> None:
        """Keep where questions lie (``actions.contract.queries.Placing``)."""
        vectors.keep(self.store, texts, told, _now())

    def found(self, asked: Sequence[Asked], made_by: str) -> list[Found]:
        """The groups, those asked by most people first. Raises DatabaseError."""
        decided = decisions(self.database)
        first = [decision.question for decision in decided.values()]
        placed = vectors.known(self.store, {*first, *(one.text for one in asked)}, made_by)
        return [Found(group, decided.get(group.key)) for group in grouped(asked, placed, first)]

    def in_vain(self) -> Counter[str]:
        """By entry, how often it was found wrong or disliked, or was nearest to a question asked in vain. Raises
        DatabaseError."""
        asked = self.gathered()
        placed = vectors.known(self.store, {one.text for one in asked})
        decided = decisions(self.database)
        counts = Counter(one.entry for one in asked if one.entry)
        for one in asked:
            near = placed.get(one.text)
            if not one.entry and near and near.cosine >= NEAR and key_of(one.text) not in decided:
                counts[near.nearest] += 1
        return counts

    def act(self, act: str, group: Group, entry: str, by: By) -> str:
        """Carry out what ``channels.asked.shapes.Deciding`` names; the id of the entry that answers from now on, "" for none.

        Raises NotAllowed, OutOfTurn, UnknownFaq, BadContents, DatabaseError.
        """
        deciding = Deciding(self.library.door, partial(record, self.database))
        if act != "reopen" and group.key in decisions(self.database):
            raise OutOfTurn("这一组已经处理过了，请刷新再看")
        if act == "draft":
            return deciding.draft(group, by)
        if act == "not_ours":
            deciding.set_aside(group, by)
        elif act == "reopen":
            deciding.reopen(group.key, by)
        else:
            self._give_to(deciding, group, entry, act == "wording", by)
            return entry
        return ""

    def _give_to(self, deciding: Deciding, group: Group, entry: str, with_wording: bool, by: By) -> None:
        shipped = self.library.shipped
        listed = find_listed(self.database, shipped, entry)
        if listed is None:
            raise UnknownFaq(f"没有编号“{entry}”的问答")
        if with_wording:
            deciding.add_wording(group, listed, faq_of(shipped[entry]) if entry in shipped else None, by)
        else:
            deciding.answered_by(group, entry, by)


def _now() -> int:
    return time.time_ns() // 1_000_000
