"""Summaries are kept for an hour, and only so many of them."""

from __future__ import annotations

import datetime as dt
import re
from typing import get_args

import pytest

from actions.contract.cards import PaperId as OnTheWire
from actions.summaries import KEPT_SECONDS, MOST_KEPT, Links, Summaries
from knowledge.topics.claims.case import ClaimKind, Summary
from knowledge.topics.claims.schema import PaperId


class Clock:
    """A clock that is set by hand, in seconds."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def summaries(clock: Clock) -> Summaries:
    return Summaries(clock)


@pytest.fixture(scope="module")
def summary() -> Summary:
    return ClaimKind.load("wages").summary({"employed": "working", "stage": "none"}, None, dt.date(2026, 11, 22))


def key(links: Links) -> str:
    return links.html.removeprefix("/summary/").removesuffix(".html")


def test_keys_are_new_and_long(summaries: Summaries, summary: Summary) -> None:
    links = [summaries.keep(summary) for _ in range(50)]
    assert len({key(each) for each in links}) == 50
    assert all(re.fullmatch(r"[\w-]{24}", key(each)) and each.pdf == f"/summary/{key(each)}.pdf" for each in links)
    assert all(summaries.get(key(each)) is summary for each in links)


def test_an_hour_and_no_longer(summaries: Summaries, summary: Summary, clock: Clock) -> None:
    first = key(summaries.keep(summary))
    clock.now += KEPT_SECONDS / 2
    second = key(summaries.keep(summary))
    clock.now += KEPT_SECONDS / 2
    assert summaries.get(first) and summaries.get(second)
    clock.now += 1
    assert summaries.get(first) is None and summaries.get(second)
    clock.now += KEPT_SECONDS / 2
    assert summaries.get(second) is None


def test_the_oldest_makes_room(summaries: Summaries, summary: Summary) -> None:
    keys = [key(summaries.keep(summary)) for _ in range(MOST_KEPT + 2)]
    assert [summaries.get(each) is None for each in keys[:3]] == [True, True, False]
    assert summaries.get(keys[-1]) is summary


@pytest.mark.parametrize("unknown", ["", "x", "../x", "x" * 24])
def test_an_unknown_key(summaries: Summaries, summary: Summary, unknown: str) -> None:
    summaries.keep(summary)
    assert summaries.get(unknown) is None


def test_the_papers_are_kept_with_the_page(summaries: Summaries, summary: Summary) -> None:
    links = summaries.keep(summary)
    assert [each.title for each in links.documents] == ["仲裁申请书", "欠薪投诉书"]
    assert links.documents[0].docx == f"/summary/{key(links)}.arbitration.docx"
    assert links.documents[1].pdf == f"/summary/{key(links)}.complaint.pdf"


def test_the_papers_are_called_the_same_on_the_wire() -> None:
    assert get_args(OnTheWire) == get_args(PaperId)
