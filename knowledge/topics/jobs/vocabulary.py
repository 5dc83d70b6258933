"""The words of jobs: trades (``knowledge/language/trades.py``) and other features (``data/features.yml``), found in running
text."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from knowledge.errors import ReadableError
from knowledge.language.trades import NO_EMPLOYER, trade_words

DATA = Path(__file__).parent / "data"
NEAR_FILE = DATA / "near_trades.yml"
FEATURES_FILE = DATA / "features.yml"

Kind = Literal["time", "engagement", "perks", "person", "sex"]
WORD_KINDS: tuple[Kind, ...] = ("time", "engagement", "perks", "person", "sex")
MOST_NAMES = 64  # a set of names is kept in the bits of one integer


class BadVocabulary(ReadableError):
    """A data file of words contradicts itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the characters from ``start`` to ``end`` name: trades, features, or nothing."""

    names: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True)
class Feature:
    """Something that an advertisement says; ``against`` are the features that do not suit who wants this one."""

    name: str
    kind: Kind
    against: frozenset[str]


class Words:
    """Finds words in a text; at each place the longest wins."""

    def __init__(self, names_of: Mapping[str, Iterable[str]], end: str = "") -> None:
        self._names_of = {word.lower(): frozenset(names) for word, names in names_of.items()}
        # Grouped by their first character, so that a place is compared with few words.
        groups = itertools.groupby(sorted(self._names_of), key=lambda word: word[0])
        self._pattern = re.compile("|".join(_one_of(first, words, end) for first, words in groups))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names_of)

    def names(self, word: str) -> frozenset[str]:
        return self._names_of[word]

    def find(self, text: str) -> list[Found]:
        """The words in a lower-case text, in order, without overlaps."""
        return [Found(self._names_of[match[0]], *match.span()) for match in self._pattern.finditer(text)]


def _one_of(first: str, words: Iterable[str], end: str) -> str:
    rests = sorted((word[1:] for word in words), key=len, reverse=True)
    return f"{re.escape(first)}(?:{'|'.join(map(re.escape, rests))}){end}"


class Vocabulary:
    """All trades and features: their words, and how they relate."""

    def __init__(
        self, trades: Mapping[str, Sequence[str]], near_trades: Mapping[str, str], features: Mapping[str, Any]
    ) -> None:
        """``trades``: their words by name; ``near_trades``: names divided by spaces."""
        self.trades = tuple(trades)
        self.features: dict[str, Feature] = {}
        names_of: dict[str, set[str]] = defaultdict(set)
        near: dict[str, set[str]] = {name: set() for name in trades}
        for name, words in trades.items():
            for word in (name, *words):
                if names_of[word]:
                    raise BadVocabulary(f"工种的词“{word}”写了两次，请只留在一个工种里")
                names_of[word].add(name)
        for name, others in near_trades.items():
            for other in others.split():
                if undefined := {name, other} - near.keys():
                    raise BadVocabulary(f"{NEAR_FILE.name}：工种“{undefined.pop()}”没有定义")
                near[name].add(other)
                near[other].add(name)
        self.near = {name: frozenset(others) for name, others in near.items()}
        for kind in WORD_KINDS:
            for name, entry in features[kind].items():
                self.features[name] = Feature(name, kind, frozenset(entry.get("against", "").split()))
                for word in entry["words"].split():
                    names_of[word].add(name)
        for word in features["nothing"]["words"].split():
            names_of[word].clear()
        if clash := near.keys() & self.features.keys():
            raise BadVocabulary(f"“{'、'.join(clash)}”既是工种又是别的条件，请改名")
        if max(len(self.trades), len(self.features)) > MOST_NAMES:
            raise BadVocabulary(f"工种和条件各最多 {MOST_NAMES} 个，请合并一些")
        self.words = Words(names_of, NO_EMPLOYER)
        self._trade_bits = {name: 1 << n for n, name in enumerate(self.trades)}
        self._feature_bits = {name: 1 << n for n, name in enumerate(self.features)}

    def trade_bits(self, names: Iterable[str]) -> int:
        """The set of those of ``names`` that are trades, as the bits of an integer."""
        return sum(self._trade_bits.get(name, 0) for name in set(names))

    def feature_bits(self, names: Iterable[str]) -> int:
        """The set of those of ``names`` that are features, as the bits of an integer."""
        return sum(self._feature_bits.get(name, 0) for name in set(names))

    def trades_of(self, bits: int) -> frozenset[str]:
        """The trades whose bits are set."""
        return frozenset(name for name, bit in self._trade_bits.items() if bits & bit)

    def of_kind(self, names: Iterable[str], kind: Kind) -> frozenset[str]:
        """The features of one kind among ``names``."""
        return frozenset(name for name in names if name in self.features and self.features[name].kind == kind)

    def near_to(self, names: Iterable[str]) -> frozenset[str]:
        """The trades that may stand in for one of ``names``, without these."""
        names = frozenset(names)
        return frozenset().union(*(self.near[name] for name in names)) - names


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the data files. Raises BadVocabulary."""
    near, features = (yaml.safe_load(file.read_text("utf-8")) for file in (NEAR_FILE, FEATURES_FILE))
    return Vocabulary(trade_words(), near, features)
