"""Streets, towns and villages by the rows that lie in them."""

from __future__ import annotations

from knowledge.places.spots import spot_named, spots_in

ADDRESSES = ["信州区西市街道", "兰江街道彩虹社区", "六横悬山村", "沈家门街道（示例位置）", "永丰大道8号", ""]


def test_spots_by_their_bare_names() -> None:
    assert spots_in(ADDRESSES) == {"西市", "兰江", "彩虹", "六横悬山", "沈家门"}


def test_the_longest_that_is_named() -> None:
    assert spot_named("沈家门那边有没有", {"沈家", "沈家门"}) == "沈家门"
    assert spot_named("普陀区有没有", {"沈家门"}) == ""
