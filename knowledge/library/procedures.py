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
from knowledge.library.schema import Entry, EntryId
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


def procedure_faults(entries: Iterable[Entry], path: Path = PROCEDURES_FILE) -> Iterator[str]:
    """What is wrong with the file, a line each. Raises ContentError."""
    kinds = {entry.id: entry.kind for entry in entries}
    way: dict[str, str] = {}
    for procedure in procedures(path):
        name = f"{path.name}：{procedure.id}"
        for matter in procedure.matters:
            if kinds.get(matter) != "guide":
                yield f"{name}：matters 里的 {matter} 不是引导条目"
            if (other := way.setdefault(matter, procedure.id)) != procedure.id:
                yield f"{name}：matters 里的 {matter} 已经归了 {other}，一件事只走一条路"
        answers = (id for ids in procedure.answers.values() for id in ids)
        yield from (f"{name}：answers 里的 {id} 不存在" for id in answers if id not in kinds)
