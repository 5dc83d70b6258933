"""All FAQs of an office in one list: those of the library and the shipped entries that none of them took the place of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Engine

from knowledge import china_time
from knowledge.editing.passages import faq_of
from knowledge.library.content import Passage
from knowledge.library.due import USUAL, checked_days
from knowledge.places.regions import all_regions
from knowledge.records.faqs.door import NATION
from knowledge.records.faqs.reading import Entry, entries, entry, last_touched
from knowledge.records.faqs.states import State
from knowledge.records.kinds import FaqRow
from knowledge.records.removing import withdrawn_content

EXPIRING = dt.timedelta(days=60)


class Standing(StrEnum):
    """Where an FAQ stands: the state of its latest version, or it is ``SHIPPED`` and nobody has changed it."""

    DRAFT = "draft"
    CHECKED = "checked"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    SHIPPED = "shipped"


class Due(StrEnum):
    """What wants looking at: soon no longer in force, or no longer already; of a source that nobody has compared it with for
    long (``knowledge.library.due.USUAL``), or of one without a title or a day."""

    EXPIRING = "expiring"
    EXPIRED = "expired"
    UNCHECKED = "unchecked"
    UNSOURCED = "unsourced"


@dataclass(frozen=True)
class Listed:
    """An FAQ: what its latest version says, where that stands, and whether any version ``is_told``; ``version`` is 0 and
    ``published`` None for one that is as it was shipped; ``seen``, of a list: the day when somebody here last did something
    with it (None: nobody has)."""

    contents: FaqRow
    standing: Standing
    version: int
    published: int | None
    is_shipped: bool
    is_told: bool
    seen: dt.date | None = None

    @property
    def id(self) -> str:
        return str(self.contents.id)


@dataclass(frozen=True)
class Wanted:
    """Which FAQs are wanted; "" and None: any. ``region`` and all below it; ``text``: in the id or in any of its words;
    ``in_force``: only what is told today."""

    text: str = ""
    region: str = ""
    category: str = ""
    standing: Standing | None = None
    due: Due | None = None
    in_force: bool = False


def listed(database: Engine, shipped: Mapping[str, Passage]) -> Sequence[Listed]:
    """All FAQs in the order of their ids. Raises DatabaseError."""
    gone = withdrawn_content(database)
    touched = last_touched(database)
    own = {one.id: _of_library(one, shipped, gone, touched.get(one.id)) for one in entries(database)}
    rest = {id: _as_shipped(passage, gone) for id, passage in shipped.items() if id not in own}
    return sorted((*own.values(), *rest.values()), key=lambda one: one.id)


def find_listed(database: Engine, shipped: Mapping[str, Passage], id: str) -> Listed | None:
    """One FAQ; None when there is none of this id. Raises DatabaseError."""
    gone = withdrawn_content(database)
    if own := entry(database, id):
        return _of_library(own, shipped, gone)
    return _as_shipped(shipped[id], gone) if id in shipped else None


def matching(all_: Iterable[Listed], wanted: Wanted, today: dt.date) -> Sequence[Listed]:
    """Those that are wanted. Raises UnknownRegion."""
    tests: list[Callable[[Listed], bool]] = []
    if wanted.text:
        tests.append(lambda one: _has(one.contents, wanted.text.casefold()))
    if wanted.region:
        place = all_regions().get(wanted.region)
        tests.append(lambda one: place.holds_for(all_regions().get(one.contents.region or NATION)))
    if wanted.category:
        tests.append(lambda one: one.contents.category == wanted.category)
    if wanted.standing:
        tests.append(lambda one: one.standing is wanted.standing)
    if wanted.in_force:
        tests.append(lambda one: one.is_told and _is_in_force(one.contents, today))
    if due := wanted.due:
        tests.append(lambda one: _is_due(one, due, today))
    return [one for one in all_ if all(test(one) for test in tests)]


def _of_library(
    own: Entry, shipped: Mapping[str, Passage], gone: frozenset[str], touched: dt.datetime | None = None
) -> Listed:
    is_shipped = own.id in shipped
    is_told = own.published is not None or (is_shipped and own.id not in gone)
    # Of the latest version there is no later one that could have replaced it.
    standing = Standing(State.WITHDRAWN if own.state is State.REPLACED else own.state)
    seen = china_time.of_utc(touched).date() if touched else None
    return Listed(own.contents, standing, own.version, own.published, is_shipped, is_told, seen)


def _as_shipped(passage: Passage, gone: frozenset[str]) -> Listed:
    is_told = passage.id not in gone
    return Listed(faq_of(passage), Standing.SHIPPED if is_told else Standing.WITHDRAWN, 0, None, True, is_told)


def _has(contents: FaqRow, text: str) -> bool:
    words = (contents.id, contents.question, contents.similar_questions, contents.answer)
    return any(text in str(part).casefold() for part in words)


def _is_in_force(contents: FaqRow, today: dt.date) -> bool:
    return (contents.effective_from or today) <= today <= (contents.effective_to or today)


def _is_due(one: Listed, due: Due, today: dt.date) -> bool:
    contents, end = one.contents, one.contents.effective_to
    if due is Due.UNSOURCED:
        return not contents.source_title or contents.source_date is None
    if due is Due.UNCHECKED:
        return one.is_told and _is_unchecked(one, today - USUAL)
    if due is Due.EXPIRED:
        return end is not None and end < today
    return end is not None and today <= end <= today + EXPIRING


def _is_unchecked(one: Listed, before: dt.date) -> bool:
    if one.seen:
        return one.seen < before
    days = checked_days()
    # What is not among them, such as news, does not change.
    return one.id in days and (days[one.id] or dt.date.min) < before
