"""Values of figures entered by an office: what is refused, what is told, and what the log says of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import Engine, text

from knowledge.figures.register import FigureError, OwnValue, shipped_figures
from knowledge.places.regions import all_regions
from knowledge.records.audit import By, deeds, last_deed, verify
from knowledge.records.faqs.door import NotAllowed, OutOfTurn
from knowledge.records.figures.bounds import BadValue, SurprisingValue, amount_of, source_of
from knowledge.records.figures.door import FigureDoor, UnknownValue
from knowledge.records.figures.reading import FIGURES, altered_values, kept_values, register_now
from knowledge.shapes import Source

WAGE = "minimum-wage.monthly"
ANNA, BO = By("anna", "省里的新标准"), By("bo")


def value(
    amount: str = "2900", first: str = "2027-01-01", last: str = "", region: str = "广州市", figure: str = WAGE
) -> OwnValue:
    end = dt.date.fromisoformat(last) if last else None
    begin = dt.date.fromisoformat(first)
    source = Source(title="新标准", publisher="省政府", date=dt.date(2026, 11, 20))
    return OwnValue(figure, all_regions().get(region), Decimal(amount), begin, end, source, dt.date(2026, 11, 29))


def told(database: Engine, day: str, region: str = "广州市", figure: str = WAGE) -> str:
    found = register_now(database).at(figure, all_regions().get(region), dt.date.fromisoformat(day))
    return found.text if found else ""


@pytest.fixture
def door(engine: Engine) -> FigureDoor:
    return FigureDoor(engine)


def test_from_its_day_on_and_the_old_one_for_older_days(door: FigureDoor) -> None:
    assert door.enter(value(), ANNA) == 1
    assert [told(door.database, day) for day in ("2026-12-31", "2027-01-01")] == ["2680元", "2900元"]
    assert told(door.database, "2027-01-01", "佛山市") == told(door.database, "2026-12-31", "佛山市")
    (kept,) = kept_values(door.database)
    assert (kept.value, kept.is_told, kept.entered.who, kept.entered.why) == (value(), True, "anna", "省里的新标准")
    (noted,) = deeds(door.database, FIGURES)
    assert (noted.what, noted.subject, noted.detail["value"]) == ("publish", WAGE, 1)


def test_withdrawn_it_gives_the_day_back(door: FigureDoor) -> None:
    door.enter(value(), ANNA)
    door.withdraw(1, BO)
    assert told(door.database, "2027-01-01") == "2680元"
    with pytest.raises(OutOfTurn, match="已经撤下"):
        door.withdraw(1, BO)
    (kept,) = kept_values(door.database, WAGE)
    assert kept.withdrawn and kept.withdrawn.who == "bo" and not kept.is_told
    assert door.enter(value("2901"), ANNA) == 2 and told(door.database, "2027-01-01") == "2901元"
    assert kept_values(door.database, "minimum-wage.hourly") == ()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (value(last="2026-12-31"), "结束日 2026-12-31 在开始日 2027-01-01 前面"),
        (value("2901", "2027-07-01"), "从 2027-07-01 起已经填过 3000"),
        (value("2901", "2027-01-01", "2027-07-01"), r"日期重叠：广州市已经填过 3000（2027-07-01 到 2027-12-31）"),
        (value("2901", "2027-12-31"), "日期重叠"),
        (value("2601", "2026-01-01", "2026-10-01"), "广州市从 2026-09-01 起已有 2680元"),
    ],
)
def test_on_each_day_one_value_holds(door: FigureDoor, wrong: OwnValue, words: str) -> None:
    door.enter(value("3000", "2027-07-01", "2027-12-31"), ANNA)
    number = last_deed(door.database)
    with pytest.raises(BadValue, match=words):
        door.enter(wrong, ANNA)
    assert last_deed(door.database) == number and len(kept_values(door.database)) == 1


def test_a_value_without_end_ends_when_the_next_begins(door: FigureDoor) -> None:
    door.enter(value("3000", "2027-07-01"), ANNA)
    door.enter(value("2900", "2027-01-01"), ANNA)
    assert [told(door.database, day) for day in ("2027-06-30", "2027-07-01")] == ["2900元", "3000元"]


@pytest.mark.parametrize("amount", ["26800", "268", "6000", "1"])
def test_a_surprising_value_has_to_be_signed(door: FigureDoor, amount: str) -> None:
    with pytest.raises(SurprisingValue, match=f"{amount}元和原来的 2680元 差太多"):
        door.enter(value(amount), ANNA)
    with pytest.raises(SurprisingValue):
        door.enter(value(amount), BO, signed=True)  # without a reason
    door.enter(value(amount), ANNA, signed=True)
    assert told(door.database, "2027-01-01") == f"{amount}元" and deeds(door.database)[0].detail["signed"]


def test_a_first_value_of_a_place_is_compared_with_all_others(door: FigureDoor) -> None:
    with pytest.raises(SurprisingValue):
        door.enter(value("21000", region="佛山市"), ANNA)
    door.enter(value("2100", region="佛山市"), ANNA)
    assert told(door.database, "2027-01-01", "佛山市") == "2100元"


def test_who_may_write_what(door: FigureDoor) -> None:
    with pytest.raises(NotAllowed, match="广州市的数字不归您管：您只能改兰溪市的"):
        door.enter(value(), By("cai", region="兰溪市"))
    with pytest.raises(NotAllowed):
        door.enter(value(), By("dan", category="社保"))
    door.enter(value(), By("eva", region="广东省"))
    with pytest.raises(NotAllowed):
        door.withdraw(1, By("cai", region="兰溪市"))


def test_no_such_figure_and_no_such_value(door: FigureDoor) -> None:
    with pytest.raises(FigureError, match=r"数字表里没有 wage\.none"):
        door.enter(value(figure="wage.none"), ANNA)
    with pytest.raises(UnknownValue, match="没有第 7 个值"):
        door.withdraw(7, ANNA)


def test_with_two_people_it_is_told_once_another_has_confirmed_it(engine: Engine) -> None:
    door = FigureDoor(engine, second_person=True)
    door.enter(value(), ANNA)
    assert told(engine, "2027-01-01") == "2680元"
    with pytest.raises(NotAllowed, match="要请另一个人确认"):
        door.confirm(1, ANNA)
    door.confirm(1, BO)
    assert told(engine, "2027-01-01") == "2900元"
    with pytest.raises(OutOfTurn, match="已经在用了"):
        door.confirm(1, BO)
    assert [one.what for one in deeds(engine, FIGURES)] == ["publish", "draft"]


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE figure_value SET amount = '9900' WHERE number = 1", 1),
        ("UPDATE figure_value SET withdrawn = NULL WHERE number = 2", 2),
        ("UPDATE figure_value SET in_force = 1 WHERE number = 3", 3),
        ("DELETE FROM figure_value WHERE number = 1", 1),
    ],
)
def test_what_was_altered_behind_the_door_is_found(door: FigureDoor, statement: str, number: int) -> None:
    door.enter(value(), ANNA)
    door.enter(value(region="深圳市"), ANNA)
    door.withdraw(2, BO)
    FigureDoor(door.database, second_person=True).enter(value(region="佛山市", amount="2400"), ANNA)
    assert verify(door.database).faults == () and list(altered_values(door.database)) == []
    with door.database.begin() as connection:
        connection.execute(text(statement))
    assert list(altered_values(door.database)) == [f"数字的第 {number} 个值被改过"]


@pytest.mark.parametrize(
    ("written", "amount"),
    [("2150", "2150"), ("2,150元", "2150"), (" ２１５０ 元", "2150"), ("20.25", "20.25")],
)
def test_amounts_as_people_write_them(written: str, amount: str) -> None:
    assert amount_of(written, shipped_figures().rows(WAGE)) == Decimal(amount)


@pytest.mark.parametrize("written", ["", "两千", "-5", "0", "2150天", "1,50", "2150.555", "1e3"])
def test_what_is_no_amount(written: str) -> None:
    with pytest.raises(BadValue, match="月最低工资要写成一个大于0的数，最多两位小数，单位是元"):
        amount_of(written, shipped_figures().rows(WAGE))


def test_a_value_rests_on_something() -> None:
    assert source_of("新标准", " ", None, "") == Source(title="新标准")
    with pytest.raises(BadValue, match="没有写来源"):
        source_of("  ")
