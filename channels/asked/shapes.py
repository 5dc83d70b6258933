"""What goes in and out of ``/api/admin/asked``."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from channels.asked.decisions import State
from channels.asked.gathering import Why
from channels.asked.inbox import Found
from channels.contract.numbers import Count
from channels.contract.shape import Shape

Short = Annotated[str, StringConstraints(max_length=200)]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
MOST_LISTED = 50
MOST_REMARKS = 5


class AskedWish(Shape):
    """Which groups of questions are wanted: in this state, asked in this place ("": anywhere), for this reason."""

    state: State = State.OPEN
    region: Short = ""
    why: Why | None = None
    offset: Count = 0
    limit: Annotated[int, Field(ge=1, le=MOST_LISTED)] = 20


class NearEntry(Shape):
    """An entry that may answer, and how surely (0 to 1)."""

    id: str
    question: str
    region: str
    score: float


class AskedGroup(Shape):
    """Questions that mean the same. ``people``: how many asked; ``last``: when last (UTC); ``cities`` and ``reasons``: how
    many where and why; ``remarks``: what they said of the answer; ``near``: what comes nearest to it now, and the search's
    ``decision``. ``state`` with ``entry`` and ``who``: what was decided; ``again``: how many asked after that."""

    key: str
    question: str
    people: int
    last: dt.datetime | None
    samples: tuple[str, ...]
    cities: dict[str, int]
    reasons: dict[Why, int]
    remarks: tuple[str, ...]
    near: tuple[NearEntry, ...]
    decision: str
    state: State
    entry: str
    who: str
    again: int

    @classmethod
    def of(cls, found: Found, lookup: dict[str, Any]) -> AskedGroup:
        """``lookup``: what the search finds for the question (``actions.contract.queries.Lookup``)."""
        group, decision = found.group, found.decision
        last = dt.datetime.fromtimestamp(group.last / 1000, dt.UTC).replace(tzinfo=None) if group.last else None
        remarks = dict.fromkeys(one.remark for one in reversed(group.members) if one.remark)
        near = ({name: hit[name] for name in ("id", "question", "region", "score")} for hit in lookup["hits"])
        return cls(
            key=group.key,
            question=group.question,
            people=group.people,
            last=last,
            samples=group.samples,
            cities=dict(group.cities.most_common()),
            reasons=dict(group.reasons.most_common()),
            remarks=tuple(remarks)[:MOST_REMARKS],
            near=tuple(NearEntry.model_validate(one) for one in near),
            decision=lookup["decision"],
            state=found.state,
            entry=decision.entry if decision else "",
            who=decision.who if decision else "",
            again=found.again,
        )


class AskedList(Shape):
    """Some of the groups that are wanted, those asked by most people first; how many there are in all, and in each state;
    ``waiting``: questions that are not grouped yet, because nobody had the time; ``days``: how far back it goes."""

    groups: tuple[AskedGroup, ...]
    total: int
    counts: dict[State, int]
    waiting: int
    days: float


class Deciding(Shape):
    """What becomes of a group. ``draft``: an FAQ is begun; ``wording``: its question is added to an ``entry``, as a draft;
    ``answered``: an ``entry`` answers it as it is; ``not_ours``: none will; ``reopen``: it is looked at again."""

    key: Key
    act: Literal["draft", "wording", "answered", "not_ours", "reopen"]
    entry: Annotated[str, StringConstraints(max_length=64)] = ""
    why: Short = ""


class Decided(Shape):
    """The entry that answers from now on ("": none)."""

    entry: str
