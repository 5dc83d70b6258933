"""What can be computed: the file, and which kind a text is about."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from knowledge.entitlements.kinds import (
    KindId,
    asks_how_much,
    asks_what_is_due,
    is_bare,
    is_wanted,
    kind_of,
    known,
    offered_with,
    spoken_of,
    to_choose_from,
)
from knowledge.library.content import Content


def test_every_kind_is_there_once_and_begins_by_its_own_wish() -> None:
    assert sorted(kind.id for kind in known().kinds) == sorted(get_args(KindId))
    for kind in known().kinds:
        assert is_wanted(kind.wish) and spoken_of(kind.wish, by_employer=kind.of_employer)[0] == kind, kind.id


def test_what_the_inputs_name_is_there() -> None:
    for kind in known().kinds:
        ids = [each.id for each in kind.inputs]
        assert len(set(ids)) == len(ids)
        for each in kind.inputs:
            conditions = [each.only_with or "", each.not_with or ""]
            assert {*each.instead_of, *(name.partition("=")[0] for name in filter(None, conditions))} <= set(ids)
            assert bool(each.options) == (each.type == "choice")
            # What is asked for may be passed over, and then something must be said.
            assert not each.ask or each.assumed or each.lacking, each.id
            for pattern in (each.cues, each.unlike, each.none, each.unwanted, *(o.words for o in each.options)):
                re.compile(pattern or "")
        assert all(set(needed) <= {*ids, "self"} for needed in kind.enough)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("没签合同，后来被辞退了，能赔多少", ["dismissal", "double_wage"]),
        ("被辞退了，没签合同的双倍工资有多少", ["double_wage", "dismissal"]),
        ("加付赔偿金怎么要", ["surcharge"]),
        ("年假没休完怎么折钱", ["leave"]),
        ("怎么查社保", []),
    ],
)
def test_what_is_spoken_of_last_comes_first(text: str, kinds: list[str]) -> None:
    assert [kind.id for kind in spoken_of(text)] == kinds


@pytest.mark.parametrize("text", ["帮我算一下", "能帮我算算吗", "你给我算个数", "麻烦算一下", "替我算算"])
def test_a_wish_to_have_it_reckoned(text: str) -> None:
    assert is_wanted(text)


@pytest.mark.parametrize(
    "text", ["算了不问了", "能不能算工伤", "加班费怎么算", "打算辞职", "老板给我算平时工资", "不划算"]
)
def test_no_such_wish(text: str) -> None:
    assert not is_wanted(text)


def test_how_much_is_asked() -> None:
    assert all(map(asks_how_much, ("能拿多少", "赔几个月", "怎么算", "咋赔", "产假几天")))
    assert not any(map(asks_how_much, ("要交多少税", "合法吗", "去哪里办")))


def test_a_general_answer_offers_to_reckon() -> None:
    assert offered_with("经济补偿怎么算？") == ("帮我算经济补偿",)
    assert offered_with("工伤认定去哪里办？") == offered_with("公积金交多少？") == ()


@pytest.mark.parametrize("text", ["能赔多少", "那我能拿多少钱", "像我这种情况应该补多少", "单位该赔我多少"])
def test_what_is_due_is_asked_without_a_matter(text: str) -> None:
    assert asks_what_is_due(text) and is_bare(text)


@pytest.mark.parametrize("text", ["加班费能拿多少", "退休能拿多少", "押金能要回多少", "一个月能拿多少", "工亡赔多少"])
def test_what_is_due_for_something_named(text: str) -> None:
    assert not asks_what_is_due(text)


def test_who_asks_of_something_else_is_not_bare() -> None:
    assert asks_what_is_due("全勤奖励能拿多少") and not is_bare("全勤奖励能拿多少")


def test_what_is_chosen_from_begins_by_its_wish() -> None:
    assert [kind.id for kind in to_choose_from()] == list(known().first)


def test_every_explanation_has_its_article() -> None:
    for kind in known().kinds:
        for each in kind.explains:
            re.compile(each.words)
            assert re.search(r"第.+条", each.text), each.text
    assert "基金" in (kind_of("injury").explained("这笔钱哪里出") or "")
    assert kind_of("injury").explained("要带什么材料") is None


def test_a_length_and_a_day_stand_for_one_another() -> None:
    assert kind_of("dismissal").superseded_by(["started"]) == {"length"}
    assert kind_of("dismissal").superseded_by(["length", "pay"]) == {"started"}
    assert kind_of("overtime").superseded_by(["restday"]) == {"hours"}
    assert not kind_of("dismissal").superseded_by(["pay"])


def test_each_kind_names_an_entry_of_the_content(shipped: Content) -> None:
    entries = {passage.id for passage in shipped.passages}
    assert {kind.guide for kind in known().kinds} <= entries


@pytest.mark.parametrize(
    ("kind", "text", "bare"),
    [
        ("unemployment", "能领几个月", True),
        ("unemployment", "那能领多久", True),
        ("unemployment", "那一个月能领多少", False),
        ("dismissal", "能领几个月", False),
        ("maternity", "可以休多少天", True),
        ("overtime", "那三天该给多少", True),
        ("overtime", "高温该给多少", False),
    ],
)
def test_a_question_without_other_words(kind: KindId, text: str, bare: bool) -> None:
    assert is_bare(text, kind_of(kind)) == bare


@pytest.mark.parametrize(
    "text", ["一个月多少", "每个月能拿多少钱", "那她一个月能领多少", "每月给好多", "现在一个月是几个钱"]
)
def test_what_each_month_brings_is_asked_of_the_content(text: str) -> None:
    assert kind_of("unemployment").meant(text) == "失业金一个月多少钱？"
    assert kind_of("unemployment").meant("能领几个月") is None
