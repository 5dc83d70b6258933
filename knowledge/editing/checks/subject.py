"""Whether an answer says what it is about: read out by itself, it must be understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from knowledge.editing.checks.findings import Finding, Kind, finding
from knowledge.language.normalise import letters_only, normalise

_WORDS = Path(__file__).with_name("asking.yml")


def subject_findings(question: str, answer: str) -> Iterator[Finding]:
    """Whether the answer has none of the words that the question is about: no two letters in a row of what remains of the
    question without the words that ask."""
    asked, said = _subjects(question), letters_only(normalise(answer))
    if asked and not any(pair in said for pair in asked):
        yield finding(Kind.UNNAMED, "answer")


def _subjects(question: str) -> frozenset[str]:
    parts = _asking().split(normalise(question))
    texts = (letters_only(part) for part in parts)
    return frozenset(text[at : at + 2] for text in texts for at in range(len(text) - 1))


@cache
def _asking() -> re.Pattern[str]:
    words: list[str] = yaml.safe_load(_WORDS.read_text("utf-8"))["asking"].split()
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
