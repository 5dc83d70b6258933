"""Words of the statistics, read from ``texts.yml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from channels.asked.decisions import State
from channels.asked.gathering import Why
from channels.contract.events import Answerer
from channels.line.tally import Outcome

_FILE = Path(__file__).with_name("texts.yml")


class _Texts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReportTexts(_Texts):
    """Titles, columns and lines of the monthly report."""

    title: str
    made: str
    overview: str
    overview_columns: tuple[str, ...]
    conversations: str
    turns: str
    asked: str
    helpful: str
    unhelpful: str
    satisfaction: str
    days: str
    days_columns: tuple[str, ...]
    hours: str
    hours_columns: tuple[str, ...]
    hour: str
    regions: str
    regions_columns: tuple[str, ...]
    topics: str
    topics_columns: tuple[str, ...]
    entries: str
    entries_columns: tuple[str, ...]
    in_vain: str
    in_vain_columns: tuple[str, ...]
    in_vain_note: str
    waiting: str


class ConversationTexts(_Texts):
    """Columns and words of the export of conversations; ``judged``: reasons of verdicts."""

    columns: tuple[str, ...]
    person: str
    engine: str
    desk: str
    paused: str
    helpful: str
    unhelpful: str
    judged: dict[str, str]

    def speaker(self, answerer: Answerer) -> str:
        return str(getattr(self, answerer.value))


class Texts(_Texts):
    """All of them; ``topics``: names of the cards of services."""

    outcomes: dict[Outcome, str]
    topics: dict[str, str]
    no_region: str
    no_topic: str
    reasons: dict[Why, str]
    states: dict[State, str]
    report: ReportTexts
    conversations: ConversationTexts

    def topic(self, key: str) -> str:
        """The name of a topic as turns have it."""
        return self.topics.get(key, key) or self.no_topic


@cache
def load_texts() -> Texts:
    """Raises pydantic's ``ValidationError`` where one is missing."""
    return Texts.model_validate(yaml.safe_load(_FILE.read_text("utf-8")))
