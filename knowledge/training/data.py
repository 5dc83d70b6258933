"""The data that practice starts from, read and checked: colloquial, unanswerable and half questions, made-up offices."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import RootModel

from knowledge.checked_yaml import read_checked
from knowledge.library.content import Content, ContentError
from knowledge.places.regions import Region
from knowledge.shapes import Strict, Text
from knowledge.training.offices import Office, read_offices

DATA_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Colloquial:
    """A chatty question, where it was asked, and the numbers of the passages that answer it."""

    text: str
    region: Region | None
    answers: tuple[int, ...]


class Unanswerable(Strict):
    """A question that nothing answers; ``region``: where it was asked, None for what is no office's business."""

    text: Text
    region: Text | None


class HalfSentence(Strict):
    """What is said after the passage ``after``, and the passages that answer it; none: nothing does."""

    after: Text
    region: Text | None
    text: Text
    answers: tuple[Text, ...]


@dataclass(frozen=True)
class PracticeData:
    """Everything under ``folder``; an answer that the content does not have is left out. ``unanswerable`` holds what is
    ``off_topic`` too."""

    colloquial: tuple[Colloquial, ...]
    unanswerable: tuple[Unanswerable, ...]
    off_topic: tuple[Unanswerable, ...]
    half_sentences: tuple[HalfSentence, ...]
    offices: tuple[Office, ...]


class _Colloquial(Strict):
    text: Text
    region: Text | None
    answers: tuple[Text, ...]


_ColloquialFile = RootModel[tuple[_Colloquial, ...]]
_UnanswerableFile = RootModel[tuple[Unanswerable, ...]]
_HalfSentenceFile = RootModel[tuple[HalfSentence, ...]]


def read_data(content: Content, folder: Path = DATA_FOLDER) -> PracticeData:
    """Raises ContentError, UnknownRegion."""
    return PracticeData(
        tuple(item for path in _files(folder, "colloquial") for item in _colloquial(content, path)),
        (*_unanswerable(folder, "unanswerable"), *(off_topic := _unanswerable(folder, "off-topic"))),
        off_topic,
        tuple(
            item
            for path in _files(folder, "followups")
            for item in read_checked(path, _HalfSentenceFile, ContentError).root
        ),
        read_offices(content.regions, folder / "offices"),
    )


def _unanswerable(folder: Path, kind: str) -> tuple[Unanswerable, ...]:
    files = (read_checked(path, _UnanswerableFile, ContentError) for path in _files(folder, kind))
    return tuple(item for file in files for item in file.root)


def _files(folder: Path, kind: str) -> list[Path]:
    """The files of one kind, "colloquial.yml" and "colloquial-….yml"."""
    return sorted(folder.glob(f"{kind}*.yml"))


def _colloquial(content: Content, path: Path) -> tuple[Colloquial, ...]:
    numbers = {passage.id: number for number, passage in enumerate(content.passages)}
    read = (
        Colloquial(
            item.text,
            content.regions.get(item.region) if item.region else None,
            tuple(numbers[answer] for answer in item.answers if answer in numbers),
        )
        for item in read_checked(path, _ColloquialFile, ContentError).root
    )
    return tuple(item for item in read if item.answers)
