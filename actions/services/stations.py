"""The nearest outdoor-worker stations, from a shared location or a named place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from actions.saying import Button, Say, phrase
from actions.services.service import Answers, Heard, Outcome, Point, Question, Service, Wrong
from knowledge.geography.routes import route_link
from knowledge.language.station_request import understand_station_request
from knowledge.regions import Region, RegionTree, UnknownRegion
from knowledge.stations import Station, StationFinder, StationQuery


class NearestStation(Service):
    """``point``: where the person is; ``region``: a place named instead; then ``whole_day``, ``open_at``, ``amenities``."""

    name = "stations"

    def __init__(self, finder: Callable[[], StationFinder], regions: RegionTree) -> None:
        self._finder, self._regions = finder, regions

    def begin(self, heard: Heard) -> Answers | None:
        if heard.intent != "find_station":
            return None
        return self._filtered(self._placed({}, heard), heard)

    def consults(self, answers: Answers) -> bool:
        return "point" not in answers

    def take(self, answers: Answers, asked: str | None, heard: Heard) -> Answers | Wrong | None:
        changed = self._filtered(self._placed(answers, heard), heard)
        return changed if changed != answers else None

    def question(self, answers: Answers, heard: Heard) -> Question | None:
        if "point" in answers or answers.get("region"):
            return None
        return Question("where", phrase("ask_where"))

    def finish(self, answers: Answers, heard: Heard) -> Outcome:
        region = self._region(answers.get("region"))
        point = Point(*answers["point"]) if "point" in answers else None
        open_at = answers.get("open_at")
        query = StationQuery(
            lat=point and point.lat,
            lng=point and point.lng,
            whole_day=bool(answers.get("whole_day")),
            open_at=dt.datetime.fromisoformat(open_at) if open_at else None,
            amenities=frozenset(answers.get("amenities", ())),
            region=None if point else region,
        )
        found = self._finder().find(query)
        if not found:
            return Outcome((Say(phrase("no_station"), Button.of(_without_filters(answers))),), open=True)
        return Outcome((_say(found, near=point is not None),), open=True)

    def _placed(self, answers: Answers, heard: Heard) -> Answers:
        """A place named in the message goes before the point shared, that before the person's city."""
        if heard.named and heard.named.depth >= 2 and heard.named != heard.home:
            return {**{k: v for k, v in answers.items() if k != "point"}, "region": _path(heard.named)}
        if heard.location:
            return {**answers, "point": list(heard.location)}
        if "region" not in answers and heard.region and heard.region.depth >= 2:
            return {**answers, "region": _path(heard.region)}
        return answers

    @staticmethod
    def _filtered(answers: Answers, heard: Heard) -> Answers:
        wanted = understand_station_request(heard.text, heard.now)
        filters: Answers = {}
        if wanted.whole_day:
            filters["whole_day"] = True
        if wanted.open_at:
            filters["open_at"] = wanted.open_at.isoformat()
        if wanted.amenities:
            filters["amenities"] = sorted(wanted.amenities | set(answers.get("amenities", ())))
        return answers | filters

    def _region(self, name: str | None) -> Region | None:
        try:
            return self._regions.get(name) if name else None
        except UnknownRegion:
            return None


def _path(region: Region) -> str:
    """A name that is found again for certain: "上饶市广信区"."""
    return "".join(node.name for node in region.path[2:]) or region.name


def _without_filters(answers: Answers) -> list[str]:
    has_filter = any(answers.get(name) for name in ("whole_day", "open_at", "amenities"))
    return [phrase("any_station")] if has_filter else []


def _say(found: list[tuple[Station, float | None]], *, near: bool) -> Say:
    lines = [_line(number, station, metres) for number, (station, metres) in enumerate(found, 1)]
    note = phrase("samples") if any(station.sample for station, _ in found) else ""
    head = phrase("nearest_stations" if near else "stations_here")
    hint = "" if near else phrase("share_location")
    return Say("\n".join([head, *lines]) + note + hint, card={"type": "stations", "items": [_item(*f) for f in found]})


def _line(number: int, station: Station, metres: float | None) -> str:
    distance = phrase("metres", metres=_metres(metres)) if metres is not None else ""
    hours = phrase("whole_day") if station.whole_day else station.open_hours or phrase("hours_unknown")
    details = [station.address, hours, station.amenities, station.phone]
    link = ""
    if station.wgs_lat is not None and station.wgs_lng is not None:
        link = phrase("route", link=route_link(station.wgs_lat, station.wgs_lng, station.name))
    return f"{number}. {station.name}{distance}\n   " + "；".join(part for part in details if part) + link


def _metres(metres: float) -> str:
    return f"{metres:.0f}米" if metres < 1000 else f"{metres / 1000:.1f}公里"


def _item(station: Station, metres: float | None) -> dict[str, Any]:
    """The item of a card of type ``stations`` as contract.md gives it, and the route's link."""
    return {
        "id": station.id,
        "name": station.name,
        "address": station.address,
        "distance_m": None if metres is None else round(metres, 1),
        "is_24h": station.whole_day,
        "open_hours": station.open_hours,
        "amenities": station.amenities,
        "phone": station.phone,
        "lat": station.lat,
        "lng": station.lng,
        "coord_sys": station.coord_sys,
        "sample": station.sample,
        "route": route_link(station.wgs_lat, station.wgs_lng, station.name)
        if station.wgs_lat is not None and station.wgs_lng is not None
        else None,
    }
