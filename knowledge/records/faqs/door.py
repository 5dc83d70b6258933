"""The one door through which FAQs are written by hand: by the pages and on the command line. (Imports, which write many at
once, come through ``knowledge/records/importing.py`` and leave the same versions, states and deeds.)

Each act is one transaction: it is there with its deed, or nothing of it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, literal, select

from knowledge.errors import ReadableError
from knowledge.figures.register import shipped_figures
from knowledge.figures.wording import Wording
from knowledge.places.regions import all_regions
from knowledge.records.audit import By, Open, Verb, deed
from knowledge.records.database import readable_errors
from knowledge.records.faqs.reading import Entry, UnknownFaq, Version, find_entry, find_history
from knowledge.records.faqs.states import (
    CONTENTS,
    FAQS,
    State,
    put_in_force,
    replace_published,
    step,
    write_versions,
)
from knowledge.records.kinds import FaqRow
from knowledge.records.removing import take_out
from knowledge.records.revisions import count_up
from knowledge.records.tables import FaqVersion

NATION = "全国"
# The answer of a draft that was begun from a question; somebody has to write it.
UNWRITTEN = "（答案还没有写）"
_COLUMNS = FaqVersion.metadata.tables["faq_version"].c


class NotAllowed(ReadableError):
    """Somebody else's matter, or a step that takes a second person."""


class OutOfTurn(ReadableError):
    """A step that cannot follow the state in which the FAQ is, or an edit of what has changed meanwhile."""


@dataclass(frozen=True)
class Door:
    """Writes into the library behind ``database``. ``second_person``: nothing is published that nobody but its author has
    checked."""

    database: Engine
    second_person: bool = False

    def draft(self, contents: FaqRow, by: By, base: int, shipped: FaqRow | None = None) -> int:
        """A new version, to be published later; its number. ``base``: the version that was edited (0: there was none);
        ``shipped``: what the program itself says under this id.

        Raises NotAllowed, OutOfTurn, FigureError, DatabaseError.
        """
        Wording.of(contents.answer, shipped_figures())
        with self._deed(by, Verb.DRAFT, contents.id) as (connection, opened):
            before = find_entry(connection, contents.id)
            if base != (before.version if before else 0):
                raise OutOfTurn(f"“{contents.id}”刚被别人改过，请重新打开再改")
            _require_change(contents, before.contents if before else shipped, by)
            return _write(connection, contents, opened)

    def check(self, id: str, by: By) -> None:
        """Say that the latest version, a draft, is right. Raises NotAllowed, OutOfTurn, UnknownFaq, DatabaseError."""
        with self._deed(by, Verb.CHECK, id) as (connection, opened):
            entry = _entry(connection, id, by)
            _require(entry.state is State.DRAFT, f"“{id}”的最新一版不是草稿，不用核对")
            if self.second_person and _latest(connection, entry).author == by.who:
                raise NotAllowed(f"“{id}”是您自己写的，要请另一个人核对")
            step(connection, id, entry.version, opened.number, State.CHECKED)

    def publish(self, id: str, by: By) -> None:
        """Have the latest version told. Raises NotAllowed, OutOfTurn, UnknownFaq, DatabaseError."""
        with self._deed(by, Verb.PUBLISH, id) as (connection, opened):
            entry = _entry(connection, id, by)
            _require(entry.state in (State.DRAFT, State.CHECKED), f"“{id}”的最新一版没有等着发布")
            if self.second_person and not _is_checked_by_another(_latest(connection, entry)):
                raise NotAllowed(f"“{id}”还没有第二个人核对，不能发布")
            _require(entry.contents.answer != UNWRITTEN, f"“{id}”的答案还没有写，写好再发布")
            replace_published(connection, select(literal(id)), opened.number)
            step(connection, id, entry.version, opened.number, State.PUBLISHED)
            put_in_force(connection, id, entry.version, count_up(connection, FAQS))
            opened.detail["version"] = entry.version

    def withdraw(self, id: str, by: By) -> None:
        """Have the published version told no more; of one that never was, drop the draft. A shipped entry whose place it took
        is told again. Raises NotAllowed, OutOfTurn, UnknownFaq, DatabaseError."""
        with self._deed(by, Verb.WITHDRAW, id) as (connection, opened):
            entry = _entry(connection, id, by)
            opened.detail["version"] = entry.published or entry.version
            if entry.published is not None:
                take_out(connection, FAQS, [id], opened.number, count_up(connection, FAQS))
            else:
                _require(entry.state is not State.WITHDRAWN, f"“{id}”已经撤下了")
                step(connection, id, entry.version, opened.number, State.WITHDRAWN)

    def drop(self, id: str, by: By) -> None:
        """Give up a draft beside what is published. Raises NotAllowed, OutOfTurn, UnknownFaq, DatabaseError."""
        with self._deed(by, Verb.WITHDRAW, id) as (connection, opened):
            entry = _entry(connection, id, by)
            _require(entry.state in (State.DRAFT, State.CHECKED), f"“{id}”没有草稿")
            opened.detail["version"] = entry.version
            step(connection, id, entry.version, opened.number, State.WITHDRAWN)

    def restore(self, id: str, number: int, by: By) -> int:
        """Take up the words of an older version as a new one, to be published later; its number.

        Raises NotAllowed, OutOfTurn, UnknownFaq, DatabaseError.
        """
        with self._deed(by, Verb.DRAFT, id) as (connection, opened):
            entry = _entry(connection, id, by)
            old = next((one for one in find_history(connection, id) if one.number == number), None)
            if old is None:
                raise UnknownFaq(f"“{id}”没有第 {number} 版")
            is_told = number == entry.published == entry.version
            _require(not is_told, f"“{id}”现在用的就是第 {number} 版")
            _require_own(by, old.contents)
            return _write(connection, old.contents, opened, number)

    @contextmanager
    def _deed(self, by: By, what: Verb, id: str) -> Iterator[tuple[Connection, Open]]:
        with readable_errors(), self.database.begin() as connection, deed(connection, by, what, FAQS, id) as opened:
            yield connection, opened


def may_write(by: By, region: str, category: str) -> bool:
    """Whether FAQs of this region and category are this person's."""
    place = all_regions().get(region or NATION)
    return by.category in ("", category) and (not by.region or all_regions().get(by.region).holds_for(place))


def _write(connection: Connection, contents: FaqRow, opened: Open, restored: int | None = None) -> int:
    names = ("id", *CONTENTS)
    rows = select(*(literal(getattr(contents, name), _COLUMNS[name].type).label(name) for name in names))
    opened.detail["digest"] = write_versions(connection, rows, opened.number, State.DRAFT, restored)
    entry = find_entry(connection, contents.id)
    assert entry  # just written
    opened.detail["version"] = entry.version
    return entry.version


def _require_change(contents: FaqRow, before: FaqRow | None, by: By) -> None:
    _require_own(by, contents)
    if before is not None:
        _require_own(by, before)
        _require(dict(before) != dict(contents), f"“{contents.id}”没有改动")


def _require_own(by: By, contents: FaqRow) -> None:
    if not may_write(by, contents.region, contents.category):
        raise NotAllowed(f"“{contents.id}”不归您管：您只能改{by.region}{by.category}的问答")


def _require(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise OutOfTurn(otherwise)


def _entry(connection: Connection, id: str, by: By) -> Entry:
    entry = find_entry(connection, id)
    if entry is None:
        raise UnknownFaq(f"问答库里没有“{id}”")
    _require_own(by, entry.contents)
    return entry


def _is_checked_by_another(version: Version) -> bool:
    return any(one.state is State.CHECKED and one.who != version.author for one in version.steps)


def _latest(connection: Connection, entry: Entry) -> Version:
    return find_history(connection, entry.id)[-1]
