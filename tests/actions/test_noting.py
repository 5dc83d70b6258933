"""What only tells something of somebody: it is read back, and never searched for."""

from __future__ import annotations

import pytest

from actions.contract.status import Status
from actions.saying import phrase
from knowledge.language.persons import Person, find_persons
from tests.actions.conftest import Begin


@pytest.mark.parametrize(
    ("message", "facts", "offer"),
    [
        ("男 1969年11月", "男，1969年11月出生", "算算我哪年退休"),
        ("女工人，1983年5月的", "女，1983年5月出生，工人", "算算我哪年退休"),
        ("我妈71年2月生", "您母亲1971年2月出生", "算算我妈哪年退休"),
        ("我今年52岁", "52岁", "算算我哪年退休"),
        ("养老保险一共交了9年6个月", "养老保险交了9.5年", "帮我估算养老金"),
        ("我工资4800", "工资每月4800元", "帮我理讨薪材料"),
        ("一天挣260", "工资每天260元", "帮我理讨薪材料"),
        ("工伤鉴定是8级", "工伤8级", "帮我理工伤材料"),
        ("上个月被辞退的", "2026年10月离开的单位，被单位辞退", "自查：失业保险金"),
        ("我自己辞职了", "自己辞职", "自查：失业保险金"),
        ("我在江门上班，社保交了7年", "养老保险交了7年，在江门市", "帮我估算养老金"),
        ("我工资4800，我老公69年的", "工资每月4800元；您丈夫1969年出生", "帮我理讨薪材料"),
    ],
)
def test_facts_alone_are_read_back(talk: Begin, message: str, facts: str, offer: str) -> None:
    chat = talk("兰溪市")
    assert facts in chat.say(message) and chat.statuses == [Status.NOTED]
    assert offer in chat.buttons


@pytest.mark.parametrize(
    "message",
    ["零工市场在哪里", "我69年的，零工市场在哪里", "老板欠我三个月工资", "江门", "我手断了", "想找个4800的活"],
)
def test_what_asks_wishes_or_tells_more_is_not_only_noted(talk: Begin, message: str) -> None:
    chat = talk("兰溪市")
    assert "记下了" not in chat.say(message, "ask")


def test_yes_takes_what_is_offered(talk: Begin) -> None:
    chat = talk()
    chat.say("男 1969年11月")
    chat.say("好", "affirm")
    assert chat.card["month"] == "2031-02"


def test_a_correction_is_noted_too(talk: Begin) -> None:
    chat = talk()
    chat.say("男 1969年11月")
    assert "1970年11月出生" in chat.say("不对，是70年11月")


def test_who_has_moved_is_asked_about_there(talk: Begin) -> None:
    chat = talk("兰溪市")
    assert "江门市。您想问什么" in chat.say("我搬到江门了", "ask")
    assert chat.memory.region == "江门市" and chat.dialogue.home(chat.memory) == chat.dialogue.searcher.regions.get(
        "江门市"
    )


@pytest.mark.parametrize(
    "person", ["mother", "father", "husband", "wife", "spouse", "child", "friend", "workmate", "relative"]
)
def test_what_is_offered_for_somebody_is_understood_of_him(person: Person) -> None:
    words = f"算算{phrase(f'my_{person}')}哪年退休"
    assert find_persons(words)[-1].value == person
