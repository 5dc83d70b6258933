"""Words that ask for a place are for those whose place is not known."""

from __future__ import annotations

import pytest

from knowledge.figures.asking import Asking, Lacking, asking, lacking_of
from knowledge.places.regions import all_regions


@pytest.mark.parametrize(
    ("lacking", "region", "said"),
    [
        ("no province", "全国", "哪个省"),
        ("no province", "浙江省", "打12333"),
        ("no province", "金华市", "打12333"),
        ("no province", "上饶市广信区", "打12333"),
        ("no province", "北京市", "打12333"),
        ("no city", "全国", "哪个省"),
        ("no city", "浙江省", "哪个省"),
        ("no city", "江门市", "打12333"),
        ("no city", "兰溪市", "打12333"),
        ("no city", "北京市", "打12333"),
        ("no city", "北京市朝阳区", "打12333"),
        ("no city", "西藏自治区", "哪个省"),
    ],
)
def test_what_is_said(lacking: Lacking, region: str, said: str) -> None:
    assert Asking(lacking, "哪个省", "打12333").text(all_regions().get(region)) == said


def test_a_place_is_asked_for_only_by_the_words_for_it() -> None:
    assert (lacking_of("no city"), lacking_of("no province"), lacking_of("figure")) == ("no city", "no province", None)


@pytest.mark.parametrize(
    ("words", "read"),
    [("哪个市|做什么", ("哪个市", "做什么")), (" 哪个市 | ", ("哪个市", "")), ("|有了", ("", "有了"))],
)
def test_two_ways_of_saying_it(words: str, read: tuple[str, str]) -> None:
    assert asking("no city", words) == Asking("no city", *read)


@pytest.mark.parametrize("words", ["哪个市", "哪个市|做什么|几点", "一样|一样", "|"])
def test_no_two_ways(words: str) -> None:
    assert asking("no city", words) is None
