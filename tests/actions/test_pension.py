"""Estimates of a pension as a conversation. Expected amounts are worked out by hand from the published formulas."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.places.regions import all_regions
from knowledge.topics.pension.levels import calculation_base
from tests.actions.conftest import Begin, Talk

ASKS = "pension_estimate"
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def talk(talk_shipped: Begin) -> Begin:
    return talk_shipped


def say_all(chat: Talk, *messages: str) -> str:
    return [chat.say(message) for message in messages][-1]


def at(chat: Talk, asked: str) -> Talk:
    """A conversation in which this question is open."""
    ways = {
        "kind": (),
        "region": ("城乡居民养老金",),
        "basic": ("城乡居民养老金", "兰溪"),
        "balance": ("城乡居民养老金", "舟山"),
        "yearly": ("城乡居民养老金", "舟山", "不清楚"),
        "years": ("城乡居民养老金", "舟山", "不清楚", "500"),
        "wage": ("职工养老金",),
        "index": ("职工养老金", "8000"),
        "age": ("职工养老金", "8000", "0.6", "20年", "5万"),
    }
    chat.say("帮我估算养老金", ASKS)
    for message in ways[asked]:
        chat.say(message)
    assert chat.asked == asked
    return chat


def test_residents_of_a_city_whose_level_is_known(talk: Begin) -> None:
    chat = talk("舟山市")
    assert "城乡居民养老金" in (chat.say("帮我估算养老金", ASKS) and chat.buttons)
    assert "个人账户" in chat.say("城乡居民养老金")
    text = chat.say("账户里有三万")
    assert chat.card["total"] == pytest.approx(350 + 215.83)
    assert "350元（舟山市截至2024-12-31的标准" in text and "不是承诺" in text and "12333" in text
    assert "350 = 350" not in text and "以后再交的钱" in text


def test_an_index_said_in_numerals_changes_the_estimate(talk: Begin) -> None:
    chat = at(talk("兰溪市"), "kind")
    say_all(chat, "职工养老金", "一点二", "30年", "9万", "60岁")
    before = chat.card["total"]
    chat.say("那假如指数零点八呢")
    assert chat.card["total"] < before
    assert "缴费指数" in chat.say("怎么差那么多", "ask")


def test_an_old_level_is_dated(talk: Begin) -> None:
    chat = at(talk("江门市"), "kind")
    text = say_all(chat, "农村的", "不清楚", "每年交200", "15年")
    assert chat.card["total"] == pytest.approx(200 + 21.58)
    assert "截至2022-09-30的标准，之后有没有变化" in text and "350" not in text


def test_residents_of_a_city_whose_level_nobody_knows(talk: Begin) -> None:
    chat = at(talk("兰溪市"), "kind")
    assert "基础养老金" in chat.say("城乡居民养老金") and chat.asked == "basic"
    text = say_all(chat, "260", "不清楚", "500", "十五年")
    assert chat.card["total"] == pytest.approx(260 + 53.96)
    assert "260元（您说的）" in text


def test_the_level_of_one_city_is_not_taken_for_another(talk: Begin) -> None:
    chat = at(talk(), "region")
    assert "兰溪市" in chat.buttons and "其他地方" in chat.buttons
    assert "省" in chat.say("浙江") and chat.asked == "region"
    chat.say("杭州")
    assert chat.asked == "basic"


def test_employees(talk: Begin) -> None:
    chat = at(talk(), "kind")
    text = say_all(chat, "单位交的", "8000", "最低档（0.6）", "二十年", "五万", "六十岁")
    assert chat.card["total"] == pytest.approx(1280 + 359.71) and chat.card["kind"] == "employees"
    assert "8000 × 0.6" in text and "139" in text and "过渡性养老金" in text
    assert chat.buttons == ["算算我哪年退休"]


def test_all_in_one_sentence(talk: Begin) -> None:
    chat = talk()
    chat.say("居民养老保险每年交500交15年，舟山的，帮我估算", ASKS)
    assert chat.card["total"] == pytest.approx(403.96)
    chat.say("职工养老，平均工资8000，指数0.6，交20年，账户5万，60岁退休，能领多少", ASKS)
    assert chat.card["total"] == pytest.approx(1639.71)


@pytest.mark.parametrize(
    ("message", "known"),
    [
        ("我交了十五年，帮我算能领多少", {"years": "15"}),
        ("我账户里有四万，退休能领多少，算算", {"balance": "40000"}),
        ("估算职工养老金", {"kind": "employees"}),
        ("我今年50岁，还要交10年，算算养老金", {}),
        ("每个月交800，帮我估", {}),
        ("2010年开始交的社保，估一下", {}),
    ],
)
def test_what_the_first_sentence_tells_for_certain(talk: Begin, message: str, known: dict[str, str]) -> None:
    chat = talk()
    chat.say(message, ASKS)
    assert chat.memory.service and chat.memory.service.answers == {"who": "self", "known": "", **known}


@pytest.mark.parametrize(
    ("message", "total"),
    [
        ("不对，是20年", 350 + 71.94),
        ("刚才说错了，交了12年", 350 + 43.17),
        ("12年，刚才说错了", 350 + 43.17),
        ("年限改成20年", 350 + 71.94),
        ("把每年交的改成1000", 350 + 107.91),
        ("不是500，是1000块", 350 + 107.91),
        ("不对，我在江门", 200 + 53.96),
        ("换到江门呢", 200 + 53.96),
        ("交20年能领多少", 350 + 71.94),
        ("那每年交1000呢", 350 + 107.91),
        ("不对，账户里有两万", 350 + 143.88),
    ],
)
def test_a_correction_after_the_estimate(talk: Begin, message: str, total: float) -> None:
    chat = talk()
    chat.say("居民养老保险每年交500交15年，舟山的，帮我估算", ASKS)
    chat.say(message)
    assert chat.card["total"] == pytest.approx(total)


def test_corrections_on_the_way(talk: Begin) -> None:
    chat = at(talk(), "years")
    assert "改过来了" in chat.say("不对，是每年800") and chat.asked == "years"
    chat.say("刚才说错了，我在江门")
    chat.say("不对，是15年")  # nothing earlier can be meant: it answers what is asked
    assert chat.card["total"] == pytest.approx(200 + 86.33)


def test_taking_back_the_last_answer(talk: Begin) -> None:
    chat = at(talk(), "index")
    assert "平均工资" in chat.say("说错了") and chat.asked == "wage"
    chat.say("一年9万6")
    chat.say("不对，是职工的")
    assert chat.asked == "index"
    assert say_all(chat, "1", "20", "5万", "60") and chat.card["total"] == pytest.approx(1600 + 359.71)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("basic", "12333"),
        ("yearly", "缴费记录"),
        ("years", "缴费年限"),
        ("wage", "平均工资"),
        ("age", "哪年退休"),
    ],
)
def test_without_a_figure_there_is_no_estimate_until_it_is_known(talk: Begin, asked: str, says: str) -> None:
    chat = at(talk(), asked)
    assert says in chat.say("不清楚") and chat.asked is None
    known = {"basic": "260元", "yearly": "500", "years": "15年", "wage": "8000元", "age": "60岁"}[asked]
    chat.say(f"查到了，是{known}")
    assert chat.asked is not None or chat.card["total"]


def test_unsure_where_something_else_will_do(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我估算养老金", ASKS)
    assert "单位给交过" in chat.say("分不清，不知道") and chat.asked == "kind"
    chat.say("居民的")
    chat.say("不知道")
    assert chat.asked == "basic"
    chat = at(talk(), "index")
    assert "先按最低的0.6算" in say_all(chat, "没查过", "20", "5万", "60")


def test_unsure_of_the_account(talk: Begin) -> None:
    chat = at(talk(), "index")
    assert "电子社保卡" in say_all(chat, "0.6", "20", "不记得了") and chat.asked is None


@pytest.mark.parametrize("message", ["没有", "没交过", "里面没钱", "还没存"])
def test_an_account_with_nothing_in_it(talk: Begin, message: str) -> None:
    chat = at(talk(), "balance")
    chat.say(message)
    assert chat.asked == "yearly"
    say_all(chat, "每月100", "十五年左右")
    assert chat.card["total"] == pytest.approx(350 + 129.5)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("years", "80"),
        ("years", "9" * 30),
        ("years", "-5"),
        ("years", "2010年"),
        ("balance", "9" * 30),
        ("balance", "-500"),
        ("yearly", "负五百"),
        ("wage", "0"),
        ("index", "5"),
        ("index", "0.1"),
        ("index", "500%"),
        ("age", "30"),
        ("age", "120岁"),
    ],
)
def test_figures_that_cannot_be(talk: Begin, asked: str, message: str) -> None:
    chat = at(talk(), asked)
    assert "请核对" in chat.say(message) and chat.asked == asked


@pytest.mark.parametrize("message", ["abc", "哈哈哈", "😀😀", "", "1975年13月", "2026年2月30日", "还差三年", "很多"])
@pytest.mark.parametrize("asked", ["kind", "region", "balance", "years", "index", "age"])
def test_nonsense_and_wrong_types(talk: Begin, asked: str, message: str) -> None:
    chat = at(talk(), asked)
    chat.say(message)
    assert chat.asked == asked


@pytest.mark.parametrize("question", ["养老保险最少要交多少年才能领养老金？", "零工市场在哪里", "交满15年就能领吗"])
def test_digression_and_return(talk: Begin, question: str) -> None:
    chat = at(talk("兰溪市"), "years")
    text = chat.say(question, "ask")
    assert "一共能交多少年" in text and chat.asked == "years"
    chat.say("15年")
    assert chat.card["total"] == pytest.approx(350 + 53.96)


def test_a_question_after_the_estimate_is_a_question(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("居民养老保险每年交500交15年，舟山的，帮我估算", ASKS)
    assert "15年" in chat.say("养老保险最少要交多少年才能领养老金？", "ask")
    assert chat.card["type"] == "answer" and chat.asked is None


def test_leaving(talk: Begin) -> None:
    chat = at(talk("兰溪市"), "index")
    assert "不弄" in chat.say("算了", "stop")
    assert "指数" not in chat.say("零工市场在哪里", "ask")


def test_a_number_is_an_answer_where_figures_are_asked_for(talk: Begin) -> None:
    chat = at(talk(), "index")
    chat.say("1", "choose", ordinal=1)
    assert chat.memory.service and chat.memory.service.answers["index"] == "1"
    chat = at(talk(), "kind")
    chat.say("第二个", "choose", ordinal=2)
    assert chat.memory.service and chat.memory.service.answers["kind"] == "employees"


def test_every_button_does_what_it_says(talk: Begin) -> None:
    for asked in ("kind", "region", "basic", "balance", "index"):
        for payload in at(talk(), asked).buttons:
            chat = at(talk(), asked)
            chat.say(payload)
            assert chat.asked != asked or (asked, payload) == ("kind", "不清楚"), payload


def test_what_the_record_knows_is_not_asked(talk: Begin) -> None:
    chat = talk()
    chat.say("男，1968年5月，社保交了21年")
    chat.say("帮我估算养老金", ASKS)
    text = say_all(chat, "职工养老金", "8000", "1", "10万")
    assert chat.card["total"] == pytest.approx(1680 + 719.42)
    assert "60岁11个月" in text and "按您说的已交21年算" in text


def test_a_figure_told_anew_goes_before_the_record(talk: Begin) -> None:
    chat = talk()
    chat.say("男，1968年5月，社保交了21年")
    chat.say("职工养老，平均工资8000，指数1，账户10万，帮我估", ASKS)
    text = chat.say("改成交30年")
    assert chat.card["total"] == pytest.approx(2400 + 719.42) and "您说的已交" not in text
    assert chat.say("说错了") and chat.asked is not None


def test_another_persons_facts_are_not_taken(talk: Begin) -> None:
    chat = talk("舟山市")
    chat.say("我妈农民，帮她估居民养老金", ASKS)
    assert chat.asked == "balance"
    assert "您父亲的先记下" in chat.say("我爸交了8年") and chat.asked == "balance"
    say_all(chat, "不清楚", "一年500", "她交了12年")
    assert chat.card["total"] == pytest.approx(350 + 43.17)
    assert chat.memory.persons.of("father").paid == 8
    chat.say("那我爸呢")
    assert chat.asked == "kind" and chat.memory.service and chat.memory.service.answers["years"] == "8.00"


def test_the_city_of_the_one_who_is_asked_about(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("我妈在舟山")
    chat.say("居民养老，帮我妈估，账户里有三万", ASKS)
    assert chat.card["total"] == pytest.approx(350 + 215.83)


@pytest.mark.parametrize(
    ("asked", "message", "says"),
    [
        ("index", "指数是什么意思，不懂", "工资基数跟当地平均工资的比"),
        ("index", "这是什么意思", "工资基数跟当地平均工资的比"),
        ("wage", "平均工资怎么查", "计发基数"),
        ("age", "计发月数是什么", "139个月"),
        ("balance", "个人账户指的啥", "记在您名下"),
        ("basic", "基础养老金是什么", "政府每月发"),
    ],
)
def test_a_word_is_explained(talk: Begin, asked: str, message: str, says: str) -> None:
    chat = at(talk(), asked)
    assert says in chat.say(message, "ask") and chat.asked == asked


@pytest.mark.parametrize(
    ("message", "index"), [("就按最低吧", "0.6"), ("按最高的来", "3"), ("中间那档", "1"), ("一直按平均工资交的", "1")]
)
def test_a_level_is_an_index(talk: Begin, message: str, index: str) -> None:
    chat = at(talk(), "index")
    chat.say(message, "abuse")
    assert chat.memory.service and chat.memory.service.answers["index"] == index


def test_a_level_is_no_amount(talk: Begin) -> None:
    chat = at(talk(), "yearly")
    assert "一年500" in chat.say("就按最低吧") and chat.asked == "yearly"


@pytest.mark.parametrize("asked", ["balance", "yearly", "wage"])
def test_too_few_years_on_the_way(talk: Begin, asked: str) -> None:
    chat = at(talk(), asked)
    text = chat.say("没交满15年能领吗", "ask")
    assert ("接着交" in text and "12333" in text) or "按退休那年" in text
    assert chat.asked == asked


@pytest.mark.parametrize(
    ("message", "total"),
    [
        ("账户不是5万，是1万2", 1280 + 86.33),
        ("不是20年，是18年", 1152 + 359.71),
        ("那如果交25年呢", 1600 + 359.71),
        ("要是按最高档呢", 3200 + 359.71),
        ("平均工资改成一万", 1600 + 359.71),
    ],
)
def test_figures_denied_and_supposed_after_the_estimate(talk: Begin, message: str, total: float) -> None:
    chat = talk()
    chat.say("职工养老，平均工资8000，指数0.6，交20年，账户5万，60岁退休，能领多少", ASKS)
    chat.say(message, "ask")
    assert chat.card["total"] == pytest.approx(total)


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("怎么算的", "50000 ÷ 139"),
        ("为什么这么少", "缴费指数"),
        ("在哪条法里", "国发〔2005〕38号"),
        ("要带什么材料", "申请"),
    ],
)
def test_what_is_asked_about_the_estimate(talk: Begin, message: str, says: str) -> None:
    chat = talk()
    chat.say("职工养老，平均工资8000，指数0.6，交20年，账户5万，60岁退休，能领多少", ASKS)
    assert says in chat.say(message, "ask") and chat.asked is None
    chat.say("交30年呢", "ask")
    assert chat.card["total"] == pytest.approx(1920 + 359.71)


@pytest.mark.parametrize("message", ["我婆婆农民，估居民养老金", "帮我算一下退休工资", "测一测养老金"])
def test_a_wish_in_plain_words(talk: Begin, message: str) -> None:
    chat = talk()
    chat.say(message, "ask")
    assert chat.memory.service and chat.memory.service.name == "pension"


def test_the_pay_that_pensions_are_reckoned_with_is_not_asked_where_it_is_known(talk: Begin) -> None:
    chat = at(talk("上饶市"), "kind")
    text = say_all(chat, "职工的，男，66年9月，交了二十年，账户六万，一直按最低交")
    base = calculation_base(all_regions().get("江西省"), TODAY)
    assert base and chat.asked is None and f"{base.amount} × 0.6" in text and "计发基数" in text
    text = chat.say("当地平均工资改成8000")
    assert "8000 × 0.6" in text


@pytest.mark.parametrize("message", ["养老金怎么算", "城乡居民养老金每月怎么算？"])
def test_how_it_is_computed_is_no_wish(talk: Begin, message: str) -> None:
    chat = talk("兰溪市")
    chat.say(message, "ask")
    assert chat.memory.service is None


def test_the_kind_of_insurance_told_before_is_not_asked(talk_shipped: Begin) -> None:
    chat = talk_shipped("安康市")
    chat.say("我职工养老交了13年", "ask")
    chat.say("帮我估算养老金", "pension_estimate")
    assert chat.asked == "index" and chat.memory.service
    assert chat.memory.service.answers["years"] == "13.00"


def test_a_short_question_leans_on_what_was_just_told_of_a_pension(talk_shipped: Begin) -> None:
    chat = talk_shipped("兰溪市")
    chat.say("男，1969年3月，养老交了21年", "ask")
    chat.say("能领多少", "ask")
    assert chat.memory.service and chat.memory.service.name == "pension"


def test_what_is_told_of_the_person_on_the_way_gives_the_age(talk_shipped: Begin) -> None:
    chat = talk_shipped("安康市")
    chat.say("帮我估算职工养老金，交了19年", "pension_estimate")
    chat.say("男，1975年2月的", "ask")
    assert chat.memory.service and "age" in chat.memory.service.answers and chat.asked == "index"


def test_the_other_insurance_is_asked_of_the_same_person(talk_shipped: Begin) -> None:
    chat = talk_shipped("舟山市")
    for message in ("帮我估算职工养老金，男，1966年5月，交了17年", "6600", "0.6", "3万"):
        chat.say(message, "pension_estimate" if "估算" in message else "ask")
    assert chat.asked is None and chat.card["kind"] == "employees"
    chat.say("那居民的呢", "ask")
    assert chat.memory.service and chat.memory.service.answers["kind"] == "residents"


@pytest.mark.parametrize(
    "story", ["养老交了18年，账户里6万，一个月能领多少", "我妈交了22年，个人账户余额9万，60岁退每月能拿多少"]
)
def test_who_tells_the_figures_and_asks_how_much_wants_an_estimate(talk: Begin, story: str) -> None:
    chat = talk()
    chat.say(story, "ask")
    assert chat.memory.service and chat.memory.service.name == "pension"


def test_the_account_alone_is_no_wish(talk: Begin) -> None:
    chat = talk()
    chat.say("账户里6万块能取多少出来", "ask")
    assert chat.asked is None


def test_years_that_are_to_be_paid_yet_come_in_addition(talk: Begin) -> None:
    chat = at(talk(), "kind")
    say_all(chat, "单位交的", "8000", "最低档（0.6）", "十八年", "五万", "六十岁")
    assert "× 20 ×" in chat.say("要是再多交两年呢", "ask")


def test_who_goes_on_with_figures_beside_the_kind_means_the_more_frequent_one(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("帮我估算养老金", ASKS)
    chat.say("交了18年")
    assert chat.asked == "kind"
    chat.say("十八年，都是最低，账户里有六万")
    assert chat.asked == "age"
    assert "您没说是哪一种" in chat.say("60岁退")
    at_sixty = chat.card["total"]
    chat.say("要是六十二呢")
    assert isinstance(at_sixty, float) and chat.card["total"] > at_sixty


@pytest.mark.parametrize(
    ("message", "is_estimate"), [("个人养老金", False), ("个人养老金怎么开", False), ("我个人养老金能领多少", True)]
)
def test_what_people_save_themselves_is_no_pension_to_estimate(talk: Begin, message: str, is_estimate: bool) -> None:
    chat = talk("兰溪市")
    chat.say(message, ASKS)
    assert (chat.memory.service is not None) is is_estimate
