"""FAQs that an office imported: passages like those of the content, encoded once they are imported, in the same index."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from sqlalchemy import Engine, Row, or_, select, update

from knowledge.encoder import TOKEN, Encoder
from knowledge.library.content import Passage
from knowledge.library.schema import Source
from knowledge.places.regions import RegionTree
from knowledge.records.database import readable_errors
from knowledge.records.revisions import count_up
from knowledge.records.tables import Faq
from knowledge.retrieval.encoding import PassageVectors
from knowledge.retrieval.ragged import Ragged

# Rows whose vectors are made and stored at a time.
CHUNK = 64
NO_TITLE, NO_CATEGORY = "本地人社部门", "其他"


class Imported(NamedTuple):
    """Passages and their vectors."""

    passages: tuple[Passage, ...]
    vectors: PassageVectors


def encode_faqs(
    engine: Engine, encoder: Encoder, regions: RegionTree, progress: Callable[[int, int], None] | None = None
) -> int:
    """Make the vectors of all FAQs that lack those of this encoder; how many. Only then are they found in a search.

    ``progress`` hears (done, total). Raises DatabaseError.
    """
    waiting = select(Faq.__table__).where(or_(Faq.vectors.is_(None), Faq.encoder != encoder.name))
    with readable_errors(), engine.connect() as connection:
        rows = connection.execute(waiting).all()
    read = [_passage(row, regions) for row in rows]
    # The names of their own places are noise, as those of the places served.
    own = regions.serving_also(passage.region for passage in read)
    for start in range(0, len(rows), CHUNK):
        some, passages = rows[start : start + CHUNK], read[start : start + CHUNK]
        vectors = PassageVectors.encode(passages, encoder, own)
        ends = np.cumsum([len(passage.questions) for passage in passages])
        with readable_errors(), engine.begin() as connection:
            revision = count_up(connection, "faqs")
            for row, questions, answer, tokens in zip(
                some,
                np.split(vectors.questions, ends[:-1]),
                vectors.answers,
                [vectors.tokens[number] for number in range(len(passages))],
                strict=True,
            ):
                stored = b"".join(part.tobytes() for part in (questions, answer, tokens))
                connection.execute(
                    update(Faq)
                    .where(Faq.id == row.id, Faq.revision == row.revision)
                    .values(vectors=stored, encoder=encoder.name, revision=revision)
                )
        if progress:
            progress(start + len(some), len(rows))
    return len(rows)


def imported_faqs(engine: Engine, encoder: Encoder, regions: RegionTree) -> Imported:
    """All FAQs that have vectors of this encoder. Raises DatabaseError."""
    ready = select(Faq.__table__).where(Faq.encoder == encoder.name).order_by(Faq.id)
    with readable_errors(), engine.connect() as connection:
        rows = connection.execute(ready).all()
    passages = tuple(_passage(row, regions) for row in rows)
    vectors, tokens = [np.zeros((0, encoder.size), np.float32)], []
    for row, passage in zip(rows, passages, strict=True):
        size = (len(passage.questions) + 1) * encoder.size
        vectors.append(np.frombuffer(row.vectors, np.float32, size).reshape(-1, encoder.size))
        tokens.append(np.frombuffer(row.vectors, TOKEN, offset=vectors[-1].nbytes))
    return Imported(
        passages,
        PassageVectors(
            np.vstack([own[:-1] for own in vectors]),
            np.vstack([own[-1:] for own in vectors]),
            Ragged.of(tokens, TOKEN),
        ),
    )


def _passage(row: Row[tuple[object, ...]], regions: RegionTree) -> Passage:
    return Passage(
        id=row.id,
        region=regions.get(row.region) if row.region else regions.nation,
        category=row.category or NO_CATEGORY,
        kind="service",
        question=row.question,
        similar=tuple(line for line in row.similar_questions.split("\n") if line),
        answer=row.answer,
        source=Source(
            title=row.source_title or NO_TITLE,
            publisher=row.source_publisher or None,
            date=row.source_date,
            url=row.source_url or None,
        ),
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        as_of=row.source_date,
        origin="import",
    )
