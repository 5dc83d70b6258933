"""What goes in and out of ``/api/admin/statistics``."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from channels.line.tally import Outcome
from knowledge import china_time

Short = Annotated[str, StringConstraints(max_length=200)]
USUAL, LONGEST = dt.timedelta(days=29), dt.timedelta(days=3660)
# Turns that ask nothing, or are answered by a clerk: no share is reckoned of them.
NOT_ASKED = (Outcome.TALK, Outcome.CLERK)


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(_Shape):
    """The days from ``first`` to ``last``, both included and ten years at most; the last thirty where nothing is said.
    ``region`` and ``topic``: of these alone ("": of all); "-" stands for turns that have none."""

    first: dt.date = Field(default_factory=lambda: china_time.today() - USUAL)
    last: dt.date = Field(default_factory=china_time.today)
    region: Short = ""
    topic: Short = ""

    @property
    def milliseconds(self) -> range:
        """All of it, since 1970."""
        start = dt.datetime.combine(self.first, dt.time(), china_time.CHINA)
        end = dt.datetime.combine(self.last + dt.timedelta(days=1), dt.time(), china_time.CHINA)
        return range(int(start.timestamp() * 1000), int(end.timestamp() * 1000))

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first > self.last:
            raise ValueError("the first day comes after the last")
        if self.last - self.first > LONGEST or self.last == dt.date.max:
            raise ValueError("nobody asks for so long a time")
        return self


class Month(_Shape):
    """A month and the form of its report."""

    month: Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]
    form: Literal["xlsx", "pdf"] = "xlsx"


class Counts(_Shape):
    """Turns by what came of them."""

    outcomes: dict[Outcome, int]

    @property
    def turns(self) -> int:
        return sum(self.outcomes.values())

    @property
    def asked(self) -> int:
        """Turns that asked something of the assistant."""
        return self.turns - sum(self.outcomes.get(outcome, 0) for outcome in NOT_ASKED)

    def of(self, outcome: Outcome) -> int:
        return self.outcomes.get(outcome, 0)


class Day(Counts):
    """A day, and how many conversations began on it."""

    day: dt.date
    conversations: int


class Part(Counts):
    """Turns of one region or topic: ``key`` as turns have it, ``name`` in words."""

    key: str
    name: str


class Usage(_Shape):
    """How often an entry was told, was among what to choose from, and was opened by a clerk."""

    id: str
    question: str
    told: int
    listed: int
    desk: int


class Statistics(Counts):
    """All numbers of a span: ``days`` in order, ``hours`` of the day from 0 to 23 (turns that asked), regions and topics with
    most turns first, the entries that came up most; verdicts of people."""

    first: dt.date
    last: dt.date
    conversations: int
    helpful: int
    unhelpful: int
    days: tuple[Day, ...]
    hours: tuple[int, ...]
    regions: tuple[Part, ...]
    topics: tuple[Part, ...]
    entries: tuple[Usage, ...]

    @property
    def satisfaction(self) -> float | None:
        """The share of verdicts that say "helpful"; None without any."""
        judged = self.helpful + self.unhelpful
        return self.helpful / judged if judged else None
