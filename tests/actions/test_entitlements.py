"""Calculators as conversations. Today is 2026-11-22."""

from __future__ import annotations

import pytest

from actions.contract.status import Status
from tests.actions.conftest import Begin, Talk

STORY = "我在这家厂干了4年7个月，月薪5200，老板把我辞退了，能赔多少"


def results(chat: Talk) -> list[str]:
    """The names and amounts of the last card."""
    found = chat.card
    assert found["type"] == "entitlement" and found["status"] == "computed"
    steps = found["results"]
    assert isinstance(steps, list)
    return [f"{step['name']} {step['amount']:g}{step['unit']}" for step in steps]


def test_a_story_with_a_question_is_reckoned_at_once(talk: Begin) -> None:
    chat = talk()
    text = chat.say(STORY, "ask")
    assert results(chat) == ["经济补偿（N） 26000元", "违法解除赔偿金（2N） 52000元"]
    assert "5,200元×5个月＝26,000元" in text and "《劳动合同法》第四十七条" in text and "第八十七条" in text
    assert "工作时间：4年7个月；月工资：5,200元" in text and "没说是怎么走的" in text
    assert chat.asked is None and chat.memory.service and "帮我理劳动争议材料" in chat.buttons
    assert next(step["article"] for step in chat.cards[0]["items"]) == "劳动合同法 第四十七条"


@pytest.mark.parametrize("intent", ["ask", "claim", "off_topic"])
def test_whatever_the_engine_takes_it_for(talk: Begin, intent: str) -> None:
    chat = talk()
    chat.say("一个月平时加班30小时，工资4350，加班费有多少", intent)
    assert results(chat) == ["平时加班 1125元"]


@pytest.mark.parametrize(
    "message", ["经济补偿怎么算", "加班费怎么算", "失业金能领几个月", "辞退要赔多少", "年休假有几天", "工伤九级赔多少"]
)
def test_a_general_question_is_not_reckoned(talk: Begin, message: str) -> None:
    chat = talk("江门市")
    chat.say(message, "ask")
    assert all(card.get("type") != "entitlement" for card in chat.cards)
    assert chat.asked is None


def test_pay_of_a_day_is_taken_for_the_days_of_a_month(talk: Begin) -> None:
    chat = talk("江门市")
    text = chat.say("工伤鉴定八级，工资二百五一日，一个月做24天，能赔多少", "ask")
    assert "月缴费工资：6,000元" in text


def test_what_will_be_is_no_length_of_work(talk: Begin) -> None:
    chat = talk()
    chat.say(STORY, "ask")
    assert "工作时间：2个月" not in chat.say("我想干到两个月后再走")


@pytest.mark.parametrize("words", ["前天去单位拿东西，门卫把我拦下", "上个月2号打电话他不接"])
def test_a_date_in_a_sentence_answers_nothing_that_nobody_asked(talk: Begin, words: str) -> None:
    chat = talk()
    chat.say("老板把我辞退了，补偿怎么算", "ask")
    assert "入职" not in chat.say(words)


def test_a_wish_asks_one_thing_after_the_other(talk: Begin) -> None:
    chat = talk()
    assert "一共干了多久" in chat.say("帮我算经济补偿", "ask") and chat.buttons == ["记不清"]
    assert "多少元" in chat.say("两年零八个月") and chat.asked == "pay"
    chat.say("四千五")
    assert results(chat)[0] == "经济补偿（N） 13500元"


def test_what_is_not_remembered_is_passed_over_and_said(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我算加班费", "ask")
    chat.say("30")
    assert chat.asked == "when" and "平时" in chat.buttons
    chat.say("记不清")
    text = chat.say("4350")
    assert results(chat) == ["平时加班 1125元"]
    assert "先都按平时（1.5倍）算" in text and "先按一个月算" in text


def test_without_what_is_needed_it_says_where_to_find_it(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我算经济补偿", "ask")
    text = chat.say("记不清")
    assert chat.statuses == [Status.NOT_COMPUTED] and "社保记录" in text
    chat.say("想起来了，是3年", "ask")
    assert chat.asked == "pay"


def test_after_the_result_it_stays_open(talk: Begin) -> None:
    chat = talk()
    chat.say(STORY, "ask")
    assert "好，改过来了" in chat.say("改成5600")
    assert results(chat)[0] == "经济补偿（N） 28000元"
    chat.say("那如果是6年呢", "ask")
    assert results(chat)[0] == "经济补偿（N） 33600元"
    chat.say("要是没给理由呢", "ask")
    assert results(chat) == ["违法解除赔偿金（2N） 67200元"]
    law = chat.say("哪条法写的", "ask")
    assert "依据是" in law and "《劳动合同法实施条例》第二十五条" in law
    assert "怎么算的" in chat.say("怎么算的", "ask")
    chat.say("说错了，工资是5000")
    assert results(chat) == ["违法解除赔偿金（2N） 60000元"]


def test_the_same_story_serves_another_reckoning(talk: Begin) -> None:
    chat = talk()
    chat.say(STORY, "ask")
    chat.say("那没签合同的双倍工资呢", "ask")
    assert results(chat) == ["双倍工资（多出的一倍） 57200元"]
    assert "时效" in chat.messages[-1].text and "12333" in chat.messages[-1].text


def test_something_else_is_answered_and_ends_it_in_time(talk: Begin) -> None:
    chat = talk()
    chat.say(STORY, "ask")
    for _ in range(3):
        chat.say("单位多久之内要签书面劳动合同", "ask")
        assert chat.statuses[-1] == Status.ANSWERED and chat.memory.service
    chat.say("那要是6年呢", "ask")
    assert results(chat)[0] == "经济补偿（N） 31200元"
    for _ in range(4):
        chat.say("单位多久之内要签书面劳动合同", "ask")
    assert chat.memory.service is None


def test_a_question_in_between_is_answered_and_the_open_one_asked_again(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我算经济补偿", "ask")
    chat.say("单位多久之内要签书面劳动合同", "ask")
    assert chat.statuses == [Status.ANSWERED, Status.ASKING] and chat.asked == "started"


def test_what_cannot_be_is_asked_again(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我算经济补偿", "ask")
    text = chat.say("2029年3月入职的")
    assert chat.statuses == [Status.NOT_TAKEN, Status.ASKING] and "还没到" in text


def test_the_place_is_that_of_the_page_or_is_asked_for(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("我失业保险交了5年，失业金能领几个月", "ask")
    assert results(chat) == ["能领几个月 6个月", "失业金一共 11016元"]
    other = talk()
    other.say("帮我算失业金", "ask")
    other.say("5年")
    assert other.asked == "region" and "兰溪市" in other.buttons
    other.say("浙江的")
    assert results(other) == ["能领几个月 10个月"]
    other.say("那江西呢", "ask")
    assert results(other) == ["能领几个月 14个月"]


def test_a_place_elsewhere_gets_the_national_rule(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我算失业金", "ask")
    chat.say("6年")
    text = chat.say("其他地方")
    assert results(chat) == ["最多能领几个月 18个月"] and "12333" in text


def test_an_injury_by_grade_and_province(talk: Begin) -> None:
    chat = talk("上饶市")
    chat.say("我工伤定了10级，月工资5000，离开厂一共能拿多少", "ask")
    assert results(chat) == ["一次性的合计 90000元"]
    chat.say("要是不离职呢", "ask")
    assert results(chat) == ["一次性伤残补助金 35000元"]


def test_who_leaves_by_himself_is_told_why_nothing_is_due(talk: Begin) -> None:
    chat = talk()
    text = chat.say("我自己辞职的，干了6年，月薪7000，补偿有多少", "ask")
    assert chat.statuses == [Status.COMPUTED] and "第四十六条" in text
    chat.say("是被逼走的，公司一直欠薪")
    assert results(chat) == ["经济补偿（N） 42000元"]


def test_days_are_told_without_asking_for_pay(talk: Begin) -> None:
    chat = talk()
    chat.say("我工作满11年了，年休假该有几天", "ask")
    assert results(chat) == ["没休的天数 10天"]


def test_leaving_ends_it(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我算加班费", "ask")
    chat.say("算了", "stop")
    assert chat.statuses == [Status.LEFT] and chat.memory.service is None


def test_a_wish_without_a_matter_is_asked_which(talk: Begin) -> None:
    chat = talk("江门市")
    assert "想算哪一样" in chat.say("帮我算一下能补多少", "pension_estimate")
    assert chat.asked == "kind" and chat.buttons[0] == "帮我算经济补偿"
    chat.say("厂里把我劝退了")
    assert chat.asked == "started"
    chat.say("六年零两个月")
    chat.say("5300")
    assert results(chat)[0] == "经济补偿（N） 34450元"


@pytest.mark.parametrize("ordinal", [1, 5])
def test_the_matter_is_picked(talk: Begin, ordinal: int) -> None:
    chat = talk("江门市")
    chat.say("估一下我能拿多少", "ask")
    chat.say(f"第{ordinal}个", "choose", ordinal)
    assert chat.asked == {1: "started", 5: "grade"}[ordinal]


def test_what_was_told_before_counts(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("我2021年9月进的厂")
    chat.say("一个月工资6100，上个星期被解雇了")
    chat.say("那能赔我多少", "off_topic")
    assert results(chat) == ["经济补偿（N） 33550元", "违法解除赔偿金（2N） 67100元"]
    assert "入职：2021年9月；月工资：6,100元" in chat.messages[-1].text


def test_a_length_of_work_told_before_counts(talk: Begin) -> None:
    chat = talk()
    chat.say("我在那家店做了九年，一个月4100")
    chat.say("店里倒闭了")
    chat.say("能拿多少钱", "ask")
    assert results(chat) == ["经济补偿（N） 36900元"]


def test_an_injury_told_before_asks_for_the_pay_alone(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("我工伤评了七级")
    chat.say("能赔多少", "ask")
    assert chat.asked == "pay"
    chat.say("6400")
    assert results(chat) == ["一次性的合计 281600元"]


def test_months_of_insurance_told_before_count(talk: Begin) -> None:
    chat = talk("舟山市")
    assert "失业保险交了3年4个月" in chat.say("我失业保险交了三年四个月")
    chat.say("失业金能领几个月", "ask")
    assert results(chat) == ["能领几个月 7个月", "失业金一共 15309元"]


def test_a_relative_is_reckoned_for_with_what_was_told_of_her(talk: Begin) -> None:
    chat = talk()
    chat.say("我姐在超市干了8年，一个月3300，上个月被辞退")
    chat.say("能补多少", "ask")
    assert results(chat)[0] == "经济补偿（N） 26400元"


@pytest.mark.parametrize(
    "message", ["年终奖能拿多少", "离婚能拿多少", "被打了能赔多少", "退休能拿多少", "押金能要回多少"]
)
def test_other_money_is_not_reckoned(talk: Begin, message: str) -> None:
    chat = talk("江门市")
    chat.say("我一个月3900，干了三年")
    chat.say(message, "ask")
    assert all(each["type"] != "entitlement" for each in chat.cards) and chat.asked is None


def test_nothing_told_is_not_reckoned(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("能赔多少", "ask")
    assert chat.asked is None and chat.memory.service is None


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("九级伤残 本人工资5800 离职", ["一次性的合计 110200元"]),
        ("加班费 周末9天 工资4350", ["休息日加班 3600元"]),
        ("经济补偿 4年半 月薪6200", ["经济补偿（N） 31000元", "违法解除赔偿金（2N） 62000元"]),
    ],
)
def test_a_name_and_its_figures_side_by_side(talk: Begin, message: str, expected: list[str]) -> None:
    chat = talk("江门市")
    chat.say(message)
    assert results(chat) == expected


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("这钱谁出", "由单位付，社保基金不出（劳动合同法第四十六条"),
        ("按到手的还是税前的算", "应得工资"),
        ("什么时候能拿到", "第五十条"),
    ],
)
def test_questions_about_the_result(talk: Begin, question: str, part: str) -> None:
    chat = talk()
    chat.say(STORY, "ask")
    assert part in chat.say(question, "off_topic")
    chat.say("改成5600")
    assert results(chat)[0] == "经济补偿（N） 28000元"


def test_another_figure_held_against_it(talk: Begin) -> None:
    chat = talk()
    chat.say(STORY, "ask")
    for message in ("老板说只肯给两个月", "为什么不是4个月", "一共能拿多少"):
        chat.say(message, "ask")
        assert results(chat)[0] == "经济补偿（N） 26000元"
    assert "第四十七条" in chat.say("哪一条写的", "ask")


def test_another_reason_after_the_result(talk: Begin) -> None:
    chat = talk()
    chat.say(STORY, "ask")
    chat.say("那N+1呢", "ask")
    assert results(chat)[-1] == "代通知金（+1） 5200元"
    chat.say("那2N是多少", "ask")
    assert results(chat) == ["违法解除赔偿金（2N） 52000元"]
    assert "第三十九条" in chat.say("他们说我旷工")
    assert results(chat) == ["违法解除赔偿金（2N） 52000元"]


def test_days_told_later_go_before_the_length(talk: Begin) -> None:
    chat = talk()
    chat.say("没签合同干了5个月，一个月4600，能要多少", "ask")
    text = chat.say("我是今年二月进厂的，今年十月走的")
    assert results(chat) == ["双倍工资（多出的一倍） 36800元"] and "工作时间" not in text
    assert "工作时间：10个月" in chat.say("那要是10个月呢", "ask")
    chat.say("后来补签了，今年6月1号签的")
    assert "补签合同：2026年6月1日" in chat.messages[-1].text


def test_hours_are_moved_to_another_kind_of_day(talk: Begin) -> None:
    chat = talk()
    chat.say("加班费 周末10天 工资4350")
    chat.say("要是平时加的呢", "ask")
    assert results(chat) == ["平时加班 3000元"]
    chat.say("国庆还加了1天")
    assert results(chat) == ["加班费合计 3600元"]


def test_days_at_weekends_answer_the_question_for_hours(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我算加班费", "ask")
    chat.say("周末11天")
    assert chat.asked == "pay"
    chat.say("4350")
    assert results(chat) == ["休息日加班 4400元"]


def test_what_was_passed_over_is_told_after_all(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("帮我算产假", "ask")
    chat.say("头胎")
    chat.say("不知道")
    assert results(chat) == ["产假一共 178天"]
    chat.say("那生育津贴有多少", "ask")
    assert chat.asked == "average"
    chat.say("7200")
    assert results(chat) == ["生育津贴 42720元"]


def test_staying_and_leaving_after_an_injury(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("我工伤十级，月工资4900，要是离职能拿多少", "ask")
    assert results(chat) == ["一次性的合计 58800元"]
    chat.say("那不离职呢", "ask")
    assert results(chat) == ["一次性伤残补助金 34300元"]
    chat.say("那离职的话呢", "ask")
    assert results(chat) == ["一次性的合计 58800元"]


def test_sick_pay_of_the_agreed_share_alone(talk: Begin) -> None:
    chat = talk("安康市")
    chat.say("帮我算病假工资", "ask")
    text = chat.say("4300")
    assert results(chat) == ["按约定工资算 3010元"] and "最低工资的80%" in text


def test_a_paper_is_asked_for_after_the_result(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("我被劝退了，干了3年，月薪5000，能赔多少", "ask")
    chat.say("能给我一份申请书吗", "ask")
    assert chat.memory.service and chat.memory.service.name == "claim"
    assert chat.memory.service.answers["kind"] == "dispute"


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("工伤八级能赔多少", "我工资5700", "一次性的合计 171000元"),
        ("加班费怎么算", "周末一共加了24小时，一个月4350", "休息日加班 1200元"),
        ("被辞退赔多少", "干了两年，月薪4400", "经济补偿（N） 8800元"),
        ("年假一天都没休过", "参加工作12年了，月薪8700", "工资之外再给的 8000元"),
        ("厂里叫我走人", "我干了两年，一个月4400", "经济补偿（N） 8800元"),
        ("我左手伤了，鉴定出来八级", "工资平均5700", "一次性的合计 171000元"),
        ("进厂到现在没给合同", "今年3月1号来的，四千五一个月", "双倍工资（多出的一倍） 31500元"),
    ],
)
def test_a_matter_spoken_of_is_reckoned_when_the_rest_is_told(
    talk: Begin, first: str, then: str, expected: str
) -> None:
    chat = talk("江门市")
    chat.say(first, "ask")
    assert all(each["type"] != "entitlement" for each in chat.cards)
    chat.say(then)
    assert results(chat)[0] == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("年假一天没休，参加工作12年了，月薪8700", "工资之外再给的 8000元"),
        ("平时一天加班2小时，一个月20天，工资4350", "平时加班 1500元"),
        ("公司倒闭了，干了两年三个月，平均工资四千", "经济补偿（N） 10000元"),
    ],
)
def test_a_matter_told_with_all_its_figures_is_reckoned_at_once(talk: Begin, message: str, expected: str) -> None:
    chat = talk("江门市")
    chat.say(message, "ask")
    assert results(chat)[0] == expected


@pytest.mark.parametrize(
    "then", ["我妈今年51岁", "那我妈工资5700呢", "单位多久要签合同", "你好", "离江门最近的窗口在哪"]
)
def test_a_matter_spoken_of_is_not_reckoned_for_other_words(talk: Begin, then: str) -> None:
    chat = talk("江门市")
    chat.say("工伤八级能赔多少", "ask")
    chat.say(then, "ask")
    assert all(each["type"] != "entitlement" for each in chat.cards)


def test_a_matter_spoken_of_is_forgotten_in_time(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("工伤八级能赔多少", "ask")
    for _ in range(4):
        chat.say("单位多久之内要签书面劳动合同", "ask")
    chat.say("我工资5700")
    assert all(each["type"] != "entitlement" for each in chat.cards)


def test_overtime_that_was_paid_in_part(talk: Begin) -> None:
    chat = talk()
    chat.say("一个月平时加班40小时，工资4350，加班费有多少", "ask")
    chat.say("已经给过500元")
    assert results(chat) == ["加班费合计 1000元"]
    assert "×150%" in chat.say("为什么按174小时", "ask")


@pytest.mark.parametrize("question", ["算错了吧", "这是从哪天开始算的"])
def test_a_doubt_is_met_with_the_steps(talk: Begin, question: str) -> None:
    chat = talk()
    chat.say(STORY, "ask")
    chat.say(question, "ask")
    assert results(chat)[0] == "经济补偿（N） 26000元"
    assert "第四十七条" in chat.say("哪条", "ask")


def test_a_question_after_the_result_may_change_it(talk: Begin) -> None:
    chat = talk("上饶市")
    chat.say("工伤七级 工资5300 合同到期")
    assert results(chat) == ["一次性的合计 238500元"]
    chat.say("职业病的话呢", "ask")
    assert results(chat) == ["一次性的合计 260760元"]
    chat.say("不离职有多少", "ask")
    assert results(chat) == ["一次性伤残补助金 68900元"]


def test_the_matter_spoken_of_last_is_meant(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("加班费怎么算", "ask")
    chat.say("工伤六级能赔多少", "ask")
    chat.say("我工资5100")
    assert results(chat) == ["一次性的合计 326400元"]
    chat.say("辞退要赔多少钱", "ask")
    chat.say("干了三年，月薪5100")
    assert results(chat)[0] == "经济补偿（N） 15300元"


def test_a_range_of_grades_is_reckoned_at_both_ends(talk: Begin) -> None:
    chat = talk("兰溪市")
    text = chat.say("估计是八到十级，一个月工资四千，能赔多少", "ask")
    assert "一次性伤残补助金：44,000元" in text and "评10级的话，一次性伤残补助金：28,000元" in text
    assert "grade" not in chat.memory.persons.of("self").told
    assert "评10级" not in chat.say("改成9级", "ask")


def test_a_range_of_grades_needs_no_pay(talk: Begin) -> None:
    chat = talk("兰溪市")
    text = chat.say("鉴定大概七八级，能拿多少", "ask")
    assert "13个月" in text and "评8级的话，一次性伤残补助金：11个月" in text
    text = chat.say("工资5000", "ask")
    assert "65,000元" in text and "评8级的话，一次性伤残补助金：55,000元" in text


def test_a_sum_of_each_month_is_no_length_of_work(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我算经济补偿", "ask")
    chat.say("六年整")
    chat.say("一个月四千五，是厂里叫我走的")
    assert results(chat)[0] == "经济补偿（N） 27000元"


@pytest.mark.parametrize(
    ("story", "question", "found"),
    [
        ("厂子倒闭了，失业保险我一共交了9年", "那能领几个月", "能领几个月 18个月"),
        ("我打零工一天300|五一那两天都在干", "该给我多少钱", "法定节假日加班 1800元"),
        ("产假有几天", "要是龙凤胎呢", "产假一共 203天"),
        ("产假有几天", "医生说要剖", "产假一共 203天"),
    ],
)
def test_what_was_told_is_reckoned_when_it_is_asked_for(talk: Begin, story: str, question: str, found: str) -> None:
    chat = talk("上饶市")
    for told in story.split("|"):
        chat.say(told, "ask")
    chat.say(question, "ask")
    assert found in results(chat)


def test_a_bare_question_is_of_what_was_told_whatever_it_sounds_like(talk: Begin) -> None:
    chat = talk("上饶市")
    chat.say("厂子倒闭了，失业保险我一共交了9年", "ask")
    chat.say("那能领几个月", "pension_estimate")
    assert "能领几个月 18个月" in results(chat)


def test_what_is_asked_with_other_words_is_not_reckoned(talk: Begin) -> None:
    chat = talk("上饶市")
    chat.say("厂子倒闭了，失业保险我一共交了9年", "ask")
    chat.say("住院能报多少", "ask")
    assert all(card.get("type") != "entitlement" for card in chat.cards)


@pytest.mark.parametrize("question", ["最迟多久之内去告", "有没有期限", "过期了怎么办"])
def test_until_when_it_can_be_claimed(talk: Begin, question: str) -> None:
    chat = talk()
    chat.say(STORY, "ask")
    assert "第二十七条" in chat.say(question, "ask") and chat.statuses == [Status.COMPUTED]


def test_nothing_of_it_is_an_answer_and_a_why_is_none(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我算年休假工资", "ask")
    chat.say("21年")
    chat.say("4350")
    chat.say("为啥是15天", "ask")
    assert chat.asked == "taken"
    chat.say("没休")
    assert results(chat) == ["工资之外再给的 6000元"]


def test_the_result_is_said_again(talk: Begin) -> None:
    chat = talk()
    text = chat.say(STORY, "ask")
    assert chat.say("你再说一遍", "ask") == text


def test_that_no_notice_was_given_changes_the_result(talk: Begin) -> None:
    chat = talk()
    chat.say("这家厂我干了5年，工资4600，厂里让我走，能赔多少", "ask")
    chat.say("也没提前跟我打招呼", "ask")
    assert "代通知金" in chat.messages[-1].text


def test_a_day_alone_and_a_second_thought_put_right_what_was_told(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("帮我算双倍工资，我2026年1月入职，一个月五千")
    assert "2026年1月15日" in chat.say("是15号入职的")
    assert "2026年1月25日" in chat.say("说错了，不是15号，是25号")
    assert "好，改过来了" in chat.messages[-1].text


def test_who_left_by_himself_is_told_that_it_makes_no_difference(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("帮我算双倍工资，干了8个月，一个月五千")
    assert "跟谁提出走没有关系" in chat.say("我自己辞的还能要吗", "ask")


def test_what_an_employer_owes_is_told_as_to_an_employer(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("我开个小厂，要辞一个干了六年的老员工，得赔多少", "ask")
    text = chat.say("他工资五千", "ask")
    assert "您是用人单位" in text and results(chat)[0] == "经济补偿（N） 30000元"
    chat.say("他是上个月查出来有病在住院的", "ask")
    assert results(chat) == ["违法解除赔偿金（2N） 60000元"]
    chat.say("那等他医疗期完了呢", "ask")
    assert results(chat) == ["经济补偿（N） 30000元", "代通知金（+1） 5000元"]


def test_who_left_of_himself_draws_no_benefit_and_a_workmate_may(talk: Begin) -> None:
    chat = talk("舟山市")
    chat.say("失业金能领几个月呀", "ask")
    chat.say("我交了九年", "ask")
    assert "一般领不到失业金" in chat.say("我是自己辞职的", "ask")
    chat.say("我同事是被辞的，他交了十一年，能领多少", "ask")
    assert "能领几个月 19个月" in results(chat)


@pytest.mark.parametrize("offer", ["单位说给五万块了结", "老板愿意给三万私了", "一共给两万五算了"])
def test_what_is_offered_to_settle_is_no_pay(talk: Begin, offer: str) -> None:
    chat = talk("安康市")
    chat.say("我工伤八级", "ask")
    chat.say(offer, "ask")
    assert all(card.get("type") != "entitlement" for card in chat.cards)


def test_a_paper_after_a_sum_knows_what_the_sum_was_told(talk: Begin) -> None:
    chat = talk("上饶市")
    chat.say("今年2月20号进的厂，没签合同，10月底我走了，每个月4800", "ask")
    assert results(chat) == ["双倍工资（多出的一倍） 33600元"]
    chat.say("给我写个仲裁申请书", "ask")
    assert chat.memory.service and chat.memory.service.name == "claim"
    assert chat.memory.service.answers["given"]["started_on"] == "2026-02-20"


def test_days_on_holidays_named_before_are_of_them(talk: Begin) -> None:
    chat = talk("上饶市")
    chat.say("中秋节和国庆都上班了，一共上了四天", "ask")
    text = chat.say("工资一天180", "ask")
    assert results(chat) == ["法定节假日加班 2160元"] and "国庆3天" in text


def test_the_days_of_a_holiday_are_counted_by_their_names(talk: Begin) -> None:
    chat = talk("安康市")
    chat.say("除夕初一初二我都值班了，工资一天150，按理该给多少", "ask")
    assert results(chat) == ["法定节假日加班 1350元"]


def test_staying_is_no_leaving_of_the_sum(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("工伤九级，工资五千五，我要走的话一共有多少", "ask")
    assert len(results(chat)) == 1 and "合计" in results(chat)[0]
    chat.say("那留下来呢", "stop")
    assert results(chat) == ["一次性伤残补助金 49500元"]


def test_overtime_on_a_holiday_told_day_by_day(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("国庆1号到3号都上班了，工资四千三百五", "ask")
    assert results(chat) == ["法定节假日加班 1800元"]
    assert "改过来" not in chat.say("4号5号也上了，没有补休", "ask")
    assert results(chat) == ["加班费合计 2600元"]
    chat.say("每天其实十个小时", "ask")
    assert results(chat) == ["加班费合计 3250元"]


def test_years_with_earlier_employers_count_for_leave(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("年假一天没休，工资4350，在这厂两年，之前在别家干了九年，能补多少", "ask")
    assert results(chat) == ["工资之外再给的 4000元"]


def test_what_the_employer_offers_is_held_against_what_is_due(talk: Begin) -> None:
    chat = talk()
    chat.say(STORY, "ask")
    text = chat.say("他们说给三个月行了", "ask")
    assert results(chat)[0] == "经济补偿（N） 26000元" and "少了10,400元" in text


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("老板说私了，给一万五", "少了11,000元"),
        ("人事讲最多出三万", "没有少"),
        ("公司开价两万块，行不行", "少了6,000元"),
    ],
)
def test_a_sum_that_is_offered_is_held_against_what_is_due(talk: Begin, said: str, says: str) -> None:
    chat = talk()
    chat.say("干了四年被裁了，工资6500，能赔多少", "ask")
    assert says in chat.say(said, "ask")


def test_a_new_pay_is_no_sum_that_is_offered(talk: Begin) -> None:
    chat = talk()
    chat.say("干了四年被裁了，工资6500，能赔多少", "ask")
    chat.say("说错了，工资一个月六千", "ask")
    assert results(chat)[0] == "经济补偿（N） 24000元"


def test_what_the_same_facts_are_enough_for_stands_beside_the_result(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("五月一号进厂没签合同，十月底就不要我了，双倍工资和补偿都能要吗", "ask")
    chat.say("一个月五千二", "ask")
    shown = {chat.card["kind"]}
    (wish,) = {"帮我算双倍工资", "帮我算经济补偿"} & set(chat.buttons)
    chat.say(wish, "ask")
    assert shown | {chat.card["kind"]} == {"dismissal", "double_wage"}


def test_basic_pay_written_down_is_reckoned_with(talk: Begin) -> None:
    chat = talk()
    chat.say("加班费怎么算，周末加了16小时，工资5220", "ask")
    chat.say("合同里底薪写的3480", "ask")
    assert results(chat) == ["休息日加班 640元"]


def test_who_asks_how_much_again_is_asked_no_more(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我算年休假工资，我干了12年，月薪6525", "ask")
    assert chat.asked == "taken"
    chat.say("到底补我多少", "ask")
    assert results(chat) == ["工资之外再给的 6000元"]


def test_so_many_months_of_benefit_are_summed(talk: Begin) -> None:
    chat = talk("上饶市广丰区")
    chat.say("失业金18个月都领完是多少", "ask")
    assert [line for line in results(chat) if line.startswith("失业金一共")] == ["失业金一共 31590元"]


def test_the_law_of_a_sum_is_the_same_elsewhere(talk: Begin) -> None:
    chat = talk()
    chat.say(STORY, "ask")
    assert "在江门市也一样" in chat.say("那江门呢，一样不", "ask")


def test_pay_that_varies_is_asked_for_in_all(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我算经济补偿", "entitlement")
    chat.say("三年两个月")
    assert "加起来" in chat.say("不固定，淡季四千旺季九千") and chat.asked == "pay"
    chat.say("12个月一共七万二")
    assert results(chat)[0] == "经济补偿（N） 21000元"
    assert "上一个月的工资" in chat.say("代通知金按哪个月的")


def test_a_month_that_is_put_right_is_of_the_date_that_had_it(talk: Begin) -> None:
    chat = talk()
    chat.say("去年二月进厂没签合同，今年十月走的，一个月四千，双倍工资有多少", "ask")
    chat.say("不是二月，是五月")
    assert "入职：2025年5月" in chat.card["head"][1] and "离开：2026年10月" in chat.card["head"][1]


def test_so_many_years_to_retirement_are_few(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("十级工伤，月工资5000，能赔多少", "ask")
    assert "离退休：不足5年" in chat.say("我还有三年退休")


@pytest.mark.parametrize(
    ("matter", "values", "expected"),
    [
        ("我老板把我开了", "三年，五千", ["经济补偿（N） 15000元", "违法解除赔偿金（2N） 30000元"]),
        ("我老公被厂里辞退了", "四年，六千五左右", ["经济补偿（N） 26000元", "违法解除赔偿金（2N） 52000元"]),
        ("昨天老板不要她了，我妈洗碗的", "七年 2800", ["经济补偿（N） 19600元", "违法解除赔偿金（2N） 39200元"]),
        ("公司叫我走人", "五年半，四千八", ["经济补偿（N） 28800元", "违法解除赔偿金（2N） 57600元"]),
        ("厂里把我爸裁了", "就十一年，五千二", ["经济补偿（N） 57200元"]),
        ("工伤鉴定做完了", "九级，五千", ["一次性的合计 95000元"]),
        ("年假没给我休", "十二年，八千七，两天", ["工资之外再给的 6400元"]),
        ("我想问失业金能领多久", "六年零九个月", ["能领几个月 9个月", "失业金一共 16524元"]),
    ],
)
def test_mere_values_are_of_what_is_lacking(talk: Begin, matter: str, values: str, expected: list[str]) -> None:
    chat = talk("江门市")
    chat.say(matter, "ask")
    chat.say(values)
    assert results(chat) == expected


@pytest.mark.parametrize("values", ["三个月了", "四十五岁", "上个月", "五千"])
def test_what_may_be_of_anything_is_not_reckoned_with(talk: Begin, values: str) -> None:
    chat = talk("江门市")
    chat.say("我被辞退了", "ask")
    chat.say(values)
    assert all(card.get("type") != "entitlement" for card in chat.cards) and chat.asked is None


def test_the_one_thing_that_is_lacking_is_asked_for_once(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("我工伤鉴定做完了", "ask")
    assert "先记下：伤残等级：9级" in chat.say("九级") and chat.asked == "pay"
    chat.say("单位多久之内要签书面劳动合同", "ask")
    assert Status.ASKING not in chat.statuses
    chat.say("工资五千二，公司有买")
    assert results(chat) == ["一次性的合计 98800元"] and "工伤保险：单位参了保" in chat.messages[-1].text
    chat.say("那没买的话呢", "ask")
    assert "单位没参保" in chat.messages[-1].text and "都由单位付" in chat.messages[-1].text


@pytest.mark.parametrize(
    ("told", "months"),
    [
        ("她干了四年，一共就上过这一份班", 3),
        ("在这家厂干了七年，前面在别的厂干了五年", 9),
        ("我爸在厂里干了十二年，没换过地方", 12),
        ("总工龄二十三年，在这家公司九年", 9),
        ("干了六年，一直就这一家", 6),
    ],
)
def test_the_time_of_treatment_follows_from_how_long_somebody_worked(talk: Begin, told: str, months: int) -> None:
    chat = talk("安康市")
    chat.say("医疗期有多长", "ask")
    chat.say("医院开了三个月病假")
    chat.say(told)
    assert results(chat) == [f"医疗期 {months}个月"]


@pytest.mark.parametrize("value", ["三年零四个月", "3年4个月", "是三年四个月", "三年零四个月吧", "四十个月"])
def test_a_mere_value_after_the_result_is_that_which_it_stands_on(talk: Begin, value: str) -> None:
    chat = talk("舟山市")
    chat.say("失业金能领多久", "ask")
    chat.say("缴了三年多一点")
    assert results(chat)[0] == "能领几个月 6个月"
    assert "好，改过来了" in chat.say(value)
    assert results(chat)[0] == "能领几个月 7个月"


def test_what_each_month_brings_is_told_and_the_sum_stays_open(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("我失业保险交了五年，失业金能领几个月", "ask")
    chat.say("一个月多少", "ask")
    assert all(card.get("type") != "entitlement" for card in chat.cards)
    assert "一般领不到失业金" in chat.say("那我自己辞的呢", "ask")


@pytest.mark.parametrize(
    "made_up", ["星期天给我补休了", "周末那天后来调休了", "周日的老板给换休了", "礼拜天的给补假了", "周末的倒休了"]
)
def test_rest_days_made_up_for_are_not_paid_again(talk: Begin, made_up: str) -> None:
    chat = talk()
    chat.say("月薪4350，上个星期天上了一天，平时晚上加了六个小时，加班费多少", "ask")
    assert results(chat) == ["加班费合计 625元"]
    chat.say(made_up)
    assert results(chat) == ["平时加班 225元"]
    chat.say("国庆那两天呢", "ask")
    assert results(chat) == ["加班费合计 1425元"]


def test_so_many_rest_days_are_made_up_for(talk: Begin) -> None:
    chat = talk()
    chat.say("我一个月工资4350，周六加班三天，没给加班费，能要多少", "ask")
    chat.say("其中一天补休了")
    assert results(chat) == ["休息日加班 800元"]
    assert results(chat) and "没给补休" not in chat.say("说错了，没给补休")


@pytest.mark.parametrize("until", ["我干到十一月底", "做到11月底就不做了", "我准备上到十一月底"])
def test_leave_is_reckoned_up_to_the_last_day(talk: Begin, until: str) -> None:
    chat = talk("兰溪市")
    chat.say(until)
    chat.say("他还扣我年假", "ask")
    chat.say("今年我一天没休，干了三年")
    chat.say("月薪八千七")
    assert results(chat) == ["工资之外再给的 3200元"] and "365天" in chat.messages[-1].text


@pytest.mark.parametrize(
    ("city", "told", "expected"),
    [
        ("舟山市", ["我基本工资一千八加提成", "提成上个月是五百"], ["每月少了 130元"]),
        ("舟山市", ["底薪1500，提成300"], ["每月少了 630元"]),
        ("江门市", ["我老婆在超市一个月拿两千"], ["每月少了 40元"]),
        ("江门市", ["一个月三千"], ["没有低于最低工资，每月高出 960元"]),
        ("兰溪市", ["我基本工资1600", "绩效四百五"], ["跟最低工资比的工资 2050元"]),
    ],
)
def test_wages_are_held_against_the_local_minimum(talk: Begin, city: str, told: list[str], expected: list[str]) -> None:
    chat = talk(city)
    chat.say("最低工资现在是多少", "ask")
    for message in told:
        chat.say(message)
    assert results(chat) == expected and "正常上满班" in chat.messages[-1].text


@pytest.mark.parametrize(
    ("story", "question", "expected"),
    [
        ("我做了个小手工厂，请了三个女工", "社保我一个月大概多花多少", ["一共每月 1879.2元"]),
        ("我开了个理发店，雇了两个学徒", "社保一个月我得交多少", ["一共每月 1252.8元"]),
        ("我是老板，手下四个工人", "给他们交社保，一个月要出多少钱", ["一共每月 2505.6元"]),
    ],
)
def test_what_an_employer_pays_is_reckoned_when_he_asks(
    talk: Begin, story: str, question: str, expected: list[str]
) -> None:
    chat = talk("上饶市")
    chat.say(story)
    assert all(card.get("type") != "entitlement" for card in chat.cards)
    chat.say(question, "ask")
    text = chat.messages[-1].text
    assert results(chat) == expected and "工伤保险费全由单位缴" in text and "“您”指职工" not in text
    chat.say("工资开五千")
    assert results(chat) == [f"一共每月 {800 * int(float(expected[0].split()[1][:-1]) / 626):g}元"]


def test_who_works_for_others_is_told_no_cost_of_employers(talk: Begin) -> None:
    chat = talk("上饶市")
    chat.say("我在厂里干活，社保一个月要交多少", "ask")
    assert all(card.get("type") != "entitlement" for card in chat.cards)
