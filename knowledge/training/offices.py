"""Offices to practise on: FAQs as an office would import them, with the ways in which people ask for each.

All of them are made up (``data/offices/*.yml`` say so) and are never served: they teach how chatty questions find an FAQ
that is known in one wording, for which the content has passages of a few cities only.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from knowledge.checked_yaml import read_checked
from knowledge.library.content import ContentError, Passage
from knowledge.places.regions import Region, RegionTree
from knowledge.shapes import Source, Strict, Text

_SOURCE = Source(title="练习材料，不是真实政策")


@dataclass(frozen=True)
class Office:
    """Its FAQs, with the ways of asking as their similar questions, and what they do not answer."""

    region: Region
    passages: tuple[Passage, ...]
    unanswerable: tuple[str, ...]


class _Faq(Strict):
    question: Text
    answer: Text
    asks: tuple[Text, ...]


class _OfficeFile(Strict):
    region: Text
    faqs: tuple[_Faq, ...]
    unanswerable: tuple[Text, ...]


def read_offices(regions: RegionTree, folder: Path) -> tuple[Office, ...]:
    """All offices of ``folder``, in the order of their files. Raises ContentError, UnknownRegion."""
    return tuple(_read(path, regions) for path in sorted(folder.glob("*.yml")))


def _read(path: Path, regions: RegionTree) -> Office:
    file = read_checked(path, _OfficeFile, ContentError)
    region = regions.get(file.region)
    passages = tuple(
        Passage(
            id=f"{path.stem}-{number}",
            region=region,
            category="其他",
            kind="service",
            question=faq.question,
            similar=faq.asks,
            answer=faq.answer,
            source=_SOURCE,
            origin="import",
        )
        for number, faq in enumerate(file.faqs)
    )
    return Office(region, passages, file.unanswerable)
