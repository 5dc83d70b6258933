"""The shipped content alone, without what it is searched with."""

from __future__ import annotations

from knowledge.library.content import Content, from_kept, load
from knowledge.live.prepared import CONTENT, is_prepared, prepared_folder
from knowledge.settings import KnowledgeSettings


def shipped_content(settings: KnowledgeSettings) -> Content:
    """As it was prepared, or read anew (some seconds) where that is older. Raises VersionError, ContentError."""
    return from_kept((prepared_folder(settings) / CONTENT).read_bytes()) if is_prepared(settings) else load()
