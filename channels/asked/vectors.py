"""Vectors of questions, made by the action server, once each, and kept as long as transcripts are: encoding takes some ten
milliseconds a question. Of the question itself only a digest stands here."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, Select, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from channels.line.store import Base, Store
from channels.line.transcripts import DAY_MS

Vector = NDArray[np.float32]
# Keys of one statement.
_CHUNK = 500


class VectorRow(Base):
    """``made_by``: the encoder and version whose vectors can be compared; ``nearest``: the entry with the nearest wording,
    and its cosine; ``at``: milliseconds since 1970."""

    __tablename__ = "asked_vector"

    digest: Mapped[str] = mapped_column(primary_key=True)
    made_by: Mapped[str]
    vector: Mapped[bytes]
    nearest: Mapped[str]
    cosine: Mapped[float]
    at: Mapped[int] = mapped_column(index=True)


@dataclass(frozen=True)
class Placed:
    """Where a question lies: its unit vector, the entry nearest to it, and how near that is."""

    vector: Vector
    nearest: str
    cosine: float


def known(store: Store, texts: Iterable[str], made_by: str | None = None) -> dict[str, Placed]:
    """Those of these texts that have been placed, by ``made_by`` (None: by whomever)."""
    by_digest = {digest(text): text for text in texts}
    digests = list(by_digest)
    columns = VectorRow.__table__.columns
    found: dict[str, Placed] = {}
    for start in range(0, len(digests), _CHUNK):
        wanted = select(*columns).where(VectorRow.digest.in_(digests[start : start + _CHUNK]))
        if made_by is not None:
            wanted = wanted.where(VectorRow.made_by == made_by)
        found |= {by_digest[row.digest]: _placed(row) for row in _rows(store, wanted)}
    return found


def latest_maker(store: Store) -> str:
    """Who placed questions last; "" when none is placed."""
    latest = select(VectorRow.made_by).order_by(VectorRow.at.desc()).limit(1)
    return store.do(lambda connection: connection.scalar(latest)).result() or ""


def keep(store: Store, texts: Sequence[str], told: Mapping[str, Any], at: int) -> None:
    """Keep what the action server told of these texts (``actions.contract.queries.Placing``)."""
    rows = [
        {
            "digest": digest(text),
            "made_by": told["made_by"],
            "vector": base64.b64decode(one["vector"]),
            "nearest": one["nearest"],
            "cosine": one["cosine"],
            "at": at,
        }
        for text, one in zip(texts, told["placed"], strict=True)
    ]
    if rows:
        gone = delete(VectorRow).where(VectorRow.digest.in_([row["digest"] for row in rows]))
        store.do(lambda connection: (connection.execute(gone), connection.execute(insert(VectorRow), rows))).result()


def expire(store: Store, days: float) -> None:
    """Remove what was placed so long ago; what is still asked is placed anew."""
    before = time.time_ns() // 1_000_000 - int(days * DAY_MS)
    store.do(lambda connection: connection.execute(delete(VectorRow).where(VectorRow.at < before)))


def _rows(store: Store, wanted: Select[Any]) -> Sequence[Row[Any]]:
    return store.do(lambda connection: connection.execute(wanted).all()).result() or ()


def digest(text: str) -> str:
    return hashlib.blake2b(text.encode(errors="surrogateescape"), digest_size=16).hexdigest()


def _placed(row: Any) -> Placed:
    return Placed(np.frombuffer(row.vector, np.float32), row.nearest, row.cosine)
