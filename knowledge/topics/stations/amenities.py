"""What a station offers: the words of ``data/amenities.yml``, found in questions and in the files of offices."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from knowledge.language.word_lists import any_of

AMENITIES_FILE = Path(__file__).parent / "data" / "amenities.yml"

_SEPARATOR = re.compile(r"[、;,。\n]")
# "无厕所", but not "无障碍厕所" and "无线充电".
_MISSING = re.compile(r"无(?![障线])|没|未|暂")


@dataclass(frozen=True)
class StationWords:
    """The words of the file. ``amenity_of`` has the name of the amenity for each word, "" for words that only look so."""

    amenity_of: dict[str, str]
    amenity: re.Pattern[str]
    whole_day: re.Pattern[str]
    open_now: re.Pattern[str]
    refusals: tuple[str, ...]

    def amenities_in(self, text: str) -> list[tuple[str, int]]:
        """The amenities named in a text in lower case, and where their words begin."""
        found = ((self.amenity_of[match[0]], match.start()) for match in self.amenity.finditer(text))
        return [(name, start) for name, start in found if name]


@cache
def station_words() -> StationWords:
    """The file, read once."""
    file = yaml.safe_load(AMENITIES_FILE.read_text("utf-8"))
    lists: dict[str, list[str]] = {name: words.split() for name, words in file["words"].items()}
    amenity_of = {word: name for name, words in file["amenities"].items() for word in words.lower().split()}
    amenity_of |= dict.fromkeys(lists["not_amenities"], "")
    return StationWords(
        amenity_of,
        re.compile(any_of(amenity_of)),
        re.compile(any_of(lists["whole_day"])),
        re.compile(any_of(lists["open_now"])),
        tuple(lists["refusals"]),
    )


def amenities_of(cell: str) -> tuple[str, ...]:
    """The amenities listed in a cell: "手机充电、微波炉；Wi-Fi" gives 充电, 热饭 and Wi-Fi.

    What the file has no word for is kept as it stands, and so is what a station says that it has not.
    """
    found: dict[str, None] = {}
    for item in _SEPARATOR.split(unicodedata.normalize("NFKC", cell)):
        item = item.strip()
        named = [] if _MISSING.match(item) else station_words().amenities_in(item.lower())
        found |= dict.fromkeys([name for name, _ in named] or [item])
    found.pop("", None)
    return tuple(found)
