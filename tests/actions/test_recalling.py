"""What is said about the conversation itself. Today is 2026-11-22."""

from __future__ import annotations

import pytest

from actions.contract.status import Status
from actions.recalling import gist
from tests.actions.conftest import Begin


def test_what_was_told_is_said_again(talk: Begin) -> None:
    chat = talk("上饶市")
    chat.say("我妈1970年9月的", "ask")
    text = chat.say("我前面说我妈哪年的来着", "ask")
    assert "您母亲1970年9月出生" in text and chat.statuses == [Status.NOTED]


def test_nothing_is_made_up_of_what_was_never_told(talk: Begin) -> None:
    assert "还没说过" in talk().say("你记得我交了几年吗", "ask")


@pytest.mark.parametrize("message", ["我说我能领多少", "老板刚才说给我多少", "刚才说的那条在哪办"])
def test_another_question_is_none_about_what_was_told(talk: Begin, message: str) -> None:
    chat = talk()
    assert "您说过的" not in chat.say(message, "ask") and "还没说过" not in chat.say(message, "ask")


@pytest.mark.parametrize("message", ["我说的都忘掉吧", "别记了", "把刚才的都删了"])
def test_all_is_forgotten(talk: Begin, message: str) -> None:
    chat = talk("兰溪市")
    chat.say("我男的，1971年4月的，几岁退休", "retirement_check")
    chat.say("老板欠我两个月工资", "ask")
    assert "不记了" in chat.say(message, "ask")
    assert chat.memory.service is None and not chat.memory.persons.records and not chat.memory.persons.said
    assert chat.memory.page_region == "兰溪市" and "还没说过" in chat.say("我说过我几几年的吗", "ask")


def test_where_the_last_answer_is_written(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("单位多久之内要签书面劳动合同", "ask")
    assert "劳动合同法" in chat.say("这是哪条", "ask") and len(chat.says) == 1
    assert "规定就是这么写的" in chat.say("为什么", "ask")


def test_without_an_answer_nothing_is_written_anywhere(talk: Begin) -> None:
    assert "写在这里" not in talk().say("哪条法", "ask")


@pytest.mark.parametrize("message", ["说简单点", "太长了", "讲通俗一点"])
def test_the_last_answer_in_short(talk: Begin, message: str) -> None:
    chat = talk("兰溪市")
    chat.say("单位多久之内要签书面劳动合同", "ask")
    assert "简单说：从用工那天起1个月内要签好" in chat.say(message, "ask")
    assert chat.statuses == [Status.REPEATED]


@pytest.mark.parametrize(
    ("answer", "short"),
    [
        ("劳动仲裁不收费，由财政保障。别的再问。", "劳动仲裁不收费，由财政保障。"),
        ("可以。带身份证去窗口办。打12333问。", "可以。带身份证去窗口办。"),
        ("没有句号的一句", "没有句号的一句"),
    ],
)
def test_the_main_thing_of_an_answer(answer: str, short: str) -> None:
    assert gist(answer) == short


@pytest.mark.parametrize("message", ["你确定吗", "真的假的", "准不准啊", "你说的靠谱吗"])
def test_who_doubts_an_answer_hears_where_it_is_from(talk: Begin, message: str) -> None:
    chat = talk("兰溪市")
    assert "劳动合同法" not in chat.say(message, "ask") and chat.statuses == [Status.SMALL_TALK]
    chat.say("单位多久之内要签书面劳动合同", "ask")
    text = chat.say(message, "ask")
    assert "劳动合同法" in text and "12333" in text


@pytest.mark.parametrize(
    ("message", "name"), [("我弟也是", "兄弟姐妹"), ("我老公也一样", "丈夫"), ("他们都是这样的", "这种情况")]
)
def test_somebody_else_in_the_same_situation(talk: Begin, message: str, name: str) -> None:
    chat = talk("兰溪市")
    chat.say("单位多久之内要签书面劳动合同", "ask")
    text = chat.say(message, "ask")
    assert name in text and "也照上面那条办" in text and chat.memory.last_passage == "nation-contract-written"


def test_what_was_computed_is_computed_for_somebody_else_too(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("我75年3月生，女工人，哪年退", "retirement_check")
    assert "您丈夫" in chat.say("我老公也是", "ask") and chat.asked == "birth"


def test_after_an_outcome_no_older_answer_is_said_in_short(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("单位多久之内要签书面劳动合同", "ask")
    chat.say("我75年3月生，女工人，哪年退", "retirement_check")
    assert "简单说" not in chat.say("说简单点", "ask")


def test_a_longer_why_that_finds_nothing_is_about_the_last_answer(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("单位多久之内要签书面劳动合同", "ask")
    assert "规定就是这么写的" in chat.say("为什么只给一个月", "ask")
