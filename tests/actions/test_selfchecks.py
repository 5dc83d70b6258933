"""Self-checks as conversations; what the answers come to is tested in ``tests/knowledge/topics/selfchecks``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from actions.contract.status import Status
from knowledge.library.content import Content
from knowledge.topics.selfchecks.loading import load
from knowledge.topics.selfchecks.schema import Answer, NumberQuestion
from knowledge.topics.selfchecks.selfcheck import SelfCheck, nearest
from tests.actions.conftest import NOW, Begin, Talk
from tests.knowledge.topics.selfchecks.test_shipped import paths

CHECKS = {check.id: check for check in load()}
# The served cities, and one of a province without checks of its own.
CITIES = ("舟山市", "兰溪市", "江门市", "安康市", "上饶市", "北京市")


@pytest.fixture
def talk(talk_shipped: Begin) -> Begin:
    return talk_shipped


@pytest.fixture(scope="session")
def home(shipped: Content) -> Callable[[SelfCheck], str]:
    """A city where this check, and no other of its topic, is the one to use."""

    def home(check: SelfCheck) -> str:
        return next(
            name
            for name in CITIES
            if nearest(CHECKS.values(), shipped.regions.get(name), NOW.date()).get(check.topic) == check
        )

    return home


def answers_leading_to(check: SelfCheck, decision: str) -> Mapping[str, Answer]:
    return next(answers for answers in paths(check, {}) if check.outcome(answers).decision == decision)


def spoken(check: SelfCheck, question_id: str, answer: Answer) -> str:
    question = next(question for question in check.questions if question.id == question_id)
    if isinstance(question, NumberQuestion) and not isinstance(answer, str):
        return f"{answer:g}{question.unit}"
    return str(answer)


def run(chat: Talk, check: SelfCheck, answers: Mapping[str, Answer]) -> str:
    text = chat.say(f"自查：{check.title}", "ask")
    while chat.asked:
        text = chat.say(spoken(check, chat.asked, answers[chat.asked]))
    return text


@pytest.mark.parametrize("decision", ["met", "missing", "unsure"])
@pytest.mark.parametrize("name", CHECKS)
def test_each_check_to_each_end(
    talk: Begin, home: Callable[[SelfCheck], str], shipped: Content, name: str, decision: str
) -> None:
    check = CHECKS[name]
    chat = talk(home(check))
    answers = answers_leading_to(check, decision)
    text = run(chat, check, answers)
    assert chat.card["id"] == name and chat.card["decision"] == decision
    assert check.where in text and all(paper in text for paper in check.papers)
    assert check.source.title in text and f"【{check.region.name}】" in text
    questions = {passage.id: passage.question for passage in shipped.passages}
    following = check.outcome(answers).next
    assert chat.buttons == [questions[entry] for entry in following]


@pytest.mark.parametrize("name", CHECKS)
def test_by_one_of_its_wordings(talk: Begin, home: Callable[[SelfCheck], str], name: str) -> None:
    """Whatever intent the engine finds: a wish begins it, a question has it offered."""
    check = CHECKS[name]
    for wording in check.similar:
        chat = talk(home(check))
        chat.say(wording, "ask")
        if not chat.memory.service or chat.memory.service.name != "selfcheck":
            assert chat.statuses[-1] is Status.OFFERED and chat.buttons[-1] == f"自查：{check.title}", wording
            chat.say("要", "affirm")
        assert chat.memory.service and chat.memory.service.answers["topic"] == check.topic, wording


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("自查失业金", "unemployment-benefit"),
        ("自查能不能贷款", "startup-loan"),
        ("看看我算不算就业困难人员，帮我查", "hard-to-employ"),
        ("帮我自查一下低保", "minimum-living"),
        ("年休假我有没有，逐条问我", "annual-leave"),
        ("摔伤了算不算工伤，帮我对一对", "work-injury"),
    ],
)
def test_the_matter_named_in_the_request(talk: Begin, message: str, topic: str) -> None:
    chat = talk("上饶市")
    chat.say(message, "self_check")
    assert chat.memory.service and chat.memory.service.answers["topic"] == topic


@pytest.mark.parametrize(
    "message", ["自查我够不够条件", "帮我对照一下能不能领补贴", "我想自查", "逐条问我，看我能不能领"]
)
def test_without_a_matter_the_checks_are_offered(talk: Begin, message: str) -> None:
    chat = talk("上饶市")
    assert "哪一项" in chat.say(message, "self_check")
    assert len(chat.buttons) == 7


def test_all_checks_can_be_reached_from_the_list(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("我想自查", "self_check")
    seen: list[str] = []
    while not set(chat.buttons) <= {*seen, "看其他几项"}:
        seen += [button for button in chat.buttons if button != "看其他几项"]
        chat.say("看其他几项")
    assert seen[0].startswith(("江门", "广东")) and len(seen) == len(set(seen))
    assert {"工伤认定", "广东失业保险金", "江门“乐业五邑”创业担保贷款"} <= set(seen)
    assert not [title for title in seen if title.startswith(("兰溪", "浙江", "安康")) or title == "失业保险金"]
    for title in seen:
        chat = talk("江门市")
        chat.say("我想自查", "self_check")
        chat.say(title)
        assert chat.asked not in (None, "topic", "region"), title


@pytest.mark.parametrize(
    ("said", "topic"), [("低保", "minimum-living"), ("年假", "annual-leave"), ("公益岗", "public-post")]
)
def test_a_check_of_the_list_by_a_name_of_ones_own(talk: Begin, said: str, topic: str) -> None:
    chat = talk("上饶市")
    chat.say("我想自查", "self_check")
    chat.say(said)
    assert chat.memory.service and chat.memory.service.answers["topic"] == topic


def test_a_check_of_the_list_by_its_number(talk: Begin) -> None:
    chat = talk("上饶市")
    chat.say("我想自查", "self_check")
    second = next(check for check in CHECKS.values() if check.title == chat.buttons[1])
    assert chat.say("第二个", "choose", ordinal=2) == second.questions[0].text


def test_the_province_decides(talk: Begin) -> None:
    for city, check in (("江门市", "guangdong-unemployment-benefit"), ("北京市", "unemployment-benefit")):
        assert talk(city).say("自查：失业保险金", "ask") == CHECKS[check].questions[0].text


def test_the_place_is_asked_only_where_it_matters(talk: Begin) -> None:
    chat = talk()
    assert "您在哪里" in chat.say("自查：失业保险金", "ask")
    assert set(chat.buttons) == {*CITIES, "其他地方"} - {"北京市"}
    assert chat.say("江门") == CHECKS["guangdong-unemployment-benefit"].questions[0].text
    chat = talk()
    chat.say("自查：失业保险金", "ask")
    assert chat.say("其他地方") == CHECKS["unemployment-benefit"].questions[0].text
    assert talk().say("自查：带薪年休假", "ask") == CHECKS["annual-leave"].questions[0].text
    assert talk().say("帮我查广东的失业金够不够条件", "self_check") == (
        CHECKS["guangdong-unemployment-benefit"].questions[0].text
    )


def test_what_only_one_city_has_is_not_checked_elsewhere(talk: Begin) -> None:
    title = CHECKS["lanxi-free-lodging"].title
    chat = talk("上饶市")
    text = chat.say("自查能不能免费住宿", "self_check")
    assert "哪一项" in text and title not in chat.buttons
    chat = talk()
    chat.say("自查能不能免费住宿", "self_check")
    assert chat.buttons == ["兰溪市", "其他地方"]
    assert title in chat.say("不清楚") and "哪一项" in chat.says[-1].text
    chat.say("自查能不能免费住宿", "self_check")
    assert title in (chat.say("兰溪") and chat.buttons)


@pytest.mark.parametrize("message", ["我能领失业金吗", "带薪年休假有几天", "怎么申请低保", "工伤认定的条件"])
def test_a_question_begins_no_check(talk: Begin, message: str) -> None:
    chat = talk("兰溪市")
    chat.say(message, "ask")
    assert chat.asked is None


def test_what_is_offered_waits_for_a_yes_only(talk: Begin) -> None:
    chat = talk("江门市")
    chat.say("在广东我能领失业金吗", "ask")
    chat.say("零工市场在哪里", "ask")
    assert chat.say("好", "affirm") and chat.statuses == [Status.SMALL_TALK]


@pytest.mark.parametrize(
    ("messages", "correction", "expected"),
    [
        (["没有", "24个月"], "不对，是10个月", {"paid": 10}),
        (["没有", "24个月", "裁员"], "刚才说错了，交了10个月", {"paid": 10, "reason": "单位辞退、裁员、开除"}),
        (["没有", "24个月", "裁员"], "说错了，是自己辞职", {"paid": 24, "reason": "自己辞职"}),
        (["没有", "24个月", "裁员", "办了"], "我说错了，没有办登记", {"registered": "否"}),
        (["没有", "24个月", "裁员", "办了"], "不对，应该是没办", {"registered": "否"}),
        (["没有", "24个月", "裁员", "办了", "没有"], "不对，是有的", {"seeking": "是", "paid": 24}),
        (["没有", "24个月", "自己辞职"], "不是自己辞职，是合同到期", {"reason": "合同到期没续"}),
    ],
)
def test_corrections(talk: Begin, messages: list[str], correction: str, expected: dict[str, Answer]) -> None:
    chat = talk("上饶市")
    chat.say("自查：失业保险金", "ask")
    for message in messages:
        chat.say(message)
    open_before = chat.asked
    chat.say(correction)
    assert chat.memory.service
    given = chat.memory.service.answers["given"]
    assert expected.items() <= given.items() and chat.asked == open_before
    assert "改过来了" in chat.says[0].text


@pytest.mark.parametrize(
    ("message", "topic", "told"),
    [
        ("公司破产了，失业金领得到吗，帮我自查", "unemployment-benefit", {"reason": "单位倒闭解散"}),
        ("我被裁员了，累计交了六年失业保险，帮我查失业金", "unemployment-benefit",
         {"reason": "单位辞退、裁员、开除", "paid": 72}),
        ("地被征了，想自查算不算就业困难", "hard-to-employ", {"cause": "失去土地"}),
        ("帮我自查失业金，会不会因为辞职领不到", "unemployment-benefit", {}),
    ],
)  # fmt: skip
def test_what_is_told_with_the_wish_is_not_asked(
    talk: Begin, message: str, topic: str, told: dict[str, Answer]
) -> None:
    chat = talk("上饶市")
    text = chat.say(message, "self_check")
    assert chat.memory.service and chat.memory.service.answers["topic"] == topic
    assert chat.memory.service.answers["given"] == told and ("先记下" in text) == bool(told)


def test_what_is_told_before_the_place_is_known_counts(talk: Begin) -> None:
    chat = talk()
    assert "您在哪里" in chat.say("厂子倒闭了，能不能拿失业金，帮我自查", "self_check")
    assert "单位倒闭解散" in chat.say("江门")
    for answer in ("没领过", "五年"):
        chat.say(answer)
    assert chat.asked == "registered"


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("没领过失业金", {"leftover": "否"}),
        ("我是被开除的，失业登记办好了", {"reason": "单位辞退、裁员、开除", "registered": "是"}),
        ("合同到期，累计交了四年", {"reason": "合同到期没续", "paid": 48}),
    ],
)
def test_what_is_told_early_is_kept(talk: Begin, message: str, told: dict[str, Answer]) -> None:
    chat = talk("上饶市")
    chat.say("自查：失业保险金", "ask")
    chat.say(message)
    assert chat.memory.service and told.items() <= chat.memory.service.answers["given"].items()


@pytest.mark.parametrize(
    ("correction", "changed"),
    [
        ("其实是公司三个月没给工资我才走的", {"reason": "欠薪、不交社保逼得我走"}),
        ("刚才说错了，失业登记没办", {"registered": "否"}),
        ("不对，失业保险累计交了九年", {"paid": 108}),
        ("其实是合同到期了", {"reason": "合同到期没续"}),
    ],
)
def test_a_correction_finds_its_question_by_meaning(talk: Begin, correction: str, changed: dict[str, Answer]) -> None:
    chat = talk("上饶市")
    chat.say("自查：失业保险金", "ask")
    for message in ("没领过", "两年半", "自己不干了", "登记了", "想找", "没有"):
        chat.say(message)
    assert chat.asked is None and chat.memory.service
    before = chat.memory.service.answers["given"]
    chat.say(correction)
    assert chat.memory.service.answers["given"] == before | changed


@pytest.mark.parametrize(
    ("reply", "answer"), [("想啊，啥都肯干", "是"), ("什么活都能干", "是"), ("不想干了，干不动", "否")]
)
def test_to_be_willing_is_an_answer(talk: Begin, reply: str, answer: str) -> None:
    chat = talk()
    chat.say("自查一下，我这种没活的人算就业困难人员吗", "self_check")
    chat.say("没活干")
    chat.say(reply, "find_job")
    assert chat.memory.service and chat.memory.service.name == "selfcheck"
    assert chat.memory.service.answers["given"]["wants-work"] == answer


def test_taking_back_the_last_answer(talk: Begin) -> None:
    chat = talk("上饶市")
    chat.say("自查：失业保险金", "ask")
    chat.say("没有")
    chat.say("24个月")
    assert chat.say("点错了") == CHECKS["jiangxi-unemployment-benefit"].questions[1].text
    chat.say("8个月")
    assert chat.asked == "reason"


def test_a_correction_after_the_end_gives_another_outcome(talk: Begin) -> None:
    chat = talk("上饶市")
    check = CHECKS["jiangxi-unemployment-benefit"]
    run(chat, check, next(found for found in paths(check, {}) if check.outcome(found).amount))
    chat.say("刚才说错了，只交了10个月")
    assert chat.card["decision"] == "missing"
    assert "条例》" in chat.say("在哪条法", "ask")
    assert "身份证" in chat.say("要带什么材料", "ask") and chat.statuses == [Status.COMPUTED]
    assert "满1年" in chat.say("为什么", "ask") and chat.statuses == [Status.COMPUTED]
    chat.say("那如果交了五年呢")
    assert chat.card["decision"] == "met"
    assert "零工市场" in chat.say("零工市场在哪里", "ask") and chat.memory.service


def test_digression_and_return(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("自查：失业保险金", "ask")
    chat.say("没有")
    text = chat.say("零工市场在哪里", "ask")
    assert "振兴路" in text and CHECKS["zhejiang-unemployment-benefit"].questions[1].text in text
    chat.say("三年")
    assert chat.memory.service and chat.memory.service.answers["given"] == {"leftover": "否", "paid": 36}


def test_leaving(talk: Begin) -> None:
    chat = talk("兰溪市")
    chat.say("自查：工伤认定", "ask")
    assert "不弄" in chat.say("算了", "stop") and chat.memory.service is None


@pytest.mark.parametrize("message", ["哈哈哈", "abc", "😀😀", "", "2026年2月30日", "李某"])
@pytest.mark.parametrize("before", [(), ("没有",), ("没有", "24个月"), ("没有", "24个月", "裁员")])
def test_nonsense_and_wrong_types(talk: Begin, before: tuple[str, ...], message: str) -> None:
    chat = talk("上饶市")
    chat.say("自查：失业保险金", "ask")
    for answer in before:
        chat.say(answer)
    asked = chat.asked
    chat.say(message)
    assert chat.asked == asked


@pytest.mark.parametrize("message", ["800个月", "9" * 30, "100年"])
def test_numbers_that_cannot_be(talk: Begin, message: str) -> None:
    chat = talk("上饶市")
    chat.say("自查：失业保险金", "ask")
    chat.say("没有")
    assert "不像是对的" in chat.say(message) and chat.asked == "paid"


def test_a_number_is_an_answer_where_numbers_are_asked_for(talk: Begin) -> None:
    chat = talk("上饶市")
    chat.say("自查：失业保险金", "ask")
    chat.say("没有")
    chat.say("1", "choose", ordinal=1)
    assert chat.memory.service and chat.memory.service.answers["given"] == {"leftover": "否", "paid": 1}
    chat.say("2", "choose", ordinal=2)
    assert chat.memory.service.answers["given"]["reason"] == "合同到期没续"
