"""Replies to each kind of question, as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.reading import read_words
from knowledge.topics.selfchecks.answers import NumberOutOfBounds, read_answer
from knowledge.topics.selfchecks.schema import Answer, NumberQuestion, Option, OptionsQuestion, Question, YesNoQuestion

REGISTERED = YesNoQuestion(
    id="registered",
    text="您办失业登记了吗？",
    kind="yes_no",
    options=(Option(name="是", similar=("弄好",)), Option(name="否", similar=("没空去",))),
)
PAID = NumberQuestion(id="paid", text="您累计交了多久失业保险？", kind="number", unit="个月", bounds=(0, 720))
WHY = OptionsQuestion(
    id="why",
    text="这次是怎么离开单位的？",
    kind="options",
    options=(
        Option(name="单位辞退", similar=("被裁", "炒鱿鱼")),
        Option(name="合同到期", similar=("到期不续",)),
        Option(name="自己辞职", similar=("自己走的", "辞职")),
        Option(name="其他", similar=("都不是",)),
    ),
)


def check(question: Question, replies: str, wanted: Answer | None) -> None:
    read = {reply: read_answer(question, read_words(reply)) for reply in replies.split()}
    assert read == dict.fromkeys(read, wanted)


def test_yes() -> None:
    check(
        REGISTERED,
        "是 是的 对 嗯 嗯嗯 有 有的 没错 办了 办过 已经办好了 我早就登记了 登记过的 有登记 好像办过 係 弄好了",
        "是",
    )


def test_the_verb_of_the_question_alone_is_a_yes() -> None:
    seeking = REGISTERED.model_copy(update={"text": "您现在想找工作吗？"})
    check(seeking, "想 想的 想啊 我想", "是")
    check(seeking, "不想 没想", "否")
    check(seeking, "想问个事 愿意", None)
    check(REGISTERED, "想", None)


def test_no() -> None:
    check(
        REGISTERED,
        "没有 没 还没 还没办 没去办 不是 否 没办过 冇 唔系 没有登记 我没有办失业登记 嗯没有 未登记 没弄好 没空去",
        "否",
    )


def test_the_person_does_not_know() -> None:
    for question in (REGISTERED, PAID, WHY):
        check(question, "不清楚 我不知道啊 记不得了 说不准 不知道交了多少 忘了", "不清楚")


def test_what_answers_nothing_is_left_to_others() -> None:
    digressions = (
        "失业金一个月多少 怎么办 要带什么材料 退出 算了 我要人工 谢谢 今晚吃什么 对不起 对了我想问个事 要钱吗 … 😀"
    )
    for question in (REGISTERED, PAID, WHY):
        check(question, digressions, None)
    check(REGISTERED, "失业登记 1975年3月 不清楚怎么查?", None)


@pytest.mark.parametrize(
    ("reply", "months"),
    [
        ("18", 18),
        ("１８个月", 18),
        ("十八个月", 18),
        ("一年半", 18),
        ("1.5年", 18),
        ("两年零三个月", 27),
        ("大概20个月吧", 20),
        ("交了有五年", 60),
        ("半年", 6),
        ("俩月", 2),
        ("一个半月", 1.5),
        ("我交了2年，后来又交了3年", 60),
        ("十年以上", 120),
        ("2年多", 24),
        ("不到一年", 11),
        ("没满一年", 11),
        ("快两年了", 23),
        ("一年以内", 11),
        ("没交过", 0),
        ("从来没交过", 0),
        ("一个月都没交", 0),
        ("没有", 0),
        ("十几年", "不清楚"),
        ("两三年", "不清楚"),
        ("10来年", "不清楚"),
        ("3-4年", "不清楚"),
        ("2019年开始交的", None),
        ("三个月前", None),
        ("能领几个月", None),
        ("5个人", None),
        ("交满了", None),
    ],
)
def test_numbers_in_the_unit_asked_for(reply: str, months: Answer | None) -> None:
    assert read_answer(PAID, read_words(reply)) == months


def test_none_at_all_is_a_number_only_where_it_can_be() -> None:
    some = PAID.model_copy(update={"bounds": (1, 720)})
    assert read_answer(some, read_words("没交过")) is None


@pytest.mark.parametrize("reply", ["721", "100年", "9" * 30])
def test_a_number_that_cannot_be_is_refused_in_chinese(reply: str) -> None:
    with pytest.raises(NumberOutOfBounds, match="请说0到720之间的数"):
        read_answer(PAID, read_words(reply))


def test_options_by_number_name_and_other_words() -> None:
    check(WHY, "1 １ 第一个 选1 单位辞退 被老板辞退了 我被裁了 炒鱿鱼 单位辞", "单位辞退")
    check(WHY, "3 第三种 自己辞职 我自己走的 辞职 不是辞退，是我自己走的", "自己辞职")
    check(WHY, "都不是 其他 四", "其他")
    many = WHY.model_copy(
        update={"options": tuple(Option(name=f"情形{letter}") for letter in "甲乙丙丁戊己庚辛壬癸子")}
    )
    check(many, "11 第十一个 情形子", "情形子")
    check(WHY, "9 12 没有 是 辞退有补偿吗 不是辞退", None)


@pytest.mark.parametrize(
    ("asked", "reply", "answer"),
    [
        ("您连续工作满6个月了吗？", "满了", "是"),
        ("您连续工作满6个月了吗？", "一年多了", "是"),
        ("您连续工作满6个月了吗？", "才干了五个月", "否"),
        ("您连续工作满6个月了吗？", "不到半年", "否"),
        ("您连续工作满6个月了吗？", "六个月", "是"),
        ("您今年请病假有20天以上吗？", "请了12天", "否"),
        ("您今年请病假有20天以上吗？", "25天", "是"),
        ("您今年请病假有20天以上吗？", "三月请过", None),
        ("您办失业登记了吗？", "两年", None),
    ],
)
def test_a_length_of_time_answers_whether_it_is_long_enough(asked: str, reply: str, answer: str | None) -> None:
    question = YesNoQuestion(id="long", text=asked, kind="yes_no")
    assert read_answer(question, read_words(reply)) == answer


@given(text=st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    for question in (REGISTERED, WHY):
        assert read_answer(question, read_words(text)) in (
            None,
            "不清楚",
            *(option.name for option in question.choices),
        )
