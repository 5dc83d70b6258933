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
        ("我在江门上班，社保交了7年", "养老保险交了7年，江门市", "帮我估算养老金"),
        ("您好，我叫小李，今年46，女", "女，46岁", "算算我哪年退休"),
        ("我是电焊工，干了8年", "做焊工", "找焊工的活"),
        ("我工资4800，我老公69年的", "工资每月4800元；您丈夫1969年出生", "帮我理讨薪材料"),
    ],
)
def test_facts_alone_are_read_back(talk: Begin, message: str, facts: str, offer: str) -> None:
    chat = talk("兰溪市")
    assert facts in chat.say(message) and chat.statuses == [Status.NOTED]
    assert offer in chat.buttons


@pytest.mark.parametrize(
    "message",
    [
        "零工市场在哪里",
        "我69年的，零工市场在哪里",
        "老板欠我三个月工资",
        "我月薪4800，工头拖着两个月没给",
        "我是保安，工钱一直没发",
        "厂里上个月把我开除了，什么都没赔",
        "我工伤9级，单位不肯赔",
        "在厂里干了3年，没签合同",
        "我工资4800，老板叫我滚",
        "江门",
        "我手断了",
        "想找个4800的活",
    ],
)
def test_what_asks_wishes_or_tells_more_is_not_only_noted(talk: Begin, message: str) -> None:
    chat = talk("兰溪市")
    assert "记下了" not in chat.say(message, "ask")


@pytest.mark.parametrize(("has_guide", "is_noted"), [(True, False), (False, True)])
def test_who_only_says_how_he_left_is_told_the_guide(
    talk: Begin, monkeypatch: pytest.MonkeyPatch, has_guide: bool, is_noted: bool
) -> None:
    monkeypatch.setattr("actions.listening.is_sure_of_topic", lambda finding: has_guide)
    assert ("记下了" in talk("兰溪市").say("被公司辞退了", "ask")) is is_noted


@pytest.mark.parametrize(
    ("message", "offer"),
    [
        ("老板欠我三个月工资", "帮我理讨薪材料"),
        ("我月薪4800，工头拖着两个月没给工资", "帮我理讨薪材料"),
        ("公司上个月把我开除了，赔偿也不给", "帮我理劳动争议材料"),
    ],
)
def test_a_matter_of_dispute_is_taken_up(talk: Begin, message: str, offer: str) -> None:
    chat = talk("兰溪市")
    chat.say(message, "ask")
    assert Status.OFFERED in chat.statuses and offer in chat.buttons


@pytest.mark.parametrize("message", ["上个月20号", "前年8月", "4800", "两年半", "5300元"])
def test_what_a_mere_date_or_sum_is_about_is_asked(talk: Begin, message: str) -> None:
    chat = talk("兰溪市")
    assert message in chat.say(message, "ask") and chat.statuses == [Status.NOTED]
    for words in chat.buttons:
        other = talk("兰溪市")
        other.say(words, "ask")
        assert set(other.statuses) & {Status.NOTED, Status.OFFERED}, words


def test_a_time_after_a_question_asks_again(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("失业金一个月领多少", "ask")
    assert "哪件事" not in chat.say("2023年的", "ask")


def test_a_mere_date_after_a_dismissal_is_when_it_was(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("我被辞退了", "ask")
    assert "2026年10月离开的单位" in chat.say("上个月20号", "ask")
    assert chat.memory.persons.of("self").left is not None


def test_yes_takes_what_is_offered(talk: Begin) -> None:
    chat = talk()
    chat.say("男 1969年11月")
    assert "好的" in chat.say("好", "affirm")  # several things stand on the buttons, and none was asked
    chat.say("算算我哪年退休", "retirement_check")
    assert chat.card["month"] == "2031-02"


def test_a_correction_is_noted_too(talk: Begin) -> None:
    chat = talk()
    chat.say("男 1969年11月")
    assert "1970年11月出生" in chat.say("不对，是70年11月")


def test_who_has_moved_is_asked_about_there(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("失业金一个月领多少", "ask")
    assert "记下了：江门市" in chat.say("我搬到江门了", "ask")
    assert "江门市" in chat.say("失业金一个月领多少", "ask")
    assert "舟山市" in chat.say("后来我又搬到舟山了", "ask")
    text = chat.say("失业金一个月领多少", "ask")
    assert "舟山市" in text and "江门市" not in text


def test_where_somebody_comes_from_moves_nobody(talk: Begin) -> None:
    chat = talk("兰溪市")
    assert "记下了：上饶市" in chat.say("我是上饶人", "ask")
    assert chat.memory.region is None


def test_another_city_of_the_page_goes_before_what_was_asked_about(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("我搬到江门了", "ask")
    chat.say("失业金一个月领多少", "ask")
    chat.memory = chat.memory.with_metadata({"region": "舟山市"})
    assert "舟山市" in chat.say("失业金一个月领多少", "ask")


@pytest.mark.parametrize(
    "person", ["mother", "father", "husband", "wife", "spouse", "child", "friend", "workmate", "relative"]
)
def test_what_is_offered_for_somebody_is_understood_of_him(person: Person) -> None:
    words = f"算算{phrase(f'my_{person}')}哪年退休"
    assert find_persons(words)[-1].value == person


def test_what_is_found_nowhere_is_noted_as_far_as_it_is_kept(talk: Begin) -> None:
    chat = talk("兰溪市")
    assert "1976年8月出生" in chat.say("我嫂子76年8月，平时在村口摆摊卖菜", "ask")
    assert "记下了" not in chat.say("我78年的，平时在村口摆摊卖菜行吗", "ask")
