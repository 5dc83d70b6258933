"""The modules that learn."""

from __future__ import annotations

from types import ModuleType
from typing import NamedTuple

import pytest


class Learning(NamedTuple):
    adapter: ModuleType
    choice: ModuleType
    material: ModuleType
    practice: ModuleType


@pytest.fixture(scope="session")
def learning() -> Learning:
    """Loaded when a test uses them: with torch, which takes seconds."""
    from knowledge.training import adapter, choice, material, practice

    return Learning(adapter, choice, material, practice)
