"""What the shapes of all data files are made of."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Strict(BaseModel):
    """A group of a file: no field that is not known, and never changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    """Where a fact comes from: a paper or a statute."""

    title: Text
    publisher: Text | None = None
    date: dt.date | None = None
    url: Text | None = None
