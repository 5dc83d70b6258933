"""What a figure touches, and what a new value of it would change."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from knowledge.editing.touching import Told, User, all_told, changes, touched
from knowledge.figures.register import OwnValue, shipped_figures
from knowledge.library.content import Content
from knowledge.places.regions import all_regions
from knowledge.records.audit import By
from knowledge.records.database import open_database
from knowledge.records.faqs.door import Door
from knowledge.records.faqs.reading import read_contents
from knowledge.shapes import Source
from tests.databases import Place
from tests.knowledge.figures.small import figures

FIGURES = figures()
ZHEJIANG = all_regions().get("浙江省")
RISE = OwnValue(
    "wage.class-two", ZHEJIANG, Decimal(2600), dt.date(2027, 1, 1), None, Source(title="新"), dt.date(2026, 11, 1)
)


def told(written: str, region: str = "全国") -> Told:
    return Told(User.ANSWER, "a", "问", all_regions().get(region), written)


@pytest.mark.parametrize(
    ("written", "is_touched"),
    [
        ("每月{figure: wage.class-two}", True),
        ("每月{since: wage.monthly 舟山市}", True),
        ("{aside:wage.benefit}", True),
        ("{figure: wage.class-two-more}", False),
        ("{figure: grant.death}", False),
        ("wage.class-two", False),
    ],
)
def test_whatever_refers_to_a_figure_or_to_a_share_of_it(written: str, is_touched: bool) -> None:
    assert bool(touched("wage.class-two", [told(written)], FIGURES)) is is_touched


@pytest.mark.parametrize(
    ("written", "region", "place", "without", "with_it"),
    [
        ("{figure: wage.class-two}", "全国", "浙江省", "2430.5元", "2600元"),
        ("{figure: wage.monthly}", "全国", "兰溪市", "2430.5元", "2600元"),
        ("{figure: wage.monthly}", "兰溪市", "兰溪市", "2430.5元", "2600元"),
        ("{figure: wage.benefit}", "舟山市普陀区", "普陀区", "2187.45元", "2340元"),
        ("{figure: wage.monthly}{before: wage.monthly}", "兰溪市", "兰溪市", "2430.5元（以前是2260元，到2025年12月31日为止）",
         "2600元（以前是2430.5元，到2026年12月31日为止）"),
    ],
)  # fmt: skip
def test_how_a_text_changes(written: str, region: str, place: str, without: str, with_it: str) -> None:
    (change,) = changes(RISE, [told(written, region)], FIGURES)
    assert (change.place.name, change.without, change.with_it) == (place, without, with_it)


@pytest.mark.parametrize(
    ("written", "region"),
    [
        ("{figure: wage.monthly}", "上饶市信州区"),
        ("{figure: wage.class-two}", "广东省"),
        ("{figure: grant.heat}", "浙江省"),
    ],
)
def test_what_does_not_change(written: str, region: str) -> None:
    assert changes(RISE, [told(written, region)], FIGURES) == []


@pytest.fixture
def database(place: Place) -> Engine:
    return open_database(place.migrated())


def test_answers_of_the_office_checks_claims_and_sums(database: Engine, content: Content) -> None:
    shipped = {passage.id: passage for passage in content.passages}
    door, by = Door(database), By("anna")
    own = {
        "id": "own",
        "question": "最低工资多少？",
        "answer": "每月{figure: minimum-wage.monthly}。",
        "region": "广州市",
    }
    door.draft(read_contents(own), by, 0)
    assert {text.id for text in all_told(database, shipped)} >= {"flexible-insurance", "injury", "pension", "dismissal"}
    assert "own" not in {text.id for text in all_told(database, shipped)}  # a draft is not told
    door.publish("own", by)
    texts = all_told(database, shipped)
    found = {(text.user, text.id) for text in touched("minimum-wage.monthly", texts, shipped_figures())}
    assert found >= {(User.ANSWER, "own"), (User.SUM, "dismissal"), (User.SUM, "sick"), (User.SUM, "unemployment")}
    found = {(text.user, text.id) for text in touched("contribution-rate.pension-own", texts, shipped_figures())}
    assert found >= {(User.SUM, "pension"), (User.SUM, "deductions")}
    assert {text.user for text in touched("work-death.grant", texts, shipped_figures())} >= {User.CLAIM}
    basic = touched("resident-pension.basic", texts, shipped_figures())
    assert (User.SUM, "pension") in {(text.user, text.id) for text in basic}
