"""Hear danger in one message, before anything else is done with it. Holds no state; well under a millisecond."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.checked_yaml import read_checked
from knowledge.errors import ReadableError
from knowledge.language.deaths import without_deaths
from knowledge.language.normalise import normalise
from knowledge.topics.danger.following import Turns
from knowledge.topics.danger.learned import MOST_UNLIKELY, Learned, features, judged, whole_and_parts
from knowledge.topics.danger.rules import Message, Rules, Sign
from knowledge.topics.danger.schema import Case, DangerFile, Kind, Reply

DANGER_FILE = Path(__file__).parent / "data" / "danger.yml"

TELEPHONE = re.compile(r"\d{3,}")
_REASONS = {"literal_error": "不是能写的几种之一（见 schema.py）", "string_pattern_mismatch": "应该是3到5位的号码"}


class DangerError(ReadableError):
    """A file of this folder cannot be read; the message names the place and the reason, in Chinese."""


@dataclass(frozen=True)
class Said:
    """The reply: whom to call, what to do now, a sentence for each other danger, and what we help with afterwards.

    ``numbers``: for calling by one tap, the most urgent first, none twice.
    """

    call: str
    now: str
    also: tuple[str, ...]
    after: str
    numbers: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it as one message."""
        return "".join((self.call, self.now, *self.also, self.after))


@dataclass(frozen=True)
class Advice:
    """What is said to somebody who stays with a danger, and the numbers in it, in their order."""

    text: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Danger:
    """What was heard, the most urgent first, at least one sign; what to say; and whether what was asked is answered too."""

    signs: tuple[Sign, ...]
    reply: Said
    answer_too: bool

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds heard, the most urgent first, none twice."""
        return tuple(dict.fromkeys(sign.kind for sign in self.signs))


class Detector:
    """Reads messages by the rules of a file, and by what was learned, which also doubts the rules."""

    def __init__(self, file: DangerFile, learned: Learned) -> None:
        self.rules, self._turns, self._learned = Rules(file), Turns(file), learned
        self._cases = {case.id: case for case in file.cases}
        self._matters = re.compile("|".join(file.matters) or "(?!)")
        self._usual: dict[str, Case] = {case.kind: case for case in file.cases if case.usual}

    @classmethod
    @cache
    def load(cls) -> Detector:
        """The shipped detector, read once. Raises DangerError, OSError."""
        return cls(read_file(), Learned.load())

    def read(self, text: str) -> Danger | None:
        """The danger in which the speaker, or somebody they speak of, stands now; None when there is none."""
        message = Message.of(text)
        signs = self.rules.signs(message)
        if signs and not self._is_by_accident(message):
            return self._danger(signs, message)
        if self.rules.is_over(message):
            return None
        # Nobody is in danger by words of his own only because somebody has died.
        literal = self.rules.literal(Message.of(without_deaths(normalise(text))))
        suspect = (found for found, least in judged(literal, self.rules) if self._learned.danger(found) >= least)
        found = next(suspect, None)
        return self._danger([self._unnamed(self._learned.likeliest(found))], message) if found else None

    def suspected(self, text: str, kind: str) -> Danger:
        """The danger of a message of which something else says that it tells of one of this kind."""
        return self._danger([self._unnamed(kind)], Message.of(text))

    def spoken_of(self, reply: str) -> Danger | None:
        """The danger that a reply to a message without words of danger was about; None for any other text."""
        told = (self.suspected("", kind) for kind in self._usual)
        return next((danger for danger in told if danger.reply.text == reply), None)

    def advice(self, danger: Danger, text: str) -> Advice | None:
        """What to say to a message that stays with a danger which was just replied to; None when it does not."""
        turn = self._turns.of(text)
        if turn is None:
            return None
        case = self._cases[danger.signs[0].case]
        said = case.then.get(turn) or self._usual[case.kind].then[turn]
        return Advice(said, tuple(dict.fromkeys(TELEPHONE.findall(said))))

    def _is_by_accident(self, message: Message) -> bool:
        """Whether the words of danger that a rule has met mean something else."""
        parts = whole_and_parts(message)
        return all(self._learned.danger(features(part, self.rules)) < MOST_UNLIKELY for part in parts)

    def _unnamed(self, kind: str) -> Sign:
        """The sign of a danger of this kind that no words name."""
        case = self._usual[kind]
        return Sign(case.kind, case.id, "")

    def _danger(self, signs: Sequence[Sign], message: Message) -> Danger:
        has_matter = bool(self._matters.search(message.text))
        first_of_kind = {sign.kind: sign for sign in reversed(signs)}.values()
        cases = [self._cases[sign.case] for sign in signs if sign in first_of_kind]
        answer_too = all(case.answer_too or (case.matter_too and has_matter) for case in cases)
        return Danger(tuple(signs), _said([case.reply for case in cases]), answer_too)


def read_file(path: Path = DANGER_FILE) -> DangerFile:
    """The file, checked against its schema. Raises DangerError."""
    return read_checked(path, DangerFile, DangerError, _REASONS)


def _said(replies: Sequence[Reply]) -> Said:
    """The reply of the first, the most urgent, with a sentence for each other."""
    first, *others = replies
    numbers = dict.fromkeys(number for reply in replies for number in reply.numbers)
    return Said(first.call, first.now, tuple(reply.also for reply in others), first.after, tuple(numbers))
