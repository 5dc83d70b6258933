"""Free lodging, service points and courses as conversations: shipped rows, and rows imported for the test."""

from __future__ import annotations

from typing import Any

import pytest

from actions.services.listing import Listing
from actions.services.service import Point
from tests.actions.conftest import Begin

XINZHOU = Point(28.4480, 117.9640)
ROWS = {
    "courses": [
        {"id": "weld", "title": "焊工班", "trade": "焊工", "city": "上饶市", "starts_at": "2026-12-01", "fee": "免费"},
        {"id": "cook", "title": "烹饪班", "trade": "厨师", "city": "上饶市", "district": "广丰区"},
        {"id": "over", "title": "旧焊工班", "trade": "焊工", "city": "上饶市", "ends_at": "2026-11-21"},
        {"id": "under-way", "title": "月嫂班", "trade": "月嫂", "city": "上饶市"}
        | {"starts_at": "2026-11-01", "ends_at": "2026-12-20"},
        {"id": "care", "title": "护理班", "trade": "护工", "city": "上饶市", "district": "玉山县"},
        {"id": "sample-c", "title": "示例：电工班", "trade": "电工", "city": "上饶市", "source": "示例数据"},
        {"id": "sample-lx", "title": "示例：面点班", "trade": "面点", "city": "兰溪市", "source": "示例数据"},
    ],
    "service_points": [
        {"id": "far", "name": "广丰零工市场", "kind": "零工市场", "city": "上饶市", "district": "广丰区"}
        | {"lng": "118.19", "lat": "28.43"},
        {"id": "near", "name": "信州零工市场", "kind": "零工市场", "city": "上饶市", "district": "信州区"}
        | {"lng": "117.97", "lat": "28.45", "open_hours": "看通知"},
        {"id": "window", "name": "市人社窗口", "kind": "人社窗口", "city": "上饶市"},
    ],
    "lodgings": [
        {"id": "home", "name": "暖心之家", "city": "上饶市", "free_days": "7", "how_to_apply": "带身份证登记"}
        | {"source": "上饶日报", "verified_at": "2026-09-01"},
        {"id": "sample-l", "name": "示例：住宿点", "city": "上饶市", "source": "示例数据"},
    ],
}


def test_step_by_step(talk_real: Begin) -> None:
    chat = talk_real()
    assert "哪个城市" in chat.say("帮我找免费住的地方", "find_lodging")
    assert {"兰溪市", "上饶市"} <= set(chat.buttons)
    text = chat.say("上饶市")
    assert "免费住7天" in text and "办理：带身份证登记" in text and chat.shown("lodgings") == ["home"]
    assert "来源：上饶日报；2026-09-01核实" in text


def test_the_content_speaks_first_and_the_list_follows(talk_real: Begin) -> None:
    chat = talk_real("兰溪市")
    text = chat.say("青年驿站可以免费住几天", "find_lodging")
    assert "免费住3天" in text and chat.cards[0]["type"] == "answer"


@pytest.mark.parametrize(
    ("message", "expected"), [("上饶有焊工培训班吗", ["weld"]), ("广丰有什么培训", ["cook"]), ("上饶学烧菜", ["cook"])]
)
def test_all_in_one_sentence(talk_real: Begin, message: str, expected: list[str]) -> None:
    chat = talk_real()
    chat.say(message, "find_course")
    assert chat.shown("courses") == expected


def test_courses_that_are_over_and_samples_are_left_out(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    text = chat.say("有哪些培训班", "find_course")
    assert chat.shown("courses") == ["weld", "cook", "under-way"] and "2026-12-01开课" in text and "费用：免费" in text
    assert chat.buttons[-1] == "还有别的吗"
    text = chat.say("还有别的吗", "ask")
    assert chat.shown("courses") == ["care"] and "4. 护理班" in text
    assert "没有更多" in chat.say("还有吗", "ask")


def test_another_trade(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    chat.say("有哪些培训班", "find_course")
    chat.say("有焊工的吗", "ask")
    assert chat.shown("courses") == ["weld"]
    chat.say("不学焊工，月嫂的呢", "ask")
    assert "under-way" in chat.shown("courses")


def test_a_trade_that_there_is_not(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    assert "没有正好对上" in chat.say("有没有修脚的培训", "find_course")
    assert len(chat.shown("courses")) == 3


def test_another_place(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("上饶有哪些培训班", "find_course")
    chat.say("换到玉山县", "ask")
    assert chat.shown("courses") == ["care"]
    text = chat.say("广信区呢", "ask")
    assert "上饶市的培训" in text  # it has none itself: those of its city, said to be so
    text = chat.say("那兰溪呢", "ask")
    assert chat.shown("courses") == ["sample-lx"] and "样例数据" in text and "来源" not in text


@pytest.mark.parametrize("place", ["杭州", "北京"])
def test_a_city_without_any(talk_real: Begin, place: str) -> None:
    chat = talk_real()
    assert "还没有当地的名单" in chat.say(f"{place}有哪些服务点", "find_point")
    chat.say("那上饶呢", "ask")
    assert len(chat.shown("service_points")) == 3


def test_no_bed_in_the_city_is_not_the_last_word(talk_real: Begin) -> None:
    chat = talk_real("安康市")
    assert "12333" in chat.say("帮我找免费住的地方", "find_lodging")
    assert chat.buttons == ["流落街头没吃没住，有救助吗？"]


def test_the_location_first_and_afterwards(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    chat.say("这里有哪些零工市场", "find_point")
    assert chat.shown("service_points") == ["far", "near"]
    chat.say("", "blank", location=XINZHOU)
    items: Any = chat.card["items"]
    assert (
        chat.shown("service_points") == ["near", "far"]
        and 500 < items[0]["distance_m"] < 1000
        and items[0]["open_hours"] == "看通知"
    )
    chat = talk_real("上饶市")
    chat.say("", "blank", location=XINZHOU)
    text = chat.say("列一下服务点", "find_point")
    assert chat.shown("service_points") == ["near", "far", "window"] and "米" in text


def test_a_location_does_not_stand_for_a_city(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("附近有什么培训", "find_course")
    text = chat.say("", "blank", location=XINZHOU)
    assert "收到您的位置" in text and "哪个城市" in text and chat.asked == "region"


def test_a_named_place_goes_before_the_location(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    chat.say("广丰的零工市场有哪些", "find_point", location=XINZHOU)
    assert chat.shown("service_points") == ["far"]


def test_digression_and_return(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("有哪些培训班", "find_course")
    text = chat.say("单位多久之内要签书面劳动合同", "ask")
    assert "1个月内" in text and "哪个城市" in text and chat.asked == "region"
    chat.say("上饶")
    assert chat.shown("courses")[0] == "weld"


@pytest.mark.parametrize("question", ["焊工证怎么考", "失业金多少钱", "培训补贴要什么材料"])
def test_a_question_about_something_else_is_no_wish(talk_real: Begin, question: str) -> None:
    chat = talk_real("上饶市")
    chat.say("有哪些培训班", "find_course")
    chat.say(question, "ask")
    assert not any(card["type"] == "courses" for card in chat.cards)


def test_leaving(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("有哪些培训班", "find_course")
    assert "不弄" in chat.say("算了", "stop") and chat.memory.service is None


@pytest.mark.parametrize("nonsense", ["哈哈哈", "😀😀", "{}", "99999", "2月30日", "火星市", "a" * 900])
@pytest.mark.parametrize(
    ("intent", "kind"), [("find_lodging", "lodgings"), ("find_point", "service_points"), ("find_course", "courses")]
)
def test_nonsense_is_asked_again(talk_real: Begin, intent: str, kind: str, nonsense: str) -> None:
    chat = talk_real()
    chat.say("帮我找找", intent)
    assert "哪个城市" in chat.say(nonsense) and chat.asked == "region"
    chat.say("上饶")
    assert chat.shown(kind)


def test_a_province_is_too_wide(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("有哪些培训班", "find_course")
    assert "太大" in chat.say("江西省") and chat.asked == "region"


def test_cards_have_the_columns_of_the_file(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("附近有免费住宿吗", "find_lodging")
    items: Any = chat.card["items"]
    columns = "id name city address beds free_days meals facilities conditions how_to_apply contact source verified_at"
    assert set(items[0]) == {*columns.split(), "sample", "distance_m"}
    assert items[0]["sample"] is False
    assert "12333" in chat.say("江门的呢", "ask")  # no bed that does not exist


def test_one_of_those_shown_is_asked_about(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("上饶有哪些培训班", "find_course")
    second = chat.shown("courses")[1]
    chat.say("第二个什么时候开", "ask")
    assert chat.shown("courses") == [second]
    chat.say("那个要钱不", "ask")
    assert chat.shown("courses") == [second]
    assert "没有这一条" in chat.say("第五个呢", "ask")


def test_where_nothing_is_listed_no_row_is_asked_about(talk_real: Begin) -> None:
    chat = talk_real("安康市")
    chat.say("帮我找免费住的地方", "find_lodging")
    text = chat.say("第一个怎么走", "ask") + chat.say("那边管饭吗", "ask")
    assert "上面" not in text


def test_rows_are_gathered_once_a_turn(talk_real: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    gathered: list[str] = []
    gather = Listing._gather

    def counted(listing: Listing, *arguments: Any) -> Any:
        gathered.append(listing.name)
        return gather(listing, *arguments)

    monkeypatch.setattr(Listing, "_gather", counted)
    chat = talk_real("上饶市")
    chat.say("帮我找免费住的地方", "find_lodging")
    assert gathered == ["lodgings"]
    assert "带身份证登记" in chat.say("那边管饭吗", "ask")
    assert gathered == ["lodgings"]


@pytest.mark.parametrize("told", ["我身上还剩八十块", "没钱了", "钱快花光了", "兜里就几十块", "我身无分文"])
def test_who_has_no_money_left_is_told_what_costs_nothing_and_who_helps(talk_real: Begin, told: str) -> None:
    chat = talk_real("上饶市")
    chat.say("帮我找免费住的地方", "find_lodging")
    text = chat.say(told, "ask")
    assert "1. 暖心之家\n   免费住7天" in text and "12345" in text and "救助" in chat.buttons[0]


@pytest.mark.parametrize(
    "asked", ["带着女朋友能一起住不", "带老婆能住吗", "两口子能一起住吗", "可以带狗吗", "跟工友一起住可以吗"]
)
def test_who_may_come_along_is_asked_of_the_rows(talk_real: Begin, asked: str) -> None:
    chat = talk_real("上饶市")
    chat.say("帮我找免费住的地方", "find_lodging")
    assert "收什么样的人" in chat.say(asked, "ask")
