"""Cells that say what belongs into several columns: pay in one cell, both coordinates in one, a term of validity, a person,
a street beside a district or an address.

Only what is understood for certain is moved; any other text stays where it was, to be named as a fault of its column. What
stands in a column of its own goes before.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from knowledge.places.coordinates import to_wgs84
from knowledge.records.cell_days import read_days
from knowledge.records.cell_numbers import is_plain, read_pay
from knowledge.records.cell_places import named_system, read_degrees, split_coordinates

# By the kind, where the first and the last day of a term of validity go.
_TERMS = (("published_at", "expires_at"), ("effective_from", "effective_to"), ("starts_at", "ends_at"))


def spread(cells: Mapping[str, str], columns: frozenset[str]) -> dict[str, str]:
    """The cells by the names of a kind's ``columns`` alone."""
    found = dict(cells)
    if (person := found.pop("person", "")) and person not in found.get("contact", ""):
        found["contact"] = f"{person} {found.get('contact', '')}".strip()
    if street := found.pop("street", ""):
        _spread_street(found, street, columns)
    if "coordinates" in found or ("lng" in found and "lat" not in found) or ("lat" in found and "lng" not in found):
        _spread_coordinates(found)
    if "lng" in columns and "coord_sys" not in columns:
        _move_to_wgs84(found)
    if "validity" in found:
        _spread_validity(found, columns)
    if "pay_min" in columns:
        _spread_pay(found)
    return found


def _spread_street(cells: dict[str, str], street: str, columns: frozenset[str]) -> None:
    """Where nothing smaller than the city is named it is the district, else the beginning of the address."""
    if "district" in columns and cells.setdefault("district", street) == street:
        return
    if "address" in columns and street not in cells.get("address", ""):
        cells["address"] = street + cells.get("address", "")


def _spread_coordinates(cells: dict[str, str]) -> None:
    text = cells.pop("coordinates", "") or cells.get("lng") or cells.get("lat", "")
    if both := split_coordinates(text):
        cells["lng"], cells["lat"] = both
    else:
        cells.setdefault("lng", text)


def _move_to_wgs84(cells: dict[str, str]) -> None:
    """Coordinates of a kind that only knows WGS-84, out of the system in which they were given."""
    system = cells.pop("coord_sys", "")
    if not system or "lng" not in cells or "lat" not in cells:
        return
    try:
        lng, lat = (read_degrees(cells[name], "") for name in ("lng", "lat"))
        known = named_system(system)
    except ValueError:
        return
    if lng is not None and lat is not None and known != "wgs84":
        lat, lng = to_wgs84(lat, lng, known)
        cells["lng"], cells["lat"] = f"{lng:.6f}", f"{lat:.6f}"


def _spread_validity(cells: dict[str, str], columns: frozenset[str]) -> None:
    text = cells.pop("validity")
    first_name, last_name = next(pair for pair in _TERMS if pair[0] in columns)
    try:
        first, last = read_days(text)
    except ValueError:
        cells.setdefault(last_name, text)
        return
    for name, day in ((first_name, first if first != last else None), (last_name, last)):
        if day:
            cells.setdefault(name, day.isoformat())


def _spread_pay(cells: dict[str, str]) -> None:
    for name in ("pay", "pay_min", "pay_max"):
        text = cells.get(name, "")
        if not text or (name != "pay" and is_plain(text)):
            continue
        pay = read_pay(text)
        del cells[name]
        if pay is None:
            cells["pay_min" if name == "pay" else name] = text
            continue
        low, high = pay.low, pay.high
        if low == high and name != "pay":  # a single number says no more than its column
            low, high = (low, None) if name == "pay_min" else (None, high)
        for column, value in (("pay_min", low), ("pay_max", high)):
            if value is not None:
                cells.setdefault(column, _written(value))
        if pay.unit:
            cells.setdefault("pay_unit", pay.unit)


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}"
