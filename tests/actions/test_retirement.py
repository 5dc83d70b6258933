"""The retirement pre-check as a conversation. Expected months come from the official tables."""

from __future__ import annotations

import pytest

from tests.actions.conftest import Begin


def test_step_by_step(talk: Begin) -> None:
    chat = talk()
    assert "哪年哪月" in chat.say("帮我看看我哪年退休", "retirement_check")
    assert "男" in chat.say("1970年7月")
    text = chat.say("男")
    assert "61岁5个月" in text and "2031年12月" in text and "16年" in text


def test_all_in_one_sentence(talk: Begin) -> None:
    chat = talk()
    assert "2025年12月" in chat.say("1965年9月出生的男工人，什么时候可以退休", "retirement_check")
    assert chat.card["month"] == "2025-12" and chat.card["delay_months"] == 3 and chat.card["minimum_years"] == 15.0


def test_years_paid_may_follow(talk: Begin) -> None:
    chat = talk()
    chat.say("1970年7月，男，哪年退休", "retirement_check")
    text = chat.say("交了30年")
    assert "够了" in text and "2031年12月" in text
    assert "还差" in chat.say("不对，只交了3年")


@pytest.mark.parametrize(("message", "asks"), [("属兔的", "哪一年"), ("今年五十八", "哪一年"), ("1981年的", "几月")])
def test_what_is_known_in_part_is_asked_for(talk: Begin, message: str, asks: str) -> None:
    chat = talk()
    chat.say("算一下我的退休时间", "retirement_check")
    assert asks in chat.say(message)
    assert chat.asked == "birth"


def test_year_first_then_month(talk: Begin) -> None:
    chat = talk()
    chat.say("算一下我的退休时间", "retirement_check")
    chat.say("1981年的")
    chat.say("9月")
    chat.say("女")
    assert "2039年9月" in chat.say("干部管理技术岗（原55岁）")


def test_a_button_by_its_number(talk: Begin) -> None:
    chat = talk()
    chat.say("1981年9月的，哪年退休", "retirement_check")
    chat.say("第二个", "choose", ordinal=2)
    assert "2039年9月" in chat.say("2", "choose", ordinal=2)


def test_digression_and_return(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("我啥时候能退休", "retirement_check")
    text = chat.say("零工市场在哪里", "ask")
    assert "零工市场" in text and "哪年哪月" in text
    chat.say("1984年11月")
    chat.say("女")
    assert "2039年11月" in chat.say("工人岗")


def test_correction(talk: Begin) -> None:
    chat = talk()
    chat.say("我啥时候能退休", "retirement_check")
    chat.say("1975年1月")
    chat.say("不对，是1976年9月")
    assert "2039年9月" in chat.say("男")


def test_leaving(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("我哪年退休", "retirement_check")
    assert "不弄" in chat.say("算了", "stop")
    assert "哪年哪月" not in chat.say("零工市场在哪里", "ask")


@pytest.mark.parametrize(
    "nonsense", ["1875年3月", "2035年1月", "13月", "哈哈哈", "1975年13月", "99999999", "😀😀", "农历三月初八"]
)
def test_nonsense_and_months_that_cannot_be(talk: Begin, nonsense: str) -> None:
    chat = talk()
    chat.say("我哪年退休", "retirement_check")
    text = chat.say(nonsense)
    assert ("出生年月" in text or "哪年哪月" in text) and chat.asked == "birth"
    assert "男" in chat.say("1976年9月")


def test_a_man_has_no_post_of_fifty(talk: Begin) -> None:
    chat = talk()
    assert "2025年2月" in chat.say("1965年1月的男干部，几时退", "retirement_check")


def test_whether_the_years_are_enough(talk: Begin) -> None:
    """The button asks; it puts no figure into anybody's mouth."""
    chat = talk()
    chat.say("1970年7月，男，哪年退休", "retirement_check")
    assert "看看我的年限够不够" in chat.buttons
    assert "交了几年" in chat.say("看看我的年限够不够") and chat.asked == "paid"
    assert "请核对" in chat.say("100年") and chat.asked == "paid"
    assert "16年" in (text := chat.say("30")) and "够了" in text
    assert "看看我的年限够不够" not in chat.buttons


def test_years_that_somebody_does_not_know(talk: Begin) -> None:
    chat = talk()
    chat.say("1970年7月，男，哪年退休", "retirement_check")
    chat.say("看看我的年限够不够")
    assert "电子社保卡" in chat.say("不清楚") and chat.asked is None
    assert "还差7年11个月" in chat.say("查到了，交了3年")


def test_a_digression_before_the_years(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("1970年7月，男，哪年退休", "retirement_check")
    chat.say("看看我的年限够不够")
    text = chat.say("养老保险最少要交多少年才能领养老金？", "ask")
    assert "15年" in text and chat.asked == "paid"


def test_unsure_of_the_post(talk: Begin) -> None:
    chat = talk()
    chat.say("1976年9月，女，哪年退休", "retirement_check")
    assert "劳动合同" in chat.say("不清楚") and chat.asked == "post"
    assert "2027年8月" in chat.say("工人岗（原50岁）")
    assert "55" in chat.say("干部管理技术岗（原55岁）")
