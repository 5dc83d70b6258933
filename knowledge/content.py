"""Load the content files into passages: approved answers ready to be indexed and shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import PlainSerializer, PlainValidator, ValidationError

from knowledge.errors import ReadableError
from knowledge.regions import Region, RegionTree, all_regions
from knowledge.schema import ContentFile, Entry, Source

CONTENT_FOLDER = Path(__file__).parent / "content"


# Stored under its official code, read back as the node of the tree.
StoredRegion = Annotated[
    Region,
    PlainValidator(lambda value: value if isinstance(value, Region) else all_regions().by_code(value)),
    PlainSerializer(lambda region: region.code),
]


class ContentError(ReadableError):
    """A content file cannot be read; the message names the file, the entry and the reason, in Chinese."""


@dataclass(frozen=True)
class Passage:
    """One approved answer with its place, time and source resolved."""

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

    @property
    def questions(self) -> tuple[str, ...]:
        """Every way of asking that the content knows, the main one first."""
        return (self.question, *self.similar)

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


def read_file(path: Path) -> ContentFile:
    """One content file, checked against the schema. Raises ContentError."""
    try:
        raw = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date that cannot be, bytes that are no UTF-8
        raise ContentError(f"{path.name}：不是正确的 YAML（{error}）") from error
    try:
        return ContentFile.model_validate(raw)
    except ValidationError as error:
        raise ContentError("\n".join(_explain(path, raw, fault) for fault in error.errors())) from error


def _explain(path: Path, raw: object, fault: object) -> str:
    """One line for one fault: which file, which entry, what is wrong."""
    assert isinstance(fault, dict)
    place = list(fault["loc"])
    where = path.name
    if isinstance(raw, dict) and len(place) >= 2 and place[0] == "entries" and isinstance(place[1], int):
        entry = raw["entries"][place[1]]
        name = entry.get("id") if isinstance(entry, dict) else None
        where += f"：{name or f'第 {place[1] + 1} 条'}"
        place = place[2:]
    reason = _REASONS.get(fault["type"]) or str(fault["msg"]).removeprefix("Value error, ")
    if fault.get("input", "") is None:
        reason = _REASONS["missing"]
    return f"{where}：{'.'.join(map(str, place))} {reason}".rstrip()


_REASONS = {
    "missing": "没有填",
    "extra_forbidden": "不认识这一项，请核对拼写（见 docs/content.md）",
    "string_too_short": "是空的",
    "string_too_long": "太长了",
    "string_type": "应该是一段文字（数字、是/否请加引号）",
    "string_pattern_mismatch": "只能用小写字母、数字和短横线，中间至少一条短横线",
    "literal_error": "只能是 service、level、statistic、rule 之一",
    "date_from_datetime_parsing": "不是日期，请写成 2025-01-31",
    "date_parsing": "不是日期，请写成 2025-01-31",
    "date_type": "不是日期，请写成 2025-01-31",
    "date_from_datetime_inexact": "不是日期，请写成 2025-01-31",
    "model_type": "应该是一组“名称: 值”",
    "dict_type": "应该是一组“名称: 值”",
    "too_long": "太多了",
    "tuple_type": "应该是一个列表，每行以“- ”开头",
}


def load(folder: Path = CONTENT_FOLDER) -> Content:
    """Every content file of ``folder``. Raises ContentError, UnknownRegion."""
    files = [read_file(path) for path in sorted(folder.glob("*.yml"))]
    served = {file.region for file in files} | {e.region for file in files for e in file.entries if e.region}
    regions = all_regions().serving([all_regions().get(name) for name in sorted(served - {"全国"})])
    passages = tuple(_passage(entry, file, regions) for file in files for entry in file.entries)
    return Content(passages, regions, _names(files, regions))


def _names(files: list[ContentFile], regions: RegionTree) -> dict[str, Region]:
    """Proper names and the one region each points to; a name that two files claim points nowhere."""
    claims = [(name, regions.get(file.region)) for file in files for name in file.names]
    return {name: region for name, region in claims if all(r == region for n, r in claims if n == name)}


def _passage(entry: Entry, file: ContentFile, regions: RegionTree) -> Passage:
    source = file.sources.get(entry.source)
    if source is None:
        raise ContentError(f"{entry.id}：来源“{entry.source}”没有写在 sources 里")
    return Passage(
        id=entry.id,
        region=regions.get(entry.region or file.region),
        category=entry.category,
        kind=entry.kind,
        question=entry.question,
        similar=entry.similar,
        answer=" ".join(entry.answer.split()),
        source=source,
        article=entry.article,
        effective_from=entry.effective_from,
        effective_to=entry.effective_to,
        as_of=entry.as_of or (source.date if entry.kind != "rule" else None),
        topic=entry.topic,
        replaces=entry.replaces,
        next=entry.next,
    )
