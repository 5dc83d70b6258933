"""Route links, taken apart as a browser does."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.places.coordinates import from_wgs84, metres
from knowledge.places.routes import route_link

LANXI = (29.2100, 119.4600)


def test_the_link() -> None:
    link = route_link(*LANXI, "溪西加油站驿站")
    lat, lng = from_wgs84(*LANXI, "gcj02")
    encoded = "%E6%BA%AA%E8%A5%BF%E5%8A%A0%E6%B2%B9%E7%AB%99%E9%A9%BF%E7%AB%99"
    assert link == f"https://uri.amap.com/navigation?to={lng:.6f},{lat:.6f},{encoded}&mode=walk&src=nuanyi"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_name_stays_one_value(name: str) -> None:
    parts = urlsplit(route_link(*LANXI, name, "ride"))
    query = parse_qs(parts.query, strict_parsing=True)
    assert (parts.scheme, parts.netloc, parts.path, parts.fragment) == ("https", "uri.amap.com", "/navigation", "")
    assert query.keys() == {"to", "mode", "src"} and query["mode"] == ["ride"]
    lng, lat, shown = query["to"][0].split(",")
    assert metres((float(lat), float(lng)), from_wgs84(*LANXI, "gcj02")) < 0.2
    assert "".join(shown.split()) == "".join(name.replace(",", "，").split())


@pytest.mark.parametrize("name", ["", "a&to=1,2", "甲,乙\n丙"])
def test_names_with_signs(name: str) -> None:
    assert route_link(*LANXI, name).count("&") == 2
