"""The manners that all services share, shown with those that ask most. Today is 2026-11-22."""

from __future__ import annotations

from typing import Any

import pytest

from actions.contract.status import Status
from actions.memory import MOST_STEPS, Memory, Underway
from tests.actions.conftest import Begin, Talk

# A service, what wishes it, and answers that each lead to another question.
STEPS = [
    ("帮我理讨薪材料", "claim", ["还在干", "7月", "5300"]),
    ("帮我理工伤材料", "claim", ["机器压的", "昨天", "跳过"]),
    ("帮我算算我哪年退休", "retirement_check", ["1978年5月", "女"]),
    ("帮我找活", "find_job", ["舟山"]),
    ("帮我估算养老金", "pension_estimate", ["城乡居民养老金"]),
    ("自查：带薪年休假", "ask", ["满了", "八年", "没有"]),
]


def run(chat: Talk, wish: str, intent: str, answers: list[str]) -> list[str]:
    """What is asked after the wish and after each answer."""
    chat.say(wish, intent)
    asked = [str(chat.asked)]
    for answer in answers:
        chat.say(answer)
        asked.append(str(chat.asked))
    assert len(set(asked)) == len(asked), asked
    return asked


@pytest.mark.parametrize(("wish", "intent", "answers"), STEPS)
def test_each_step_can_be_taken_back(talk_shipped: Begin, wish: str, intent: str, answers: list[str]) -> None:
    chat = talk_shipped()
    asked = run(chat, wish, intent, answers)
    for before in reversed(asked[:-1]):
        chat.say("上一步", "ask")
        assert chat.asked == before
    assert "第一个问题" in chat.say("返回", "stop") and chat.asked == asked[0]
    assert [chat.say(answer) and chat.asked for answer in answers] == asked[1:]


@pytest.mark.parametrize(("wish", "intent", "answers"), STEPS)
def test_all_can_be_begun_anew(talk_shipped: Begin, wish: str, intent: str, answers: list[str]) -> None:
    chat = talk_shipped()
    asked = run(chat, wish, intent, answers)
    chat.say("重新开始", "stop")
    assert chat.asked == asked[0] and chat.memory.service and not chat.memory.service.earlier


def test_many_steps_are_kept_and_the_first_one_always() -> None:
    service = Underway("claim", {"step": 0}, "first")
    for step in range(1, 3 * MOST_STEPS):
        service = service.stepped({"step": step}, "next")
    steps = [answers["step"] for answers in service.earlier]
    assert steps == [0, *range(2 * MOST_STEPS, 3 * MOST_STEPS - 1)] and len(steps) == MOST_STEPS
    assert Memory.from_slots(Memory(service=service).slots()).service == service


@pytest.mark.parametrize(("wish", "intent", "answers"), STEPS)
@pytest.mark.parametrize("message", ["想啊，什么都能做", "有搬东西的活", "我在外头跑车", "老板娘人不错"])
def test_only_a_wish_switches(talk_shipped: Begin, wish: str, intent: str, answers: list[str], message: str) -> None:
    chat = talk_shipped()
    run(chat, wish, intent, answers[:1])
    name = chat.memory.service and chat.memory.service.name
    for other in ("claim", "self_check", "retirement_check", "pension_estimate", "find_station"):
        if other != intent:
            chat.say(message, other)
            assert chat.memory.service and chat.memory.service.name == name


def test_an_answer_goes_before_what_the_engine_takes_for_leaving(talk_shipped: Begin) -> None:
    chat = talk_shipped("上饶市")
    run(chat, "自查：失业保险金", "ask", ["没领过", "三年", "裁员", "登记了"])
    chat.say("先不找", "stop")
    assert chat.memory.service and chat.memory.service.answers["given"]["seeking"] == "否"


DATES = [
    "大前年",
    "2022",
    "两三年前",
    "五六月份",
    "国庆前后吧",
    "正月里",
    "很久了",
    "老早以前",
    "记不清",
    "忘了哪天",
    "三班倒",
]
NUMBERS = ["五六千", "说不好", "一小时22", "年薪七万", "记不清", "三班倒", "一家四口", "不一定", "计件的", "到处欠债"]


@pytest.mark.parametrize(
    ("replies", "messages"), [(["已经不干了"], DATES), (["还在干"], DATES), (["还在干", "6月"], NUMBERS)]
)
def test_nothing_like_a_date_or_number_is_searched(talk: Begin, replies: list[str], messages: list[str]) -> None:
    for message in messages:
        chat = talk("兰溪市")
        run(chat, "帮我理讨薪材料", "claim", replies)
        chat.say(message, "ask")
        assert not {Status.ANSWERED, Status.GUIDED, Status.CHOICES, Status.REFUSED} & set(chat.statuses), message
        assert chat.statuses[-1] is Status.ASKING


def test_after_the_second_miss_there_are_ways_round(talk: Begin) -> None:
    chat = talk()
    run(chat, "帮我理讨薪材料", "claim", ["已经不干了"])
    chat.say("啦啦啦")
    assert "跳过" not in chat.buttons
    chat.say("啦啦啦")
    assert "跳过" in chat.buttons and "上一步" in chat.buttons and "算了" in chat.messages[-1].text
    chat.say("跳过")
    assert chat.asked == "unpaid_since" and "跳过" not in chat.buttons


def test_who_does_not_know_is_helped_once_and_then_passed_over(talk: Begin) -> None:
    chat = talk()
    run(chat, "帮我理讨薪材料", "claim", ["已经不干了"])
    assert "大概" in chat.say("记不清了") and chat.asked == "left_on"
    chat.say("真的忘了")
    assert chat.asked == "unpaid_since"


def test_a_question_beside_a_fact_is_answered_and_the_fact_kept(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("帮我理讨薪材料", "claim")
    text = chat.say("一共欠了我四个月工资，零工市场在哪里", "ask")
    assert "零工市场" in text and chat.asked == "employed" and chat.memory.service
    answers: dict[str, Any] = chat.memory.service.answers
    assert answers["given"] == {"months_owed": 4}


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("我不满意", "对不起"),
        ("答非所问", "对不起"),
        ("听不懂", "不够明白"),
        ("说清楚点", "不够明白"),
        ("唔该", "不客气"),
        ("好的谢谢88", "不客气"),
        ("在吗", "您好"),
        ("先说我的", "您说"),
        ("[图片]", "文字"),
        ("？？？", "文字"),
    ],
)
@pytest.mark.parametrize("intent", ["ask", "thanks", "goodbye"])
def test_small_talk_ends_no_service_and_is_never_searched(talk: Begin, message: str, says: str, intent: str) -> None:
    chat = talk("兰溪市")
    off_topic = float(intent == "ask")
    assert says in chat.say(message, intent, off_topic=off_topic) and len(chat.says) == 1
    run(chat, "帮我理讨薪材料", "claim", ["还在干"])
    assert says in chat.say(message, intent, off_topic=off_topic) and chat.asked == "unpaid_since"
    assert chat.statuses[-1] is Status.ASKING and len(chat.says) == 2


def test_after_a_farewell_the_question_waits(talk: Begin) -> None:
    chat = talk("兰溪市")
    run(chat, "帮我理讨薪材料", "claim", ["还在干"])
    assert "再见" in chat.say("再见", "goodbye") and len(chat.says) == 1
    chat.say("今年7月")
    assert chat.asked == "monthly_pay"


def test_learned_small_talk_counts_where_nothing_else_is_said(talk: Begin) -> None:
    chat = talk("兰溪市")
    assert "不客气" in chat.say("你真好", "thanks") and "再见" in chat.say("那我忙去了", "goodbye")
    assert "着急" in chat.say("你是猪吗", "abuse") and "着急" in chat.say("滚一边去", "abuse")
    for intent in ("thanks", "abuse"):
        assert "零工市场" in chat.say("零工市场在哪里", intent)


def test_an_answer_goes_before_what_the_engine_takes_for_a_curse(talk: Begin) -> None:
    chat = talk()
    run(chat, "帮我理讨薪材料", "claim", ["还在干"])
    chat.say("就去年五月", "abuse")
    assert chat.asked == "monthly_pay"


def test_what_was_said_last_is_said_again(talk: Begin) -> None:
    chat = talk("兰溪市")
    assert "还没说到" in chat.say("你刚才说什么", "ask")
    answer = chat.say("零工市场在哪里", "ask")
    assert chat.say("你刚才说什么", "ask", off_topic=1.0).splitlines()[1] == answer.splitlines()[1]
    chat.say("帮我理讨薪材料", "claim")
    assert "还在这家单位" in chat.say("没看清", "ask")


def test_no_more_of_what_is_no_list(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("零工市场在哪里", "ask")
    assert "就这些" in chat.say("还有别的吗", "ask") and len(chat.says) == 1


def test_what_is_told_is_offered_to_be_put_in_order(talk: Begin) -> None:
    chat = talk("兰溪市")
    text = chat.say("老板拖了我四个月工资没发，一个月六千二", "ask")
    assert "24,800元" in text and chat.buttons[-1] == "帮我理讨薪材料" and chat.memory.service is None
    chat.say("谢谢", "thanks")
    chat.say("要", "affirm")
    assert chat.asked == "employed" and chat.memory.service
    answers: dict[str, Any] = chat.memory.service.answers
    assert answers["given"] == {"monthly_pay": 6200, "months_owed": 4}


@pytest.mark.parametrize("message", ["老板欠我三个月工资怎么办", "工伤怎么认定", "辞退赔多少", "工资"])
@pytest.mark.parametrize("intent", ["ask", "claim"])
def test_a_question_begins_no_claim(talk: Begin, message: str, intent: str) -> None:
    chat = talk("兰溪市")
    chat.say(message, intent)
    assert chat.asked is None and (chat.memory.service is None or chat.memory.service.name != "claim")


def test_an_offer_is_gone_after_something_else(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("老板拖了我四个月工资没发", "ask")
    chat.say("零工市场在哪里", "ask")
    chat.say("好", "affirm")
    assert chat.memory.service is None and chat.statuses == [Status.SMALL_TALK]


@pytest.mark.parametrize("question", ["问这个干嘛", "为什么非要知道这个", "要这个做什么", "为什么"])
@pytest.mark.parametrize(("wish", "intent"), [("帮我估算养老金", "pension_estimate"), ("帮我找活", "find_job")])
def test_why_it_is_asked_is_told_and_asked_again(talk_shipped: Begin, wish: str, intent: str, question: str) -> None:
    chat = talk_shipped()
    asked = (chat.say(wish, intent), chat.asked)[1]
    assert "算得准" in chat.say(question, "ask") and chat.asked == asked
    assert chat.memory.service and chat.memory.service.missed == 0


def test_too_many_questions_end_nothing(talk_shipped: Begin) -> None:
    chat = talk_shipped()
    chat.say("帮我理讨薪材料", "claim")
    assert "跳过" in chat.say("怎么问这么多", "ask") and chat.asked == "employed"


def test_the_open_question_is_repeated_after_the_first_aside_only(talk: Begin) -> None:
    chat = talk("兰溪市")
    question = chat.say("帮我理讨薪材料", "claim").splitlines()[-1]
    assert question in chat.say("零工市场在哪里", "ask")
    assert question not in chat.say("零工市场要钱吗", "ask") and chat.asked == "employed"
    chat.say("还在做", "inform")
    assert chat.asked != "employed"


def test_what_is_told_out_of_turn_is_read_back_or_at_least_heard(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我理讨薪材料", "claim")
    assert "1983年6月出生" in chat.say("我是83年6月的", "ask") and chat.asked == "employed"
    assert "听到了" in chat.say("当时一起的还有十几个人", "ask") and chat.asked == "employed"
    assert "没看懂" in chat.say("吧啦吧啦", "ask")


def test_okay_begins_only_what_was_asked_last(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("老板拖欠工资怎么办", "ask")
    assert "还有别的想问" in chat.say("好的", "affirm") and chat.memory.service is None


def test_who_only_says_that_he_will_ask_is_bidden_to(talk: Begin) -> None:
    chat = talk()
    assert "您说" in chat.say("我想咨询一下", "ask") and chat.statuses == [Status.SMALL_TALK]


def test_curses_at_others_are_heard(talk: Begin) -> None:
    chat = talk()
    assert "窝火" in chat.say("这老板真不是东西", "ask") and chat.statuses == [Status.SMALL_TALK]
