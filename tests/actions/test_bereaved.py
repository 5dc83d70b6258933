"""A death in the family, over all that the project ships: what is said to those who are left. Today is 2026-11-22."""

from __future__ import annotations

import pytest

from actions.contract.status import Status
from knowledge.encoder import Encoder
from knowledge.topics.danger.detector import Detector
from tests.actions.over_content import Begin, Heard, begin_over_content

LIVING = ("退休", "养老金", "失业金", "经济补偿", "找")


@pytest.fixture(scope="module")
def begin(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Begin:
    return begin_over_content(encoder, tmp_path_factory.mktemp("no-records"))


def results(chat: Heard) -> dict[str, str]:
    """What the last card comes to, by its name."""
    assert chat.card["type"] == "entitlement"
    steps = chat.card["results"]
    assert isinstance(steps, list)
    return {step["name"]: f"{step['amount']:g}{step['unit']}" for step in steps}


def offers_to_the_living(chat: Heard) -> list[str]:
    return [
        words for words in chat.buttons if words.startswith(("算算", "帮")) and any(each in words for each in LIVING)
    ]


def test_years_paid_of_the_dead_are_no_pension_of_the_living(begin: Begin) -> None:
    chat = begin()
    text = chat.tell("我爷爷前天过世了，他社保缴了十九年")
    assert text.startswith("请您节哀") and not offers_to_the_living(chat)
    assert chat.asked == "status"
    chat.tell("没到退休")
    assert results(chat) == {"丧葬补助金": "2个月", "抚恤金": "13个月"}
    assert "12333" in chat.messages[-1].text and "节哀" not in chat.messages[-1].text


def test_what_is_asked_of_it_is_answered_one_by_one(begin: Begin) -> None:
    chat = begin()
    chat.tell("家父昨天去世了，养老保险交了十三年")
    chat.tell("能领到多少钱")
    assert results(chat)["抚恤金"] == "9个月"
    for question, part in (
        ("这个基数到底是什么数", "可支配收入"),
        ("账户里剩的怎么取", "继承"),
        ("得带哪些材料去", "死亡证明"),
        ("我和我姐哪个去都行吗", "遗属"),
        ("到哪个窗口办", "社保经办机构"),
        ("多久能下来", "12333"),
        ("他户口不在这边", "户口"),
        ("医保里的余额呢", "12393"),
    ):
        text = chat.tell(question)
        assert part in text and "节哀" not in text, question


def test_a_pension_that_was_still_paid_goes_back(begin: Begin) -> None:
    chat = begin()
    chat.tell("我妈三天前病逝了，她退休九年了")
    assert chat.asked == "paid"
    chat.tell("二十六年")
    assert results(chat) == {"丧葬补助金": "2个月", "抚恤金": "11个月"}
    text = chat.tell("今天退休金又打到她卡上了")
    assert "要退" in text and "20个工作日" in text


def test_residents_have_no_such_months(begin: Begin) -> None:
    chat = begin()
    text = chat.tell("我外婆走了，她交的是农保")
    assert "12333" in text and "继承" in text and "个月的基数" not in text
    assert not offers_to_the_living(chat)


def test_it_was_the_other_one(begin: Begin) -> None:
    chat = begin()
    chat.tell("我爸走了三天了，他交了十七年")
    text = chat.tell("说错了，是我妈")
    assert chat.memory.persons.dead == ("mother",) and "改过来" in text
    chat.tell("她还没退")
    assert results(chat)["抚恤金"] == "11个月"
    chat.tell("我爸1970年3月的，什么时候退休")
    assert chat.card["type"] == "retirement"


def test_the_living_are_served_as_ever(begin: Begin) -> None:
    chat = begin()
    chat.tell("我老公上个月病故了")
    chat.tell("我1976年4月的，女工人，什么时候退休")
    assert chat.card["type"] == "retirement"
    chat.tell("他养老保险交了七年")
    assert not offers_to_the_living(chat)
    chat.tell("那我能拿到什么")
    assert results(chat)["抚恤金"] == "6个月"


def test_a_death_at_work_is_told_its_sums(begin: Begin) -> None:
    chat = begin()
    text = chat.tell("我弟昨天在工地被吊机砸了，没救回来")
    assert text.startswith("请您节哀") and "工伤认定" in text and "工亡" in text
    chat.tell("弟媳带着三个孩子怎么办")
    assert results(chat)["每月抚恤金：孩子"] == "90%"
    assert "55岁" in chat.messages[-1].text and "12345" not in chat.messages[-1].text
    chat.tell("他一个月六千")
    assert results(chat)["每月抚恤金：孩子"] == "5400元" and results(chat)["丧葬补助金"] == "6个月"


def test_less_is_not_signed(begin: Begin) -> None:
    chat = begin()
    chat.tell("我表哥在矿上出事，人没了")
    text = chat.tell("矿上没给他买保险，说先给十万")
    assert "单位说给100,000元，光上面这一笔就少" in text and "全由单位付" in text and "12348" in text
    assert "别签" in chat.tell("那协议签不签")


def test_how_he_died_is_told_later(begin: Begin) -> None:
    chat = begin()
    chat.tell("我爱人没了，交了五年社保")
    chat.tell("上班的时候在车间倒下的，当场没了气")
    assert "一次性工亡补助金" in results(chat)
    chat.tell("能拿多少")
    assert "一次性工亡补助金" in results(chat)


def test_how_he_died_is_said_with_nothing_else(begin: Begin) -> None:
    chat = begin()
    chat.tell("我丈夫没了")
    chat.tell("在矿上被石头砸的")
    assert "一次性工亡补助金" in results(chat)


def test_parents_who_lived_on_their_son(begin: Begin) -> None:
    chat = begin()
    chat.tell("我儿子送外卖被车撞死了，他还没成家")
    chat.tell("我们老两口以后靠谁，能赔多少")
    assert results(chat)["每月抚恤金：老人"] == "60%"


def test_unemployment_benefit_of_the_dead_is_not_reckoned(begin: Begin) -> None:
    chat = begin()
    chat.tell("我老婆上周病死了，失业保险交了四年")
    text = chat.tell("她的失业金还能领几个月")
    assert "丧葬补助金" in text and all(card["type"] != "entitlement" for card in chat.cards)


def test_a_retirement_under_way_ends_with_him(begin: Begin) -> None:
    chat = begin()
    chat.tell("算算我爸哪年退休")
    chat.tell("他昨晚没熬过去")
    assert chat.memory.service is None or chat.memory.service.name == "entitlement"
    assert chat.messages[0].text == "请您节哀。" and not offers_to_the_living(chat)


def test_condolence_is_said_once_and_not_for_long_ago(begin: Begin) -> None:
    chat = begin()
    first = chat.tell("我爸去世了")
    assert first.count("节哀") == 1 and "节哀" not in chat.tell("我爸走了，社保卡怎么弄")
    other = begin()
    assert "节哀" not in other.tell("我妈走了七年了")


@pytest.mark.parametrize("message", ["我爸从厂里走了", "我老公手指没了", "人死了社保怎么办"])
def test_nobody_is_mourned_who_lives(begin: Begin, message: str) -> None:
    chat = begin()
    text = chat.tell(message)
    assert "节哀" not in text and not chat.memory.persons.dead


@pytest.mark.parametrize(
    "message", ["我爸前天走了，心里难受", "我老婆病死了，留下我和孩子", "我哥在工地没了", "我妈昨天夜里走了"]
)
def test_nobody_hears_of_suicide_because_somebody_died(begin: Begin, message: str) -> None:
    chat = begin()
    text = chat.tell(message)
    assert Status.DANGER not in chat.statuses and "12356" not in text
    assert Detector.load().read(message) is None


@pytest.mark.parametrize(
    ("message", "number"),
    [("我老公没了我也不想活了", "12356"), ("我爸走了，我也不想活了", "12356"), ("我爸晕倒没气了", "120")],
)
def test_who_is_in_danger_beside_a_death_is_still_heard(message: str, number: str) -> None:
    danger = Detector.load().read(message)
    assert danger and number in danger.reply.numbers
