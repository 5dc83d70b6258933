"""Load the content files into passages: approved answers ready to be indexed and shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import PlainSerializer, PlainValidator, TypeAdapter, ValidationInfo

from knowledge import china_time
from knowledge.checked_yaml import Steps, dotted, item_at, read_checked
from knowledge.errors import ReadableError
from knowledge.figures.register import FigureError, Figures, figures_in_use
from knowledge.figures.wording import Filled, Wording, without_references
from knowledge.library.asked import read_asked, ways_of_asking
from knowledge.library.schema import ContentFile, Entry
from knowledge.places.regions import Region, RegionTree, all_regions
from knowledge.shapes import Source

CONTENT_FOLDER = Path(__file__).parents[1] / "content"


# Stored under its official code, read back as the node of the tree.
StoredRegion = Annotated[
    Region,
    PlainValidator(lambda value: value if isinstance(value, Region) else all_regions().by_code(value)),
    PlainSerializer(lambda region: region.code),
]


def _stored_wording(value: object, info: ValidationInfo) -> Wording | None:
    return Wording.of(value, info.context or figures_in_use()) if isinstance(value, str) else None


# Stored as it is written, so that nothing is told that was true when it was stored.
StoredWording = Annotated[
    Wording | None,
    PlainValidator(_stored_wording),
    PlainSerializer(lambda wording: wording and wording.written),
]


# Where a passage comes from: the content files, an office's table of FAQs, or a paper that was read in.
Origin = Literal["content", "import", "document"]


class ContentError(ReadableError):
    """A content file cannot be read; the message names the file, the entry and the reason, in Chinese."""


@dataclass(frozen=True)
class Passage:
    """One approved answer with its place, time and source resolved.

    One that has something to fill in (figures, words that ask for the place) has a ``wording``; what people are told is then
    up to ``telling.py``, and ``answer`` is what it is found by: what it said when the content was read, in its own region or
    in the first place inside it. ``cites_figure``:
    its source is that of its first figure. ``by_year``: told with figures of one year, which stay true of it. ``asked``: how
    people asked for it, besides the ways that are written.
    """

    id: str
    region: StoredRegion
    category: str
    kind: str
    question: str
    similar: tuple[str, ...]
    answer: str
    source: Source
    article: str | None = None
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    as_of: dt.date | None = None
    topic: str | None = None
    replaces: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    origin: Origin = "content"
    wording: StoredWording = None
    cites_figure: bool = False
    by_year: bool = False
    asked: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """Every way of asking that is known, the main one first, then those that are written in the content."""
        return (*self.written, *self.asked)

    @property
    def written(self) -> tuple[str, ...]:
        """The ways of asking that were written for it."""
        return (self.question, *self.similar)

    @property
    def tells_figures(self) -> bool:
        """Whether it refers to figures of the register."""
        return bool(self.wording and self.wording.references)

    def in_force(self, first: dt.date, last: dt.date) -> bool:
        """Whether it holds on any day from ``first`` to ``last``; an open end holds for ever."""
        return (self.effective_from is None or self.effective_from <= last) and (
            self.effective_to is None or self.effective_to >= first
        )


@dataclass(frozen=True)
class Content:
    """All passages, the regions they serve, and proper names that say which region is meant."""

    passages: tuple[Passage, ...]
    regions: RegionTree
    names: dict[str, Region]


def cities_of(passages: Iterable[Passage]) -> tuple[Region, ...]:
    """The cities that have passages of their own, in the order of their codes; a district of one is not another."""
    regions = {region for region in {passage.region for passage in passages} if region.depth >= 2}
    return tuple(sorted((region for region in regions if region.parent not in regions), key=lambda region: region.code))


def read_file(path: Path) -> ContentFile:
    """One content file, checked against the schema. Raises ContentError."""
    return read_checked(path, ContentFile, ContentError, _REASONS, _place)


def _place(raw: object, steps: Steps) -> str:
    """ "lanxi-a：facts.0.figure " """
    if found := item_at(raw, steps, "entries"):
        name, number, steps = found
        return f"{name or f'第 {number} 条'}：{dotted(steps)} "
    return f"{dotted(steps)} "


_REASONS = {
    "extra_forbidden": "不认识这一项，请核对拼写（见 docs/content.md）",
    "string_pattern_mismatch": "只能用小写字母、数字和短横线，中间至少一条短横线",
    "literal_error": "没有这个写法，能用哪些见 docs/content.md",
}


def load(folder: Path = CONTENT_FOLDER, figures: Figures | None = None) -> Content:
    """Every content file of ``folder``, with the figures of the register unless others are given. Raises ContentError,
    FigureError, UnknownRegion."""
    figures = figures or figures_in_use()
    files = [read_file(path) for path in sorted(folder.glob("*.yml"))]
    served = {file.region for file in files} | {e.region for file in files for e in file.entries if e.region}
    regions = all_regions().serving([all_regions().get(name) for name in sorted(served - {"全国"})])
    written = (wording for file in files for entry in file.entries for wording in (entry.question, *entry.similar))
    asked = ways_of_asking(read_asked(folder, ContentError), written)
    passages = tuple(
        _passage(entry, file, regions, figures, asked.get(entry.id, ())) for file in files for entry in file.entries
    )
    return Content(passages, regions, _names(files, regions))


@dataclass(frozen=True)
class _Kept:
    """Content as it is kept once it was read and checked."""

    passages: tuple[Passage, ...]
    served: tuple[StoredRegion, ...]
    names: dict[str, StoredRegion]


def kept(content: Content) -> bytes:
    """The content in a form that is read ten times as fast as its files: JSON."""
    return _kept_content().dump_json(_Kept(content.passages, content.regions.served, content.names))


def from_kept(text: bytes, figures: Figures | None = None) -> Content:
    """What ``kept`` was given, with the figures of the register unless others are given. Raises FigureError."""
    stored = _kept_content().validate_json(text, context=figures)
    return Content(stored.passages, all_regions().serving(stored.served), stored.names)


@cache
def _kept_content() -> TypeAdapter[_Kept]:
    return TypeAdapter(_Kept)


def _names(files: list[ContentFile], regions: RegionTree) -> dict[str, Region]:
    """Proper names and the one region each points to; a name that two files claim points nowhere."""
    claims = [(name, regions.get(file.region)) for file in files for name in file.names]
    return {name: region for name, region in claims if all(r == region for n, r in claims if n == name)}


def _passage(entry: Entry, file: ContentFile, regions: RegionTree, figures: Figures, asked: tuple[str, ...]) -> Passage:
    region = regions.get(entry.region or file.region)
    answer = " ".join(entry.answer.split())
    wording = _wording(entry.id, answer, figures)
    filled = wording.filled_below(region, china_time.today()) if wording else None
    source = _source(entry, file, filled)
    return Passage(
        id=entry.id,
        region=region,
        category=entry.category,
        kind=entry.kind,
        question=entry.question,
        similar=entry.similar,
        answer=filled.text if filled else without_references(answer),
        source=source,
        article=entry.article,
        effective_from=entry.effective_from,
        effective_to=entry.effective_to,
        as_of=entry.as_of or (source.date if entry.kind != "rule" and not (wording and wording.references) else None),
        topic=entry.topic,
        replaces=entry.replaces,
        next=entry.next,
        covers=entry.covers,
        wording=wording,
        cites_figure=entry.source is None,
        asked=asked,
    )


def _wording(id: str, answer: str, figures: Figures) -> Wording | None:
    """The answer of an entry, if there is something to fill in. Raises ContentError, UnknownRegion."""
    try:
        return Wording.of(answer, figures)
    except FigureError as error:
        raise ContentError(f"{id}：{error}") from error


def _source(entry: Entry, file: ContentFile, filled: Filled | None) -> Source:
    if entry.source is not None:
        if entry.source not in file.sources:
            raise ContentError(f"{entry.id}：来源“{entry.source}”没有写在 sources 里")
        return file.sources[entry.source]
    if filled is None or not filled.values:
        raise ContentError(f"{entry.id}：没有写 source，答案里也没有引用数字表里的数")
    return filled.values[0].source
