"""FAQs that an office imported: passages like those of the content, encoded once they are imported, in the same index.

What was imported (table ``faq``) and what is found (``encoded_faq``) stand apart: until a changed FAQ is encoded, it answers
as it did before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Connection, Engine, Row, Table, literal, select, update

from knowledge.editing.passages import passage_of
from knowledge.encoder import TOKEN, Encoder
from knowledge.library.content import Passage
from knowledge.live.adapting import adapted_anew, as_stored, of_row
from knowledge.places.regions import RegionTree
from knowledge.ragged import Ragged
from knowledge.records.backlog import waiting_faqs
from knowledge.records.database import readable_errors
from knowledge.records.dialects import upsert
from knowledge.records.kinds import FaqRow
from knowledge.records.removing import withdrawn_content
from knowledge.records.revisions import count_up, deleted_since, rows_since
from knowledge.records.tables import EncodedFaq, Faq
from knowledge.retrieval.catalogue import Key
from knowledge.retrieval.encoding import PassageVectors
from knowledge.retrieval.searcher import Searcher

CHUNK = 64  # rows whose vectors are made and stored at a time
_ENCODED = ("question", "similar_questions", "answer")  # what vectors are made from
_FAQ: Table = Faq.metadata.tables["faq"]
_FOUND: Table = EncodedFaq.metadata.tables["encoded_faq"]
# What an FAQ says, as both tables have it.
_TEXTS = [column.name for column in _FAQ.c if column.name not in ("id", "revision")]

Progress = Callable[[int, int], None]


class Imported(NamedTuple):
    """Passages and their vectors."""

    passages: tuple[Passage, ...]
    vectors: PassageVectors


def encode_faqs(
    database: Engine,
    encoder: Encoder,
    regions: RegionTree,
    progress: Progress | None = None,
    most: int | None = None,
) -> int:
    """Make the vectors of all FAQs that lack those of this encoder, or of so many at ``most``; how many. Only then are they
    found as they are now. ``progress`` hears (done, total). Raises DatabaseError.
    """
    with readable_errors(), database.begin() as connection:
        _take_over(connection, encoder)
    rows = _waiting(database, encoder)[:most]
    read = [passage_of(row, regions, {}) for row in rows]
    # The names of their own places are noise, as those of the places served.
    own = regions.serving_also(passage.region for passage in read)
    for start in range(0, len(rows), CHUNK):
        some, passages = rows[start : start + CHUNK], read[start : start + CHUNK]
        vectors = as_stored(passages, PassageVectors.encode(passages, encoder, own))
        with readable_errors(), database.begin() as connection:
            revision = count_up(connection, "faqs")
            for row, stored in zip(some, vectors, strict=True):
                _put(connection, row, stored, encoder, revision)
        if progress:
            progress(start + len(some), len(rows))
    return len(rows)


def _take_over(connection: Connection, encoder: Encoder) -> None:
    """What was changed beside the words that vectors are made from (a category, a date) needs no new vectors."""
    revision = count_up(connection, "faqs")
    changed = (_FAQ.c.id == _FOUND.c.id, _FAQ.c.revision != _FOUND.c.made_from, _FOUND.c.encoder == encoder.name)
    same_words = (_FAQ.c[name] == _FOUND.c[name] for name in _ENCODED)
    values = {name: _FAQ.c[name] for name in _TEXTS} | {"made_from": _FAQ.c.revision, "revision": literal(revision)}
    if not connection.execute(update(_FOUND).where(*changed, *same_words).values(values)).rowcount:
        count_up(connection, "faqs", -1)


def _waiting(database: Engine, encoder: Encoder) -> Sequence[Row[Any]]:
    """The FAQs that are not found as they are now."""
    with readable_errors(), database.connect() as connection:
        return connection.execute(waiting_faqs(encoder.name)).all()


def _put(connection: Connection, row: Row[Any], vectors: bytes, encoder: Encoder, revision: int) -> None:
    """Have an FAQ found as ``row`` has it, unless it was changed or deleted meanwhile."""
    made = {"vectors": vectors, "encoder": encoder.name, "made_from": row.revision, "revision": revision}
    names = ["id", *_TEXTS]
    unchanged = select(*(_FAQ.c[name] for name in names), *(literal(value) for value in made.values())).where(
        _FAQ.c.id == row.id, _FAQ.c.revision == row.revision
    )
    statement = upsert(connection, _FOUND).from_select([*names, *made], unchanged)
    values = {name: statement.excluded[name] for name in [*_TEXTS, *made]}
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def imported_faqs(
    database: Engine,
    encoder: Encoder,
    regions: RegionTree,
    revision: int = 0,
    shipped: Mapping[str, Passage] = MappingProxyType({}),
) -> Imported:
    """All FAQs with vectors of this encoder that are found since ``revision`` (0: ever). Raises DatabaseError.

    ``shipped``: the content's entries by id, whose places they may take.
    """
    rows = [row for row in rows_since(database, EncodedFaq, revision) if row.encoder == encoder.name]
    rows.sort(key=lambda row: str(row.id))
    passages = tuple(passage_of(row, regions, shipped) for row in rows)
    return Imported(passages, _vectors_of(rows, passages, encoder))


def _vectors_of(rows: Sequence[Row[Any]], passages: Sequence[Passage], encoder: Encoder) -> PassageVectors:
    stored = [of_row(row.vectors, passage, encoder.size) for row, passage in zip(rows, passages, strict=True)]
    none = np.zeros((0, encoder.size), np.float32)
    return PassageVectors(
        np.vstack([none, *(one.questions for one in stored)]),
        np.vstack([none, *(one.answer for one in stored)]),
        Ragged.of([one.tokens for one in stored], TOKEN),
    )


@dataclass(frozen=True)
class LiveFaqs:
    """What is found as of a ``revision`` of the FAQs: the content, but for what is ``withdrawn`` or ``edited``, and what was
    imported or edited.

    ``content``: a searcher that knows the content alone.
    """

    content: Searcher
    searcher: Searcher
    withdrawn: frozenset[str] = frozenset()
    edited: frozenset[str] = frozenset()
    revision: int = 0

    @classmethod
    def of(cls, content: Searcher) -> LiveFaqs:
        return cls(content, content)

    @cached_property
    def shipped(self) -> Mapping[str, Passage]:
        """The entries of the content by id."""
        return {passage.id: passage for passage in self.content.catalogue.passages}

    def trying(self, contents: Sequence[FaqRow], progress: Progress = lambda done, total: None) -> Searcher:
        """What would be found with these FAQs in place of those of their ids; some ten milliseconds a wording. ``progress``
        hears (done, total) of the texts.

        Raises UnknownRegion.
        """
        known, encoder = self.searcher.regions, self.searcher.encoder
        passages = [passage_of(one, known, self.shipped) for one in contents]
        own = known.serving_also(one.region for one in passages)
        vectors = PassageVectors.encode(passages, encoder, own, progress)
        replaced: set[Key] = {("content", one.id) for one in passages if one.origin == "content"}
        return self.searcher.without(replaced).extended(passages, vectors)

    def learned_anew(self, database: Engine, content: Searcher) -> LiveFaqs:
        """The same beside the ``content`` as another version searches it. Still to be refreshed: of what was changed
        since the vectors are missing. Raises DatabaseError."""
        hidden: set[Key] = {("content", id) for id in self.withdrawn | self.edited}
        own = adapted_anew(database, self.searcher.catalogue, self.edited, self.revision, content.catalogue)
        catalogue = content.catalogue.without(hidden).beside(*own)
        return replace(
            self, content=content, searcher=replace(content, catalogue=catalogue, regions=self.searcher.regions)
        )

    def refreshed(self, database: Engine, revision: int) -> LiveFaqs:
        """With what came and went until ``revision``, the current one. Raises DatabaseError."""
        if revision == self.revision:
            return self
        withdrawn, deleted = withdrawn_content(database), set(deleted_since(database, "faqs", self.revision))
        encoder, regions = self.content.encoder, self.content.regions
        found = imported_faqs(database, encoder, regions, self.revision, self.shipped)
        edited = (self.edited - deleted).union(p.id for p in found.passages if p.origin == "content")
        hidden, were_hidden = withdrawn | edited, self.withdrawn | self.edited
        gone: set[Key] = {("content", id) for id in (hidden - were_hidden) | (self.edited - edited)}
        gone |= {("import", id) for id in deleted}
        back: set[Key] = {("content", id) for id in were_hidden - hidden}
        searcher = self.searcher.without(gone).with_those_of(self.content, back)
        searcher = searcher.extended(found.passages, found.vectors)
        return LiveFaqs(self.content, searcher, withdrawn, frozenset(edited), revision)
