"""Grades of injury."""

from __future__ import annotations

import pytest

from knowledge.language.grades import Grade, find_grades, of_disability


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("九级", 9),
        ("9级", 9),
        ("十级", 10),
        ("鉴定10级", 10),
        ("评了八级伤残", 8),
        ("伤残等级一级", 1),
        ("定了六级能赔多少", 6),
        ("工伤八级工资4900", 8),
    ],
)
def test_grade(text: str, grade: int) -> None:
    assert [found.value for found in find_grades(text)] == [Grade(grade)]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("七到十级", (7, 10)),
        ("7-10级", (7, 10)),
        ("大概八九级", (8, 9)),
        ("九十级的样子", (9, 10)),
        ("五级至六级", (5, 6)),
        ("十级到八级之间", (8, 10)),
    ],
)
def test_a_range_is_one_with_both_ends(text: str, ends: tuple[int, ...]) -> None:
    assert [found.value.ends for found in find_grades(text)] == [ends]


def test_two_grades() -> None:
    assert [found.value.ends for found in find_grades("九级或者十级")] == [(9,), (10,)]


@pytest.mark.parametrize(
    "text",
    [
        "10-11月",
        "三级工",
        "八级台风",
        "二级建造师",
        "三级医院",
        "高级技师三级",
        "残疾证三级",
        "英语四级",
        "十二级",
        "第三级",
        "",
    ],
)
def test_grades_of_other_things(text: str) -> None:
    assert list(find_grades(text)) == []


def test_a_mere_grade_is_of_the_disability_that_was_told() -> None:
    assert of_disability("二级", ["我有残疾证"]) == "残疾二级"
    assert of_disability("是四级的", ["我姐是残疾人", "听力不好"]) == "残疾四级"
    assert of_disability("二级", ["上班摔伤落了残疾"]) is None
    assert of_disability("二级", ["工伤鉴定出来了"]) is of_disability("二级", []) is None
    assert of_disability("二级能领多少", ["我有残疾证"]) is None
    assert not list(find_grades("残疾二级"))
