"""Bring together what a running assistant searches with: what was learned, the content of today, its vectors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from knowledge.caching import CachingEncoder
from knowledge.encoder import Encoder
from knowledge.library.content import Content, from_kept, kept, load
from knowledge.live.prepared import CONTENT, is_prepared, key, prepared_folder, put
from knowledge.retrieval import stored
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.encoding import PassageVectors, Texts, encode
from knowledge.retrieval.searcher import Searcher
from knowledge.retrieval.segment import Adapted, Lexicon, Segment
from knowledge.settings import KnowledgeSettings
from knowledge.versions.folder import Versions
from knowledge.versions.learned import Learned, read


def open_searcher(settings: KnowledgeSettings, version: Path | None = None) -> Searcher:
    """A searcher over the content, with the version in use or another one. What is not prepared yet is prepared first, which
    takes some ten milliseconds a text. Raises VersionError, ContentError."""
    version = version or Versions(settings.versions).current()
    if not is_prepared(settings, version):
        prepare_content(settings, version=version)
    folder, encoder = prepared_folder(settings, version), Encoder(settings.encoder)
    learned = read(version, encoder.identity)
    content = from_kept((folder / CONTENT).read_bytes())
    segment, lexicon = stored.read(folder, content.passages)
    return assemble(
        learned, content, Catalogue(segment, lexicon, learned.adapter, learned.unanswered, learned.topics), encoder
    )


def learned_anew(settings: KnowledgeSettings, version: Path, content: Searcher) -> Searcher:
    """The same content, which was prepared for this version too, searched with what it learned; a tenth of the time that
    opening takes. Raises VersionError, OSError."""
    learned = read(version, content.encoder.identity)
    segment = stored.read_adapted(prepared_folder(settings, version), content.catalogue.segments[0])
    return replace(
        content,
        catalogue=content.catalogue.adapted(segment, learned.adapter, learned.unanswered, learned.topics),
        asking=learned.asking,
        importing=learned.manifest.thresholds["importing"],
        following=learned.following,
        continuing=learned.continuing,
        said_next=learned.said_next,
    )


def assemble(learned: Learned, content: Content, catalogue: Catalogue, encoder: Encoder) -> Searcher:
    """A searcher made of its parts."""
    return Searcher(
        catalogue=catalogue,
        encoder=encoder,
        asking=learned.asking,
        importing=learned.manifest.thresholds["importing"],
        following=learned.following,
        continuing=learned.continuing,
        said_next=learned.said_next,
        regions=content.regions,
        names=content.names,
    )


def prepare_content(
    settings: KnowledgeSettings,
    threads: int = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
    version: Path | None = None,
) -> None:
    """Encode what the content has that was not encoded before, and keep content and segment as a start with this version
    needs them (None: the one in use); ``progress`` is told (done, total) of the texts. Raises VersionError, ContentError."""
    version = version or Versions(settings.versions).current()
    encoder = CachingEncoder(settings.encoder, settings.encoded, threads)
    made_from, content = key(settings, version), load()
    texts = Texts.of(content.passages, content.regions)
    vectors = PassageVectors.of(*encode(texts, encoder, progress))
    encoder.save()
    learned, lexicon = read(version, encoder.identity), Lexicon.of()
    adapted = Adapted.of(content.passages, texts.variants, vectors, learned.adapter, learned.topics)
    segment = Segment.of(content.passages, texts, adapted, lexicon)

    def write(folder: Path) -> None:
        stored.write(folder, segment, lexicon)
        (folder / CONTENT).write_bytes(kept(content))

    put(settings, made_from, write, version)
