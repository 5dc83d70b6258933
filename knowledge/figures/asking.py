"""Words of a text that ask for the asker's place, and what stands there instead where it is known.

``{no city: 告诉我您在哪个市、想做什么活|告诉我想做什么活}``: the first words where nobody knows the city, the others
where it is known; either may be empty. ``no province`` does so where the province is all that matters. Who is in a city
is in its province too, and 北京市 is a city as well as a province.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast, get_args

from knowledge.places.regions import Region

Lacking = Literal["no province", "no city"]
_DEPTHS: dict[Lacking, int] = {"no province": 1, "no city": 2}


@dataclass(frozen=True)
class Asking:
    """One place in a text that depends on whether the asker's place is known."""

    lacking: Lacking
    unknown: str
    known: str

    def text(self, region: Region) -> str:
        """What stands there for somebody of whose place ``region`` is known."""
        return self.unknown if _is_lacking(self.lacking, region) else self.known


def lacking_of(kind: str) -> Lacking | None:
    """What is asked for, of the word at the beginning of the braces; None where that says something else."""
    return cast(Lacking, kind) if kind in get_args(Lacking) else None


def asking(lacking: Lacking, words: str) -> Asking | None:
    """``words``: "告诉我您在哪个市|告诉我想做什么活"; None unless there are just these two parts, and they differ."""
    unknown, *known = (part.strip() for part in words.split("|"))
    return Asking(lacking, unknown, known[0]) if len(known) == 1 and unknown != known[0] else None


def _is_lacking(lacking: Lacking, region: Region) -> bool:
    is_municipality = region.depth == 1 and region.name.endswith("市")
    return region.depth + is_municipality < _DEPTHS[lacking]
