"""The data that practice starts from, read and checked: colloquial, unanswerable and half questions, made-up offices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product
from pathlib import Path
from typing import Annotated

from pydantic import Field, RootModel

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


class Line(Strict):
    """What somebody goes on to say, and the passages that answer it; none: it needs no answer, or nothing answers it."""

    text: Text
    answers: tuple[Text, ...]


class LineAfter(Line):
    """A line that somebody says after the passage ``after`` was told, whatever he had said before."""

    after: Text
    region: Text | None


class Caller(Strict):
    """Somebody who ``said`` something, was told one of the passages ``after`` (the one it was written for, and what the
    assistant told, where that is another one), and then may have gone on with each of these lines."""

    after: Annotated[tuple[Text, ...], Field(min_length=1)]
    region: Text | None
    said: Text
    then: Annotated[tuple[Line, ...], Field(min_length=1)]


class Turn(Strict):
    """What somebody said, the passages that answer it then (None: it was for a service, or about danger), what he was
    ``told``, and what ``others`` may have said in his place."""

    text: Text
    answers: tuple[Text, ...] | None = None
    told: tuple[Text, ...] = ()
    others: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        said = () if self.answers is None else (Line(text=self.text, answers=self.answers),)
        return (*said, *self.others)


class Talk(Strict):
    """Turn by turn what somebody said to the assistant."""

    region: Text
    turns: Annotated[tuple[Turn, ...], Field(min_length=2)]


@dataclass(frozen=True)
class Next:
    """What somebody, who has this number among all, goes on to say after the passage ``after``, and the passages that answer
    it; ``said``: what he had said before, None where that is not known."""

    caller: int
    after: str
    region: str | None
    text: str
    answers: tuple[str, ...]
    said: str | None = None


@dataclass(frozen=True)
class PracticeData:
    """Everything under ``folder``; an answer that the content does not have is left out. ``unanswerable`` holds what is
    ``off_topic`` too; ``half_sentences``: what they ask in few words after an answer; ``continuations``: what they go on to
    say there, mostly without asking."""

    colloquial: tuple[Colloquial, ...]
    unanswerable: tuple[Unanswerable, ...]
    off_topic: tuple[Unanswerable, ...]
    half_sentences: tuple[Next, ...]
    continuations: tuple[Next, ...]
    offices: tuple[Office, ...]

    @property
    def said_next(self) -> tuple[Next, ...]:
        """Every line that is said after an answer, once, with the first of the answers that it may follow."""
        backwards = reversed((*self.half_sentences, *self.continuations))
        return tuple({(line.caller, line.text): line for line in backwards}.values())


_UnanswerableFile = RootModel[tuple[Unanswerable, ...]]
_LineFile = RootModel[tuple[LineAfter, ...]]
_CallerFile = RootModel[tuple[Caller, ...]]
_TalkFile = RootModel[tuple[Talk, ...]]


def read_data(content: Content, folder: Path = DATA_FOLDER, content_folder: Path = CONTENT_FOLDER) -> PracticeData:
    """``content_folder``: where the content was read from. Raises ContentError, UnknownRegion."""
    numbers = count()
    return PracticeData(
        _colloquial(content, read_asked(content_folder, ContentError)),
        (*_unanswerable(folder, "unanswerable"), *(off_topic := _unanswerable(folder, "off-topic"))),
        off_topic,
        tuple(_lines(folder, "followups", numbers)),
        (*_lines(folder, "continuations", numbers), *_callers(folder, numbers), *_talks(folder, numbers)),
        read_offices(content.regions, folder / "offices"),
    )


def _unanswerable(folder: Path, kind: str) -> tuple[Unanswerable, ...]:
    files = (read_checked(path, _UnanswerableFile, ContentError) for path in _files(folder, kind))
    return tuple(item for file in files for item in file.root)


def _lines(folder: Path, kind: str, numbers: Iterator[int]) -> Iterator[Next]:
    for path in _files(folder, kind):
        for line in read_checked(path, _LineFile, ContentError).root:
            yield Next(next(numbers), line.after, line.region, line.text, line.answers)


def _callers(folder: Path, numbers: Iterator[int]) -> Iterator[Next]:
    for path in _files(folder, "callers"):
        for caller in read_checked(path, _CallerFile, ContentError).root:
            number = next(numbers)
            for after, line in product(caller.after, caller.then):
                yield Next(number, after, caller.region, line.text, line.answers, caller.said)


def _talks(folder: Path, numbers: Iterator[int]) -> Iterator[Next]:
    """What is said in a talk once something was told in it; a conversation knows the words to which it was told."""
    for path in _files(folder, "talks"):
        for talk in read_checked(path, _TalkFile, ContentError).root:
            number, told, said = next(numbers), "", ""
            for turn in talk.turns:
                if told:
                    yield from (Next(number, told, talk.region, ln.text, ln.answers, said) for ln in turn.lines)
                if turn.told:
                    told, said = turn.told[0], turn.text


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
