"""Which records lie in a region, by the city and the district that they name."""

from __future__ import annotations

from knowledge.places.regions import Region, RegionTree


def codes_above(regions: RegionTree, city: str, district: str = "") -> frozenset[str]:
    """The codes of the lowest region that the two name and of all regions above it; none for an unknown city.

    A street or a development zone is no region, but its city is.
    """
    place: Region | None = None
    for mention in regions.find(city + district):
        if place is None or place.holds_for(mention.region):
            place = mention.region
    return frozenset(node.code for node in place.path) if place else frozenset()


def areas(region: Region) -> tuple[Region, ...]:
    """Where to look, one after the other: a district (区) that has nothing is part of a town that may have something."""
    if region.parent and region.depth == 3 and region.name.endswith("区"):
        return region, region.parent
    return (region,)
