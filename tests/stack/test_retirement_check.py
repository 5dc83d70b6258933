"""The retirement pre-check as a conversation. Expected months come from the official tables."""

from __future__ import annotations

from tests.stack.conftest import Assistant


def test_step_by_step(assistant: Assistant) -> None:
    chat = assistant.chat()
    assert "哪年哪月" in chat.say("帮我看看我哪年退休")
    assert "男" in chat.say("1970年7月")
    text = chat.say("男")
    assert "61岁5个月" in text and "2031年12月" in text and "16年" in text


def test_all_in_one_sentence(assistant: Assistant) -> None:
    chat = assistant.chat()
    assert "2025年12月" in chat.say("1965年9月出生的男工人，什么时候可以退休")
    assert chat.card == {
        "type": "retirement",
        "month": "2025-12",
        "delay_months": 3,
        "age_months": 723,
        "minimum_years": 15.0,
    }


def test_year_first_then_month(assistant: Assistant) -> None:
    chat = assistant.chat()
    chat.say("算一下我的退休时间")
    assert "几月" in chat.say("1981年的")
    chat.say("9月")
    chat.say("女")
    assert "2039年9月" in chat.say("干部管理技术岗（原55岁）")


def test_digression_and_return(assistant: Assistant) -> None:
    chat = assistant.chat("舟山市")
    chat.say("我啥时候能退休")
    text = chat.say("零工市场有几家")
    assert "9家" in text and "哪年哪月" in text
    chat.say("1984年11月")
    chat.say("女")
    assert "2039年11月" in chat.say("工人岗")


def test_correction(assistant: Assistant) -> None:
    chat = assistant.chat()
    chat.say("我啥时候能退休")
    chat.say("1975年1月")
    chat.say("不对，是1976年9月")
    assert "2039年9月" in chat.say("男")


def test_leaving(assistant: Assistant) -> None:
    chat = assistant.chat("兰溪市")
    chat.say("我哪年退休")
    assert "不弄" in chat.say("算了")
    assert "哪年哪月" not in chat.say("驿站有几个")


def test_a_month_that_cannot_be(assistant: Assistant) -> None:
    chat = assistant.chat()
    chat.say("我哪年退休")
    for nonsense in ("1875年3月", "2035年1月", "13月", "哈哈哈"):
        assert "出生年月" in chat.say(nonsense) or "哪年哪月" in chat.say(nonsense), nonsense
    assert "男" in chat.say("1976年9月")
