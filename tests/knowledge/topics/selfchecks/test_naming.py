"""Which self-check a message names."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from knowledge.language.reading import read_words
from knowledge.topics.selfchecks.naming import CheckNames
from knowledge.topics.selfchecks.selfcheck import SelfCheck, nearest

DAY = dt.date(2026, 11, 22)
HELD_OUT_RIGHT = 0.85
EVERY = 5


@pytest.fixture(scope="session")
def names(shipped_checks: dict[str, SelfCheck]) -> CheckNames:
    return CheckNames(list(shipped_checks.values()))


@pytest.fixture(scope="session")
def nationwide(shipped_checks: dict[str, SelfCheck]) -> set[str]:
    return {check.topic for check in shipped_checks.values() if not check.region.depth}


@pytest.mark.usefixtures("lengthy")
@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("自查失业金", "unemployment-benefit"),
        ("年假", "annual-leave"),
        ("想查低保", "minimum-living"),
        ("自查能不能贷款", "startup-loan"),
        ("公益岗", "public-post"),
        ("请律师", "legal-aid"),
        ("自查我够不够条件", None),
        ("帮我对照一下能不能领补贴", None),
        ("零工市场在哪里", None),
        ("驿站", None),
        ("是", None),
        ("没有", None),
        ("", None),
        ("😀", None),
    ],
)
def test_names(names: CheckNames, nationwide: set[str], text: str, topic: str | None) -> None:
    assert names.find(read_words(text), nationwide) == topic


def test_what_there_is_only_elsewhere_is_found_when_nothing_here_is_meant(
    names: CheckNames, nationwide: set[str]
) -> None:
    assert names.find(read_words("免费住宿"), nationwide) == "lanxi-free-lodging"
    assert names.find(read_words("技能培训的补贴"), nationwide) == "skill-training"


@pytest.mark.usefixtures("lengthy")
def test_wordings_that_the_files_do_not_have(shipped_checks: dict[str, SelfCheck]) -> None:
    """Each fifth wording, found with itself left out of its file."""
    right = total = 0
    for check in shipped_checks.values():
        for wording in check.similar[::EVERY]:
            rest = tuple(other for other in check.similar if other != wording)
            checks = [replace(other, similar=rest) if other == check else other for other in shipped_checks.values()]
            right += CheckNames(checks).find(read_words(wording), nearest(checks, check.region, DAY)) == check.topic
            total += 1
    assert right / total >= HELD_OUT_RIGHT


def test_exactly(names: CheckNames, shipped_checks: dict[str, SelfCheck]) -> None:
    check = shipped_checks["annual-leave"]
    assert names.exact(read_words("带薪年休假！")) == names.exact(read_words(check.similar[3])) == "annual-leave"
    assert names.exact(read_words("年休假")) is None
