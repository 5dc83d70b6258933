"""What people asked in their own words, where, and which entries answer it (``knowledge/content/asked/``).

Training asks these questions for practice; one that a single entry answers is a further way of asking for that entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import RootModel

from knowledge.checked_yaml import read_checked
from knowledge.errors import ReadableError
from knowledge.language.normalise import letters_only
from knowledge.shapes import Strict, Text

FOLDER = "asked"


class Asked(Strict):
    """A question as somebody asked it; ``region``: where, None for anywhere; ``answers``: the ids of the entries that answer
    it."""

    text: Text
    region: Text | None
    answers: tuple[Text, ...]


_File = RootModel[tuple[Asked, ...]]


def read_asked(content_folder: Path, error: type[ReadableError]) -> tuple[Asked, ...]:
    """All that was asked about the content of a folder, none where nothing is kept. Raises ``error``."""
    files = sorted((content_folder / FOLDER).glob("*.yml"))
    return tuple(item for path in files for item in read_checked(path, _File, error).root)


def ways_of_asking(asked: Iterable[Asked], written: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """For each entry the questions that it alone answers; none that is ``written`` in the content, or that another entry
    answers as well."""
    entries: dict[str, set[str]] = defaultdict(set)
    texts: dict[str, str] = {}
    for item in asked:
        letters = letters_only(item.text)
        entries[letters].update(item.answers)
        texts.setdefault(letters, item.text)
    ways: dict[str, list[str]] = defaultdict(list)
    for letters in entries.keys() - {letters_only(wording) for wording in written}:
        if len(entries[letters]) == 1:
            ways[next(iter(entries[letters]))].append(texts[letters])
    return {entry: tuple(sorted(own)) for entry, own in ways.items()}
