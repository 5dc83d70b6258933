"""Links that open a route on a phone's map, without a key."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlencode

from knowledge.places.coordinates import from_wgs84

Mode = Literal["walk", "ride", "bus", "car"]


def route_link(lat: float, lng: float, name: str, mode: Mode = "walk") -> str:
    """A 高德 route from where the phone is to a WGS-84 point called ``name``.

    As documented at https://lbs.amap.com/api/uri-api/guide/travel/route: ``to`` is "longitude,latitude,name" in GCJ-02, and
    without ``from`` the phone puts in its own position, so nobody's position stands in the link.
    """
    lat, lng = from_wgs84(lat, lng, "gcj02")
    name = " ".join(name.replace(",", "，").split())  # a comma ends the name
    return "https://uri.amap.com/navigation?" + urlencode(
        {"to": f"{lng:.6f},{lat:.6f},{name}", "mode": mode, "src": "nuanyi"}, safe=","
    )
