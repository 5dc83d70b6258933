"""What a column of a file is, by its heading: the names of the contract first, then what else offices call it.

``data/headers.yml`` lists those other names. Some headings stand for several columns at once ("薪资", "坐标"): the ``PARTS``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from knowledge.language.normalise import simplified
from knowledge.records.cell_places import named_system
from knowledge.records.cell_texts import plain
from knowledge.records.kinds import Column, Kind

_FILE = Path(__file__).parent / "data" / "headers.yml"
_ALIKE = 70  # of 100: from here on a heading may be a slip of a known one
# Columns of files only, and the columns of the kind that they become (spreading.py).
PARTS: Mapping[str, tuple[str, ...]] = {
    "pay": ("pay_min", "pay_max", "pay_unit"),
    "coordinates": ("lng", "lat"),
    "coord_sys": ("lng", "lat"),  # of kinds that only know WGS-84
    "validity": ("published_at", "expires_at", "effective_from", "effective_to", "starts_at", "ends_at"),
    "person": ("contact",),
    "street": ("district", "address"),
}
_TITLES = {
    "pay": "薪资", "coordinates": "坐标", "coord_sys": "坐标系", "validity": "有效期", "person": "联系人", "street": "街道",
}  # fmt: skip

_SIGNS = re.compile(r"^[*★●◆☆#·]+|[*:;。.★]+$")
_NUMBERED = re.compile(r"^(?:\d{1,2}[.、]|[一二三四五六七八九十]{1,2}、|[①-⑳])")
_BRACKETS = re.compile(r"[(【\[][^)】\]]*[)】\]]")
_BETWEEN = re.compile(r"[/|\s()【】\[\]]+")
_MAPS = re.compile(r"(?:百度|高德|腾讯)(?:地图)?|火星|bd-?09(?:ll)?|gcj-?02|wgs-?84|gps|cgcs-?2000")
_PAID_PER = re.compile(r"元?[/每](月|天|日|小时|时|单|件|课时)|([月日天时])[薪工]")


@dataclass(frozen=True)
class Meaning:
    """The column (of the kind, or one of ``PARTS``) that a heading names; whether it is the contract's own name; what else
    the heading says of all its cells ("最低薪酬（元/月）", "百度经度")."""

    name: str
    is_own: bool
    says: Mapping[str, str] = field(default_factory=dict)


def key(name: str) -> str:
    """A heading as it is compared: half-width, lower case, without blanks."""
    return "".join(plain(name).casefold().split()).strip("\u200b\ufeff")


def is_spelt_so(heading: str, name: str, kind: Kind) -> bool:
    """Whether a heading is the name of this column but for signs, brackets, or Traditional characters."""
    return _bare(simplified(plain(heading)).casefold()) in (key(name), key(title(name, kind)))


def title(name: str, kind: Kind) -> str:
    """The Chinese name of a column or of one of ``PARTS``."""
    return next((column.title for column in kind.columns if column.name == name), _TITLES.get(name, name))


def meaning(heading: str, kind: Kind) -> Meaning | None:
    """What the heading of a column of a file of this kind says, None if nobody knows."""
    own = _own(kind)
    if name := own.get(key(heading)):
        return Meaning(name, True)
    text = simplified(plain(heading)).casefold()
    ways = (text, _BRACKETS.sub("", text))
    name = _looked_up(text, kind) or next(filter(None, (_agreed(_BETWEEN.split(way), kind) for way in ways)), None)
    return Meaning(name, False, _says(name, text)) if name else None


def column_named(name: str, kind: Kind) -> str | None:
    """The column of this English or Chinese name, or one of ``PARTS`` that the kind has."""
    return _own(kind).get(key(name)) or next(
        (part for part in _parts(kind) if key(name) in (part, _TITLES[part])), None
    )


def likely(heading: str, missing: Iterable[Column]) -> Column | None:
    """Of the columns that a file lacks, the one whose name this heading may be a slip of."""
    names = {key(name): column for column in missing for name in (column.name, column.title)}
    near = process.extractOne(key(heading), list(names), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return names[near[0]] if near else None


def _own(kind: Kind) -> dict[str, str]:
    return _own_names(kind.columns)


@cache
def _own_names(columns: tuple[Column, ...]) -> dict[str, str]:
    return {key(name): column.name for column in columns for name in (column.name, column.title, str(column))}


def _parts(kind: Kind) -> list[str]:
    columns = {column.name for column in kind.columns}
    return [part for part, needed in PARTS.items() if columns.intersection(needed)]


@cache
def _lists() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return lists


@cache
def _others(kind: str, columns: frozenset[str]) -> dict[str, str]:
    """The other names, and to which column they belong; those of the kind itself go first."""
    found: dict[str, str] = {}
    for names in (_lists().get(kind, {}), _lists()["all"]):
        for name, words in names.items():
            if name in columns:
                for word in words.split():
                    found.setdefault(_BRACKETS.sub("", key(word)), name)
    return found


def _looked_up(text: str, kind: Kind) -> str | None:
    others = _others(kind.name, frozenset([*(column.name for column in kind.columns), *_parts(kind)]))
    without = _bare(text)
    for name in (without, _MAPS.sub("", without)):
        if found := _own(kind).get(name) or others.get(name):
            return found
    return None


def _bare(text: str) -> str:
    """Without signs, numbering and what stands in brackets."""
    text = _NUMBERED.sub("", _SIGNS.sub("", key(text)))
    return _SIGNS.sub("", _BRACKETS.sub("", text)) or key(text)


def _agreed(parts: list[str], kind: Kind) -> str | None:
    """The column that all parts of a heading name ("编号/ID", "名称 Name"); a person and how to reach him are one."""
    known = {part: _looked_up(part, kind) for part in parts if part}
    names = {name for name in known.values() if name}
    if names == {"person", "contact"}:
        return "contact"
    sure = all(name or part.isascii() for part, name in known.items())
    return names.pop() if sure and len(names) == 1 else None


def _says(name: str, text: str) -> dict[str, str]:
    found = _MAPS.search(text)
    if found and name in ("lng", "lat", "coordinates"):
        return {"coord_sys": named_system(found[0])}
    per = _PAID_PER.search(text)
    if per and name in ("pay", "pay_min", "pay_max"):
        return {"pay_unit": per[1] or per[2]}
    return {}
