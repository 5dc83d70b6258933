"""The sentences of the page, from ``data/claims/wording.yml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

CLAIMS_FOLDER = Path(__file__).parent / "data"


@cache
def wording() -> dict[str, str]:
    """The sentences by name; ``{}`` marks are filled in by the caller."""
    sentences: dict[str, str] = yaml.safe_load((CLAIMS_FOLDER / "wording.yml").read_text("utf-8"))
    return sentences
