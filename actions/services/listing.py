"""What there is in a city: free lodging, service points, courses. Short lists, shown beside what the content says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actions.saying import Button, Say, phrase
from actions.services.service import Answers, Heard, Outcome, Question, Service, Wrong
from knowledge.geography.coordinates import metres
from knowledge.language.normalise import bare
from knowledge.regions import Region, RegionTree, UnknownRegion

SHOWN = 3
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Listed:
    """One kind of rows: the intent that asks for it, the card's type, which columns a line shows after the name, and the
    column whose words a question may name ("面点培训")."""

    kind: str
    intent: str
    title: str
    shown: tuple[str, ...]
    about: str


KINDS = (
    Listed("lodgings", "find_lodging", "name", ("address", "beds", "free_days", "meals", "facilities", "conditions",
           "how_to_apply", "contact"), "name"),
    Listed("service_points", "find_point", "name", ("kind", "address", "open_hours", "phone", "services"), "kind"),
    Listed("courses", "find_course", "title", ("organiser", "address", "starts_at", "days", "fee", "conditions",
           "how_to_apply", "contact"), "trade"),
)  # fmt: skip


class Listing(Service):
    """``region``: where; ``words``: what was asked for."""

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
        known = heard.region is not None and heard.region.depth >= 2
        return {"words": heard.text, **({"region": heard.region.name} if known and heard.region else {})}

    def consults(self, answers: Answers) -> bool:
        return "region" in answers

    def take(self, answers: Answers, asked: str | None, heard: Heard) -> Answers | Wrong | None:
        says_place_only = heard.named is not None and len(bare(heard.text)) <= len(heard.named.name) + 3
        if (asked == "region" or says_place_only) and heard.named and heard.named.depth >= 2:
            return {**answers, "region": heard.named.name}
        return None

    def question(self, answers: Answers, heard: Heard) -> Question | None:
        if "region" in answers:
            return None
        return Question("region", phrase("ask_region"), Button.of(city.name for city in self._cities()))

    def finish(self, answers: Answers, heard: Heard) -> Outcome:
        try:
            region = self._regions.get(answers["region"])
        except UnknownRegion:
            return Outcome((Say(phrase("nothing_listed")),))
        here = [row for row in self._rows() if self._is_in(row, region)]
        real = [row for row in here if not row["sample"]] or here
        said = bare(answers["words"])
        wanted = [row for row in real if row[self._listed.about] and bare(row[self._listed.about]) in said] or real
        if heard.location:
            wanted = sorted(wanted, key=lambda row: _distance(row, heard))
        if not wanted:
            return Outcome((Say(phrase("nothing_listed")),), open=True)
        lines = [self._line(number, row) for number, row in enumerate(wanted[:SHOWN], 1)]
        text = "\n".join([phrase(f"listed_{self._listed.kind}", region=region.name, total=len(wanted)), *lines])
        text += phrase("samples") if any(row["sample"] for row in wanted[:SHOWN]) else ""
        items = [{k: _plain(v) for k, v in row.items() if not k.startswith("wgs_")} for row in wanted[:SHOWN]]
        return Outcome((Say(text, card={"type": self._listed.kind, "items": items}),), open=True)

    def _is_in(self, row: Row, region: Region) -> bool:
        try:
            return region.holds_for(self._regions.get(row["city"])) or self._regions.get(row["city"]).holds_for(region)
        except UnknownRegion:
            return False

    def _line(self, number: int, row: Row) -> str:
        parts = [phrase(f"column_{name}", value=_plain(row[name])) for name in self._listed.shown if row[name]]
        return f"{number}. {row[self._listed.title]}\n   " + "；".join(parts)


def _distance(row: Row, heard: Heard) -> float:
    lat, lng = row.get("wgs_lat"), row.get("wgs_lng")
    if heard.location is None or lat is None or lng is None:
        return float("inf")
    return metres((heard.location.lat, heard.location.lng), (lat, lng))


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
