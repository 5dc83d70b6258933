"""The retirement pre-check as a conversation. Expected months come from the official tables."""

from __future__ import annotations

import pytest

from tests.actions.conftest import Begin


def test_step_by_step(talk: Begin) -> None:
    chat = talk()
    assert "哪年哪月" in chat.say("帮我看看我哪年退休", "retirement_check")
    assert "男" in chat.say("1970年7月")
    text = chat.say("男")
    assert "61岁5个月" in text and "2031年12月" in text and "16年" in text


def test_all_in_one_sentence(talk: Begin) -> None:
    chat = talk()
    assert "2025年12月" in chat.say("1965年9月出生的男工人，什么时候可以退休", "retirement_check")
    assert chat.card["month"] == "2025-12" and chat.card["delay_months"] == 3 and chat.card["minimum_years"] == 15.0


def test_years_paid_may_follow(talk: Begin) -> None:
    chat = talk()
    chat.say("1970年7月，男，哪年退休", "retirement_check")
    text = chat.say("交了30年")
    assert "够了" in text and "2031年12月" in text
    assert "还差" in chat.say("不对，只交了3年")


@pytest.mark.parametrize("words", ["都二十二年了，够不够", "22年够不够", "二十二年了，够了吗"])
def test_whether_so_many_years_are_enough(talk: Begin, words: str) -> None:
    chat = talk()
    chat.say("1970年7月，男，哪年退休", "retirement_check")
    assert "够了" in chat.say(words, "ask")
    assert "还差" in chat.say("两年呢，够不够", "ask")


@pytest.mark.parametrize("words", ["那我该算哪一种", "我们店里不分工人干部", "怎么区分是工人还是管理"])
def test_who_does_not_know_her_post_hears_where_it_stands(talk: Begin, words: str) -> None:
    chat = talk()
    chat.say("1976年1月，女，哪年退休", "retirement_check")
    assert "劳动合同" in chat.say(words, "ask") and chat.asked == "post"


@pytest.mark.parametrize(("message", "asks"), [("属兔的", "哪一年"), ("今年五十八", "哪一年"), ("1981年的", "几月")])
def test_what_is_known_in_part_is_asked_for(talk: Begin, message: str, asks: str) -> None:
    chat = talk()
    chat.say("算一下我的退休时间", "retirement_check")
    assert asks in chat.say(message)
    assert chat.asked == "birth"


def test_both_posts_are_told_with_the_question_and_what_is_told_beside_it_is_noted(talk: Begin) -> None:
    chat = talk()
    chat.say("算一下我妈哪年退休", "retirement_check")
    text = chat.say("1976年1月")
    assert "2026年8月" in text and "2032年8月" in text and chat.asked == "post"
    assert "交了11年" in chat.say("养老交了11年") and chat.asked == "post"
    assert "交了13年" in chat.say("不是11年是13年")
    assert "2年" in chat.say("工人岗（原50岁）")


def test_year_first_then_month(talk: Begin) -> None:
    chat = talk()
    chat.say("算一下我的退休时间", "retirement_check")
    chat.say("1981年的")
    chat.say("9月")
    chat.say("女")
    assert "2039年9月" in chat.say("干部管理技术岗（原55岁）")


def test_when_somebody_began_to_pay_is_no_birth(talk: Begin) -> None:
    chat = talk()
    chat.say("我61年生的，哪年退休", "retirement_check")
    assert "核对" not in chat.say("最早是零八年交的") and chat.asked == "birth"
    chat.say("3月")
    assert "2021" in chat.say("男")


@pytest.mark.parametrize(
    ("message", "asks"), [("我退休了，在小区做保安，今年六十四", False), ("我今年五十四，几时退休", True)]
)
def test_an_age_told_beside_something_else_wishes_nothing(talk_shipped: Begin, message: str, asks: bool) -> None:
    chat = talk_shipped()
    chat.say(message, "retirement_check")
    assert (chat.asked == "birth") == asks


def test_a_button_by_its_number(talk: Begin) -> None:
    chat = talk()
    chat.say("1981年9月的，哪年退休", "retirement_check")
    chat.say("第二个", "choose", ordinal=2)
    assert "2039年9月" in chat.say("2", "choose", ordinal=2)


def test_digression_and_return(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("我啥时候能退休", "retirement_check")
    text = chat.say("零工市场在哪里", "ask")
    assert "零工市场" in text and "哪年哪月" in text
    chat.say("1984年11月")
    chat.say("女")
    assert "2039年11月" in chat.say("工人岗")


def test_correction(talk: Begin) -> None:
    chat = talk()
    chat.say("我啥时候能退休", "retirement_check")
    chat.say("1975年1月")
    chat.say("不对，是1976年9月")
    assert "2039年9月" in chat.say("男")


def test_leaving(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("我哪年退休", "retirement_check")
    assert "不弄" in chat.say("算了", "stop")
    assert "哪年哪月" not in chat.say("零工市场在哪里", "ask")


@pytest.mark.parametrize(
    "nonsense", ["1875年3月", "2035年1月", "13月", "哈哈哈", "1975年13月", "99999999", "😀😀", "农历三月初八"]
)
def test_nonsense_and_months_that_cannot_be(talk: Begin, nonsense: str) -> None:
    chat = talk()
    chat.say("我哪年退休", "retirement_check")
    text = chat.say(nonsense)
    assert ("出生年月" in text or "哪年哪月" in text) and chat.asked == "birth"
    assert "男" in chat.say("1976年9月")


def test_a_man_has_no_post_of_fifty(talk: Begin) -> None:
    chat = talk()
    assert "2025年2月" in chat.say("1965年1月的男干部，几时退", "retirement_check")


def test_whether_the_years_are_enough(talk: Begin) -> None:
    """The button asks; it puts no figure into anybody's mouth."""
    chat = talk()
    chat.say("1970年7月，男，哪年退休", "retirement_check")
    assert "看看我的年限够不够" in chat.buttons
    assert "交了几年" in chat.say("看看我的年限够不够") and chat.asked == "paid"
    assert "请核对" in chat.say("100年") and chat.asked == "paid"
    assert "16年" in (text := chat.say("30")) and "够了" in text
    assert "看看我的年限够不够" not in chat.buttons


def test_years_that_somebody_does_not_know(talk: Begin) -> None:
    chat = talk()
    chat.say("1970年7月，男，哪年退休", "retirement_check")
    chat.say("看看我的年限够不够")
    assert "电子社保卡" in chat.say("不清楚") and chat.asked is None
    assert "还差7年11个月" in chat.say("查到了，交了3年")


def test_a_digression_before_the_years(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("1970年7月，男，哪年退休", "retirement_check")
    chat.say("看看我的年限够不够")
    text = chat.say("养老保险最少要交多少年才能领养老金？", "ask")
    assert "15年" in text and chat.asked == "paid"


def test_unsure_of_the_post(talk: Begin) -> None:
    chat = talk()
    chat.say("1976年9月，女，哪年退休", "retirement_check")
    assert "劳动合同" in chat.say("不清楚") and chat.asked == "post"
    assert "2027年8月" in chat.say("工人岗（原50岁）")
    assert "55" in chat.say("干部管理技术岗（原55岁）")


def test_what_was_told_before_the_wish_counts(talk: Begin) -> None:
    chat = talk()
    chat.say("男，1969年11月")
    text = chat.say("我啥时候退", "retirement_check")
    assert "2031年2月" in text and chat.asked is None


def test_a_lunar_month_is_asked_for_by_the_solar_calendar(talk: Begin) -> None:
    chat = talk()
    assert "公历" in chat.say("我是男的，67年冬月生的，哪年退休", "retirement_check")
    text = chat.say("身份证是1968年1月5号")
    assert "2028年11月" in text and "请问是男" not in text


@pytest.mark.parametrize(("reply", "month"), [("公历是4月", "2030年5月"), ("身份证上68年4月", "2029年2月")])
def test_the_year_said_with_a_lunar_month_counts(talk: Begin, reply: str, month: str) -> None:
    chat = talk()
    chat.say("男，69年农历三月生，哪年退休", "retirement_check")
    assert month in chat.say(reply)


def test_two_persons_in_one_sentence(talk: Begin) -> None:
    chat = talk()
    text = chat.say("我71年6月男，我老婆74年4月女工人，我俩谁先退", "retirement_check")
    assert [card["month"] for card in chat.cards] == ["2033-02", "2024-04"]
    assert "您妻子先退，比您早8年10个月" in text and "2024年4月就到了" in text


def test_of_two_the_one_who_lacks_something_is_asked_about_by_name(talk: Begin) -> None:
    chat = talk()
    text = chat.say("我爸63年5月生，我妈71年9月生，他们哪年退", "retirement_check")
    assert "您父亲：60岁，2023年5月" in text and "您母亲" in text and chat.asked == "post"
    text = chat.say("我妈是干部")
    assert "2027年2月" in text and "1963年5月出生的男职工" in text and "1971年9月出生、原55岁" in text


def test_persons_follow_one_another(talk: Begin) -> None:
    chat = talk()
    chat.say("帮我妈算退休，72年6月的干部", "retirement_check")
    assert chat.card["month"] == "2028-02"
    chat.say("我爸66年3月的")
    assert chat.card["month"] == "2026-07" and "您父亲" in chat.messages[0].text
    chat.say("那我呢，我男，95年1月")
    assert chat.card["month"] == "2058-01" and "您父亲" not in chat.messages[0].text


def test_why_is_explained_from_the_rule_and_changes_nobody(talk: Begin) -> None:
    chat = talk()
    chat.say("女工人，1981年3月生，哪年退", "retirement_check")
    text = chat.say("为啥我要晚38个月，我同学78年的只晚20来个月", "ask")
    assert "每2个月多推1个月" in text and "第75个月" in text and "推38个月" in text and "推19到24个月" in text
    text = chat.say("那我男同事也是81年3月，凭什么他不一样", "ask")
    assert "男职工" in text and "1981年3月出生、原50岁" in text
    chat.say("交了12年")
    assert chat.card["month"] == "2034-05"


def test_who_is_not_put_off_is_told_so(talk: Begin) -> None:
    chat = talk()
    chat.say("女工人，1974年3月生，哪年退", "retirement_check")
    assert "1975年1月以前出生的不推迟" in chat.say("怎么算的", "ask")


@pytest.mark.parametrize(
    ("supposed", "month", "before"),
    [
        ("那按干部呢", "2040-09", "2036-08"),
        ("要是按55岁呢", "2040-09", "2036-08"),
        ("如果是男的呢", "2045-09", "2036-08"),
    ],
)
def test_another_post_is_supposed_of_the_same_person(talk: Begin, supposed: str, month: str, before: str) -> None:
    chat = talk()
    chat.say("女工人 1982.9 退休时间", "retirement_check")
    text = chat.say(supposed, "ask")
    assert chat.card["month"] == month and f"{before[:4]}年8月" in text and "这样算晚" in text
    assert chat.memory.persons.of("self").post == "worker" and chat.memory.persons.of("self").sex == "女"
    assert chat.say("交了20年") and chat.card["month"] == month


def test_years_are_supposed(talk: Begin) -> None:
    chat = talk()
    chat.say("1970年7月，男，交了3年，哪年退休", "retirement_check")
    assert "还差7年11个月" in chat.messages[0].text
    assert "够了" in chat.say("那要是交满20年呢", "ask") and chat.memory.persons.of("self").paid == 3


def test_a_job_is_taken_for_a_post_and_said_to_be(talk: Begin) -> None:
    chat = talk()
    text = chat.say("我是护士，77年5月生，哪年退", "retirement_check")
    assert chat.card["month"] == "2034-04" and "按“护士”" in text
    assert "结果不变" in chat.say("有编制") and "2034年4月" in chat.messages[0].text
    assert "够了" in chat.say("交了25年") and "最早2032年5月" in chat.messages[0].text


def test_the_sex_of_a_job_of_both_is_asked_for(talk: Begin) -> None:
    chat = talk()
    chat.say("我是会计，77年5月生，哪年退", "retirement_check")
    assert chat.asked == "sex"
    chat.say("男")
    assert chat.card["month"] == "2040-05"


@pytest.mark.parametrize("contract", ["没编制", "我是合同工", "劳务派遣的"])
def test_a_contract_is_no_post(talk: Begin, contract: str) -> None:
    chat = talk()
    chat.say("女，77年5月生，哪年退", "retirement_check")
    assert "看劳动合同" in chat.say(contract) and chat.asked == "post"


@pytest.mark.parametrize("message", ["我不想晚那么久行不行", "能不能提前退", "想早点退"])
def test_early_retirement(talk: Begin, message: str) -> None:
    chat = talk()
    chat.say("男，1970年7月，哪年退", "retirement_check")
    text = chat.say(message, "ask")
    assert "提前3个月书面" in text and "不早于原来的60岁" in text and "2030年7月" in text


def test_early_retirement_by_the_years_paid(talk: Begin) -> None:
    chat = talk()
    chat.say("男，1970年7月，交了3年，哪年退", "retirement_check")
    assert "还不够提前" in chat.say("能不能提前退", "ask")


@pytest.mark.parametrize(
    ("birth", "said", "unsaid"),
    [
        ("男，1958年3月", "2018年3月就到了", "延后"),
        ("男，1966年10月", "现在书面提出，最早2027年2月", "可以自愿提前，最早2026"),
        ("女工人，1976年5月", "来不及再办提前了", "最早"),
    ],
)
def test_no_month_that_has_passed_is_advised(talk: Begin, birth: str, said: str, unsaid: str) -> None:
    text = talk().say(f"{birth}，什么时候退休", "retirement_check")
    assert said in text and unsaid not in text


def test_who_may_retire_already_is_not_told_to_wait(talk: Begin) -> None:
    chat = talk()
    chat.say("男，1965年2月，什么时候退休", "retirement_check")
    assert "现在就可以申请" in chat.say("不想再等了，能早点退吗", "ask")


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("办的时候要拿些什么材料", "申请"),
        ("怎么到现在没人通知我", "不会自动发"),
        ("在哪条法里写着", "第一条"),
        ("想再多干几年行吗", "您和单位都同意"),
        ("找谁提呢，我没单位的", "没有单位的您自己"),
    ],
)
def test_what_is_asked_about_the_outcome(talk: Begin, question: str, says: str) -> None:
    chat = talk("兰溪市")
    chat.say("男，1970年7月，哪年退", "retirement_check")
    assert says in chat.say(question, "ask")
    chat.say("交了3年")
    assert chat.card["month"] == "2031-12"


def test_a_case_is_taken_up_whatever_the_words_that_ask(talk: Begin) -> None:
    chat = talk()
    chat.say("65年6月生的男的，现在能办退休了吧", "ask")
    assert chat.card["month"] == "2025-08"


def test_a_wish_repeated_asks_again(talk: Begin) -> None:
    chat = talk()
    chat.say("算算我哪年退休", "retirement_check")
    assert "哪年哪月" in chat.say("我什么时候退休", "retirement_check") and len(chat.says) == 1


def test_years_corrected(talk: Begin) -> None:
    chat = talk()
    chat.say("1970年7月，男，交了3年，哪年退休", "retirement_check")
    assert "够了" in chat.say("改成交25年")


def test_what_was_answered_is_in_the_record(talk: Begin) -> None:
    chat = talk()
    chat.say("算算我妈哪年退休", "retirement_check")
    for answer in ("73年", "5月", "工人岗（原50岁）"):
        chat.say(answer)
    record = chat.memory.persons.of("mother")
    assert (record.birth, record.post) == ("1973-05", "worker") and not chat.memory.persons.of("self").told


@pytest.mark.parametrize("message", ["养老保险最少要交多少年才能领养老金？", "零工市场在哪里"])
def test_other_questions_after_the_outcome_are_answered(talk: Begin, message: str) -> None:
    chat = talk("兰溪市")
    chat.say("男，1970年7月，哪年退", "retirement_check")
    chat.say(message, "ask")
    assert chat.card["type"] == "answer" and chat.memory.service and chat.memory.service.name == "retirement"


def test_months_told_by_name_in_one_breath(talk: Begin) -> None:
    chat = talk()
    chat.say("我和我老公都是76年的，他3月我9月，都是工人，谁先退", "retirement_check")
    assert [card["month"] for card in chat.cards] == ["2027-08", "2039-01"]
    chat = talk()
    chat.say("我哥68年的，我66年的，都是男的，谁先退", "retirement_check")
    chat.say("他4月，我9月")
    assert [card["month"] for card in chat.cards] == ["2029-02", "2027-03"]


def test_somebody_named_after_the_wish(talk: Begin) -> None:
    chat = talk()
    chat.say("退休", "retirement_check")
    assert "您妻子" in chat.say("我老婆") and chat.asked == "birth"
    chat.say("79年12月")
    chat.say("干部")
    assert chat.card["month"] == "2037-06"
    chat.say("我呢，72年8月")
    assert chat.card["month"] == "2034-07"


@pytest.mark.parametrize("message", ["可以提前吗", "最早什么时候能退"])
def test_a_short_question_leans_on_what_was_told(talk: Begin, message: str) -> None:
    chat = talk()
    chat.say("男 1975年10月 交了19年")
    assert "2035年10月" in chat.say(message, "ask")


def test_an_age_will_do_to_begin_with(talk: Begin) -> None:
    chat = talk()
    chat.say("我今年五十二，女，在医院做护工，退休还有几年", "ask")
    assert chat.asked == "birth" and chat.buttons == ["1973年", "1974年"]


@pytest.mark.parametrize("message", ["我58了，退休了再上班受伤算工伤吗", "我今年48岁"])
def test_who_only_tells_his_age_is_not_checked(talk: Begin, message: str) -> None:
    chat = talk("兰溪市")
    chat.say(message, "ask")
    assert chat.memory.service is None or chat.memory.service.name != "retirement"


def test_another_is_asked_about_while_something_is_lacking(talk: Begin) -> None:
    chat = talk()
    chat.say("我女，77年4月的，哪年退", "retirement_check")
    assert chat.asked == "post"
    chat.say("那我老公呢")
    assert "您丈夫：62岁2个月，2035年9月" in chat.say("他73年7月的")
    assert "2035年9月" in chat.say("他多大能退", "ask") and chat.asked == "post"
    chat.say("工人")
    assert [card["month"] for card in chat.cards] == ["2028-06", "2035-09"]


@pytest.mark.parametrize(
    ("message", "says"),
    [("为啥要推这么久", "每2个月多推1个月"), ("想早点退", "提前3个月书面"), ("能晚点退吗", "最多3年")],
)
def test_the_rule_is_explained_on_the_way(talk: Begin, message: str, says: str) -> None:
    chat = talk()
    chat.say("我女，77年4月的，哪年退", "retirement_check")
    assert says in chat.say(message, "ask") and chat.asked == "post"


def test_what_is_asked_of_one_of_two_is_answered_of_that_one(talk: Begin) -> None:
    chat = talk()
    chat.say("我爸66年8月，我妈81年2月的工人，他们谁先退", "retirement_check")
    text = chat.say("那我妈能提前吗", "ask")
    assert "2031年3月" in text and "2027" not in text
    text = chat.say("为什么我妈要推这么久", "ask")
    assert "1981年2月" in text and "1966年8月" not in text
    text = chat.say("能提前吗", "ask")
    assert "您父亲：" in text and "您母亲：" in text


def test_a_correction_changes_the_one_it_is_about(talk: Begin) -> None:
    chat = talk()
    chat.say("我爸66年8月，我妈81年2月的工人，他们谁先退", "retirement_check")
    chat.say("我妈不是81年，是82年")
    assert [card["month"] for card in chat.cards] == ["2035-09"]
    assert chat.memory.persons.of("father").birth == "1966-08"


def test_we_are_all_of_the_family_that_were_told_of(talk: Begin) -> None:
    chat = talk()
    chat.say("我老公71年6月的，我74年9月的工人")
    chat.say("算算我们哪年退", "retirement_check")
    assert [card["month"] for card in chat.cards] == ["2024-09", "2033-02"]


def test_a_friend_is_asked_about_after_the_outcome(talk: Begin) -> None:
    chat = talk()
    chat.say("女工人，1980年3月生，哪年退", "retirement_check")
    assert "您朋友" in chat.say("那我同学83年4月的呢", "ask")
    chat.say("男")
    assert chat.card["month"] == "2046-04" and chat.memory.persons.of("self").birth == "1980-03"


def test_whether_the_years_are_enough_is_a_case(talk: Begin) -> None:
    chat = talk("兰溪市")
    assert "还差3年" in chat.say("我妈1970年5月生，工人，交了12年，够不够", "ask")


@pytest.mark.parametrize("message", ["男的几岁退休", "干部哪年退休"])
def test_a_question_about_everybody_checks_nobody(talk: Begin, message: str) -> None:
    chat = talk("兰溪市")
    chat.say("我女，76年4月的")
    chat.say(message, "ask")
    assert chat.memory.service is None and chat.memory.persons.of("self").sex == "女"


def test_the_reason_of_one_who_was_not_asked_about_is_the_rule(talk: Begin) -> None:
    chat = talk()
    chat.say("女工人，1980年3月生，哪年退", "retirement_check")
    text = chat.say("我爸为什么不用晚这么多个月", "ask")
    assert "男职工" in text and "1980年3月" not in text


@pytest.mark.parametrize(("message", "month"), [("那男的呢", "2043-03"), ("那干部呢", "2037-10")])
def test_another_kind_is_supposed_in_few_words(talk: Begin, message: str, month: str) -> None:
    chat = talk()
    chat.say("女工人，1980年3月生，哪年退", "retirement_check")
    chat.say(message, "ask")
    assert chat.card["month"] == month and chat.memory.persons.of("self").sex == "女"


def test_told_over_many_messages_and_asked_at_last(talk: Begin) -> None:
    chat = talk("兰溪市")
    for message in ("您好，我是厂里的女工人", "78年的", "10月", "交了14年"):
        chat.say(message, "ask")
    chat.say("我啥时候退", "retirement_check")
    assert chat.asked is None and chat.card["month"] == "2030-09"


@pytest.mark.parametrize(("who", "month"), [("我嫂子", "2027-06"), ("我哥", "2039-07")])
def test_the_sex_that_a_word_tells_is_not_asked_for(talk: Begin, who: str, month: str) -> None:
    chat = talk()
    chat.say(f"{who}76年8月的工人，哪年退", "retirement_check")
    assert chat.card["month"] == month


@pytest.mark.parametrize("question", ["谁先退", "他们俩谁更晚退", "谁的早"])
def test_those_told_of_are_set_side_by_side(talk: Begin, question: str) -> None:
    chat = talk()
    chat.say("我爸1967年2月，我妈1975年8月的工人", "ask")
    assert "您母亲先退" in chat.say(question, "ask")


def test_one_alone_is_compared_with_nobody(talk: Begin) -> None:
    chat = talk()
    chat.say("我爸1967年2月的", "ask")
    chat.say("谁先退", "ask")
    assert chat.memory.service is None


@pytest.mark.parametrize("message", ["我爸领着退休金呢，上个月走了", "我妈早就退休了", "奶奶去世了，以前拿退休工资"])
def test_who_has_retired_is_not_asked_when_he_may(talk: Begin, message: str) -> None:
    chat = talk()
    chat.say(message, "retirement_check")
    assert chat.memory.service is None or chat.memory.service.name != "retirement"


def test_another_insurance_of_somebody_is_no_retirement(talk: Begin) -> None:
    chat = talk("舟山市")
    chat.say("男1969年9月，哪年退", "retirement_check")
    chat.say("他女儿的失业保险断交三个月了", "ask")
    assert chat.asked is None


def test_when_it_is_asked_for_in_dialect(talk: Begin) -> None:
    assert "哪一年" in talk("舟山市").say("我阿姆今年五十一，六月里生的，在水产厂当工人，啥辰光好退", "ask")


@pytest.mark.parametrize(
    "message",
    [
        "老婆让我再熬两年再退休，我哪年能退",
        "我妈劝我早点退休，我几时能退",
        "老伴说再熬两年，算算我的退休",
        "为了照顾我妈想提前退休",
    ],
)
def test_it_is_the_speaker_who_retires_where_a_relative_only_urges_him(talk: Begin, message: str) -> None:
    text = talk().say(message, "retirement_check")
    assert "哪年哪月" in text and "说说您" not in text


@pytest.mark.parametrize(
    "message", ["我妈让我问问她哪年退休", "老婆说她想退休了，看看她哪年能退", "我爸让我帮他算退休"]
)
def test_it_is_the_relative_who_retires_where_the_speaker_only_asks_for_him(talk: Begin, message: str) -> None:
    assert "说说您" in talk().say(message, "retirement_check")


@pytest.mark.parametrize(
    "message",
    [
        "档案写69年5月，身份证写70年3月，退休按哪个",
        "我档案是1970年的，身份证是1971年，退休以哪个为准",
        "我70年5月的女工人，单位不给办退休怎么办",
        "我妈70年的，单位拖着不给她办退休，咋办",
        "70年的档案丢了，退休怎么办",
        "我75年5月的，退休手续怎么办",
        "66年的，退休返聘摔了算工伤吗",
        "我65年3月，退休以后还能上班吗",
    ],
)
def test_what_to_do_about_a_retirement_is_no_question_of_when(talk: Begin, message: str) -> None:
    chat = talk()
    chat.say(message, "retirement_check")
    assert chat.memory.service is None or chat.memory.service.name != "retirement"


@pytest.mark.parametrize(
    "message",
    [
        "我70年5月的女工人，哪年能退休",
        "65年9月，男，帮我算算退休",
        "档案是1970年5月的，男，几岁能退",
        "75年5月男的什么时候退休",
    ],
)
def test_who_asks_when_is_told_when(talk: Begin, message: str) -> None:
    assert "法定退休年龄是" in talk().say(message, "retirement_check")


def test_what_to_do_is_answered_while_the_birth_is_asked_for(talk: Begin) -> None:
    chat = talk()
    chat.say("我哪年退休", "retirement_check")
    chat.say("档案写69年5月，身份证写70年3月，按哪个", "ask")
    assert chat.asked == "birth"


def test_how_long_it_is_yet(talk: Begin) -> None:
    chat = talk()
    chat.say("我爸65年10月的，什么时候能退", "retirement_check")
    assert "2026年1月就到" in chat.say("那他还差多久", "ask")
    chat = talk()
    chat.say("我男，1970年8月，几时退休", "retirement_check")
    assert "5年2个月" in chat.say("那我还有几年", "ask")


def test_the_pension_of_residents_begins_at_sixty_for_all(talk: Begin) -> None:
    chat = talk()
    text = chat.say("我妈1970年3月的，一直是农民，什么时候能退", "retirement_check")
    assert "2030年3月满60岁" in text and chat.asked is None
    chat = talk()
    chat.say("我爱人1968年6月的，女，什么时候能退", "retirement_check")
    assert chat.asked == "post"
    assert "2028年6月满60岁" in chat.say("没单位，交的农村那种") and chat.asked is None


def test_how_much_a_pension_will_be_is_no_question_of_when(talk_shipped: Begin) -> None:
    chat = talk_shipped("安康市")
    chat.say("我男，66年12月，交了18年，账户里有5万2，退休能领多少", "retirement_check")
    assert chat.memory.service and chat.memory.service.name == "pension"


def test_when_a_relative_draws_a_pension_is_asked_after_the_birth(talk: Begin) -> None:
    chat = talk("舟山市")
    chat.say("我爸63年2月生，船厂退的，我妈66年9月生没单位", "ask")
    chat.say("我妈什么时候能拿养老金", "ask")
    assert chat.memory.service and chat.memory.service.name == "retirement"
    assert chat.memory.service.answers["who"] == ["mother"]
