"""Ids for the rows of a file that has none: made of what a row is about, so that the same row of the next file replaces it.

Numbers in the order of the rows would not do: two streets that both count from one would replace each other's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from knowledge.language.normalise import letters_only
from knowledge.records.cell_texts import plain

AUTOMATIC = "自动"
"""Stands for an id that is to be made."""
_ABOUT: Mapping[str, tuple[str, ...]] = {
    "stations": ("city", "name"),
    "jobs": ("city", "employer", "title"),
    "lodgings": ("city", "name"),
    "faqs": ("region", "question"),
    "service_points": ("city", "name"),
    "courses": ("city", "organiser", "title", "starts_at"),
}
_DIGITS = 10


def with_id(kind: str, cells: Mapping[str, str]) -> Mapping[str, str]:
    """The cells of a row of this kind, with an id in the place of ``AUTOMATIC``."""
    if cells.get("id") != AUTOMATIC:
        return cells
    about = "\n".join(letters_only(plain(cells.get(name, ""))) for name in _ABOUT[kind])
    return {**cells, "id": f"auto-{hashlib.blake2b(about.encode()).hexdigest()[:_DIGITS]}"}
