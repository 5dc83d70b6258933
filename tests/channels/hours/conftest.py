"""The gateway with a library and people of every role, as the library's own tests have it."""

from __future__ import annotations

from tests.channels.library.conftest import Library, admin, library

__all__ = ["Library", "admin", "library"]
