"""The held-out questions under ``tests/heldout``, all written by people who had not read the training phrasings.

``blind/``: nobody who tunes has looked at what goes wrong there; the figures to report come from these. ``seen/``: their
errors were looked at; a guide while tuning. When the errors of a blind set are looked at, it moves to ``seen/`` and a new one
is due. Each has an ``imported/`` with FAQs of cities that the content does not know, and questions about them.
``neutral/``: what FAQs of no matter of ours are made of, and questions about them (``neutral.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.settings import ROOT

_FOLDER = ROOT / "tests" / "heldout"
BLIND, SEEN, NEUTRAL = (_FOLDER / name for name in ("blind", "seen", "neutral"))
QUESTION_KINDS = {
    "plain": "平常话",
    "colloquial": "口语",
    "slips": "错别字",
    "traditional": "繁体",
    "terse": "短语",
    "followup": "追问",
    "wrong_city": "别的城市",
    "date": "时间",
    "out_of_scope": "答不了",
    "hotline": "热线常问",
}


@dataclass(frozen=True)
class Case:
    """A conversation; ``expect``: the ids that answer its last turn, none when it must be refused."""

    kind: str
    region: str | None
    turns: tuple[str, ...]
    expect: frozenset[str]


def load_cases(questions: Path = BLIND) -> list[Case]:
    """The held-out cases of one file, or of all files of a folder."""
    paths = sorted(questions.glob("*.yml")) if questions.is_dir() else [questions]
    items = [item for path in paths for item in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)]
    return [
        Case(item["kind"], item["region"], tuple(item.get("turns") or [item["text"]]), frozenset(item["expect"]))
        for item in items
    ]
