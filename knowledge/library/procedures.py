"""Which way people go with a matter, and what then answers what is asked of any matter that goes that way: where, with which
papers, how long it takes, until when.

What stands about severance says how much it is; where to claim it stands with arbitration. A matter goes one way only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from knowledge.checked_yaml import read_checked
from knowledge.language.aspects import Aspect
from knowledge.library.content import ContentError
from knowledge.library.schema import ContentFile, EntryId
from knowledge.places.regions import all_regions
from knowledge.shapes import Strict, Text

PROCEDURES_FILE = Path(__file__).parent / "data" / "procedures.yml"


class Procedure(Strict):
    """A way to go: the guides whose ``matters`` go it, and the entries that answer each aspect, those of provinces with the
    nation's."""

    id: Text
    matters: tuple[EntryId, ...]
    answers: Mapping[Aspect, tuple[EntryId, ...]]


class _ProceduresFile(Strict):
    procedures: tuple[Procedure, ...]


@cache
def procedures(path: Path = PROCEDURES_FILE) -> tuple[Procedure, ...]:
    """All ways that are known. Raises ContentError."""
    return read_checked(path, _ProceduresFile, ContentError).procedures


@cache
def procedure_of(matter: str) -> Procedure | None:
    """The way that the matter of a guide goes; None where none is known."""
    return next((procedure for procedure in procedures() if matter in procedure.matters), None)


def procedure_faults(files: Iterable[ContentFile], path: Path = PROCEDURES_FILE) -> Iterator[str]:
    """What is wrong with the file, a line each. Raises ContentError."""
    entries = {entry.id: (entry, entry.region or file.region) for file in files for entry in file.entries}
    nation = all_regions().nation.name
    way: dict[str, str] = {}
    for procedure in procedures(path):
        name = f"{path.name}：{procedure.id}"
        for matter in procedure.matters:
            if matter not in entries or entries[matter][0].kind != "guide":
                yield f"{name}：matters 里的 {matter} 不是引导条目"
            if (other := way.setdefault(matter, procedure.id)) != procedure.id:
                yield f"{name}：matters 里的 {matter} 已经归了 {other}，一件事只走一条路"
        for aspect, ids in procedure.answers.items():
            yield from (f"{name}：{aspect} 里的 {id} 不存在" for id in ids if id not in entries)
            if ids[0] in entries and entries[ids[0]][1] != nation:
                yield f"{name}：{aspect} 的第一条要全国都能用，{ids[0]} 只在{entries[ids[0]][1]}"
