"""Which columns each kind has, and what a row must fulfil."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from knowledge.records.kinds import RECORD_KINDS, UnknownKind, kind_of

STATION = {"id": "s1", "name": "溪西加油站", "city": "兰溪市"}
JOB = {"id": "j1", "title": "搬运工", "city": "上饶市"}
FAQ = {"id": "f1", "question": "怎么办社保卡？", "answer": "带身份证到窗口办。"}

CONTRACT = {
    "stations": "id name city district address lng lat coord_sys open_hours is_24h amenities phone source verified_at",
    "jobs": "id title employer city district job_type pay_min pay_max pay_unit headcount requirements contact lng lat"
    " published_at expires_at source",
    "lodgings": "id name city address beds free_days meals facilities conditions how_to_apply contact source verified_at",
    "faqs": "id question similar_questions answer region category effective_from effective_to source_title"
    " source_publisher source_date source_url",
    "service_points": "id name kind city district address lng lat coord_sys open_hours phone services source verified_at",
    "courses": "id title trade city district organiser address starts_at ends_at days fee conditions how_to_apply contact"
    " source verified_at",
}


def fault(kind: str, row: dict[str, str], **cells: str) -> str:
    with pytest.raises(ValidationError) as caught:
        RECORD_KINDS[kind].check(row | cells)
    return RECORD_KINDS[kind].explain(caught.value)


def test_the_columns_are_those_of_the_contract_in_its_order() -> None:
    assert {name: " ".join(c.name for c in kind.columns) for name, kind in RECORD_KINDS.items()} == CONTRACT
    required = {name: {c.name for c in kind.columns if c.required} for name, kind in RECORD_KINDS.items()}
    assert required["stations"] == {"id", "name", "city"} == required["lodgings"]
    assert required["jobs"] == {"id", "title", "city"} and required["faqs"] == {"id", "question", "answer"}


def test_the_table_holds_every_column() -> None:
    for kind in RECORD_KINDS.values():
        assert {c.name for c in kind.columns} <= set(kind.table.__table__.columns.keys())
        assert len({c.title for c in kind.columns}) == len(kind.columns)


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(UnknownKind, match="stations、jobs"):
        kind_of("dogs")


def test_what_people_write_becomes_one_form() -> None:
    row = RECORD_KINDS["stations"].check(
        STATION
        | {"city": " 兰溪", "lng": "１１９．４６", "lat": "29.21", "coord_sys": "GCJ-02", "is_24h": "TRUE"}
        | {"verified_at": "2025年3月1日", "name": " 溪西\n加油站 ", "open_hours": "全天"}
    )
    assert (row["city"], row["lng"], row["coord_sys"], row["is_24h"]) == ("兰溪市", 119.46, "gcj02", True)
    assert (row["verified_at"], row["name"]) == (dt.date(2025, 3, 1), "溪西 加油站")


def test_hours_that_nobody_can_read_are_kept_as_they_are() -> None:
    for kind in ("stations", "service_points"):
        assert RECORD_KINDS[kind].check(STATION | {"open_hours": "看天气，电话约"})["open_hours"] == "看天气，电话约"


@pytest.mark.parametrize("text", ["2025-03-01", "2025/3/1", "2025.03.01", "20250301", "2025-03-01 00:00:00"])
def test_dates(text: str) -> None:
    assert RECORD_KINDS["jobs"].check(JOB | {"expires_at": text})["expires_at"] == dt.date(2025, 3, 1)


@pytest.mark.parametrize(("text", "value"), [("是", True), ("false", False), ("1", True), ("0", False), ("否", False)])
def test_yes_and_no(text: str, value: bool) -> None:
    assert RECORD_KINDS["stations"].check(STATION | {"is_24h": text})["is_24h"] is value


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"lng": "29.21", "lat": "119.46"}, "经度和纬度像是写反了"),
        ({"lng": "2.35", "lat": "48.86"}, "不在中国境内"),
        ({"lng": "0", "lat": "0"}, "不在中国境内"),
        ({"lng": "nan", "lat": "29.2"}, "经度：“nan”不是经纬度"),
        ({"lng": "东经119度", "lat": "29.2"}, "经度：“东经119度”不是经纬度"),
        ({"lng": "9" * 30, "lat": "29.2"}, "不是经纬度"),
        ({"lng": "119.46"}, "要么都填"),
        ({"coord_sys": "beijing54"}, "坐标系：“beijing54”不认识"),
        ({"city": "蓝溪市"}, "城市：没有叫“蓝溪市”的地区"),
        ({"city": "浙江省"}, "不是市或县"),
        ({"is_24h": "也许"}, "全天开放：“也许”看不懂"),
        ({"verified_at": "2025-02-30"}, "核实日期：没有“2025-02-30”这一天"),
        ({"verified_at": "上个月"}, "不是日期"),
        ({"verified_at": "0025-01-01"}, "年份不对"),
        ({"name": "驿" * 201}, "名称：太长了，最多 200 个字"),
        ({"name": "驿\x07站"}, "控制字符"),
        ({"name": "驿\u202e站"}, "控制字符"),
        ({"phone": "0579\x00"}, "电话：有看不见的控制字符"),
        ({"name": "\u200b"}, "名称：没有填"),
    ],
)
def test_bad_stations(cells: dict[str, str], reason: str) -> None:
    assert reason in fault("stations", STATION, **cells)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"published_at": "2025-03-02", "expires_at": "2025-03-01"}, "截止日期早于发布日期"),
        ({"pay_min": "300", "pay_max": "200", "pay_unit": "天"}, "最低薪酬高于最高薪酬"),
        ({"pay_unit": "年"}, "计薪单位：“年”不认识，只能是 小时、天、月、单、课时 之一"),
        ({"pay_min": "-1"}, "负数"),
        ({"pay_max": "9" * 30}, "最高薪酬：“99999999999999999999…”太大了"),
        ({"pay_min": "面议"}, "不是数字"),
        ({"headcount": "2.5"}, "不是整数"),
        ({"headcount": "9" * 30}, "人数：“99999999999999999999…”太大了"),
        ({"lng": "29.21", "lat": "119.46"}, "写反了"),
        ({"requirements": "x" * 4001}, "要求：太长了"),
    ],
)
def test_bad_jobs(cells: dict[str, str], reason: str) -> None:
    assert reason in fault("jobs", JOB, **cells)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"region": "火星市"}, "地区：没有叫“火星市”的地区"),
        ({"effective_from": "2025-01-01", "effective_to": "2024-12-31"}, "失效日期早于生效日期"),
        ({"source_url": "javascript:alert(1)"}, "链接：“javascript:alert(1)”不是网址"),
    ],
)
def test_bad_faqs(cells: dict[str, str], reason: str) -> None:
    assert reason in fault("faqs", FAQ, **cells)


def test_a_fault_may_quote_braces() -> None:
    assert "“{city}”" in fault("stations", STATION, city="{city}")


def test_all_faults_of_a_row_are_told() -> None:
    reason = fault("jobs", {"id": "1"}, pay_min="x")
    assert reason.startswith("岗位：没有填；城市：没有填；最低薪酬：")


def test_faqs_for_the_whole_country_and_similar_questions() -> None:
    row = RECORD_KINDS["faqs"].check(
        FAQ | {"region": "全国", "similar_questions": "卡怎么办；在哪办\r\n 卡怎么办 ;；多久"}
    )
    assert (row["region"], row["similar_questions"]) == ("", "卡怎么办\n在哪办\n多久")
    assert RECORD_KINDS["faqs"].check(FAQ | {"region": "上饶市广信区"})["region"] == "广信区"


def test_units_behind_whole_numbers() -> None:
    lodging = {"id": "l", "name": "虹爱之家", "city": "兰溪市", "beds": "20张", "free_days": "7 天"}
    row = RECORD_KINDS["lodgings"].check(lodging)
    assert (row["beds"], row["free_days"]) == (20, 7)
