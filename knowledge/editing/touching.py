"""What a figure of the register touches: every answer, self-check, claim and sum that tells it, or a share of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sqlalchemy import Engine, select

from knowledge.editing.passages import passage_of
from knowledge.entitlements.kinds import known
from knowledge.entitlements.reckoning import RECKONED_WITH
from knowledge.figures.register import Figures, OwnValue
from knowledge.figures.wording import filled_in
from knowledge.library.content import Passage
from knowledge.places.regions import Region, all_regions
from knowledge.records.database import readable_errors
from knowledge.records.removing import withdrawn_content
from knowledge.records.tables import Faq
from knowledge.topics.claims.case import CLAIM_KINDS, ClaimKind
from knowledge.topics.pension.formulas import written_texts
from knowledge.topics.pension.levels import BASIC_PENSION
from knowledge.topics.selfchecks.loading import load

_FAQ = Faq.metadata.tables["faq"]
PENSION = "养老金估算"


class User(StrEnum):
    """Who tells a figure."""

    ANSWER = "answer"
    SELF_CHECK = "self_check"
    CLAIM = "claim"
    SUM = "sum"


@dataclass(frozen=True)
class Told:
    """Something told to people in ``region``, as it is ``written``: with references to figures."""

    user: User
    id: str
    title: str
    region: Region
    written: str


@dataclass(frozen=True)
class Change:
    """What is told in ``place`` from the day of a new value on, and what would be without it ("": nothing)."""

    told: Told
    place: Region
    without: str
    with_it: str


def all_told(database: Engine, shipped: Mapping[str, Passage]) -> tuple[Told, ...]:
    """All that is told with figures; ``shipped``: the content's entries by id. Raises DatabaseError."""
    answers = (
        Told(User.ANSWER, passage.id, passage.question, passage.region, passage.wording.written)
        for passage in _told_passages(database, shipped)
        if passage.wording and passage.tells_figures
    )
    return (*answers, *_told_beside())


def touched(figure: str, texts: Iterable[Told], register: Figures) -> Sequence[Told]:
    """What tells a figure, or one that is a share of it. Raises FigureError."""
    ids = "|".join(map(re.escape, register.resting_on(figure)))
    refers = re.compile(rf"\{{(?:figure|since|before|aside):\s*(?:{ids})(?=[\s}}])")
    return [text for text in texts if refers.search(text.written)]


def changes(value: OwnValue, texts: Iterable[Told], register: Figures) -> Sequence[Change]:
    """What a value that is not entered yet would change, and how. Raises FigureError."""
    over = register.laid_over([value])
    found = (_change(text, value, register, over) for text in touched(value.figure, texts, register))
    return [change for change in found if change]


def _change(text: Told, value: OwnValue, register: Figures, over: Figures) -> Change | None:
    for place in _places(text, value, over):
        without, with_it = (filled_in(text.written, place, value.first, figures) for figures in (register, over))
        if without != with_it:
            return Change(text, place, without or "", with_it or "")
    return None


def _places(text: Told, value: OwnValue, register: Figures) -> Iterator[Region]:
    """Where somebody may be told another thing: the nearer of the two places, then those in it with figures of their own."""
    place = max(text.region, value.region, key=lambda region: region.depth)
    yield place
    own = {region for id in register.resting_on(value.figure) for region in register.regions(id)}
    yield from sorted((region for region in own if place.holds_for(region)), key=lambda region: region.code)


def _told_passages(database: Engine, shipped: Mapping[str, Passage]) -> Iterator[Passage]:
    gone = withdrawn_content(database)
    with readable_errors(), database.connect() as connection:
        own = {row.id: row for row in connection.execute(select(_FAQ).order_by(_FAQ.c.id))}
    yield from (passage for id, passage in shipped.items() if id not in gone and id not in own)
    yield from (passage_of(row, all_regions(), shipped) for row in own.values())


@cache
def _told_beside() -> tuple[Told, ...]:
    """What is told beside the answers; it comes with the program."""
    return (*_selfchecks(), *_claims(), *_sums())


def _selfchecks() -> Iterator[Told]:
    for check in load():
        for note in check.notes:
            yield Told(User.SELF_CHECK, check.id, check.title, check.region, note.text)


def _claims() -> Iterator[Told]:
    for id in CLAIM_KINDS:
        file = ClaimKind.load(id).file
        for rule in file.rules:
            yield Told(User.CLAIM, id, file.title, all_regions().nation, rule.text)


def _sums() -> Iterator[Told]:
    nation = all_regions().nation
    titles = {kind.id: kind.title for kind in known().kinds}
    for id, figure in RECKONED_WITH.items():
        yield Told(User.SUM, id, titles[id], nation, f"{{figure: {figure}}}")
    for text in (f"{{figure: {BASIC_PENSION}}}", *written_texts()):
        yield Told(User.SUM, "pension", PENSION, nation, text)
