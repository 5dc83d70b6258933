"""Views of the contents that only the tests of the knowledge use."""

from __future__ import annotations

import pytest

from knowledge.library.content import Content, Passage
from knowledge.places.regions import RegionTree


@pytest.fixture(scope="session")
def served(shipped: Content) -> RegionTree:
    """The tree as the shipped content serves it."""
    return shipped.regions


@pytest.fixture(scope="session")
def passages(content: Content) -> dict[str, Passage]:
    return {passage.id: passage for passage in content.passages}
