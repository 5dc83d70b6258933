"""Which modules the scripts of a page import: named in the page, they are all asked for at once, and not layer by layer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urljoin

_IMPORT = re.compile(r"^import .*? from '([^']+)';$", re.MULTILINE)


def imported(address: str, sources: Mapping[str, str]) -> tuple[str, ...]:
    """The addresses of all that the module at ``address`` imports at once, near and far; ``sources``: every module by its
    address. Raises KeyError where one is missing."""
    found: dict[str, None] = {}
    pending = _near(address, sources)
    while pending:
        near = pending.pop(0)
        if near not in found and near != address:
            found[near] = None
            pending += _near(near, sources)
    return tuple(found)


def imported_later(entry: str, sources: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """By the address of each module that none imports at once: itself and what it imports that ``entry``, the first one of
    the page, does not."""
    wanted = {near for address in sources for near in _near(address, sources)}
    there = {entry, *imported(entry, sources)}
    roots = (address for address in sources if address not in wanted and address != entry)
    return {root: (root, *(one for one in imported(root, sources) if one not in there)) for root in roots}


def _near(address: str, sources: Mapping[str, str]) -> list[str]:
    return [urljoin(address, name) for name in _IMPORT.findall(sources[address])]
