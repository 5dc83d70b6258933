"""Questions through the whole chain: place, time, follow-ups, choices, refusals."""

from __future__ import annotations

import random

import httpx

from tests.stack.conftest import Assistant


def test_answer_has_place_date_and_source(assistant: Assistant) -> None:
    chat = assistant.chat("兰溪市")
    text = chat.say("零工市场里的人给介绍活，收不收中介费")
    assert "12333" in text and "兰溪市" in text and "来源" in text
    assert chat.card["type"] == "answer"
    assert chat.card["source"]["title"] and chat.card["region"] == "兰溪市"
    assert 0 < chat.card["score"] <= 1


def test_city_is_asked_once_and_remembered(assistant: Assistant) -> None:
    chat = assistant.chat()
    assert "哪个城市" in chat.say("居民养老的基础养老金每月发多少")
    assert "舟山市" in chat.buttons
    assert "350元" in chat.say("舟山")
    assert "330元" in chat.say("以前呢")
    assert "200元" in chat.say("那江门呢")


def test_page_region_counts_and_named_city_wins(assistant: Assistant) -> None:
    chat = assistant.chat("江门")
    assert "200元" in chat.say("居民基础养老金最低多少")
    assert "350元" in chat.say("舟山市居民的基础养老金有多少")


def test_no_figure_of_another_city(assistant: Assistant) -> None:
    text = assistant.chat("安康市").say("我们这居民基础养老金每月领多少")
    assert not any(figure in text for figure in ("350元", "330元", "200元"))


def test_detail_leans_on_the_last_answer(assistant: Assistant) -> None:
    chat = assistant.chat("兰溪市")
    chat.say("外地来的，哪里可以免费落脚")
    assert "餐" in chat.say("管饭不")


def test_provincial_rule_goes_before_the_national_one(assistant: Assistant) -> None:
    chat = assistant.chat("兰溪市")
    assert "30个月" in chat.say("工伤五级，和厂里解除合同，一次性就业补助金几个月")
    assert chat.card["region"] == "浙江省"


def test_out_of_scope_is_refused_with_a_number_to_call(assistant: Assistant) -> None:
    for message in ("明天会不会下雨", "公交卡掉了去哪补", "茅台还能不能买"):
        chat = assistant.chat("上饶市")
        said = chat.say(message)
        assert ("12333" in said or "12345" in said) and chat.statuses == ["refused"], message


def test_unserved_city_gets_no_local_figure(assistant: Assistant) -> None:
    assert "100个" not in assistant.chat("兰溪市").say("杭州有多少个户外劳动者驿站")


def test_care_comes_first(assistant: Assistant) -> None:
    chat = assistant.chat()
    text = chat.say("欠薪要不回来，我真的不想再活下去")
    assert "12356" in text and "110" in text and chat.statuses == ["danger"]
    assert "12333" in chat.say("帮我转接人工客服") and chat.statuses == ["handoff"]


def test_raw_commands_are_plain_text(assistant: Assistant) -> None:
    chat = assistant.chat()
    for message in ("/restart", "/session_start", '/greet{"region": "x"}', "/ask"):
        assert chat.say(message)


def test_strange_messages_get_a_sensible_reply(assistant: Assistant) -> None:
    draw = random.Random(3)
    soup = "".join(chr(draw.choice([draw.randrange(1, 0xD800), draw.randrange(0xE000, 0x1F9FF)])) for _ in range(1000))
    for message in (soup, "😀" * 50, "\u200b\u200b", "   ", "", "\x00\x07", "。。。？？", "a" * 1000, "[x](y){z}"):
        assert assistant.chat("舟山市").say(message).strip()


def test_private_data_is_neither_echoed_nor_stored(assistant: Assistant) -> None:
    number, phone = "330781198803124518", "13957912345"
    chat = assistant.chat("兰溪市")
    reply = chat.say(f"我叫老王，身份证{number}，电话{phone}，帮我查社保")
    assert number not in reply and phone not in reply
    kept = [path for path in assistant.data_dir.rglob("*") if path.is_file() and path.suffix in (".db", ".log", ".yml")]
    assert kept
    for path in kept:
        content = path.read_bytes()
        assert number.encode() not in content and phone.encode() not in content, path


def test_messages_are_not_written_to_logs(assistant: Assistant) -> None:
    assistant.chat("兰溪市").say("驿站里头有没有地方热饭")
    for path in assistant.data_dir.glob("logs/*.log"):
        assert "热饭" not in path.read_text("utf-8", errors="replace"), path


def test_health_names_the_components(assistant: Assistant) -> None:
    health = httpx.get(f"{assistant.url}/healthz", trust_env=False).json()
    assert set(health["components"]) == {"gateway", "engine", "actions"}
