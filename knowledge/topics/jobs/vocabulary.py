"""The words of jobs: trades (``data/trades.yml``) and other features (``data/job_features.yml``), found in running text."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from knowledge.errors import ReadableError

DATA = Path(__file__).parent / "data"
TRADES_FILE = DATA / "trades.yml"
FEATURES_FILE = DATA / "features.yml"

Kind = Literal["time", "engagement", "perks", "person", "sex"]
WORD_KINDS: tuple[Kind, ...] = ("time", "engagement", "perks", "person", "sex")
MOST_NAMES = 64  # a set of names is kept in the bits of one integer
# "保安公司" is an employer, not the trade.
_NOT_BEFORE = r"(?!(?:服务|管理|工程|有限|责任|用品|器材|设备)*(?:公司|集团|协会|学校|机构|市场|行业))"


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

    def __init__(self, trades: Mapping[str, Mapping[str, str]], features: Mapping[str, Any]) -> None:
        self.trades = tuple(trades)
        self.features: dict[str, Feature] = {}
        names_of: dict[str, set[str]] = defaultdict(set)
        near: dict[str, set[str]] = {name: set() for name in trades}
        for name, entry in trades.items():
            for word in (name, *entry["words"].split()):
                if names_of[word]:
                    raise BadVocabulary(f"{TRADES_FILE.name}：“{word}”写了两次，请只留在一个工种里")
                names_of[word].add(name)
            for other in entry.get("near", "").split():
                if other not in near:
                    raise BadVocabulary(f"{TRADES_FILE.name}：“{name}”的相近工种“{other}”没有定义")
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
        self.words = Words(names_of, _NOT_BEFORE)
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
    return Vocabulary(*(yaml.safe_load(file.read_text("utf-8")) for file in (TRADES_FILE, FEATURES_FILE)))
