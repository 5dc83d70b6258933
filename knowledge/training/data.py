"""The data that practice starts from, read and checked: colloquial, unanswerable and half questions, made-up offices."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import RootModel

from knowledge.checked_yaml import read_checked
from knowledge.language.normalise import letters_only
from knowledge.library.asked import Asked, read_asked
from knowledge.library.content import CONTENT_FOLDER, Content, ContentError
from knowledge.places.regions import Region
from knowledge.shapes import Strict, Text
from knowledge.training.offices import Office, read_offices

DATA_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Colloquial:
    """A chatty question, where it was asked, and the numbers of the passages that answer it; ``variant``: the number of the
    way of asking for one of them that it is itself, None where it is none."""

    text: str
    region: Region | None
    answers: tuple[int, ...]
    variant: int | None = None


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
    ``off_topic`` too; ``continuations``: what people go on to say after an answer, mostly without asking."""

    colloquial: tuple[Colloquial, ...]
    unanswerable: tuple[Unanswerable, ...]
    off_topic: tuple[Unanswerable, ...]
    half_sentences: tuple[HalfSentence, ...]
    continuations: tuple[HalfSentence, ...]
    offices: tuple[Office, ...]


_UnanswerableFile = RootModel[tuple[Unanswerable, ...]]
_HalfSentenceFile = RootModel[tuple[HalfSentence, ...]]


def read_data(content: Content, folder: Path = DATA_FOLDER, content_folder: Path = CONTENT_FOLDER) -> PracticeData:
    """``content_folder``: where the content was read from. Raises ContentError, UnknownRegion."""
    return PracticeData(
        _colloquial(content, read_asked(content_folder, ContentError)),
        (*_unanswerable(folder, "unanswerable"), *(off_topic := _unanswerable(folder, "off-topic"))),
        off_topic,
        _half_sentences(folder, "followups"),
        _half_sentences(folder, "continuations"),
        read_offices(content.regions, folder / "offices"),
    )


def _unanswerable(folder: Path, kind: str) -> tuple[Unanswerable, ...]:
    files = (read_checked(path, _UnanswerableFile, ContentError) for path in _files(folder, kind))
    return tuple(item for file in files for item in file.root)


def _half_sentences(folder: Path, kind: str) -> tuple[HalfSentence, ...]:
    files = (read_checked(path, _HalfSentenceFile, ContentError) for path in _files(folder, kind))
    return tuple(item for file in files for item in file.root)


def _files(folder: Path, kind: str) -> list[Path]:
    """The files of one kind, "off-topic.yml" and "off-topic-….yml"."""
    return sorted(folder.glob(f"{kind}*.yml"))


def _colloquial(content: Content, asked: tuple[Asked, ...]) -> tuple[Colloquial, ...]:
    numbers = {passage.id: number for number, passage in enumerate(content.passages)}
    variants = {
        (number, letters_only(way)): row
        for row, (number, way) in enumerate(
            (number, way) for number, passage in enumerate(content.passages) for way in passage.questions
        )
    }
    answered = ((item, tuple(numbers[answer] for answer in item.answers if answer in numbers)) for item in asked)
    return tuple(
        Colloquial(
            item.text,
            content.regions.get(item.region) if item.region else None,
            answers,
            variants.get((answers[0], letters_only(item.text))),
        )
        for item, answers in answered
        if answers
    )
