"""Locations as channels send them, from the tracker to the card, against brute force over made-up stations."""

from __future__ import annotations

import asyncio
from typing import Any

import numpy as np
import prcoords
import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.live import Live
from actions.server import services
from actions.services.service import Point
from actions.summaries import Summaries
from actions.talking import Converse, Listener, changes, recall
from actions.workers import Workers
from knowledge.places.coordinates import CoordinateSystem, metres
from tests.actions.conftest import NOW
from tests.actions.importing import live_with

SYSTEMS: list[CoordinateSystem] = ["wgs84", "gcj02", "bd09"]
SHIFT = {"wgs84": lambda point: point, "gcj02": prcoords.wgs_gcj, "bd09": prcoords.wgs_bd}
STATIONS, POINTS = 300, 40
SOUTH_WEST, NORTH_EAST = (22.0, 108.0), (33.0, 122.0)


def tracker(text: str, intent: str, slots: dict[str, Any], **metadata: object) -> Tracker:
    message = {"text": text, "intent": {"name": intent}, "entities": [], "metadata": metadata}
    return Tracker("somebody", slots, message, [], False, None, {}, None)


def shifted(point: tuple[float, float], system: CoordinateSystem) -> dict[str, Any]:
    lat, lng = SHIFT[system](point)
    return {"lat": lat, "lng": lng, "coord_sys": system}


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_location_is_remembered_in_wgs84(system: CoordinateSystem) -> None:
    found = recall(tracker("", "blank", {}, location=shifted((28.448, 117.964), system))).point
    assert found == pytest.approx((28.448, 117.964), abs=1e-6)


def test_without_a_system_it_is_wgs84_and_it_stays_until_the_next() -> None:
    here = tracker("", "blank", {}, location={"lat": 28.448, "lng": 117.964})
    memory = recall(here)
    assert memory.point == Point(28.448, 117.964)
    slots = {event["name"]: event["value"] for event in changes(memory, here)}
    assert slots == {"point": [28.448, 117.964]}
    assert recall(tracker("驿站", "find_station", slots)).point == memory.point
    moved = tracker("驿站", "find_station", slots, location={"lat": 28.5, "lng": 118, "coord_sys": None})
    assert recall(moved).point == Point(28.5, 118)


def test_stations_as_by_brute_force(live: Live, summaries: Summaries, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = np.random.default_rng(7)
    places = [(float(lat), float(lng)) for lat, lng in chance.uniform(SOUTH_WEST, NORTH_EAST, (STATIONS, 2))]
    rows = []
    for number, place in enumerate(places):
        given = {name: str(value) for name, value in shifted(place, SYSTEMS[number % 3]).items()}
        opened = {"is_24h": "是" if number % 5 == 0 else "否", "amenities": "充电" if number % 2 else "热饭"}
        rows.append({"id": str(number), "name": f"{number}号驿站", "city": "上饶市"} | given | opened)
    own = live_with(tmp_path_factory.mktemp("many"), live.dialogue.searcher, {"stations": rows})
    listener = Listener(own.dialogue, now=lambda: NOW)
    action = Converse(Conversation(own.dialogue, services(own, summaries)), listener, Workers())

    def ask(text: str, intent: str, slots: dict[str, Any], **metadata: object) -> list[dict[str, Any]]:
        """The items of the card; ``slots`` are brought up to date as Rasa does."""
        said = CollectingDispatcher()
        for event in asyncio.run(action.run(said, tracker(text, intent, slots, **metadata), {})):
            slots[event["name"]] = event["value"]
        items: list[dict[str, Any]] = next(
            m["custom"]["items"] for m in reversed(said.messages) if "items" in m["custom"]
        )
        return items

    for number, at in enumerate(chance.uniform(SOUTH_WEST, NORTH_EAST, (POINTS, 2))):
        here = (float(at[0]), float(at[1]))
        away = {str(n): metres(here, place) for n, place in enumerate(places)}
        slots: dict[str, Any] = {}
        items = ask("离我最近的驿站", "find_station", slots, location=shifted(here, SYSTEMS[number % 3]))
        assert [item["id"] for item in items] == sorted(away, key=away.__getitem__)[:3]
        assert [item["distance_m"] for item in items] == pytest.approx([away[item["id"]] for item in items], abs=1.5)
        items = ask("24小时能充电的", "ask", slots)
        suitable = [n for n in away if int(n) % 5 == 0 and int(n) % 2]
        assert [item["id"] for item in items] == sorted(suitable, key=away.__getitem__)[:3]
