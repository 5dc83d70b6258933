"""Papers in the database with what the encoder makes of them: added, read for a search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, Engine, delete, insert, select, update

from knowledge.encoder import TOKEN, Encoded, Encoder, Vectors
from knowledge.papers.listing import PAPERS, listed
from knowledge.papers.paper import Listed, Paper
from knowledge.papers.splitting import Excerpt
from knowledge.ragged import Ragged
from knowledge.records.audit import PROGRAM, By, Verb, deed
from knowledge.records.database import readable_errors
from knowledge.records.tables import PaperExcerpt, PolicyPaper

_VECTOR = np.dtype("<f4")


class Stored(NamedTuple):
    """An excerpt with the paper that it is from."""

    paper: Listed
    heading: str
    text: str

    @property
    def searched(self) -> str:
        """What an excerpt is found by."""
        return searched(self.paper.title, self.heading, self.text)


class Library(NamedTuple):
    """All excerpts, their unit vectors, shape (excerpts, size of the encoder), and their tokens."""

    excerpts: list[Stored]
    vectors: Vectors
    tokens: Ragged[np.void]


def searched(title: str, heading: str, text: str) -> str:
    """What an excerpt is found by: its words, and what stands above them."""
    return "\n".join(filter(None, (title, heading, text)))


def add(database: Engine, encoder: Encoder, paper: Paper, file: str, region: str, by: By = PROGRAM) -> tuple[int, bool]:
    """Keep a paper; its id, and whether it took the place of the one that came in a file of this name for this region.

    Raises DatabaseError.
    """
    encoded = encoder.passages([searched(paper.title, *excerpt) for excerpt in paper.excerpts])
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    values = {"title": paper.title, "date": paper.date, "scanned": paper.scanned, "added_at": now}
    same = (PolicyPaper.file == file, PolicyPaper.region == region)
    with readable_errors(), database.begin() as connection, deed(connection, by, Verb.IMPORT, PAPERS, file) as opened:
        id = connection.scalar(update(PolicyPaper).where(*same).values(values).returning(PolicyPaper.id))
        replaced = id is not None
        if id is None:
            new = insert(PolicyPaper).values(**values, file=file, region=region).returning(PolicyPaper.id)
            id = connection.execute(new).scalar_one()
        _put(connection, id, paper.excerpts, encoded, encoder.name)
        opened.detail |= {"paper": id, "region": region, "excerpts": len(paper.excerpts)}
    return id, replaced


def _put(connection: Connection, id: int, excerpts: Sequence[Excerpt], encoded: Encoded, encoder: str) -> None:
    connection.execute(delete(PaperExcerpt).where(PaperExcerpt.paper_id == id))
    rows = [
        excerpt._asdict() | {"paper_id": id, "number": number} | made
        for number, (excerpt, made) in enumerate(zip(excerpts, _packed(encoded, encoder), strict=True), 1)
    ]
    connection.execute(insert(PaperExcerpt), rows)


def _packed(encoded: Encoded, encoder: str) -> Iterator[dict[str, bytes | str]]:
    """For each text the columns that hold what the encoder made of it."""
    for vector, tokens in zip(*encoded, strict=True):
        yield {"vector": vector.astype(_VECTOR).tobytes(), "tokens": tokens.tobytes(), "encoder": encoder}


def read_library(database: Engine, encoder: Encoder) -> Library:
    """All excerpts; those whose vectors another encoder made get new ones first. Raises DatabaseError."""
    _encode_anew(database, encoder)
    papers = {paper.id: paper for paper in listed(database)}
    with readable_errors(), database.connect() as connection:
        rows = connection.execute(select(PaperExcerpt).order_by(PaperExcerpt.paper_id, PaperExcerpt.number)).all()
    excerpts = [Stored(papers[row.paper_id], row.heading, row.text) for row in rows]
    vectors = np.frombuffer(b"".join(row.vector for row in rows), _VECTOR).reshape(-1, encoder.size)
    return Library(excerpts, vectors, Ragged.of([np.frombuffer(row.tokens, TOKEN) for row in rows], TOKEN))


def _encode_anew(database: Engine, encoder: Encoder) -> None:
    titled = select(PolicyPaper.title, PaperExcerpt).join(PaperExcerpt, PaperExcerpt.paper_id == PolicyPaper.id)
    with readable_errors(), database.connect() as connection:
        rows = connection.execute(titled.where(PaperExcerpt.encoder != encoder.name)).all()
    encoded = encoder.passages([searched(row.title, row.heading, row.text) for row in rows])
    with readable_errors(), database.begin() as connection:
        for row, made in zip(rows, _packed(encoded, encoder.name), strict=True):
            same = (PaperExcerpt.paper_id == row.paper_id, PaperExcerpt.number == row.number)
            connection.execute(update(PaperExcerpt).where(*same).values(made))
