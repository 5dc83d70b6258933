"""Wages owed, work injury and disputes as conversations. Today is 2026-11-22."""

from __future__ import annotations

import re
from typing import Any

import pytest

from actions.contract.status import Status
from actions.saying import phrase
from actions.summaries import Summaries
from knowledge.topics.claims.case import Summary
from knowledge.topics.claims.rendering import summary_html
from tests.actions.conftest import Begin, Talk

WAGES = "已经不干了|8月15号|今年6月|6000|3个月|没给过|是的|老板说没钱|找过|昨天|合同、欠条都有，还有考勤"
INJURY = "上班干活时受伤|昨天|右手被机器压伤|没交|还没申请|诊断证明、照片"
DISPUTE = "被辞退|2021年3月|10月31日|没给理由|6500|没有|还没找过谁|1、2"


def go_on(chat: Talk, replies: str) -> str:
    """The reply to the last of these replies; every one but the last is followed by another question."""
    text = ""
    for reply in replies.split("|"):
        before = chat.asked
        text = chat.say(reply)
        assert chat.asked != before, f"{before}: {reply}"
    return text


def given(chat: Talk) -> dict[str, Any]:
    """The answers so far."""
    assert chat.memory.service
    answers: dict[str, Any] = chat.memory.service.answers["given"]
    return answers


def page(chat: Talk, summaries: Summaries) -> Summary:
    """The page behind the card's links."""
    card: dict[str, Any] = chat.card
    key = card["html"].removeprefix("/summary/").removesuffix(".html")
    assert card["pdf"] == f"/summary/{key}.pdf"
    found = summaries.get(key)
    assert found
    return found


def test_wages_step_by_step(talk: Begin, summaries: Summaries) -> None:
    chat = talk("兰溪市")
    assert "还在这家单位" in chat.say("帮我理讨薪材料", "claim") and chat.buttons == ["还在干", "已经不干了"]
    text = go_on(chat, WAGES)
    assert "18,000元" in text and "2027年8月15日（还有266天）" in text and "2028年6月1日" in text
    assert "一小时内可打开，系统不保存" in text and str(chat.card["html"]) in text and str(chat.card["pdf"]) in text
    assert chat.card["type"] == "summary" and chat.card["title"] == "被拖欠工资"
    assert chat.card["items"] == [
        {"name": "申请劳动仲裁", "last_day": "2027-08-15", "days_left": 266},
        {"name": "劳动监察投诉", "last_day": "2028-06-01", "days_left": 557},
    ]
    documents: Any = chat.card["documents"]
    assert [(each["id"], each["title"]) for each in documents] == [
        ("arbitration", "仲裁申请书"),
        ("complaint", "欠薪投诉书"),
    ]
    assert f"仲裁申请书：Word {documents[0]['docx']} · PDF {documents[0]['pdf']}" in text
    found = page(chat, summaries)
    assert [proof.title for proof in found.evidence if proof.has] == [
        "劳动合同或入职登记表",
        "考勤、派工单、工作量单",
        "欠条、结算单、对账单",
    ]
    assert "老板说没钱" in summary_html(found) and found.region == "兰溪市"
    assert any("安薪兰溪" in contact for contact in found.contacts)


def test_injury_step_by_step(talk: Begin, summaries: Summaries) -> None:
    chat = talk("江门市")
    assert "怎么受伤" in chat.say("工伤了，帮我准备材料", "claim")
    text = go_on(chat, INJURY)
    assert "2026年12月21日（还有29天）" in text and "2027年11月21日" in text and "还缺的证据" in text
    assert any("工伤事故报备" in contact for contact in page(chat, summaries).contacts)


def test_dispute_step_by_step(talk: Begin) -> None:
    chat = talk()
    chat.say("我要打劳动争议", "claim")
    text = go_on(chat, DISPUTE)
    assert "78,000元" in text and "2027年10月31日" in text and chat.card["title"] == "劳动争议"


def test_a_finished_case_stays_open_for_what_follows_from_it(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, WAGES)
    assert "21,000元（7,000元×3个月＝21,000元）" in chat.say("不对，一个月是7000")
    assert "28,000元" in chat.say("那如果欠了四个月呢")
    assert "7,000元×4个月" in chat.say("怎么算的", "ask") and len(chat.says) == 1
    assert "劳动合同法》" in chat.say("在哪条法里", "ask")
    assert "工资条" in chat.say("还要什么材料", "ask") and "工资条" in chat.say("我还缺哪些证据", "ask")
    assert "监察" in chat.say("先去哪里", "ask") and "2027年8月15日" in chat.say("最晚什么时候", "ask")
    assert "零工市场" in chat.say("零工市场在哪里", "ask") and chat.memory.service and chat.memory.service.asked is None
    for _ in range(3):
        chat.say("单位多久之内要签书面劳动合同", "ask")
    assert chat.memory.service is None


def test_who_asks_where_to_go_hears_the_first_step_first(talk: Begin) -> None:
    chat = talk("安康市")
    chat.say("在工地打灰干了两个月，包工头一分没发，合同也没签")
    told = chat.say("那我去哪告")
    assert told.index("监察") < told.index("劳动仲裁") < told.index("法院")


@pytest.mark.parametrize("way_out", ["帮我看看我哪年退休", "算了"])
def test_nothing_of_a_finished_case_is_left_after_another_wish_or_leaving(talk: Begin, way_out: str) -> None:
    chat = talk("兰溪市")
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, WAGES)
    chat.say(way_out, "retirement_check" if "退休" in way_out else "stop")
    assert chat.memory.service is None or chat.memory.service.name == "retirement"


def test_the_kind_is_asked_for_where_it_is_open(talk: Begin) -> None:
    for message in ("我要维权", "老板不给工资，我还受伤了，帮我理一理"):
        chat = talk()
        assert "哪一种" in chat.say(message, "claim")
        assert chat.buttons == ["被欠工资", "工作中受伤", "被辞退、没签合同等争议"]
    assert "没看懂" in chat.say("嘻嘻") and chat.asked == "kind"
    chat.say("2", "choose", ordinal=2)
    assert chat.asked == "what"
    for kind, first in zip(("被欠工资", "被辞退、没签合同等争议"), ("employed", "about"), strict=True):
        chat = talk()
        chat.say("我要维权", "claim")
        chat.say(kind)
        assert chat.asked == first


@pytest.mark.parametrize("message", ["老板压了我两个月工资", "干活的钱一直拖欠着不给"])
def test_pay_held_back_is_no_injury(talk: Begin, message: str) -> None:
    chat = talk()
    chat.say(f"{message}，帮我理材料", "claim")
    assert chat.asked == "employed"


@pytest.mark.parametrize(
    ("message", "answers", "asked"),
    [
        (
            "老板欠我三个月工资一个月六千，我8月15号就走了，帮我理讨薪材料",
            {"employed": "left", "left_on": "2026-08-15", "monthly_pay": 6000, "months_owed": 3},
            "unpaid_since",
        ),
        ("从今年6月起就没发工资，我还在干", {"employed": "working", "unpaid_since": "2026-06"}, "monthly_pay"),
        ("昨天老板把我辞退了，我要赔偿", {"about": "dismissed", "left_on": "2026-11-21"}, "started_on"),
        ("2021年3月进厂，上个月被辞退", {"about": "dismissed", "started_on": "2021-03", "left_on": "2026-10"}, "reason"),
        ("昨天手被机器压伤了", {"what": "work", "injured_on": "2026-11-21"}, "happened"),
        ("下班路上出车祸受伤了", {"what": "commute"}, "injured_on"),
    ],
)  # fmt: skip
def test_all_in_one_sentence(talk: Begin, message: str, answers: dict[str, object], asked: str) -> None:
    chat = talk()
    text = chat.say(f"{message}，帮我理材料", "claim")
    assert given(chat) == answers and chat.asked == asked
    assert text.startswith("先记下：") and "不对" in text


@pytest.mark.parametrize(
    "message",
    [
        "老板走了，工资没给我",  # it is the boss who left
        "我想走了，老板欠薪",
        "工资20号就该发了，拖欠到现在",
        "工资8月15号没发到手",
        "老板欠我3月的工资",
        "明天我就走，欠我工资",
        "干了6月7月两个月，欠工资不给",
        "工资五六千，拖欠不给",
    ],
)
def test_what_may_mean_something_else_is_asked_for(talk: Begin, message: str) -> None:
    chat = talk()
    chat.say(f"{message}，帮我理材料", "claim")
    assert not given(chat).keys() - {"unpaid_since"} and chat.asked == "employed"


def test_a_day_that_there_is_not_is_asked_for(talk: Begin) -> None:
    chat = talk()
    chat.say("2026年2月30日走的，欠薪，帮我理材料", "claim")
    assert given(chat) == {"employed": "left"} and chat.asked == "left_on"


def test_correction_of_the_last_answer(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "已经不干了|8月15号")
    text = chat.say("不对，是9月1号")
    assert "离开单位：2026年9月1日" in text and "什么时候起" in text
    assert given(chat) == {"employed": "left", "left_on": "2026-09-01"}
    chat.say("6月")
    assert chat.asked == "monthly_pay"


def test_correction_of_an_earlier_answer(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "已经不干了|8月15号|6月|6000|3个月")
    chat.say("不对，是上个月离开的")
    assert given(chat)["left_on"] == "2026-10" and chat.asked == "paid_part"
    chat.say("说错了，一个月七千")
    assert given(chat)["monthly_pay"] == 7000 and given(chat)["months_owed"] == 3


def test_correction_makes_other_answers_void(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "已经不干了|8月15号|6月")
    chat.say("不对，我是5月1号走的")
    assert given(chat) == {"employed": "left", "left_on": "2026-05-01"} and chat.asked == "unpaid_since"
    chat.say("不对，我还在干")
    assert given(chat) == {"employed": "working"} and chat.asked == "unpaid_since"


def test_saying_only_that_it_was_wrong_asks_again(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "还在干|6月")
    chat.say("说错了")
    assert chat.asked == "unpaid_since"


@pytest.mark.parametrize(("reply", "site"), [("不对", False), ("不是，在厂里", False), ("是的", True)])
def test_a_no_is_no_correction(talk: Begin, reply: str, site: bool) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "还在干|6月|6000|3个月|0")
    assert chat.asked == "site" and chat.buttons == ["是", "不是"]
    chat.say(reply)
    assert given(chat)["site"] is site and given(chat)["paid_part"] == 0


def test_a_correction_that_cannot_be(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "已经不干了|8月15号")
    for reply in ("不对，是2026-02-30", "说错了，明天"):
        assert "请" in chat.say(reply) and given(chat)["left_on"] == "2026-08-15"
    assert "没看懂" in chat.say("不对，哈哈") and given(chat)["left_on"] == "2026-08-15"


def test_digression_and_return(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "已经不干了|8月15号")
    text = chat.say("零工市场在哪里", "ask")
    assert "振兴路" in text and "什么时候起" in text and chat.asked == "unpaid_since"
    go_on(chat, "6月|6000|3个月|0|不是")
    assert chat.asked == "happened"
    assert "振兴路" in chat.say("零工市场在哪里", "ask") and chat.asked == "happened"
    assert "18,000" in go_on(chat, "没有|还没|都没有")


@pytest.mark.parametrize(
    ("replies", "question"),
    [
        ("", "离职了工资还要结清吗"),
        ("还在干|6月", "一个月最低工资是多少"),
        ("还在干|6月|6000", "经济补偿一年给几个月"),
        ("还在干|6月|6000|3个月|0|是|没有|还没", "微信聊天记录能当证据吗"),
    ],
)
def test_a_question_in_between_is_no_answer(talk: Begin, replies: str, question: str) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    if replies:
        go_on(chat, replies)
    asked = chat.asked
    chat.say(question, "ask")
    assert chat.asked == asked and asked not in given(chat)


def test_another_service_in_between_ends_it(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    assert "哪年哪月" in chat.say("帮我看看我哪年退休", "retirement_check")
    assert chat.asked == "birth"


def test_asking_for_the_same_again_keeps_what_was_said(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "还在干|6月")
    text = chat.say("帮我弄一下讨薪的材料", "claim")
    assert "没看懂" not in text and "一个月多少" in text and len(given(chat)) == 2


def test_asking_for_another_kind_begins_that(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "还在干|6月")
    chat.say("帮我理工伤材料", "claim")
    assert chat.asked == "what" and given(chat) == {}


def test_leaving(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "已经不干了|8月15号")
    assert "不弄" in chat.say("算了", "stop")
    assert chat.memory.service is None and "起" not in chat.say("零工市场在哪里", "ask")


@pytest.mark.parametrize("message", ["😀😀", "，。！", "[微笑]", "【收到不支持的消息类型】"])
def test_a_sticker_is_told_so_and_the_question_asked_again(talk: Begin, message: str) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    assert "只看得懂文字" in chat.say(message, "ask") and "还在这家单位" in chat.messages[-1].text


@pytest.mark.parametrize("nonsense", ["哈哈哈", "99999999", "<script>", "ok啦"])
def test_nonsense(talk: Begin, nonsense: str) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    assert "没看懂" in chat.say(nonsense) and "还在这家单位" in chat.say(nonsense)
    go_on(chat, "已经不干了")
    assert "没看懂" in chat.say(nonsense) and chat.asked == "left_on"
    assert given(chat) == {"employed": "left"}


@pytest.mark.parametrize(
    ("replies", "reply", "says"),
    [
        ("已经不干了", "2026-02-30", "日历上没有2026年2月30日"),
        ("已经不干了", "明天", "还没到"),
        ("已经不干了", "2027年1月1日", "还没到"),
        ("已经不干了", "1930年1月1日", "太久"),
        ("已经不干了|8月15号", "9月", "还晚"),
        ("还在干|6月", "一个小时18块", "折成一月"),
        ("还在干|6月", "年薪8万", "折成一月"),
        ("还在干|6月", "五六千", "说一个数"),
        ("已经不干了", "大前年", "大前年的哪个月"),
        ("已经不干了", "2024", "2024年的哪个月"),
        ("已经不干了", "去年腊月", "公历"),
        ("还在干|6月", "0", "应该在1到1000000之间"),
        ("还在干|6月|6000", "99999个月", "应该在"),
        ("还在干|6月|6000|3个月|0|是", "他说再等等" * 101, "太长"),
        ("还在干|6月|6000|3个月|0|是|没有|还没", "1、99", "只有1到8"),
    ],
)
def test_answers_that_cannot_be_are_asked_for_again(talk: Begin, replies: str, reply: str, says: str) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, replies)
    asked, before = chat.asked, given(chat)
    assert says in chat.say(reply) and len(chat.says) == 2
    assert (chat.asked, given(chat)) == (asked, before)


def test_wrong_types(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "还在干|6月")
    assert "没看懂" in chat.say("很多") and chat.asked == "monthly_pay"
    go_on(chat, "六千")
    assert "没看懂" in chat.say("去年") and chat.asked == "months_owed"


def test_a_number_is_an_answer_before_it_is_a_button(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "还在干|6月|6000")
    assert chat.buttons[3] == "跳过"
    chat.say("4", "choose", ordinal=4)
    assert given(chat)["months_owed"] == 4
    chat.say("2", "choose", ordinal=2)
    assert given(chat)["paid_part"] == 2
    go_on(chat, "是|没有")
    chat.say("第二个", "choose", ordinal=2)
    assert given(chat)["stage"] == "asked"


def test_optional_questions_can_be_passed_over(talk: Begin, summaries: Summaries) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    text = go_on(chat, "已经不干了|8月15号|6月|跳过|不知道|跳过|不是|没有|找过|忘了|都没有")
    assert "欠的工资" not in text and "2027年8月15日" in text
    found = page(chat, summaries)
    assert [fact.label for fact in found.facts] == ["现在的情况", "离开单位", "开始欠薪", "在工地干活", "走到哪一步"]
    assert not any(proof.has for proof in found.evidence)


def test_what_has_to_be_known_cannot_be_passed_over(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "已经不干了")
    chat.say("跳过")
    assert chat.asked == "left_on"


@pytest.mark.parametrize(
    ("reply", "held"),
    [
        ("1、3", 2),
        ("合同、欠条都有", 2),
        ("除了合同都有", 7),
        ("合同没有，工牌和考勤有", 2),
        ("没有合同，别的都有", 7),
        ("有合同，其他都没有", 1),
        ("都有", 8),
        ("一样也没有", 0),
    ],
)
def test_several_proofs_at_once(talk: Begin, summaries: Summaries, reply: str, held: int) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, f"还在干|6月|6000|3个月|0|是|没有|还没|{reply}")
    assert sum(proof.has for proof in page(chat, summaries).evidence) == held


def test_without_a_city_the_nations_rules_hold(talk: Begin, summaries: Summaries) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    assert "浙江" not in go_on(chat, WAGES)
    found = page(chat, summaries)
    (contact,) = found.contacts
    assert found.region == "全国通用" and "12333" in contact


@pytest.mark.parametrize("message", ["我在兰溪打工，老板欠我工资，帮我理材料", "帮我理讨薪材料"])
def test_a_city_named_on_the_way_counts(talk: Begin, summaries: Summaries, message: str) -> None:
    chat = talk()
    chat.say(message, "claim")
    go_on(chat, "还在干|6月|6000|3个月|0|是|在兰溪的工地，老板说没钱|还没|1")
    assert page(chat, summaries).region == "兰溪市" and chat.memory.region == "兰溪市"
    assert "浙江省劳动保障监察条例" in chat.says[0].text


def test_a_deadline_that_has_passed(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    text = go_on(chat, "已经不干了|2024年8月15号|2024年6月|6000|3|0|不是|没有|还没|都没有")
    assert "申请劳动仲裁：2025年8月15日已经过了" in text and "12333" in text
    items: Any = chat.card["items"]
    assert all(item["days_left"] < 0 for item in items)


def test_people_do_not_share_a_page(talk: Begin, summaries: Summaries) -> None:
    pages = []
    for pay in ("6000", "7000"):
        chat = talk()
        chat.say("帮我理讨薪材料", "claim")
        go_on(chat, f"还在干|6月|{pay}|1个月|0|不是|没有|还没|1")
        pages.append(page(chat, summaries).figures[0].amount)
    assert pages == [6000, 7000]


def test_pay_by_the_day(talk: Begin, summaries: Summaries) -> None:
    chat = talk()
    chat.say("工地上日结，一天两百六，欠了我8天没给，帮我理讨薪材料", "claim")
    assert given(chat) == {"daily_pay": 260, "days_owed": 8, "site": True} and chat.asked == "employed"
    text = go_on(chat, "还在干|上个月|0|没有|没找过谁|都没有")
    assert "2,080元（260元×8天＝2,080元）" in text


@pytest.mark.parametrize(
    ("reply", "answers", "asked"),
    [
        ("一天两百三", {"daily_pay": 230}, "days_owed"),
        ("180块一天", {"daily_pay": 180}, "days_owed"),
        ("每个月七千五", {"monthly_pay": 7500}, "months_owed"),
    ],
)
def test_by_what_the_pay_is_told_decides_what_is_owed(
    talk: Begin, reply: str, answers: dict[str, float], asked: str
) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "还在干|6月")
    chat.say(reply)
    assert answers.items() <= given(chat).items() and chat.asked == asked


def test_a_day_s_pay_is_multiplied_for_who_asks_for_a_month_s(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理劳动争议材料", "claim")
    go_on(chat, "加班|2024年4月|还在干")
    chat.say("一天220，一个月25天")
    assert given(chat)["monthly_pay"] == 5500 and chat.asked == "workday_hours"
    assert "一共多少小时" in chat.say("每天三小时") and chat.asked == "workday_hours"
    chat.say("每天三小时，一个月20天，干了十个月")
    assert given(chat)["workday_hours"] == 600


def test_what_is_told_before_it_is_asked_is_kept(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    text = chat.say("老板压了我四个月工资，一个月5800")
    assert given(chat) == {"months_owed": 4, "monthly_pay": 5800} and chat.asked == "employed"
    assert "欠薪月数：4个月" in text and "没看懂" not in text
    go_on(chat, "还在干|上个月底")
    assert chat.asked == "paid_part" and given(chat)["unpaid_since"] == "2026-10"


def test_answers_come_together(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    chat.say("我9月20号就走了，从7月开始没发")
    assert given(chat) == {"employed": "left", "left_on": "2026-09-20", "unpaid_since": "2026-07"}


@pytest.mark.parametrize(
    ("correction", "changed"),
    [
        ("上面写错了，是今年5月开始欠的", {"unpaid_since": "2026-05"}),
        ("其实我8月3号就走了", {"employed": "left", "left_on": "2026-08-03"}),
        ("月工资错了，七千", {"monthly_pay": 7000}),
        ("不对，是5个月", {"months_owed": 5}),
        ("不对，是今年4月", {"unpaid_since": "2026-04"}),
    ],
)
def test_a_correction_finds_its_question(talk: Begin, correction: str, changed: dict[str, object]) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "还在干|6月|6000|3个月")
    before = given(chat)
    chat.say(correction)
    assert changed.items() <= given(chat).items()
    assert {name: value for name, value in before.items() if name not in changed}.items() <= given(chat).items()


@pytest.mark.parametrize("reply", ["没找过谁", "还没去找", "谁都没找", "没跟谁说过", "还没投诉过"])
def test_nobody_was_asked_yet(talk: Begin, reply: str) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "还在干|6月|6000|3个月|0|在厂里|没有")
    chat.say(reply)
    assert given(chat)["stage"] == "none" and given(chat)["site"] is False


@pytest.mark.parametrize("question", ["老板打的收条算证据不", "这算不算欠薪", "微信记录有用吗"])
def test_a_question_is_never_kept_as_a_remark(talk: Begin, question: str) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "还在干|6月|6000|3个月|0|在厂里")
    chat.say(question, "ask")
    assert chat.asked == "happened" and "happened" not in given(chat)
    chat.say("老板说什么时候有钱什么时候给")
    assert given(chat)["happened"] == "老板说什么时候有钱什么时候给"


def test_a_story_told_with_the_wish_is_not_asked_for_again(talk: Begin) -> None:
    chat = talk()
    chat.say("我被厂里裁掉了，2020年5月进厂，上个月底走的，一个月6400，还没找过谁，帮我理劳动争议材料", "claim")
    assert given(chat) == {
        "about": "dismissed",
        "started_on": "2020-05",
        "left_on": "2026-10",
        "reason": "layoff",
        "monthly_pay": 6400,
        "stage": "none",
    }
    assert chat.asked == "happened"


def test_what_is_told_before_it_is_known_to_be_needed_is_kept(talk: Begin) -> None:
    chat = talk()
    chat.say("我2020年5月进厂，一个月6400，帮我理劳动争议材料", "claim")
    assert chat.asked == "about"
    chat.say("没签合同")
    assert chat.asked == "employed" and given(chat)["started_on"] == "2020-05"


def test_a_date_put_right_is_no_remark(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理工伤材料", "claim")
    go_on(chat, "机器压的|10月2号|在车间换模具")
    chat.say("不对，是10月12号")
    assert given(chat)["injured_on"] == "2026-10-12" and given(chat)["happened"] == "在车间换模具"


def test_whether_there_is_insurance_is_told_with_the_wish(talk: Begin) -> None:
    chat = talk()
    chat.say("上个月手被机器压了，厂里没给我交工伤保险，帮我理工伤材料", "claim")
    assert given(chat) == {"what": "work", "injured_on": "2026-10", "insured": "no"}


@pytest.mark.parametrize(
    ("message", "says"),
    [("怎么算的", "一并算给您看"), ("最晚什么时候", "一并算给您看"), ("在哪条法里", "《劳动合同法》")],
)
def test_asked_of_an_outcome_that_is_not_there_yet(talk: Begin, message: str, says: str) -> None:
    chat = talk("兰溪市")
    chat.say("帮我理讨薪材料", "claim")
    go_on(chat, "还在干")
    assert says in chat.say(message, "ask") and chat.asked == "unpaid_since"


def test_a_story_told_bit_by_bit_counts_when_its_papers_are_wished(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("车间机器压断了我两根手指", "ask")
    assert chat.statuses[-1] is Status.OFFERED
    assert "2026年9月18日" in chat.say("今年9月18号受的伤", "ask")
    chat.say("没签合同，每月5千3", "ask")
    chat.say("帮我弄一份材料", "claim")
    assert chat.memory.service and chat.memory.service.answers["kind"] == "injury"
    assert given(chat)["injured_on"] == "2026-09-18"


def test_a_story_goes_on_without_a_search_and_may_be_corrected(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("老板拖了我三个月工资，一个月4600", "ask")
    for message in ("没有合同", "都是现金发的"):
        assert re.search("听到了|记着", chat.say(message, "deny")) and chat.buttons == []
    assert "18,400元" in chat.say("不是三个月，是四个月", "ask")
    assert "18,400元" in chat.say("一共能要多少", "ask")
    chat.say("好的", "affirm")
    assert chat.memory.service and given(chat)["months_owed"] == 4


def test_how_much_is_reckoned_and_what_is_lacking_asked(talk: Begin) -> None:
    chat = talk("上饶市")
    chat.say("单位没给理由就把我辞退了", "ask")
    assert "一共干了多久" in chat.say("能赔我多少", "ask")
    assert chat.memory.service and chat.memory.service.name == "entitlement"


@pytest.mark.parametrize(
    "message",
    [
        "讲定一天两百四，干完五十天人就没影了",
        "当初说一个月七千，到月底老板电话关机",
        "每天三百，头几个月给，后来一直拖着",
        "日薪二百二，活做完微信把我拉黑了",
    ],
)
def test_who_tells_what_was_agreed_and_that_it_is_not_paid_is_owed_wages(talk: Begin, message: str) -> None:
    chat = talk("安康市")
    chat.say(message, "ask")
    assert phrase("claim_wish_wages") in chat.buttons


@pytest.mark.parametrize(
    "message", ["一个月五千，不给我交社保", "一天干十三个小时，不给休息", "房租一个月一千二，房东不接电话"]
)
def test_other_sums_and_refusals_are_no_wages_owed(talk: Begin, message: str) -> None:
    chat = talk("安康市")
    chat.say(message, "ask")
    assert phrase("claim_wish_wages") not in chat.buttons


@pytest.mark.parametrize("pay", ["工资4800", "底薪3100一个月", "工资条都在我这"])
def test_pay_alone_is_no_claim(talk: Begin, pay: str) -> None:
    assert Status.OFFERED not in talk_statuses(talk("上饶市"), pay)


def talk_statuses(chat: Talk, message: str) -> list[Status]:
    """What the messages of the reply are."""
    chat.say(message, "ask")
    return chat.statuses


def test_what_is_offered_beside_another_matter_answers_nothing_about_that(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("失业金一个月领多少", "ask")
    chat.say("是厂里把我辞退的", "ask")
    assert "还差这些" not in chat.say("能领多少", "ask")


def test_where_it_happened_is_taken(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("帮我理讨薪材料", "claim")
    assert "兰溪市" in chat.say("在兰溪", "ask") and chat.asked == "employed"
    assert chat.memory.service and chat.memory.service.answers["region"] == "兰溪市"


def test_evidence_told_early_is_noted_and_ticked(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("厂里欠我两个月工资", "ask")
    text = chat.say("考勤和聊天记录我都留着", "ask")
    assert "手里有" in text and "考勤" in text and "聊天记录" in text
    chat.say("帮我理讨薪材料", "claim")
    for reply in ("还在干", "今年7月", "5000", "0", "不是", "没有", "还没找过谁"):
        chat.say(reply, "inform")
    assert chat.asked == "evidence" and "您说过手里有考勤" in "".join(message.text for message in chat.messages)
    text = chat.say("工资条", "inform")
    lacking = text.partition("还缺的证据")[2].partition("\n")[0]
    assert lacking and not any(word in lacking for word in ("考勤", "聊天记录", "工资条"))


def test_evidence_alone_offers_nothing(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("工资条和考勤我都有", "ask")
    assert Status.OFFERED not in chat.statuses


def test_what_is_owed_in_all_is_told_when_it_is_asked(talk: Begin) -> None:
    chat = talk("安康市")
    text = chat.say("老板欠了我五个月工资，每个月六千，中途给了八千，一共还差多少", "ask")
    assert "22,000元" in text
    chat.say("写个仲裁申请书给我", "ask")
    assert chat.memory.service and chat.memory.service.answers["kind"] == "wages"


def test_wages_added_up_already_are_taken_as_they_are(talk: Begin) -> None:
    chat = talk("安康市")
    chat.say("工地上欠我们的工钱", "ask")
    assert "28,000元" in chat.say("一共两万八，今年5月到8月的")
