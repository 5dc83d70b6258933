"""Job search as a conversation, over rows imported for the test; today is 2026-11-22."""

from __future__ import annotations

from typing import Any

import pytest

from actions.services.jobs import JobSearch
from actions.services.service import Point
from tests.actions.conftest import Begin

XINZHOU = Point(28.4480, 117.9640)
CONTRACT = "id title employer city district job_type pay contact expires_at distance_m sample".split()


def row(id_: str, title: str, district: str, pay: str = "", **more: str) -> dict[str, str]:
    """``pay``: "200-260 天"."""
    ends, _, unit = pay.partition(" ")
    low, _, high = ends.partition("-")
    where = {"city": "上饶市", "district": district, "source": "上饶市人力资源市场", "expires_at": "2026-12-31"}
    return {"id": id_, "title": title, "pay_min": low, "pay_max": high, "pay_unit": unit} | where | more


ROWS = {
    "jobs": [
        row("move-day", "搬运工（日结）", "信州区", "200-260 天", lng="117.97", lat="28.45", contact="0793-1234567")
        | {"published_at": "2026-11-01"},
        row("move-far", "装卸工", "广丰区", "300-320 天", lng="118.19", lat="28.43", requirements="夜班"),
        row("move-low", "搬运工", "信州区", "120 天", requirements="白班"),
        row("clean", "保洁员", "信州区", "2500-3000 月", requirements="白班，60岁以下"),
        row("guard", "保安（晚班）", "信州区", "3500-4000 月", requirements="晚班"),
        row("guard-day", "保安", "信州区", "3000 月", requirements="白班"),
        row("driver", "货车司机", "广丰区", "6500-8500 月", requirements="B2驾照"),
        row("mussel", "贻贝采收", "信州区", "0 单"),
        row("gone", "搬运工", "信州区", "900 天", expires_at="2026-11-21"),
        row("last-day", "洗碗工", "广信区", "20 小时", expires_at="2026-11-22"),
        row("sample-move", "搬运工", "信州区", "999 天", source="示例数据"),
        *(row(f"cook{n}", "厨师", "玉山县", f"{6000 + n} 月", employer=f"第{n}饭店") for n in range(8)),
        row("lanxi", "电工", "", "6000 月", city="兰溪市"),
        row("lanxi-street", "保安", "云山街道", "3000 月", city="兰溪市"),
    ]
}


def test_step_by_step(talk_real: Begin) -> None:
    chat = talk_real()
    assert "哪个城市" in chat.say("帮我找活", "find_job") and {"兰溪市", "上饶市"} <= set(chat.buttons)
    assert "哪类活" in chat.say("上饶市") and "都行" in chat.buttons
    text = chat.say("搬运")
    assert chat.shown("jobs") == ["move-far", "move-day", "move-low"]  # no sample beside real ones
    assert "找到3个" in text and "不要先交钱" in text and "来源：上饶市人力资源市场" in text


def test_all_in_one_sentence(talk_real: Begin) -> None:
    chat = talk_real()
    text = chat.say("上饶有没有一天两百以上的搬运活", "find_job")
    assert chat.shown("jobs") == ["move-far", "move-day"] and "200–260元/天" in text
    chat.say("广丰招司机吗", "find_job")
    assert chat.shown("jobs") == ["driver"]


def test_the_card_is_as_the_contract_says(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    chat.say("附近的搬运活", "find_job", location=XINZHOU)
    items: Any = chat.card["items"]
    assert all(set(CONTRACT) <= set(item) for item in items)
    first = items[0]
    assert (first["id"], first["pay"], first["contact"]) == ("move-day", "200–260元/天", "0793-1234567")
    assert (first["city"], first["district"], first["expires_at"]) == ("上饶市", "信州区", "2026-12-31")
    assert 500 < first["distance_m"] < 1000 and first["sample"] is False
    assert (first["source"], first["published_at"]) == ("上饶市人力资源市场", "2026-11-01")


def test_anything_will_do(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    chat.say("帮我找活", "find_job")
    chat.say("都行")
    assert len(chat.shown("jobs")) == 5


def test_corrections(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    chat.say("找个保洁的活", "find_job")
    assert chat.shown("jobs") == ["clean", "last-day"] and "相近工种" in chat.says[-1].text
    chat.say("不要保洁，要保安", "ask")
    assert set(chat.shown("jobs")) == {"guard", "guard-day"}
    chat.say("晚上的不行", "ask")
    assert chat.shown("jobs") == ["guard-day"]
    chat.say("换成搬运", "ask")
    assert "广丰区没有" in chat.say("换到广丰", "ask")  # the only one there is at night
    chat.say("晚上也行", "ask")
    assert chat.shown("jobs") == ["move-far"]


def test_an_answer_may_be_corrected_while_asked(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("帮我找活", "find_job")
    chat.say("兰溪市")
    chat.say("不对，是上饶", "inform")
    assert chat.asked == "trades"
    chat.say("司机")
    assert chat.shown("jobs") == ["driver"]


def test_digression_and_return(talk_real: Begin) -> None:
    chat = talk_real("兰溪市")
    chat.say("帮我找活", "find_job")
    text = chat.say("零工市场在哪里", "ask")
    assert "振兴路" in text and "哪类活" in text and chat.asked == "trades"
    chat.say("电工")
    assert chat.shown("jobs") == ["lanxi"]


@pytest.mark.parametrize("question", ["零工市场在哪里", "社保怎么交", "养老保险最少要交多少年才能领养老金"])
def test_a_question_about_something_else_is_no_wish(talk_real: Begin, question: str) -> None:
    chat = talk_real("兰溪市")
    chat.say("找个电工的活", "find_job")
    chat.say(question, "ask")
    assert not any(card["type"] == "jobs" for card in chat.cards)


def test_another_service_takes_over(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    chat.say("附近有搬运活吗", "find_job", location=XINZHOU)
    chat.say("离我最近的驿站", "find_station")
    assert "驿站" in chat.says[-1].text


def test_leaving(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("帮我找活", "find_job")
    assert "不弄" in chat.say("算了", "stop") and chat.memory.service is None
    chat.say("上饶招司机吗", "find_job")
    assert "不弄" in chat.say("算了", "stop") and chat.memory.service is None


@pytest.mark.parametrize("nonsense", ["哈哈哈", "😀😀", "{}", "null", "2月30日", "一天25小时", "a" * 900])
def test_nonsense_and_days_that_cannot_be_are_asked_again(talk_real: Begin, nonsense: str) -> None:
    chat = talk_real("上饶市")
    chat.say("帮我找活", "find_job")
    assert "哪类活" in chat.say(nonsense) and chat.asked == "trades"
    chat.say("司机")
    assert chat.shown("jobs") == ["driver"]


def test_a_trade_that_no_list_knows_is_found_by_its_word(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    chat.say("帮我找活", "find_job")
    text = chat.say("贻贝")
    assert chat.shown("jobs") == ["mussel"] and "0元/单" in text


def test_a_job_whose_last_day_has_passed_is_never_shown(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    text = chat.say("一天900的搬运活", "find_job")
    assert chat.shown("jobs") == ["sample-move"] and "不是真实岗位" in text and "来源" not in text
    chat.say("改成洗碗，工资多少都行", "find_job")
    assert chat.shown("jobs")[0] == "last-day"  # on that very day it is open


def test_nothing_fits_and_each_button_relaxes(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    wish = "广丰招搬运吗，白天的"
    assert "“广丰区、搬运、白天”" in chat.say(wish, "find_job")
    offered = chat.buttons
    assert any("上饶市（" in title for title in offered) and any("不限时间" in title for title in offered)
    for title in offered:
        chat = talk_real("上饶市")
        chat.say(wish, "find_job")
        text = chat.say(title, "ask")
        count = int(title.rpartition("（")[2].removesuffix("个）"))
        assert f"找到{count}个" in text and len(chat.shown("jobs")) == min(count, 5)


def test_a_district_without_any_is_told_and_its_city_shown(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    text = chat.say("信州招司机吗", "find_job")
    assert "信州区没有" in text and "上饶市别的地方" in text and chat.shown("jobs") == ["driver"]
    chat.say("换成保洁", "ask")
    assert chat.shown("jobs")[0] == "clean"  # of the district again


def test_a_street_comes_first_and_the_own_city_again(talk_real: Begin) -> None:
    chat = talk_real("兰溪市")
    chat.say("想找活，随便什么都行", "find_job")
    assert set(chat.shown("jobs")) == {"lanxi", "lanxi-street"}
    chat.say("云山街道的", "ask")
    assert chat.shown("jobs") == ["lanxi-street"]
    chat.say("上饶的保安呢", "ask")
    assert set(chat.shown("jobs")) == {"guard", "guard-day"}
    chat.say("我这边呢", "ask")
    assert chat.shown("jobs") == ["lanxi-street"]


def test_more_of_them(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    chat.say("找厨师的活", "find_job")
    assert chat.shown("jobs") == [f"cook{n}" for n in (7, 6, 5, 4, 3)] and "还有别的吗" in chat.buttons
    text = chat.say("还有别的吗", "ask")
    assert chat.shown("jobs") == ["cook2", "cook1", "cook0"] and "6. 厨师" in text and not chat.buttons
    assert "没有更多" in chat.say("还有吗", "ask")
    chat.say("换成司机", "ask")
    assert chat.shown("jobs") == ["driver"]


def test_a_city_without_any(talk_real: Begin) -> None:
    chat = talk_real()
    text = chat.say("杭州有什么保安的活", "find_job")
    assert "没有" in text and not chat.cards
    chat.say("那上饶呢", "ask")
    assert set(chat.shown("jobs")) == {"guard", "guard-day"}


def test_the_location_first(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("", "blank", location=XINZHOU)
    assert "附近的活" in chat.buttons
    assert "哪类活" in chat.say("附近的活", "find_job")
    chat.say("搬运")
    assert chat.shown("jobs")[:2] == ["move-day", "move-far"]


def test_the_location_instead_of_a_city(talk_real: Begin) -> None:
    chat = talk_real()
    chat.say("找搬运的活", "find_job")
    assert chat.asked == "region"
    chat.say("", "blank", location=XINZHOU)
    assert chat.shown("jobs")[:2] == ["move-day", "move-far"]


def test_the_location_afterwards_sorts_by_distance(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    chat.say("找搬运的活", "find_job")
    assert chat.shown("jobs")[0] == "move-far"
    chat.say("", "blank", location=XINZHOU)
    assert chat.shown("jobs")[0] == "move-day"
    chat.say("近一点的", "ask", location=Point(28.43, 118.19))  # the person has gone to 广丰
    assert chat.shown("jobs")[0] == "move-far"


def test_a_named_place_goes_before_the_location(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    chat.say("广丰附近有搬运的活吗", "find_job", location=XINZHOU)
    assert chat.shown("jobs") == ["move-far"]


@pytest.mark.parametrize("told", ["我62岁了", "我是1963年生的", "我妈今年六十三"])
def test_who_is_older_is_offered_no_job_that_excludes_the_age(talk_real: Begin, told: str) -> None:
    chat = talk_real("上饶市")
    chat.say(f"{told}，找个保洁的活，有没有", "find_job")
    assert not chat.cards or "clean" not in chat.shown("jobs")
    chat.say("帮我找活，保洁", "find_job")
    assert not chat.cards or "clean" not in chat.shown("jobs")
    chat.say("那保安呢", "ask")
    assert "guard" in chat.shown("jobs")


@pytest.mark.parametrize("message", ["想啊，啥都能做", "他们的人都挺好", "我腰不好"])
def test_a_statement_begins_no_search(talk_real: Begin, message: str) -> None:
    chat = talk_real("上饶市")
    chat.say(message, "find_job")
    assert chat.memory.service is None


def test_one_of_those_shown_is_asked_about(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    chat.say("有搬运的活吗", "find_job")
    first, second = chat.shown("jobs")[:2]
    chat.say("第二个在哪", "ask")
    assert chat.shown("jobs") == [second]
    chat.say("那个电话多少", "ask")
    assert chat.shown("jobs") == [second]
    chat.say("第一个要学历吗", "ask")
    assert chat.shown("jobs") == [first]


@pytest.mark.parametrize(
    "given_up", ["不住也没事", "没宿舍也行", "不包住也可以", "住的地方我自己找", "包不包住无所谓", "不用包住了"]
)
def test_what_is_given_up_is_wished_no_more(talk_real: Begin, given_up: str) -> None:
    chat = talk_real("上饶市")
    chat.say("找厨师的活，包住，六千以上", "find_job")
    assert chat.memory.service and chat.memory.service.answers["wish"]["features"] == ["包住"]
    chat.say(given_up, "ask")
    wish = chat.memory.service.answers["wish"]
    assert not wish["features"] and not wish["refused"] and wish["pay"]["amount"] == 6000


@pytest.mark.parametrize(
    "told",
    ["那个六百我已经交了", "押金交了三百", "他们先扣了我两百块", "上家还欠我三千", "服装费要一百五", "中介费给了五百"],
)
def test_money_that_changed_hands_is_no_pay_wished(talk_real: Begin, told: str) -> None:
    chat = talk_real("上饶市")
    chat.say("有搬运的活吗", "find_job")
    chat.say(told, "ask")
    chat.say("要白班的", "ask")
    assert chat.memory.service and chat.memory.service.answers["wish"]["pay"] is None


@pytest.mark.parametrize("told", ["身上还剩八十块", "我没钱了", "钱快用完了", "兜里就几十块了", "手头紧"])
def test_who_has_no_money_left_is_told_of_work_paid_by_the_day(talk_real: Begin, told: str) -> None:
    chat = talk_real("上饶市")
    chat.say("有保洁的活吗", "find_job")
    assert "当天给钱" in chat.say(told, "ask") and "12345" in chat.says[0].text
    chat.say(chat.buttons[0], "ask")
    assert chat.memory.service and "日结" in chat.memory.service.answers["wish"]["features"]


@pytest.mark.parametrize("told", ["他六十二了", "我今年六十二", "我62岁了", "我爸六十二岁", "都六十二了"])
def test_an_age_is_noted_with_what_is_left_out_for_it(talk_real: Begin, told: str) -> None:
    chat = talk_real("上饶市")
    chat.say("找保洁的活", "find_job")
    text = chat.say(told, "retirement_check")
    assert "62岁，记下了：有1个岗位写明的年龄不合" in text and "clean" not in chat.shown("jobs")
    chat.say("换成司机", "ask")
    assert "62岁，记下了：没写年龄的" in chat.say(told, "ask") and chat.shown("jobs") == ["driver"]


@pytest.mark.parametrize(
    ("near", "is_there"), [("离云山街道近点", True), ("离开发区近点的", False), ("靠近火车站的", False)]
)
def test_a_place_to_be_near_is_looked_for_in_the_rows(talk_real: Begin, near: str, is_there: bool) -> None:
    chat = talk_real("兰溪市")
    chat.say("想找活，随便什么都行", "find_job")
    text = chat.say(near, "ask")
    assert chat.shown("jobs") == ["lanxi-street"] if is_there else "没写离" in text and "哪个城市" not in text


@pytest.mark.parametrize(
    "message", ["这家不去了，有没有别的", "那家厂我不干了，还有别的活吗", "这个单位算了，帮我换个别的"]
)
def test_another_job_is_sought_in_place_of_one_given_up(talk_real: Begin, message: str) -> None:
    chat = talk_real("上饶市")
    chat.say(message, "ask")
    assert chat.memory.service and chat.memory.service.name == "jobs"
    assert not chat.memory.service.answers["wish"]["words"]


def test_a_trade_that_is_not_there_is_said_to_be_missing(talk_real: Begin) -> None:
    chat = talk_real("上饶市")
    text = chat.say("找开叉车的活", "find_job")
    assert "没有登记“开叉车”的岗位，下面是相近的工种" in text and "move-day" in chat.shown("jobs")


def test_samples_of_other_trades_are_not_shown(talk_shipped: Begin) -> None:
    chat = talk_shipped("兰溪市")
    text = chat.say("想找开叉车的活", "find_job")
    assert "“开叉车”的岗位我这里还没有登记" in text and not chat.cards and not chat.buttons


@pytest.mark.parametrize(("asked", "is_told"), [("要不要经验", True), ("包吃吗", False), ("有包住的吗", False)])
def test_what_is_asked_of_the_jobs_just_shown_is_told_row_by_row(
    talk_shipped: Begin, asked: str, is_told: bool
) -> None:
    chat = talk_shipped("安康市")
    chat.say("想找个缝纫活", "find_job")
    assert ("上面写着的是" in chat.say(asked, "find_job")) == is_told


def test_jobs_that_were_taken_away_meanwhile_end_no_turn(talk_shipped: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(JobSearch, "_found", lambda service, hits: [])
    assert talk_shipped("安康市").say("想找个缝纫活", "find_job")
