"""Streets, towns and villages: too small for the tree of regions, but rows of tables lie in them and people ask by them.

They are known by the rows alone: what no row names is no spot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# "兰江街道彩虹社区", "汉滨区老城街道", "沈家门街道（示例位置）".
_KIND = r"(?:街道|镇|乡|村|社区)"
_SPOT = re.compile(rf"(?P<name>[一-鿿]{{2,5}}?){_KIND}")
_ABOVE = re.compile(rf"^(?:[一-鿿]{{1,7}}?[省市区县](?=[一-鿿]{{2,}}?{_KIND}))+")


def spots_in(texts: Iterable[str]) -> frozenset[str]:
    """The bare names of the spots in addresses and names of districts: 兰江, 沈家门."""
    return frozenset(match["name"] for text in texts for match in _SPOT.finditer(_ABOVE.sub("", text)))


def spot_named(text: str, spots: Iterable[str]) -> str:
    """The longest of the spots that a text names; "" for none."""
    return max((spot for spot in spots if spot in text), key=len, default="")
