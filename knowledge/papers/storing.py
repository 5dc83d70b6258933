"""Papers in the database: added, listed, removed, read for a search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from knowledge.encoder import TOKEN, Encoded, Encoder, Vectors
from knowledge.errors import ReadableError
from knowledge.papers.opening import Paper
from knowledge.papers.splitting import Excerpt
from knowledge.ragged import Ragged
from knowledge.records.database import readable_errors
from knowledge.records.tables import PaperExcerpt, PolicyPaper

_VECTOR = np.dtype("<f4")


class UnknownPaper(ReadableError):
    """No paper of this id."""


@dataclass(frozen=True)
class Listed:
    """A paper in a list; ``region`` "" is the whole country, ``scanned``: its words may be wrong."""

    id: int
    title: str
    region: str
    file: str
    date: dt.date | None
    scanned: bool
    excerpts: int


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


def add(database: Engine, encoder: Encoder, paper: Paper, file: str, region: str) -> tuple[int, bool]:
    """Keep a paper; its id, and whether it took the place of the one that came in a file of this name for this region.

    Raises DatabaseError.
    """
    encoded = encoder.passages([searched(paper.title, *excerpt) for excerpt in paper.excerpts])
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    values = {"title": paper.title, "date": paper.date, "scanned": paper.scanned, "added_at": now}
    same = (PolicyPaper.file == file, PolicyPaper.region == region)
    with readable_errors(), database.begin() as connection:
        id = connection.scalar(update(PolicyPaper).where(*same).values(values).returning(PolicyPaper.id))
        replaced = id is not None
        if id is None:
            new = insert(PolicyPaper).values(**values, file=file, region=region).returning(PolicyPaper.id)
            id = connection.execute(new).scalar_one()
        _put(connection, id, paper.excerpts, encoded, encoder.name)
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


def listed(database: Engine) -> list[Listed]:
    """All papers, by id. Raises DatabaseError."""
    count = select(func.count()).where(PaperExcerpt.paper_id == PolicyPaper.id).scalar_subquery()
    columns = (
        PolicyPaper.id,
        PolicyPaper.title,
        PolicyPaper.region,
        PolicyPaper.file,
        PolicyPaper.date,
        PolicyPaper.scanned,
    )
    with readable_errors(), database.connect() as connection:
        return [Listed(*row) for row in connection.execute(select(*columns, count).order_by(PolicyPaper.id))]


def remove(database: Engine, id: int) -> None:
    """Raises UnknownPaper, DatabaseError."""
    with readable_errors(), database.begin() as connection:
        # SQLite heeds a foreign key only where each connection asks for it.
        connection.execute(delete(PaperExcerpt).where(PaperExcerpt.paper_id == id))
        if not connection.execute(delete(PolicyPaper).where(PolicyPaper.id == id)).rowcount:
            raise UnknownPaper(f"没有编号 {id} 的文件，请用 assistant papers list 核对")


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
