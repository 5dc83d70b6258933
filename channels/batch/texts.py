"""Words of batch tests, read from ``texts.yml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

_FILE = Path(__file__).with_name("texts.yml")


class Columns(BaseModel):
    """What each column of a file may be called."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: tuple[str, ...]
    expected: tuple[str, ...]
    region: tuple[str, ...]


class Texts(BaseModel):
    """All of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: Columns
    refuse_words: tuple[str, ...]
    result_columns: tuple[str, ...]
    decisions: dict[str, str]
    right: str
    wrong: str
    changes: dict[str, str]
    refuse_expected: str


@cache
def load_texts() -> Texts:
    """Raises pydantic's ``ValidationError`` where one is missing."""
    return Texts.model_validate(yaml.safe_load(_FILE.read_text("utf-8")))
