"""Who is said to be dead, and what only sounds like it."""

from __future__ import annotations

import pytest

from knowledge.language.clauses import split_clauses
from knowledge.language.deaths import find_cause, find_deaths
from knowledge.language.persons import Person, find_persons, person_at


def dead(text: str) -> list[Person]:
    persons = find_persons(text)
    return [person_at(each.start, persons) for each in find_deaths(split_clauses(text), persons) if each.value]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("我爸前天夜里走了，他缴了十一年", "father"),
        ("我老公在车间被机器绞了，当时就没了", "husband"),
        ("弟弟上夜班心梗，抢救了一天还是走了", "sibling"),
        ("我姐夫送货翻车走了", "in_law"),
        ("我奶奶八十九了，昨晚走了", "grandparent"),
        ("老伴走了快三年了", "spouse"),
        ("走的是我舅舅", "relative"),
        ("我想问下我妈的丧葬费", "mother"),
        ("我妈打电话说我外公过世了", "grandparent"),
        ("阿妈走咗", "mother"),
        ("我爸去世以后我妈一个人过", "father"),
        ("我爱人突发疾病在家里走的，交了十二年", "spouse"),
    ],
)
def test_a_death_is_told_of_somebody(text: str, whose: Person) -> None:
    assert dead(text) == [whose]


@pytest.mark.parametrize(
    "text",
    [
        "我爸从厂里走了",
        "我老婆走了",
        "我妈跟我走了",
        "我爸被老板赶走了",
        "我妈工作没了",
        "我爸的养老金没了",
        "我老公手指没了",
        "同事上个月走了",
        "我上个月走了",
        "累死了，我爸要退休",
        "我哥差点没了",
        "我爸快不行了",
        "我怕我妈走了",
        "我爸还没走",
        "要是我爸走了能拿多少",
        "人死了社保怎么办",
        "参保人死亡后个人账户怎么办",
        "老板说让我走了",
        "我妈手机死机了",
        "我不想活了",
    ],
)
def test_what_tells_no_death(text: str) -> None:
    assert dead(text) == []


def test_who_is_said_to_be_alive() -> None:
    text = "我爸还在世"
    assert [each.value for each in find_deaths(split_clauses(text), find_persons(text))] == [False]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("从吊篮里掉下来，当场没了", "work"),
        ("上班的时候突然倒下，没救过来", "work"),
        ("下班路上被车撞死了", "work"),
        ("在厂里上班，昨晚突发疾病在家里走的", "other"),
        ("得癌走的", "other"),
        ("在厂里交了八年社保，上个月走了", None),
    ],
)
def test_how_it_happened(text: str, cause: str | None) -> None:
    assert find_cause(text, is_told=True) == cause


def test_where_nobody_died_a_place_of_work_tells_nothing() -> None:
    assert find_cause("我在工地上班", is_told=False) is None
