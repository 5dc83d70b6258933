"""The nearest station as a conversation: over the shipped samples, and over rows imported for the test."""

from __future__ import annotations

from typing import Any

import pytest

from actions.contract.status import Status
from actions.services.service import Point
from tests.actions.conftest import Begin

# Near 示例：西市街道驿站 in 信州区, 上饶市.
XINZHOU = Point(28.4480, 117.9640)
CONTRACT = "id name address distance_m is_24h open_hours amenities phone lat lng coord_sys sample".split()
ROWS = {
    "stations": [
        {
            "id": "gf-near",
            "source": "广丰区总工会",
            "verified_at": "2026-10-08",
            "name": "广丰一号驿站",
            "city": "上饶市",
            "district": "广丰区",
            "lng": "118.19",
            "lat": "28.43",
        }
        | {"open_hours": "8:00-20:00", "amenities": "充电、饮水", "phone": "0793-1234567", "address": "永丰大道"},
        {
            "id": "gf-all-day",
            "name": "广丰二号驿站",
            "city": "上饶市",
            "district": "广丰区",
            "lng": "118.20",
            "lat": "28.44",
        }
        | {"is_24h": "是", "amenities": "热饭、休息"},
        {"id": "xz-1", "name": "信州一号驿站", "city": "上饶市", "district": "信州区", "lng": "117.97", "lat": "28.45"}
        | {"open_hours": "看天气", "amenities": "厕所"},
        {"id": "xz-2", "name": "信州二号驿站", "city": "上饶市", "district": "信州区", "lng": "117.98", "lat": "28.45"}
        | {"open_hours": "6:00-22:00", "amenities": "充电、热饭"},
        {"id": "sample-xz", "name": "示例：最近的驿站", "city": "上饶市", "district": "信州区", "lng": "117.964"}
        | {"lat": "28.448", "amenities": "充电、热饭、厕所", "is_24h": "是", "source": "示例数据"},
        {"id": "sample-wash", "name": "示例：能洗澡的驿站", "city": "上饶市", "district": "信州区", "lng": "117.964"}
        | {"lat": "28.448", "amenities": "电动车充电", "source": "示例数据"},
    ]
}


def test_asked_where_then_the_location_is_shared(talk_real: Begin) -> None:
    chat = talk_real()
    assert "您在哪里" in chat.say("附近有驿站吗", "find_station") and chat.asked == "where"
    text = chat.say("", "blank", location=XINZHOU)
    assert "离您最近的驿站" in text and chat.shown("stations") == ["xz-1", "xz-2", "gf-near"]


def test_the_location_first(talk_real: Begin) -> None:
    chat = talk_real()
    assert "收到您的位置" in chat.say("", "blank", location=XINZHOU)
    assert "离我最近的驿站" in chat.buttons
    chat.say("离我最近的驿站", "find_station")
    assert chat.shown("stations") == ["xz-1", "xz-2", "gf-near"]


def test_all_in_one_sentence(talk_real: Begin) -> None:
    chat = talk_real()
    text = chat.say("广丰有没有24小时能热饭的驿站", "find_station")
    assert chat.shown("stations") == ["gf-all-day"] and "24小时开放" in text and "https://uri.amap.com/" in text


def test_sharing_the_location_afterwards_sorts_by_distance(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    text = chat.say("帮我找驿站", "find_station")
    assert "把位置发给我" in text and chat.shown("stations")[0] == "gf-all-day"
    chat.say("", "blank", location=XINZHOU)
    assert chat.shown("stations")[0] == "xz-1"


def test_the_card_is_as_the_contract_says(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("附近能充电的驿站", "find_station", location=XINZHOU)
    assert chat.card["type"] == "stations"
    items: Any = chat.card["items"]
    assert [set(CONTRACT) - set(item) for item in items] == [set(), set()]
    assert [item["id"] for item in items] == ["xz-2", "gf-near"]
    first, second = items
    assert 1000 < first["distance_m"] < 2000 < second["distance_m"]
    assert (first["is_24h"], first["open_hours"], first["amenities"]) == (False, "6:00-22:00", "充电、热饭")
    assert (second["phone"], second["address"], second["sample"]) == ("0793-1234567", "永丰大道", False)
    assert (second["lng"], second["lat"], second["coord_sys"]) == (118.19, 28.43, "wgs84")
    assert (second["source"], second["verified_at"]) == ("广丰区总工会", "2026-10-08")


def test_the_list_says_who_knows_it_and_since_when(talk_real: Begin) -> None:
    chat = talk_real()
    text = chat.say("广丰区的驿站", "find_station")
    assert "来源：广丰区总工会；2026-10-08核实" in text and text.count("来源") == 1  # of the other nothing is known


def test_wishes_add_up_and_are_taken_back(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("附近的驿站", "find_station", location=XINZHOU)
    chat.say("要能充电的", "ask")
    assert chat.shown("stations") == ["xz-2", "gf-near"]
    chat.say("还要能热饭", "ask")
    assert chat.shown("stations") == ["xz-2"]
    chat.say("不用热饭了", "ask")
    assert chat.shown("stations") == ["xz-2", "gf-near"]
    chat.say("不用充电，24小时的呢", "ask")
    assert chat.shown("stations") == ["gf-all-day"]
    chat.say("不要24小时的，能上厕所就行", "ask")
    assert chat.shown("stations") == ["xz-1"]


def test_a_time_of_day(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("上饶的驿站", "find_station")
    chat.say("晚上9点还开着的", "ask")
    assert chat.shown("stations") == ["gf-all-day", "xz-2"]  # hours that cannot be read are not open for certain
    assert "没有这个时间" in chat.say("晚上99点还开着的", "ask")
    chat.say("晚上11点的呢", "ask")
    assert chat.shown("stations") == ["gf-all-day"]


@pytest.mark.parametrize("more", ["还有别的吗", "还有吗", "换一批", "还有没有其他的驿站"])
def test_the_next_page(talk_real: Begin, more: str) -> None:
    chat = talk_real()
    chat.say("附近的驿站", "find_station", location=XINZHOU)
    assert "还有别的吗" in chat.buttons
    chat.say(more, "ask")
    assert chat.shown("stations") == ["gf-all-day"] and not chat.buttons
    assert "没有更多" in chat.say(more, "ask")
    chat.say("能充电的呢", "ask")
    assert chat.shown("stations") == ["xz-2", "gf-near"]


def test_another_place(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("信州区的驿站", "find_station")
    assert chat.shown("stations") == ["xz-1", "xz-2"]
    chat.say("换到广丰", "ask")
    assert chat.shown("stations") == ["gf-all-day", "gf-near"]


def test_a_named_place_goes_before_the_location(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    chat.say("广丰区的驿站", "find_station", location=XINZHOU)
    assert chat.shown("stations") == ["gf-near", "gf-all-day"]  # nearest to the person first
    chat.say("24小时的", "ask")
    assert chat.shown("stations") == ["gf-all-day"]
    chat.say("离我最近的驿站", "find_station")
    chat.say("不要24小时的", "ask")
    assert chat.shown("stations")[0] == "xz-1"


def test_where_somebody_comes_from_is_no_place_to_look_in(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("我从广丰来的，附近有驿站吗", "find_station", location=XINZHOU)
    assert chat.shown("stations")[0] == "xz-1"


def test_nothing_fits_and_the_button_relaxes(talk_real: Begin) -> None:
    chat = talk_real()
    assert "没有找到" in chat.say("广丰有24小时能给电瓶车充电的驿站吗", "find_station")
    assert chat.buttons == ["不限条件的驿站"]
    chat.say("不限条件的驿站", "find_station")
    assert chat.shown("stations") == ["gf-all-day", "gf-near"]


@pytest.mark.parametrize("place", ["杭州", "北京"])
def test_a_city_without_any(talk_real: Begin, place: str) -> None:
    chat = talk_real()
    assert "没有找到" in chat.say(f"{place}的驿站", "find_station") and not chat.buttons
    chat.say("那上饶呢", "ask")
    assert len(chat.shown("stations")) == 3


def test_samples_only_when_nothing_real_fits(talk_real: Begin) -> None:
    chat = talk_real()
    text = chat.say("附近能给电瓶车充电的驿站", "find_station", location=XINZHOU)
    assert chat.shown("stations") == ["sample-wash"] and "样例数据" in text
    (item,) = chat.card["items"]  # type: ignore[misc]
    assert item["sample"] is True and item["route"] is None and "来源" not in text and "路线" not in text
    assert text.startswith("真实的地点我这里还没有登记")  # before anything that could be taken for one


def test_shipped_samples_are_marked(talk: Begin) -> None:
    chat = talk()
    assert "不是真实地点" in chat.say("附近的驿站", "find_station", location=XINZHOU)
    chat.say("兰溪的驿站", "find_station")
    assert chat.shown("stations") == ["lanxi-xixi-gas"]  # the only real one


def test_digression_and_return(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("附近有驿站吗", "find_station")
    text = chat.say("单位多久之内要签书面劳动合同", "ask")
    assert "1个月内" in text and "您在哪里" in text and chat.asked == "where"
    chat.say("广丰", "inform")
    assert chat.shown("stations") == ["gf-all-day", "gf-near"]


@pytest.mark.parametrize("question", ["零工市场在哪里", "工伤休息期间工资怎么算", "兰溪失业金多少钱"])
def test_a_question_about_something_else_is_no_wish(talk_real: Begin, question: str) -> None:
    chat = talk_real("上饶市")
    chat.say("广丰的驿站", "find_station", location=XINZHOU)
    chat.say(question, "ask")
    assert not any(card["type"] == "stations" for card in chat.cards)


def test_another_service_takes_over(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    chat.say("附近的驿站", "find_station")
    assert "哪年哪月" in chat.say("我休息的时候算算哪年退休", "retirement_check")


def test_leaving(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("附近有驿站吗", "find_station")
    assert "不弄" in chat.say("算了", "stop") and chat.asked is None


@pytest.mark.parametrize("nonsense", ["哈哈哈", "😀😀", "99999999", "{}", "null", "我在火车站旁边", "a" * 900])
def test_nonsense_is_asked_again(talk_real: Begin, nonsense: str) -> None:
    chat = talk_real()
    chat.say("附近有驿站吗", "find_station")
    assert "您在哪里" in chat.say(nonsense) and chat.asked == "where"
    chat.say("在广丰")
    assert chat.shown("stations") == ["gf-all-day", "gf-near"]


def test_a_province_is_too_wide(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("附近有驿站吗", "find_station")
    assert "太大" in chat.say("江西省") and chat.asked == "where"


def test_white_space_while_a_place_is_asked_for(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("附近有驿站吗", "find_station")
    assert "没看到文字" in chat.say("  ", "blank") and chat.asked == "where"


@pytest.mark.parametrize("message", ["信州区有驿站吗", "信州区哪里有驿站", "找信州区的驿站", "信州区的驿站在哪"])
def test_a_station_in_a_named_place_whatever_the_engine_hears(talk_real: Begin, message: str) -> None:
    chat = talk_real("上饶市")
    chat.say(message, "ask")
    assert chat.shown("stations")[:2] == ["xz-1", "xz-2"]


@pytest.mark.parametrize("message", ["信州区零工驿站在哪里", "信州区有多少个驿站", "信州区驿站是谁建的"])
def test_what_is_no_station_or_asks_no_place(talk_real: Begin, message: str) -> None:
    chat = talk_real("上饶市")
    chat.say(message, "ask")
    assert chat.memory.service is None


def test_of_a_district_without_a_fitting_one_those_of_its_city(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    text = chat.say("铅山县有没有驿站", "find_station")
    assert "没有找到" in text and not chat.cards
    text = chat.say("信州区有驿站吗，要能热饭的", "ask")
    assert "信州区的驿站" in text and chat.shown("stations") == ["xz-2"]
    text = chat.say("信州区有24小时的驿站吗", "ask")
    assert "信州区没有找到合适的驿站，上饶市别的区有" in text and chat.shown("stations") == ["gf-all-day"]


@pytest.mark.parametrize(
    ("question", "told"),
    [("几点开门", "24小时开放"), ("怎么去", "江南街道"), ("收费吗", "都没写"), ("有电话没", "都没写")],
)
def test_what_a_row_tells_is_not_searched_for(talk: Begin, question: str, told: str) -> None:
    chat = talk("江门市")
    chat.say("附近的驿站", "find_station")
    assert told in chat.say(question, "ask") and chat.memory.service and chat.memory.service.missed == 0


def test_the_list_stays_open_after_something_else(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("附近的驿站", "find_station")
    chat.say("失业金怎么申领", "ask")
    assert "兰溪" in chat.say("那兰溪的驿站呢", "find_station") and chat.card["type"] == "stations"


def test_another_place_is_no_row(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("附近的驿站", "find_station")
    assert "上面" not in chat.say("社保局在哪里", "ask")


def test_a_row_is_asked_about_by_its_number_and_then_as_that_one(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("附近的驿站", "find_station")
    second = chat.shown("stations")[1]
    for message in ("第二个在哪", "那个几点关门", "那里要钱吗"):
        chat.say(message, "ask")
        assert chat.shown("stations") == [second]
    chat.say("还有别的吗", "ask")
    next_first = chat.shown("stations")[0]
    chat.say("第一家怎么走", "ask")
    assert chat.shown("stations") == [next_first]


def test_a_row_that_is_not_there(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("附近的驿站", "find_station")
    assert "没有这一条" in chat.say("第五个在哪", "ask") and chat.statuses == [Status.NOTHING_LISTED]


def test_nearer_needs_to_know_where_the_person_is(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("附近的驿站", "find_station")
    assert "把位置发给我" in chat.say("有没有近点的", "ask")


def test_without_a_list_no_row_is_searched_for(talk: Begin) -> None:
    assert "没有可以选的" in talk("江门市").say("第二个在哪", "ask")


@pytest.mark.parametrize("asked", ["半夜还开吗", "通宵开门吗", "凌晨三点能进吗", "晚上十一点还开着吗", "24小时的有吗"])
def test_where_all_that_suits_are_samples_those_that_say_no_hours_are_shown(talk_shipped: Begin, asked: str) -> None:
    chat = talk_shipped("兰溪市")
    chat.say("最近的驿站在哪", "find_station")
    before = chat.shown("stations")
    text = chat.say(asked, "ask")
    assert "没写几点开" in text and "样例" not in text and chat.shown("stations") == before
