"""A segment on disk, so that a start need not make it anew: an array a file, which is read as it is needed (mmap), and one
file of texts. The passages themselves are not in it; they must be the same in the same order.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.library.content import Passage
from knowledge.ragged import Ragged
from knowledge.retrieval.inverted import index_of
from knowledge.retrieval.late import TokenTexts
from knowledge.retrieval.lexical import Postings
from knowledge.retrieval.segment import Adapted, Lexicon, Segment

_TEXTS = "texts.json"
_KINDS = ("wants", "gives", "figures")
_INDEXES = ("words", "sounds", "answers")


def write(folder: Path, segment: Segment, lexicon: Lexicon) -> None:
    """Into an empty folder. ``lexicon``: whose terms are those of this segment alone."""
    vectors = segment.vectors
    arrays = {
        "questions": vectors.questions,
        "answers": vectors.answers,
        "lengths": np.array(segment.lengths, np.int32),
        **_of_ragged("tokens", vectors.tokens),
        **_of_ragged("topics", vectors.topics),
        **_of_ragged("distinct", segment.tokens.distinct),
    }
    for name in _INDEXES:
        arrays |= _of_postings(name, getattr(segment, name))
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    texts = {
        "variants": segment.variants,
        "texts": segment.texts,
        "by_wording": segment.by_wording,
        "pairs": segment.pairs,
        **{name: [sorted(kinds) for kinds in getattr(segment, name)] for name in _KINDS},
        "terms": {name: getattr(lexicon, name).terms for name in _INDEXES},
    }
    (folder / _TEXTS).write_text(json.dumps(texts, ensure_ascii=False), "utf-8")


def read(folder: Path, passages: Sequence[Passage]) -> tuple[Segment, Lexicon]:
    """The segment of these passages, and the vocabularies that it was made with. Raises OSError."""
    stored = json.loads((folder / _TEXTS).read_text("utf-8"))
    vectors = _vectors(folder)
    indexes = {name: _postings(folder, name) for name in _INDEXES}
    lexicon = Lexicon.of(**stored["terms"])
    segment = Segment.assembled(
        passages,
        variants=tuple(stored["variants"]),
        texts=tuple(stored["texts"]),
        vectors=vectors,
        nearest=index_of(vectors.questions),
        **indexes,
        tokens=TokenTexts(vectors.tokens, _ragged(folder, "distinct")),
        by_wording={wording: tuple(numbers) for wording, numbers in stored["by_wording"].items()},
        pairs=Counter(stored["pairs"]),
        lengths=tuple(_array(folder, "lengths").tolist()),
        **{name: _sets(stored[name]) for name in _KINDS},
    )
    return segment, lexicon


def read_adapted(folder: Path, segment: Segment) -> Segment:
    """The segment of the same passages as the adapter sees them that ``folder`` was written with. Raises OSError."""
    return segment.adapted(_vectors(folder))


def _vectors(folder: Path) -> Adapted:
    return Adapted(
        _array(folder, "questions"), _array(folder, "answers"), _ragged(folder, "tokens"), _ragged(folder, "topics")
    )


def _of_ragged(name: str, rows: Ragged[Any]) -> dict[str, NDArray[Any]]:
    return {f"{name}.values": rows.values, f"{name}.offsets": rows.offsets}


def _ragged(folder: Path, name: str) -> Ragged[Any]:
    return Ragged(_array(folder, f"{name}.values"), _array(folder, f"{name}.offsets"))


def _of_postings(name: str, postings: Postings) -> dict[str, NDArray[Any]]:
    return {
        **_of_ragged(f"{name}.texts", postings.texts),
        f"{name}.lengths": postings.lengths,
        f"{name}.terms": postings.terms,
        **_of_ragged(f"{name}.holders", postings.holders),
        f"{name}.frequencies": postings.frequencies,
    }


def _postings(folder: Path, name: str) -> Postings:
    return Postings(
        _ragged(folder, f"{name}.texts"),
        _array(folder, f"{name}.lengths"),
        _array(folder, f"{name}.terms"),
        _ragged(folder, f"{name}.holders"),
        _array(folder, f"{name}.frequencies"),
    )


def _array(folder: Path, name: str) -> NDArray[Any]:
    mapped: NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r")
    return mapped.view(np.ndarray)  # without what memmap adds to each access


def _sets(rows: Iterable[Iterable[str]]) -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, rows))
