"""Bring together what a running assistant searches with: what was learned, the content of today, its vectors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from knowledge.caching import CachingEncoder
from knowledge.encoder import Encoder, name_of
from knowledge.library.content import CONTENT_FOLDER, Content, load
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.encoding import PassageVectors, encode
from knowledge.retrieval.searcher import Searcher
from knowledge.settings import KnowledgeSettings
from knowledge.versions.folder import Learned, Versions, read
from knowledge.versions.keys import data_keys

# Names what was encoded last, so that a start without changes need not compare every text.
_ENCODED = "content.key"


def open_searcher(settings: KnowledgeSettings, content_folder: Path = CONTENT_FOLDER) -> Searcher:
    """A searcher over the content, with the version in use. What is not encoded yet is encoded first, which takes some
    ten milliseconds a text. Raises VersionError, ContentError."""
    encoder = CachingEncoder(settings.encoder, settings.encoded)
    return assemble(
        read(Versions(settings.versions).current(), encoder.identity),
        content := load(content_folder),
        PassageVectors.encode(content.passages, encoder, content.regions),
        encoder,
    )


def assemble(learned: Learned, content: Content, vectors: PassageVectors, encoder: Encoder) -> Searcher:
    """A searcher made of its parts."""
    return Searcher(
        catalogue=Catalogue(content.passages, vectors, learned.adapter, learned.unanswered, content.regions),
        encoder=encoder,
        asking=learned.asking,
        importing=learned.manifest.thresholds["importing"],
        following=learned.following,
        regions=content.regions,
        names=content.names,
    )


def encode_content(settings: KnowledgeSettings, threads: int, progress: Callable[[int, int], None]) -> None:
    """Encode what the content has that was not encoded before; ``progress`` is told (done, total)."""
    encoder = CachingEncoder(settings.encoder, settings.encoded, threads)
    content = load()
    encode(content.passages, encoder, content.regions, progress)
    encoder.save()
    (settings.encoded / _ENCODED).write_text(_encoded_key(settings))


def is_encoded(settings: KnowledgeSettings) -> bool:
    """Whether the content is encoded as it is now; in doubt no. Takes milliseconds."""
    mark = settings.encoded / _ENCODED
    return mark.exists() and mark.read_text() == _encoded_key(settings)


def _encoded_key(settings: KnowledgeSettings) -> str:
    keys = data_keys()
    return f"{name_of(settings.encoder)} {keys['content']} {keys['words']}"
