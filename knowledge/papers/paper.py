"""What a policy paper is once it is read, and once it is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.papers.splitting import Excerpt

LARGEST = 50 * 1024 * 1024  # bytes of a file


@dataclass(frozen=True)
class Paper:
    """A paper read from a file. ``cut``: titles of other articles that stood behind it and were left out; ``scanned``: its
    words were recognised in pictures, and may be wrong."""

    title: str
    date: dt.date | None
    excerpts: tuple[Excerpt, ...]
    cut: tuple[str, ...] = ()
    scanned: bool = False


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


@dataclass(frozen=True)
class Wanted:
    """What is said about a file that is added: ``region`` by its name ("": the whole country); None: to be read from the
    file. ``whole``: other articles behind the paper stay."""

    region: str
    date: dt.date | None = None
    title: str | None = None
    whole: bool = False


# As it waits in the queue, with the file.
WANTED: TypeAdapter[Wanted] = TypeAdapter(Wanted)


class Fate(BaseModel):
    """What became of a file: a paper of this ``id``, or why it could not be read (``fault``); ``is_new``: it took no other's
    place; ``cut``: titles of what stood behind it and was left out."""

    model_config = ConfigDict(frozen=True)

    fault: str = ""
    id: int | None = None
    is_new: bool = True
    title: str = ""
    date: dt.date | None = None
    excerpts: int = 0
    cut: tuple[str, ...] = ()
    scanned: bool = False
