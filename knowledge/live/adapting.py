"""The FAQs of an office as another version sees them: of all that was made of them only the adapted vectors change, so those
alone are made anew, from the encoder's that are stored with each FAQ. To read ten thousand FAQs anew takes seven seconds in
which whoever asks has to wait.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from sqlalchemy import Engine, Table, select

from knowledge.encoder import TOKEN, Tokens, Vectors
from knowledge.library.content import Passage
from knowledge.ragged import Ragged
from knowledge.records.database import readable_errors
from knowledge.records.tables import EncodedFaq
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.encoding import PassageVectors
from knowledge.retrieval.indexes import Part
from knowledge.retrieval.lexical import Mask
from knowledge.retrieval.segment import Adapted, Segment

_FOUND: Table = EncodedFaq.metadata.tables["encoded_faq"]
_CHUNK = 500  # FAQs that are fetched and adapted at a time; some 15 kB each


class Stored(NamedTuple):
    """The vectors of one FAQ: of its questions, of its answer (shape (1, size)), and the tokens of its answer."""

    questions: Vectors
    answer: Vectors
    tokens: Tokens


def as_stored(passages: Sequence[Passage], vectors: PassageVectors) -> Iterable[bytes]:
    """For each passage its vectors as they are stored."""
    questions = iter(vectors.questions)
    for number, passage in enumerate(passages):
        own = [vector.tobytes() for vector in islice(questions, len(passage.questions))]
        yield b"".join((*own, vectors.answers[number].tobytes(), vectors.tokens[number].tobytes()))


def of_row(stored: bytes, passage: Passage, size: int) -> Stored:
    """The vectors of a passage, of so many numbers each, as they were stored."""
    count = len(passage.questions) + 1
    vectors = np.frombuffer(stored, np.float32, count * size).reshape(count, size)
    return Stored(vectors[:-1], vectors[-1:], np.frombuffer(stored, TOKEN, offset=vectors.nbytes))


def adapted_anew(
    database: Engine, catalogue: Catalogue, edited: Collection[str], revision: int, other: Catalogue
) -> tuple[list[Segment], list[Mask]]:
    """The segments of a ``catalogue`` with FAQs of the office, all as of ``revision``, as the ``other`` one's version sees
    them, and which of their passages those are. ``edited``: the entries of the content that the office has written anew. Of
    an FAQ that was changed since the vectors are missing. Raises DatabaseError."""
    held = [(part.segment, _of_office(part, catalogue, edited)) for part in catalogue.indexes.parts]
    held = [(segment, mask) for segment, mask in held if mask.any()]
    stored = dict(_stored(database, revision)) if held else {}
    return [_adapted(segment, mask, stored, other) for segment, mask in held], [mask for _, mask in held]


def _of_office(part: Part, catalogue: Catalogue, edited: Collection[str]) -> Mask:
    """Which passages of a part are told in the words of the office."""
    is_own = [passage.origin == "import" or passage.id in edited for passage in part.segment.passages]
    return catalogue.live[part.passages] & is_own


def _stored(database: Engine, revision: int) -> Iterator[tuple[str, bytes]]:
    """The vectors of the FAQs that were not changed after ``revision``, by id."""
    rows = select(_FOUND.c.id, _FOUND.c.vectors).where(_FOUND.c.revision <= revision)
    with readable_errors(), database.connect() as connection:
        for row in connection.execute(rows.execution_options(yield_per=_CHUNK)):
            yield row.id, row.vectors


def _adapted(segment: Segment, mask: Mask, stored: Mapping[str, bytes], other: Catalogue) -> Segment:
    parts = list[Adapted]()
    for start in range(0, len(segment), _CHUNK):
        began, worked = time.perf_counter(), time.thread_time()
        parts.append(_adapted_some(segment, range(start, min(start + _CHUNK, len(segment))), mask, stored, other))
        time.sleep(room(time.perf_counter() - began, time.thread_time() - worked))
    return segment.adapted(Adapted.joined(parts))


def room(passed: float, worked: float) -> float:
    """How long others are to be left alone after so many seconds, in so many of which this thread had a processor: where it
    had to wait for them as long as it worked itself; not at all where nobody else wants anything."""
    return max(0.0, min(worked, passed - worked))


def _adapted_some(
    segment: Segment, numbers: range, mask: Mask, stored: Mapping[str, bytes], other: Catalogue
) -> Adapted:
    """Of the passages of these numbers."""
    size = segment.vectors.answers.shape[1]
    passages = segment.passages[numbers.start : numbers.stop]
    first, last = segment.rows.offsets[[numbers.start, numbers.stop]].tolist()
    questions = np.zeros((last - first, size), np.float32)
    answers = np.zeros((len(numbers), size), np.float32)
    tokens = [np.zeros(0, TOKEN)] * len(numbers)
    for at, (number, passage) in enumerate(zip(numbers, passages, strict=True)):
        if mask[number] and (row := stored.get(passage.id)):
            one = of_row(row, passage, size)
            questions[segment.rows[number] - first], answers[at], tokens[at] = one
    vectors = PassageVectors(questions, answers, Ragged.of(tokens, TOKEN))
    return Adapted.of(passages, segment.variants[first:last], vectors, other.adapter, other.topics)
