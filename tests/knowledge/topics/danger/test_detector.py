"""Danger is heard in what people say, with the right number first, and not in what only sounds like it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from knowledge.library.content import Content
from knowledge.topics.danger.detector import Detector
from knowledge.topics.danger.training import Practice, read_practice
from tests.knowledge.topics.danger.lines import blind, callers, later, score, sideways, texts


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector.load()


@pytest.mark.parametrize(
    ("lines", "noticed", "right_number", "false_alarms"),
    [
        (blind, 0.95, 0.95, 0.02),
        (later, 0.8, None, 0.03),  # written after the last rule
        (callers, 0.97, 0.95, 0.02),
        (sideways, 0.95, 0.92, 0.03),
    ],
)
@pytest.mark.usefixtures("corpus")
def test_lines_that_no_model_learns_from(
    detector: Detector, lines: Callable[[], Practice], noticed: float, right_number: float | None, false_alarms: float
) -> None:
    found = score(detector, lines())
    assert found.noticed >= noticed, found.wrong
    assert right_number is None or found.right_number >= right_number, found.wrong
    assert found.false_alarms <= false_alarms, found.wrong


@pytest.mark.parametrize(
    ("message", "first"),
    [
        ("吃了半瓶药，现在头好晕，补偿的事就算了吧", "120"),
        ("我儿子才十四岁，被人带去电子厂了，手机打不通三天", "110"),
        ("外公早上出门买菜到现在没回来，他记性不好", "110"),
        ("宿舍冒烟了，一股焦味", "119"),
    ],
)
def test_the_first_number_is_that_of_what_cannot_wait(detector: Detector, message: str, first: str) -> None:
    danger = detector.read(message)
    assert danger and danger.reply.numbers[0] == first


@pytest.mark.usefixtures("corpus")
def test_lines_of_practice(detector: Detector) -> None:
    found = score(detector, read_practice())
    assert found.noticed >= 0.99, found.wrong
    assert found.right_number >= 0.98, found.wrong
    assert found.false_alarms <= 0.02, found.wrong


@pytest.mark.usefixtures("lengthy")
def test_lines_are_many_half_of_them_harmless_and_none_in_both_files() -> None:
    tuned_on, unseen = texts(read_practice()), [*texts(blind()), *texts(later()), *texts(callers()), *texts(sideways())]
    assert len(unseen) >= 200
    assert len(set(unseen)) == len(unseen)
    assert len(set(tuned_on)) == len(tuned_on)
    assert not set(tuned_on) & set(unseen)
    assert (
        len(blind().harmless) + len(later().harmless) + len(callers().harmless) + len(sideways().harmless)
        >= len(unseen) / 2
    )


def test_questions_of_the_content_are_left_alone(detector: Detector, shipped: Content) -> None:
    # Guides have the words of people who tell what is happening to them, accidents too; an answer that names whom to call
    # in danger is asked for by people in danger.
    asked = (p for p in shipped.passages if p.kind != "guide" and not re.search("110|120|救助", p.answer))
    questions = {question for passage in asked for question in passage.written}
    taken = [question for question in questions if detector.read(question)]
    # Most of those taken are asked by people in danger, or just after it ("没钱没饭睡桥洞了", "手被机器轧了").
    assert len(taken) / len(questions) < 0.006, taken


@pytest.mark.parametrize(
    "text",
    """累死了 饿死鬼投胎 气死我了 笑死 想死你了 不想晚退 没喝酒 朝九晚三 去年摔伤的能认定吗 想跳槽 跳单怎么办 老板砍工资
    被打卡机坑了 刀具厂招人吗 切菜的刀工 烧烤店招人 学烧电焊 锁厂招工吗 童装厂 孩子上学要什么材料 救助站在哪 我不想干了
    我做了四个月他才做了两个月
    不想活在这个城市 哪里能免费住 我爸死了抚恤金怎么领 昨天有人想跳楼，救下来了 以前想过死，现在好了 ？？？ 12356""".split(),
)
def test_what_only_sounds_like_danger(detector: Detector, text: str) -> None:
    assert detector.read(text) is None


@pytest.mark.parametrize(
    "message", ["我在秀洲区，月河那边", "人在椒江，海门老街那边", "我住城北，棉纺厂对面", "在渔山，码头旁边等车"]
)
def test_who_only_says_where_he_is_is_in_no_danger(detector: Detector, message: str) -> None:
    assert detector.read(message) is None


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize(
    "story",
    [
        "想问下失业金怎么领，{}",
        "招聘会上找的活，{}",
        "我在这个厂干了三年，去年开始不发工资，{}",
        "{}，电工培训班的学费也交不起",
        "{}，社保补贴还能领吗",
        "{}，法律上怎么规定",
    ],
)
def test_danger_in_a_side_line_is_heard_all_the_same(detector: Detector, story: str) -> None:
    lines = [line.text for line in read_practice().danger[::3]]
    missed = [line for line in lines if detector.read(story.format(line)) is None]
    assert len(missed) / len(lines) < 0.04, missed


@pytest.mark.parametrize("message", ["外甥才十四岁，去汽修店当学徒", "邻居家的娃13岁，在工地帮忙"])
def test_a_child_at_work_is_told_of_in_two_clauses(detector: Detector, message: str) -> None:
    danger = detector.read(message)
    assert danger and danger.signs[0].case == "child_labour" and danger.answer_too


def test_nothing_is_no_danger(detector: Detector) -> None:
    assert detector.read("") is None
    assert detector.read("　\n") is None


def test_the_most_urgent_comes_first_and_others_get_a_sentence(detector: Detector) -> None:
    danger = detector.read("工友从架子上掉下来动不了，老板还打人")
    assert danger is not None
    assert danger.kinds == ("accident_or_illness_now", "violence")
    assert danger.reply.numbers[:2] == ("120", "110")
    assert len(set(danger.reply.numbers)) == len(danger.reply.numbers)
    assert "120" in danger.reply.call
    assert len(danger.reply.also) == 1 and "110" in danger.reply.also[0]
    assert danger.reply.text.startswith(danger.reply.call) and danger.reply.text.endswith(danger.reply.after)


def test_two_cases_of_one_kind_are_answered_once(detector: Detector) -> None:
    danger = detector.read("我站在楼顶，不想活了")
    assert danger is not None
    assert danger.kinds == ("self_harm",)
    assert danger.reply.numbers[0] == "110"
    assert danger.reply.also == ()


def test_a_cue_tells_what_was_heard(detector: Detector) -> None:
    danger = detector.read("问下社保，另外我不想活了")
    assert danger is not None
    assert danger.signs[0].cue == "不想活"


def test_traditional_characters_dialect_and_slips(detector: Detector) -> None:
    for text in ("我唔想做人啦", "老闆打人", "不想火了", "被騙到緬甸", "一氧化碳中毒咋個救"):
        assert detector.read(text), text


@pytest.mark.usefixtures("lengthy")
def test_is_fast(detector: Detector) -> None:
    messages = texts(blind())
    start = time.process_time()
    for message in messages:
        detector.read(message)
    assert (time.process_time() - start) / len(messages) < 0.002


@pytest.mark.parametrize(
    "message", ["我送外卖的，上午被电瓶车撞了", "我是送快递的，被电动车蹭了", "他是自己摔的", "她自己摔的，没人推"]
)
def test_who_delivers_and_was_run_into_is_in_no_scam_compound(message: str) -> None:
    danger = Detector.load().read(message)
    assert danger is None or danger.kinds == ("accident_or_illness_now",)


@pytest.mark.parametrize(
    "message",
    [
        "小李手烧得起泡了",
        "工友手臂被烧得起泡了",
        "我手烧了一大片",
        "他腿上烫起了好多泡",
        "徒弟的手臂让焊渣烫起了一串水泡",
        "老张脸上烧得通红脱皮",
        "刚才油锅起火，烧到我胳膊了",
        "电弧烧到手了",
        "我手烫得脱皮了",
        "背上烫了一大片，疼得受不了",
    ],
)
def test_who_is_burnt_is_told_to_cool_it_with_water_and_to_call_120(detector: Detector, message: str) -> None:
    danger = detector.read(message)
    assert danger and danger.reply.numbers[0] == "120"
    assert "凉" in danger.reply.text


@pytest.mark.parametrize(
    "message",
    [
        "手上起泡了，新手套不好用",
        "脚磨得起泡了",
        "冬天手冻得起泡",
        "他烧到39度嘴上起泡了",
        "去年手烧伤了，现在评几级",
        "小李手烧得起泡了能算工伤吗",
        "炒菜的手烫起泡了老板不给报销",
        "手被烫伤了，老板不赔",
        "烧水工招人吗",
    ],
)
def test_what_only_sounds_like_a_fresh_burn(detector: Detector, message: str) -> None:
    assert detector.read(message) is None


@pytest.mark.parametrize(
    ("message", "answer_too"),
    [
        ("老板不给工钱，还拿钢管打我，工钱怎么要", True),
        ("刚才吊篮掉下来砸到我工友了，医药费谁出", True),
        ("工头带人把我们锁在宿舍不让走，身份证也扣了", True),
        ("老板拿钢管打我", False),
        ("工友从架子上掉下来昏过去了", False),
        ("欠我工资不给，我要从楼上跳下去", False),  # nothing stands beside that
    ],
)
def test_the_matter_follows_where_it_is_spoken_of(detector: Detector, message: str, answer_too: bool) -> None:
    danger = detector.read(message)
    assert danger and danger.answer_too is answer_too


@pytest.mark.parametrize(
    "message",
    [
        "手指被压断了，去年腊月",
        "去年十一月，我的手被机器绞断了两根",
        "胳膊被皮带机卷断，三年前的事了",
        "手指被锯掉一截，都过去半年了",
        "脚被叉车压断了，是前年冬天",
        "手被切断了，上个月的事",
    ],
)
def test_an_accident_that_is_said_to_be_long_over_is_no_danger(message: str) -> None:
    assert Detector.load().read(message) is None


@pytest.mark.parametrize(
    "message",
    [
        "手指被压断了，刚才",
        "手指被压断了，今天早上",
        "去年来的厂，手被机器卷住了",
        "手被绞断了，上个月才来的",
        "去年的事还没了，现在手又被压断了",
        "去年腊月断过，今天手指又被压断了",
    ],
)
def test_an_accident_now_is_danger_though_another_time_is_named(message: str) -> None:
    assert Detector.load().read(message)
