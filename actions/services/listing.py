"""What there is in a city: free lodging, service points, courses. Short lists, shown beside what the content says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actions.saying import Button, Say, length, phrase
from actions.services.remarks import is_city, is_elsewhere
from actions.services.service import Answers, Heard, Outcome, Question, Service, Wrong
from knowledge.language.normalise import bare
from knowledge.places.areas import codes_above
from knowledge.places.coordinates import metres
from knowledge.places.regions import Region, RegionTree, UnknownRegion
from knowledge.topics.jobs.vocabulary import vocabulary

SHOWN = 3
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Listed:
    """One kind of rows: the intent that asks for it, the card's type, which columns a line shows after the name, the column
    whose words a question may name ("面点培训"), if there is one, and the phrase to ask instead where there are no rows."""

    kind: str
    intent: str
    title: str
    shown: tuple[str, ...]
    about: str = ""
    instead: str = ""


KINDS = (
    Listed("lodgings", "find_lodging", "name", ("address", "beds", "free_days", "meals", "facilities", "conditions",
           "how_to_apply", "contact"), instead="homeless"),
    Listed("service_points", "find_point", "name", ("kind", "address", "open_hours", "phone", "services"), "kind"),
    Listed("courses", "find_course", "title", ("organiser", "address", "starts_at", "days", "fee", "conditions",
           "how_to_apply", "contact"), "trade"),
)  # fmt: skip


class Listing(Service):
    """``region``: where; ``words``: what was asked for; ``skip``: how many rows were shown before."""

    def __init__(
        self,
        listed: Listed,
        rows: Callable[[], Sequence[Row]],
        regions: RegionTree,
        cities: Callable[[], Iterable[Region]],
    ) -> None:
        self.name = listed.kind  # type: ignore[misc]
        self._listed, self._rows, self._regions, self._cities = listed, rows, regions, cities

    def begin(self, heard: Heard) -> Answers | None:
        if heard.intent != self._listed.intent:
            return None
        return {"words": heard.text} | _in_city(heard.region)

    def consults(self, answers: Answers) -> bool:
        return "region" in answers

    def take(self, answers: Answers, asked: str | None, heard: Heard) -> Answers | Wrong | None:
        if asked is None and "more" in heard.reading.kinds:
            return {**answers, "skip": answers.get("skip", 0) + SHOWN}
        if not heard.text:  # a location tells which of the rows are near
            return {name: answers[name] for name in ("words", "region")} if self._has_places(answers, heard) else None
        if is_elsewhere(heard, self._listed.intent):
            return None
        if asked and heard.named and not is_city(heard.named):
            return Wrong(phrase("too_wide"))
        says_place_only = heard.named is not None and len(heard.reading.bare) <= len(heard.named.name) + 3
        if is_city(heard.named) and (asked == "region" or says_place_only):
            return {"words": answers["words"]} | _in_city(heard.named)
        if asked is None and self._picked(self._rows(), heard.text):
            return {"words": heard.text, "region": answers["region"]} | _in_city(heard.named)
        return None

    def question(self, answers: Answers, heard: Heard) -> Question | None:
        if "region" in answers:
            return None
        return Question("region", phrase("ask_region"), Button.of(city.name for city in self._cities()))

    def finish(self, answers: Answers, heard: Heard) -> Outcome:
        try:
            area, here = self._here(self._regions.by_code(answers["region"]), heard.today)
        except UnknownRegion:
            return Outcome((self._nothing(),))
        picked = self._picked(here, answers["words"])
        rows = _nearest_first(picked or here, heard)
        skip = answers.get("skip", 0)
        shown = rows[skip : skip + SHOWN]
        if not shown:
            return Outcome((Say(phrase("no_more")) if skip else self._nothing(),), open=True)
        lines = [self._line(number, row, heard) for number, row in enumerate(shown, skip + 1)]
        asks_trade = self._listed.about == "trade" and _trades(answers["words"])
        head = phrase("none_such") if asks_trade and not picked else ""
        text = "\n".join([head + phrase(f"listed_{self._listed.kind}", region=area.name), *lines])
        text += phrase("samples") if any(row["sample"] for row in shown) else ""
        more = [phrase("more")] if len(rows) > skip + SHOWN else []
        card = {"type": self._listed.kind, "items": [_item(row, heard) for row in shown]}
        return Outcome((Say(text, Button.of(more), card),), open=True)

    def _nothing(self) -> Say:
        instead = [phrase(self._listed.instead)] if self._listed.instead else []
        return Say(phrase("nothing_listed"), Button.of(instead))

    def _here(self, region: Region, today: dt.date) -> tuple[Region, list[Row]]:
        """The rows of a region that are not over, or of its city when it has none; samples only when there is nothing real.
        And which of the two regions it is."""
        current = [row for row in self._rows() if not _is_over(row, today)]
        city = region.parent if region.depth == 3 and region.parent else region
        for sample in (False, True):
            for area in (region, city):
                found = [row for row in current if row["sample"] == sample and self._is_in(row, area)]
                if found:
                    return area, found
        return region, []

    def _is_in(self, row: Row, region: Region) -> bool:
        return region.code in codes_above(self._regions, row["city"], row.get("district") or "")

    def _picked(self, rows: Iterable[Row], words: str) -> list[Row]:
        """The rows of the kind or trade that the words name; none when they name none."""
        said, trades = bare(words), _trades(words)
        return [
            row
            for row in rows
            if (about := row.get(self._listed.about)) and (bare(about) in said or trades & _trades(about))
        ]

    def _has_places(self, answers: Answers, heard: Heard) -> bool:
        """Whether some of the rows have a place on the map."""
        if "region" not in answers:
            return False
        _, here = self._here(self._regions.by_code(answers["region"]), heard.today)
        return any(_metres_to(row, heard) is not None for row in here)

    def _line(self, number: int, row: Row, heard: Heard) -> str:
        parts = [phrase(f"column_{name}", value=_plain(row[name])) for name in self._listed.shown if row[name]]
        away = _metres_to(row, heard)
        distance = phrase("metres", metres=length(away)) if away is not None else ""
        return f"{number}. {row[self._listed.title]}{distance}\n   " + "；".join(parts)


def _in_city(region: Region | None) -> Answers:
    return {"region": region.code} if region and is_city(region) else {}


def _trades(text: str) -> frozenset[str]:
    found = vocabulary().words.find(text.lower())
    return frozenset().union(*(one.names for one in found)) & vocabulary().near.keys()


def _is_over(row: Row, today: dt.date) -> bool:
    """Of what has a day: whether it has passed."""
    last = row.get("ends_at") or row.get("starts_at")
    return last is not None and last < today


def _nearest_first(rows: list[Row], heard: Heard) -> list[Row]:
    """Those with a place on the map before the others, when it is known where the person is."""
    away = {row["id"]: _metres_to(row, heard) for row in rows}
    return sorted(rows, key=lambda row: (away[row["id"]] is None, away[row["id"]] or 0))


def _metres_to(row: Row, heard: Heard) -> float | None:
    lat, lng = row.get("wgs_lat"), row.get("wgs_lng")
    if heard.location is None or lat is None or lng is None:
        return None
    return metres(heard.location, (lat, lng))


def _item(row: Row, heard: Heard) -> dict[str, Any]:
    """All columns of the row, and how far it is."""
    item = {name: _plain(value) for name, value in row.items() if not name.startswith("wgs_") and name != "revision"}
    away = _metres_to(row, heard)
    return item if away is None else item | {"distance_m": round(away, 1)}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
