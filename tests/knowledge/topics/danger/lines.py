"""The lines about danger that no model learns from, and how to count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.topics.danger.detector import Danger, Detector
from knowledge.topics.danger.training import Line, Practice, read_practice

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Score:
    """Shares of the lines of danger noticed, and with a right number first; of harmless ones taken for danger."""

    noticed: float
    right_number: float
    false_alarms: float
    wrong: tuple[str, ...]


def blind() -> Practice:
    return read_practice(FOLDER / "blind.yml")


def later() -> Practice:
    return read_practice(FOLDER / "later.yml")


def callers() -> Practice:
    return read_practice(FOLDER / "callers.yml")


def sideways() -> Practice:
    return read_practice(FOLDER / "sideways.yml")


def score(detector: Detector, lines: Practice) -> Score:
    """``wrong``: the lines that were missed, answered with a wrong number, or taken for danger."""
    answers = [(line, detector.read(line.text)) for line in lines.danger]
    missed = [line.text for line, danger in answers if not (danger and _is_right(line, danger))]
    alarms = [line for line in lines.harmless if detector.read(line)]
    noticed = sum(danger is not None for _, danger in answers)
    return Score(
        noticed / len(answers), 1 - len(missed) / len(answers), len(alarms) / len(lines.harmless), (*missed, *alarms)
    )


def _is_right(line: Line, danger: Danger) -> bool:
    return danger.reply.numbers[0] in line.call


def texts(lines: Practice) -> Sequence[str]:
    return [*(line.text for line in lines.danger), *lines.harmless]
