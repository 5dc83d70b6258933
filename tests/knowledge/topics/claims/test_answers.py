"""Reading replies to the questions of a claim."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import ReadableError
from knowledge.topics.claims.answers import WrongAnswer, read_answer
from knowledge.topics.claims.case import CLAIM_KINDS, ClaimKind
from knowledge.topics.claims.deadlines import WrongDay
from knowledge.topics.claims.schema import SKIPPED, Answer, Answers, Question
from tests.knowledge import reading

TODAY = dt.date(2026, 11, 22)


def question(kind: str, name: str) -> Question:
    claim = ClaimKind.load(kind)
    found = next(q for q in claim.file.questions if q.id == name)
    return found.model_copy(update={"options": claim.file.evidence}) if found.kind == "several" else found


def read(kind: str, name: str, text: str, answers: Answers | None = None) -> Answer | None:
    return read_answer(question(kind, name), reading.read(text), answers or {})


@pytest.mark.parametrize(
    ("name", "text", "answer"),
    [
        ("about", "被辞退或离职补偿", "dismissed"),
        ("about", "老板昨天把我炒了", "dismissed"),
        ("about", "2", "no_contract"),
        ("about", "第三个", "overtime"),
        ("about", "天天加班不给钱", "overtime"),
        ("about", "你好", None),
        ("about", "", None),
        ("about", "9", None),
        ("signed", "一直没签", "never"),
        ("signed", "后来签了", "later"),
    ],
)
def test_choice(name: str, text: str, answer: str | None) -> None:
    assert read("dispute", name, text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("是", True),
        ("是的，盖房子", True),
        ("嗯", True),
        ("不是", False),
        ("没有，在厂里", False),
        ("否", False),
        ("不清楚", None),
        ("天气不错", None),
    ],
)
def test_yes_no(text: str, answer: bool | None) -> None:
    assert read("wages", "site", text) is answer


@pytest.mark.parametrize(
    ("name", "text", "answer"),
    [
        ("monthly_pay", "8000", 8000),
        ("monthly_pay", "8,500元", 8500),
        ("monthly_pay", "一个月六千五", 6500),
        ("monthly_pay", "1.2万左右", 12000),
        ("monthly_pay", "8k", 8000),
        ("monthly_pay", "一万二", 12000),
        ("monthly_pay", "说不准", SKIPPED),
        ("monthly_pay", "跳过", SKIPPED),
        ("monthly_pay", "很多", None),
        ("monthly_pay", "等一下", None),
        ("months_owed", "一共3个月", 3),
        ("months_owed", "三个月", 3),
        ("months_owed", "两个半月", 2.5),
        ("months_owed", "半年", 6),
        ("months_owed", "一年", 12),
        ("months_owed", "4", 4),
        ("paid_part", "没给过", 0),
        ("paid_part", "给过2000块", 2000),
    ],
)
def test_number(name: str, text: str, answer: Answer | None) -> None:
    assert read("wages", name, text) == answer


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("wages", "monthly_pay", "0"),
        ("wages", "monthly_pay", "99999999"),
        ("wages", "monthly_pay", "一天300"),
        ("wages", "monthly_pay", "123456789012345678901234567890"),
        ("injury", "grade", "11级"),
        ("injury", "grade", "2.5"),
        ("wages", "happened", "长" * 501),
        ("wages", "evidence", "1、99"),
    ],
)
def test_replies_that_cannot_be(kind: str, name: str, text: str) -> None:
    with pytest.raises(WrongAnswer, match=r"[\u4e00-\u9fff]"):
        read(kind, name, text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1、3", ("contract", "attendance")),
        ("合同和欠条都在", ("contract", "iou")),
        ("没有合同，有考勤", ("attendance",)),
        ("合同没有，有考勤", ("attendance",)),
        ("合同、欠条都有", ("contract", "iou")),
        ("有合同，其他都没有", ("contract",)),
        ("除了合同和欠条都有", ("wages", "attendance", "badge", "chat", "witness", "board")),
        ("都有", ("contract", "wages", "attendance", "badge", "iou", "chat", "witness", "board")),
        ("都没有", ()),
        ("什么都没有", ()),
        ("今天下雨", None),
    ],
)
def test_several(text: str, answer: tuple[str, ...] | None) -> None:
    assert read("wages", "evidence", text) == answer


def test_text_is_kept_as_typed() -> None:
    assert read("wages", "happened", "老板说，\n再等等😀") == "老板说， 再等等😀"
    assert read("wages", "happened", "没有") == SKIPPED


def test_dates_are_kept_with_their_precision() -> None:
    assert read("wages", "left_on", "上个月15号") == "2026-10-15"
    assert read("wages", "unpaid_since", "今年7月") == "2026-07"
    assert read("wages", "left_on", "不记得了") is None
    assert read("wages", "asked_on", "不记得了") == SKIPPED


@pytest.mark.parametrize("text", ["明天", "2027年1月1日", "1930年1月1日"])
def test_a_date_to_come_or_too_long_ago(text: str) -> None:
    with pytest.raises(WrongDay):
        read("wages", "left_on", text)


def test_dates_out_of_order() -> None:
    with pytest.raises(WrongDay, match="还晚"):
        read("wages", "unpaid_since", "2026年10月", {"left_on": "2026-09-30"})
    assert read("wages", "unpaid_since", "2026年9月", {"left_on": "2026-09-30"}) == "2026-09"
    with pytest.raises(WrongDay, match="还早"):
        read("dispute", "left_on", "2020年1月1日", {"started_on": "2020-03"})
    with pytest.raises(WrongDay, match="还早"):
        read("injury", "appraised_on", "上个月", {"injured_on": "2026-11-02"})


QUESTIONS = [(kind, q.id) for kind in CLAIM_KINDS for q in ClaimKind.load(kind).file.questions]


@given(
    st.sampled_from(QUESTIONS),
    st.text(max_size=40) | st.text(st.sampled_from("0123456789万千元年月日个半没有不是、跳过"), max_size=12),
)
def test_any_reply_is_read_or_refused_readably(which: tuple[str, str], text: str) -> None:
    try:
        read(*which, text)
    except ReadableError as error:
        assert "\n" not in str(error)
