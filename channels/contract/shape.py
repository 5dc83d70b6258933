"""What the pages of the staff and the server tell each other is made of."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """No field that is not known, and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")
