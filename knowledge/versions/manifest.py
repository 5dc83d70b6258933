"""What a version says of itself: how it was learned, from what, and how well it does."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from knowledge.retrieval.features import CONTINUATION_FEATURES, FEATURES, FOLLOW_UP_FEATURES
from knowledge.retrieval.thresholds import Thresholds

# Raised when the files of a version change their meaning: an older program or version is then told apart.
FORMAT = 5


class Manifest(BaseModel):
    """``encoder``: the identity of the encoder that it was learned with; ``features``, ``follow_up_features`` and
    ``continuation_features``: the columns that its models weigh, in order; ``recipe``: every setting of the training;
    ``data``: a digest of each kind of data (``keys.py``); ``figures``: shares of practice questions that the models did not
    learn from (the thresholds were chosen on them), by kind of question and name (``knowledge/training/choice.py``);
    ``sha256``: a checksum of every other file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = FORMAT
    encoder: str
    features: tuple[str, ...] = tuple(FEATURES)
    follow_up_features: tuple[str, ...] = tuple(FOLLOW_UP_FEATURES)
    continuation_features: tuple[str, ...] = tuple(CONTINUATION_FEATURES)
    recipe: dict[str, Any]
    data: dict[str, str]
    thresholds: dict[str, Thresholds]
    figures: dict[str, float] = {}
    sha256: dict[str, str] = {}

    def fits_program(self) -> bool:
        """Whether this program reads its files as they were meant."""
        columns = self.features, self.follow_up_features, self.continuation_features
        known = tuple(FEATURES), tuple(FOLLOW_UP_FEATURES), tuple(CONTINUATION_FEATURES)
        return self.format == FORMAT and columns == known
