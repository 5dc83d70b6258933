"""Entries of content files with the region that each holds for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.library.schema import ContentFile, Entry
from knowledge.places.regions import Region, UnknownRegion, all_regions


@dataclass(frozen=True)
class Placed:
    """An entry, where it stands and where it holds."""

    file: str
    entry: Entry
    region: Region


def placed(files: Mapping[str, ContentFile]) -> Iterator[Placed]:
    """All entries of the files; those of unknown regions are left to the check of entries."""
    for name, file in files.items():
        for entry in file.entries:
            try:
                yield Placed(name, entry, all_regions().get(entry.region or file.region))
            except UnknownRegion:
                continue
