"""What a message tells of persons, by field; and what it does not tell though it sounds like it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from knowledge.china_time import CHINA
from knowledge.language.personal import supposes, tells
from knowledge.language.reading import Reader, read_words
from knowledge.places.regions import all_regions

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=CHINA)


def told(message: str) -> dict[str, Any]:
    reading = Reader(all_regions(), lambda: NOW).read(message)
    return {each.field: each.value for each in tells(reading)}


@pytest.mark.parametrize(
    ("message", "fields"),
    [
        ("男 1968年5月", {"sex": "男", "birth": "1968-05", "lunar": False}),
        ("女的，77年的", {"sex": "女", "birth": "1977", "lunar": False}),
        ("我是66年农历三月生的", {"birth": "1966", "lunar": True}),
        ("75年的，3月生", {"birth": "1975-03"}),
        ("我9月", {"birth": "-09"}),
        ("今年五十六了", {"age": 56, "birth_years": (1969, 1970)}),
        ("我在车间当工人", {"post": "worker", "occupation": "车间"}),
        ("是会计，有编制", {"post": "staff"}),
        ("养老保险交了十七年", {"paid": Decimal("17.00")}),
        ("社保一共交了9年6个月", {"paid": Decimal("9.50")}),
        ("一个月工资4800", {"pay": Decimal(4800), "pay_per": "月"}),
        ("每个月平均能拿4300", {"pay": Decimal(4300), "pay_per": "月"}),
        ("打散工一天280", {"pay": Decimal(280), "pay_per": "天"}),
        ("一天挣260", {"pay": Decimal(260), "pay_per": "天"}),
        ("鉴定是八级", {"grade": 8}),
        ("2023年5月进厂的", {"began": (dt.date(2023, 5, 1), dt.date(2023, 5, 31))}),
        ("上个月老板不要我了", {"left": (dt.date(2026, 10, 1), dt.date(2026, 10, 31)), "reason": "dismissed"}),
        ("上个月被辞退的", {"left": (dt.date(2026, 10, 1), dt.date(2026, 10, 31)), "reason": "dismissed"}),
        ("我自己辞职了", {"reason": "resigned"}),
        ("我2022年4月进的厂", {"began": (dt.date(2022, 4, 1), dt.date(2022, 4, 30))}),
        ("我在食堂干了五年", {"worked": Decimal(60)}),
        ("做了三年半保洁", {"worked": Decimal(42)}),
        ("在那边上了9个月班", {"worked": Decimal(9)}),
        ("失业保险一共交了四年两个月", {"insured": Decimal(50)}),
        ("老板叫我明天别来了", {"reason": "dismissed"}),
        ("合同到期了没续签", {"reason": "expired"}),
        ("厂子倒闭了", {"reason": "closed"}),
    ],
)
def test_what_is_told(message: str, fields: dict[str, Any]) -> None:
    assert told(message).items() >= fields.items()


@pytest.mark.parametrize(
    ("message", "absent"),
    [
        ("那按干部呢", "post"),
        ("要是交满25年", "paid"),
        ("如果我是女的", "sex"),
        ("不是1975年的", "birth"),
        ("没有编制", "post"),
        ("我9月进的厂", "birth"),
        ("为什么79年的早退", "birth"),
        ("一天50", "post"),
        ("还差三年", "paid"),
        ("失业保险交了3年", "paid"),
        ("养老保险交了3年", "insured"),
        ("干了三个月没发工资", "worked"),
        ("一共工作了20年", "worked"),
        ("要是干了8年", "worked"),
        ("试用期干了两个月", "worked"),
        ("干了8个小时", "worked"),
        ("欠我工资5000", "pay"),
        ("续签可以，工资降八百", "pay"),
        ("三个月工资一万五没给", "pay"),
        ("养老金一个月2000", "pay"),
        ("当地月平均工资7100", "pay"),
        ("大概三四千工资", "pay"),
        ("2024年3月的标准", "began"),
        ("[电话号码]打不通", "pay"),
        ("身份证[身份证号]", "birth"),
    ],
)
def test_what_is_not_told(message: str, absent: str) -> None:
    assert absent not in told(message)


def test_what_two_reasons_leave_open() -> None:
    assert "reason" not in told("不知道算我辞职了还是被辞退")


def test_what_is_supposed() -> None:
    reading = Reader(all_regions(), lambda: NOW).read("要是女工人，交满25年呢")
    supposed = {each.field: each.value for each in supposes(reading)}
    assert (supposed["sex"], supposed["post"]) == ("女", "worker")
    reading = Reader(all_regions(), lambda: NOW).read("那要是交满25年呢")
    assert {each.field: each.value for each in supposes(reading)} == {"paid": Decimal(25)}


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("我在里头炒菜六年三个月", 75),
        ("在这厂里六年多了", 72),
        ("来这家公司快八年了", 96),
        ("我给他打工四年", 48),
        ("我干了两年零一个月", 25),
    ],
)
def test_how_long_somebody_has_worked(text: str, months: int) -> None:
    assert [told.value for told in tells(read_words(text)) if told.field == "worked"] == [months]


@pytest.mark.parametrize(
    "text",
    ["在公司请假三个月", "在厂里休了两个月", "在医院住了两个月", "来上海十年", "在工地摔了两个月了", "厂里停工三个月"],
)
def test_another_length_is_none_of_work(text: str) -> None:
    assert not [told for told in tells(read_words(text)) if told.field == "worked"]


@pytest.mark.parametrize(
    "text",
    [
        "我是老板，有个员工老是旷工",
        "我开饭馆的，有个厨师怀孕了",
        "我们店里有个店员干得不行，想让她走",
        "我手下两个工人要走",
        "我请的保姆摔了要赔吗",
        "我是公司人事，想问一下",
        "我自己办了个小厂",
    ],
)
def test_somebody_speaks_as_an_employer(text: str) -> None:
    assert [each.value for each in tells(read_words(text)) if each.field == "employs"] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "我是给老板开车的",
        "我们公司有个员工摔了",
        "我们老板欠我工资",
        "我老板是开饭店的",
        "我想开个店，有贷款吗",
        "我是饭店的服务员",
        "我是公司的人，老板不发工资",
        "我请了三天假",
    ],
)
def test_an_employee_is_no_employer(text: str) -> None:
    assert True not in [each.value for each in tells(read_words(text)) if each.field == "employs"]


@pytest.mark.parametrize(
    "said", ["我干到11月底", "做到11月底就不做了", "我准备上到11月底", "她打工打工到11月", "我一直干到11月"]
)
def test_until_when_somebody_works(said: str) -> None:
    assert [
        each.value[1].month for each in tells(Reader(all_regions(), lambda: NOW).read(said)) if each.field == "left"
    ] == [11]


@pytest.mark.parametrize("said", ["要干到11月吗", "干到什么时候", "我11月干的", "上班到11点"])
def test_not_until_when(said: str) -> None:
    assert not [each for each in tells(Reader(all_regions(), lambda: NOW).read(said)) if each.field == "left"]


def test_what_others_maintain_of_how_somebody_left_is_no_reason() -> None:
    def reasons(text: str) -> list[str]:
        return [each.value for each in tells(read_words(text)) if each.field == "reason"]

    assert reasons("人事说我是自己辞职的") == reasons("老板赖我自愿离职") == []
    assert reasons("我自己辞职的") == ["resigned"]
    assert reasons("老板说我被辞退了") == ["dismissed"]
