"""Rows that are taken, but told of."""

from __future__ import annotations

import pytest

from knowledge.records.doubts import doubts
from knowledge.records.kinds import RECORD_KINDS

STATION = {"id": "1", "name": "站", "city": "丽水市"}
HERE = {"lng": "119.921234", "lat": "28.451234", "coord_sys": "wgs84"}
JOB = {"id": "1", "title": "焊工", "city": "台州市"}
FAQ = {"id": "1", "question": "怎么办社保卡", "answer": "带身份证。"}


def doubts_of(kind: str, cells: dict[str, str]) -> str:
    return "；".join(doubts(RECORD_KINDS[kind], cells, RECORD_KINDS[kind].check(cells)))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"lng": "119.921234", "lat": "28.451234"}, "没有写坐标系"),
        (HERE | {"lng": "116", "lat": "36"}, "坐标太粗"),
        (HERE | {"lng": "116.123456", "lat": "36.123456"}, "不在丽水市"),
        (HERE | {"lng": "120.123456", "lat": "30.123456", "city": "云和县"}, "坐标落在浙江省"),
        ({"district": "鄞州区"}, "没有在丽水市找到“鄞州区”"),
        ({"district": "云和县+柯城区"}, "没有在丽水市找到“柯城区”"),
        ({"phone": "5718765432"}, "电话：“5718765432”不像电话号码，是不是少了开头的 0"),
        ({"amenities": "#REF!"}, "设施：“#REF!”像是表格里没算出来"),
    ],
)
def test_odd_stations(cells: dict[str, str], reason: str) -> None:
    assert reason in doubts_of("stations", STATION | cells)


@pytest.mark.parametrize(
    "cells",
    [
        HERE,
        HERE | {"coord_sys": "百度"},
        HERE | {"city": "丽水市莲都区"},
        {"district": "莲都区"},
        {"district": "莲都"},
        {"district": "丽水市云和县"},
        {"district": "兰江街道"},
        {"district": "丽水经济技术开发区"},
        {"phone": "0578-5120000"},
    ],
)
def test_sound_stations(cells: dict[str, str]) -> None:
    assert doubts_of("stations", STATION | cells) == ""


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"pay_min": "0", "pay_unit": "月"}, "最低薪酬：写的是 0"),
        ({"pay_max": "40000", "pay_unit": "月"}, "最高薪酬：每月 40,000 元太高了"),
        ({"pay_min": "4000"}, "没有写计薪单位"),
        ({"headcount": "5-8人"}, "人数：“5-8人”只记下 5"),
        ({"contact": "王师傅 138001380001"}, "联系方式：“王师傅 138001380001”不像电话号码"),
    ],
)
def test_odd_jobs(cells: dict[str, str], reason: str) -> None:
    assert reason in doubts_of("jobs", JOB | cells)


def test_a_sound_job() -> None:
    cells = {"pay_min": "4000", "pay_unit": "月", "headcount": "5人", "contact": "三楼302，王师傅 13800138000"}
    assert doubts_of("jobs", JOB | cells) == ""


def test_several_wordings_in_one() -> None:
    assert "像是几句连在一起" in doubts_of("faqs", FAQ | {"similar_questions": "怎么办？去哪办？"})
    assert doubts_of("faqs", FAQ | {"similar_questions": "怎么办？；去哪办？"}) == ""
