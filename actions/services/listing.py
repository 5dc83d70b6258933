"""What there is in a city: free lodging, service points, courses. Short lists, shown beside what the content says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from weakref import ReferenceType, ref

from actions.contract.cards import (
    CourseItem,
    CoursesCard,
    LodgingItem,
    LodgingsCard,
    Row,
    ServicePointItem,
    ServicePointsCard,
)
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.saying import Say, length, numbered, phrase
from actions.services.provenance import whence
from actions.services.remarks import is_city, is_elsewhere, is_short_of_money, near_what, wants_nearer
from actions.services.rows import ListedRow, asks_of_a_row, beside_the_rows, head_of_row, row_asked, what_rows_tell
from actions.services.service import Answers, Informed, InvalidAnswer, Outcome, Question, Utterance, World
from knowledge.language.normalise import letters_only
from knowledge.places.areas import codes_above
from knowledge.places.coordinates import metres
from knowledge.places.regions import Region, UnknownRegion
from knowledge.places.spots import spot_named, spots_in
from knowledge.topics.jobs.vocabulary import vocabulary

SHOWN = 3
# The columns that tell what is given for nothing.
FREE = ("free_days", "meals")
# A course is looked for, and nothing is asked about courses.
_LEARNS = re.compile(
    r"(?:想|要|去|能|有没有|免费|哪里?有?)学(?!徒|历|校|生)|学.{1,6}(?:的课|的班|培训|班)|(?:培训|班)(?:有吗|有没有|有么|有不)"
)
_ABOUT_LEARNING = re.compile(
    r"补贴|补助|证|骗|退|贷|合法|签|工资|多少钱|材料|条件|资格|够格|符合|怎么|哪本|教程|视频|自己吃"
)
# Another one is asked for.
_ANOTHER = re.compile(
    r"^(?:那|想|要|我想|我要)?学.{1,6}$|(?:呢|有吗|有没有?|有么|有不|的课|的班|培训班?|班)\W*$|^(?:那|有|有没有|换)"
)
Columns = Mapping[str, Any]
"""A row of a table, by column."""


@dataclass(frozen=True)
class Listed:
    """One kind of rows: the intent that asks for it, its card and the card's items, which columns a line shows after the
    name, the column whose words a question may name ("面点培训"), if there is one, and the phrase to ask instead where
    there are no rows or somebody has no money."""

    kind: str
    intent: str
    card: type[LodgingsCard | ServicePointsCard | CoursesCard]
    item: type[Row]
    title: str
    shown: tuple[str, ...]
    about: str = ""
    instead: str = ""


LISTINGS = (
    Listed("lodgings", "find_lodging", LodgingsCard, LodgingItem, "name",
           ("address", "beds", "free_days", "meals", "facilities", "conditions", "how_to_apply", "contact"),
           instead="homeless"),
    Listed("service_points", "find_point", ServicePointsCard, ServicePointItem, "name",
           ("kind", "district", "address", "open_hours", "phone", "services"), "kind"),
    Listed("courses", "find_course", CoursesCard, CourseItem, "title",
           ("district", "organiser", "address", "starts_at", "days", "fee", "conditions", "how_to_apply", "contact"),
           "trade"),
)  # fmt: skip


class _Gathered(NamedTuple):
    """The ``rows`` that there are in a ``region`` on a day, as of one ``world``, and the ``area`` they are of: the region, or
    its city. Does not keep the world alive: a new one comes with each import."""

    world: ReferenceType[World]
    region: Region
    day: dt.date
    area: Region
    rows: list[Columns]


class Listing(Informed):
    """``region``: where; ``words``: what was asked for; ``skip``: how many rows were shown before; ``row``: the one of those
    shown that is asked about."""

    lingers = 3

    def __init__(self, listed: Listed, world: Callable[[], World]) -> None:
        super().__init__(world)
        self.name = listed.kind  # type: ignore[misc]
        self._listed = listed
        # The steps of a turn ask for the same rows.
        self._last: _Gathered | None = None

    def begin(self, utterance: Utterance) -> Answers | None:
        if utterance.intent != self._listed.intent and not self._is_sought(utterance):
            return None
        return {"words": utterance.text} | _in_city(utterance.region)

    def consults(self, answers: Answers, utterance: Utterance) -> bool:
        return "region" in answers

    def take(self, answers: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
        if self._listed.instead and is_short_of_money(utterance) and utterance.named is None:
            return None
        row = row_asked(utterance.reading, answers.get("row")) or self._only_row(answers, utterance)
        if asked is None and row and self._asked_here(answers, utterance):
            return {**answers, "row": row}
        answers = {name: value for name, value in answers.items() if name != "row"}
        if asked is None and "more" in utterance.reading.kinds:
            return {**answers, "skip": answers.get("skip", 0) + SHOWN}
        if not utterance.text:  # a location tells which of the rows are near
            return (
                {name: answers[name] for name in ("words", "region")} if self._has_places(answers, utterance) else None
            )
        if is_elsewhere(utterance, self._listed.intent):
            return None
        if asked and utterance.named and not is_city(utterance.named):
            return InvalidAnswer(phrase("too_wide"))
        says_place_only = (
            utterance.named is not None and len(utterance.reading.letters) <= len(utterance.named.name) + 3
        )
        if is_city(utterance.named) and (asked == "region" or says_place_only):
            return {"words": answers["words"]} | _in_city(utterance.named)
        if asked is None and (
            self._picked(self._world().listed(self._listed.kind), utterance.text) or self._asks_for_trade(utterance)
        ):
            return {"words": utterance.text, "region": answers["region"]} | _in_city(utterance.named)
        return None

    def explain(self, answers: Answers, utterance: Utterance) -> Sequence[Say]:
        if self._listed.instead and is_short_of_money(utterance):
            return [self._without_money(answers, utterance)]
        if not self._asked_here(answers, utterance):
            return []
        if wants_nearer(utterance):
            return [Say.plain(Status.COMPUTED, phrase("ask_where"))]
        if place := near_what(utterance):
            return [Say.plain(Status.COMPUTED, phrase("rows_not_near", place=place))]
        if not asks_of_a_row(utterance.reading):
            return []
        return [what_rows_tell(utterance.reading, self._shown(answers, utterance), answers.get("skip", 0) + 1)]

    def _without_money(self, answers: Answers, utterance: Utterance) -> Say:
        """What costs nothing in the rows just shown, and who helps somebody without money."""
        free = [
            numbered(number, row.name, "；".join(row.told[name] for name in FREE if name in row.told))
            for number, row in enumerate(self._shown(answers, utterance), answers.get("skip", 0) + 1)
            if any(name in row.told for name in FREE)
        ]
        heads = [phrase("free_above"), *free] if free else []
        return Say.plain(Status.COMPUTED, *heads, phrase("short_of_money"), buttons=(phrase(self._listed.instead),))

    def unwritten(self, answers: Answers, utterance: Utterance) -> Say | None:
        rows = self._shown(answers, utterance)
        return beside_the_rows(utterance.reading, rows, answers.get("skip", 0) + 1) if rows else None

    def question(self, answers: Answers, utterance: Utterance) -> Question | None:
        if "region" in answers:
            return None
        return Question("region", phrase("ask_region"), Button.of(city.name for city in self._cities()))

    def finish(self, answers: Answers, utterance: Utterance) -> Outcome:
        try:
            here = self._here(self._regions.by_code(answers["region"]), utterance.today)
        except UnknownRegion:
            return Outcome((self._nothing(),))
        picked = self._picked(here.rows, answers["words"])
        rows = self._wanted(here.rows, answers, utterance)
        skip, row = answers.get("skip", 0), answers.get("row")
        shown = rows[skip : skip + SHOWN]
        if row and row > len(shown):
            return Outcome((Say.plain(Status.NOTHING_LISTED, phrase("no_such_row")),), answers)
        if not shown:
            nothing = Say.plain(Status.NOTHING_LISTED, phrase("no_more")) if skip else self._nothing()
            # The last page is still what is seen.
            return Outcome((nothing,), {**answers, "skip": skip - SHOWN} if skip else answers)
        shown = shown[row - 1 : row] if row else shown
        wanted = _trades(answers["words"]) if self._listed.about == "trade" else frozenset()
        none_such = [phrase("none_such", words="、".join(sorted(wanted)))] if wanted and not picked else []
        card = self._listed.card(
            head=(head_of_row(utterance.reading, self._row(shown[0])),)
            if row
            else (*none_such, self._head(here.area, of_samples=shown[0]["sample"])),
            items=tuple(self._item(row, utterance) for row in shown),
        )
        lines = tuple(self._line(number, row, utterance) for number, row in enumerate(shown, row or skip + 1))
        more = [phrase("more")] if not row and len(rows) > skip + SHOWN else []
        return Outcome((Say(card, lines, buttons=Button.of(more)),), answers)

    def _head(self, area: Region, *, of_samples: bool) -> str:
        return phrase("samples") if of_samples else phrase(f"listed_{self._listed.kind}", region=area.name)

    def _nothing(self) -> Say:
        instead = [phrase(self._listed.instead)] if self._listed.instead else []
        return Say.plain(Status.NOTHING_LISTED, phrase("nothing_listed"), buttons=instead)

    def _here(self, region: Region, today: dt.date) -> _Gathered:
        """The rows of a region that are not over, or of its city when it has none; samples only when there is nothing
        real."""
        world, last = self._world(), self._last
        if last is None or last.world() is not world or (last.region, last.day) != (region, today):
            last = self._last = _Gathered(ref(world), region, today, *self._gather(world, region, today))
        return last

    def _gather(self, world: World, region: Region, today: dt.date) -> tuple[Region, list[Columns]]:
        current = [row for row in world.listed(self._listed.kind) if not _is_over(row, today)]
        city = region.parent if region.depth == 3 and region.parent else region
        for sample in (False, True):
            for area in (region, city):
                found = [row for row in current if row["sample"] == sample and self._is_in(row, area)]
                if found:
                    return area, found
        return region, []

    def _asked_here(self, answers: Answers, utterance: Utterance) -> list[Columns]:
        """What there is where it was asked for; nothing before that is known."""
        if "region" not in answers:
            return []
        return self._here(self._regions.by_code(answers["region"]), utterance.today).rows

    def _is_in(self, row: Columns, region: Region) -> bool:
        return region.code in codes_above(self._regions, row["city"], row.get("district") or "")

    def _picked(self, rows: Iterable[Columns], words: str) -> list[Columns]:
        """The rows of the kind, trade, street or town that the words name; none when they name none."""
        said, trades = letters_only(words), _trades(words)
        return [
            row
            for row in rows
            if ((about := row.get(self._listed.about)) and (letters_only(about) in said or trades & _trades(about)))
            or spot_named(words, spots_in([row["address"]]))
        ]

    def _shown(self, answers: Answers, utterance: Utterance) -> list[ListedRow]:
        """The rows of the page that was shown last."""
        skip = answers.get("skip", 0)
        shown = self._wanted(self._asked_here(answers, utterance), answers, utterance)[skip : skip + SHOWN]
        return [self._row(row) for row in shown]

    def _wanted(self, rows: list[Columns], answers: Answers, utterance: Utterance) -> list[Columns]:
        """Those of the kind or trade asked for, or else all."""
        return _nearest_first(self._picked(rows, answers["words"]) or rows, utterance)

    def _is_sought(self, utterance: Utterance) -> bool:
        """Whether a course in a trade is looked for, whatever the engine hears: "想学修车"."""
        about_trade = self._listed.about == "trade" and bool(_trades(utterance.text))
        return about_trade and bool(_LEARNS.search(utterance.text)) and not _ABOUT_LEARNING.search(utterance.text)

    def _asks_for_trade(self, utterance: Utterance) -> bool:
        """Whether a few words ask for a trade, be there a row for it or not: "学电工呢", "月嫂的有吗"."""
        return self._listed.about == "trade" and bool(_trades(utterance.text)) and bool(_ANOTHER.search(utterance.text))

    def _only_row(self, answers: Answers, utterance: Utterance) -> int | None:
        """The one row that there is, where something is asked about a row: "管饭不" is answered by it."""
        if not asks_of_a_row(utterance.reading):
            return None
        here = self._asked_here(answers, utterance)
        return 1 if len(self._picked(here, answers["words"]) or here) == 1 else None

    def _has_places(self, answers: Answers, utterance: Utterance) -> bool:
        """Whether some of the rows have a place on the map."""
        return any(_metres_to(row, utterance) is not None for row in self._asked_here(answers, utterance))

    def _row(self, row: Columns) -> ListedRow:
        """What is told of a row, by column."""
        return ListedRow(
            row[self._listed.title], {name: self._told(row, name) for name in self._listed.shown if row[name]}
        )

    @staticmethod
    def _told(row: Columns, name: str) -> str:
        return phrase(f"column_{name}", value=_plain(row[name]))

    def _line(self, number: int, row: Columns, utterance: Utterance) -> str:
        parts = [*self._row(row).told.values(), *whence(row["source"], row["sample"], verified_at=row["verified_at"])]
        away = _metres_to(row, utterance)
        distance = phrase("metres", metres=length(away)) if away is not None else ""
        return numbered(number, f"{row[self._listed.title]}{distance}", "；".join(parts))

    def _item(self, row: Columns, utterance: Utterance) -> Row:
        """The row as the card has it, and how far it is."""
        away = _metres_to(row, utterance)
        columns = {name: row[name] for name in self._listed.item.model_fields if name in row}
        return self._listed.item(**columns, distance_m=None if away is None else round(away, 1))


def _in_city(region: Region | None) -> Answers:
    return {"region": region.code} if region and is_city(region) else {}


def _trades(text: str) -> frozenset[str]:
    found = vocabulary().words.find(text.lower())
    return frozenset().union(*(one.names for one in found)) & vocabulary().near.keys()


def _is_over(row: Columns, today: dt.date) -> bool:
    """Of what has a day: whether it has passed."""
    last = row.get("ends_at") or row.get("starts_at")
    return last is not None and last < today


def _nearest_first(rows: list[Columns], utterance: Utterance) -> list[Columns]:
    """Those with a place on the map before the others, when it is known where the person is."""
    away = {row["id"]: _metres_to(row, utterance) for row in rows}
    return sorted(rows, key=lambda row: (away[row["id"]] is None, away[row["id"]] or 0))


def _metres_to(row: Columns, utterance: Utterance) -> float | None:
    lat, lng = row.get("wgs_lat"), row.get("wgs_lng")
    if utterance.location is None or lat is None or lng is None:
        return None
    return metres(utterance.location, (lat, lng))


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
