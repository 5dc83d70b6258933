"""What a message tells of the inputs. Today is 2026-11-22."""

from __future__ import annotations

import pytest

from knowledge.entitlements.kinds import kind_of
from knowledge.entitlements.telling import moved, not_wanted, told
from tests.knowledge.reading import read


@pytest.mark.parametrize(
    ("kind", "message", "found"),
    [
        ("bond", "派我去进修花了四万，约定干四年，干了一年半", {"fee": "40000", "term": "48", "served": "18"}),
        ("bond", "扣了押金一千，服务期两年", {"term": "24"}),
        ("deductions", "一个月开五千五", {"pay": "5500"}),
        ("dismissal", "我在这里干了四年半，每月七千二，被开除了", {"length": "54", "pay": "7200"}),
        ("dismissal", "2020年5月进厂，上个月8号被辞退", {"started": "2020-05", "left": "2026-10-08"}),
        ("dismissal", "欠我两个月工资，干了一年，月薪4500", {"length": "12", "pay": "4500"}),
        ("dismissal", "一天220，干了9个月，倒闭了", {"length": "9", "pay": "220/天", "reason": "layoff"}),
        ("dismissal", "年薪9万6干了两年", {"length": "24", "pay": "8000"}),
        ("dismissal", "签了三年合同，干了10个月", {"length": "10"}),
        ("dismissal", "拿了三万离职补偿", {}),
        ("dismissal", "能补几个月工资", {}),
        ("dismissal", "单位裁掉我了", {"reason": "layoff"}),
        ("dismissal", "他们说我旷工", {"reason": "fault"}),
        ("dismissal", "我没旷工，他们突然赶我走", {"reason": "illegal"}),
        ("dismissal", "那N+1呢", {"reason": "notice"}),
        ("dismissal", "N还是2N", {}),
        ("dismissal", "老板只给三个月", {"offered": "3"}),
        ("dismissal", "到手八千二，税前九千", {"pay": "9000"}),
        ("unemployment", "那18个月都领完是多少", {"due": "18"}),
        ("overtime", "国庆1号上班，八个钟一天", {"dates": "2026-10-01", "a_day": "8"}),
        ("unemployment", "领了3个月", {}),
        ("unemployment", "失业金领12个月总共多少", {"due": "12"}),
        ("overtime", "国庆1号到3号上班，4号休息", {"dates": "2026-10-01 2026-10-02 2026-10-03"}),
        ("overtime", "五一那三天没放假，每天12小时", {"dates": "2026-05-01 2026-05-02 2026-05-03", "a_day": "12"}),
        ("leave", "在这厂才两年，之前在外地干了九年", {"years": "24", "before": "108"}),
        ("leave", "总共干了11年，之前在别家9年", {"years": "132"}),
        ("dismissal", "经济补偿 3年 月薪5200", {"length": "36", "pay": "5200"}),
        ("overtime", "周末加了11天", {"restday": "88"}),
        ("medical", "请假两个月了，这家厂干了4年，工龄一共13年", {"employer_years": "48", "years": "156"}),
        ("overtime", "一个月平时加班30小时，工资4800", {"workday": "30/月", "pay": "4800"}),
        ("overtime", "周末加班16个小时，国庆加了两天", {"restday": "16", "holiday": "16"}),
        ("overtime", "每天加班3小时，一个月26天，加了8个月", {"hours": "78/月", "months": "8"}),
        ("overtime", "下班后每天加班两小时", {"workday": "41.34/月"}),
        ("overtime", "每周六加一天班", {"restday": "34.67/月"}),
        ("double_wage", "去年7月3号来的，今年2月补签的", {"started": "2025-07-03", "signed": "2026-02"}),
        ("leave", "工作了11年，今年休了2天，月薪六千", {"years": "132", "taken": "2", "pay": "6000"}),
        ("leave", "总共工作22年，一天都没休", {"years": "264", "taken": "0"}),
        ("medical", "总共工作13年，在这家公司7年", {"years": "156", "employer_years": "84"}),
        ("unemployment", "失业保险交了5年零4个月", {"paid": "64"}),
        ("unemployment", "我在厂里干了十年", {}),
        ("unemployment", "失业金一个月能拿多少", {}),
        ("dismissal", "一个月四千八，厂里把我辞了", {"pay": "4800"}),
        ("double_wage", "1个月7200", {"pay": "7200"}),
        ("dismissal", "干了一个月，工资7200", {"length": "1", "pay": "7200"}),
        ("injury", "定了八级，月工资5600，是尘肺", {"grade": "8", "pay": "5600", "disease": "yes"}),
        ("maternity", "二胎剖腹产，双胞胎", {"child": "2", "difficult": "yes", "born": "2"}),
        ("surcharge", "老板一共欠我一万八", {"owed": "18000"}),
    ],
)  # fmt: skip
def test_what_a_message_tells(kind: str, message: str, found: dict[str, str]) -> None:
    what = told(kind_of(kind), read(message))
    assert {name: value for name, value in what.items() if name != "when"} == found


@pytest.mark.parametrize(
    ("kind", "asked", "reply", "value"),
    [
        ("dismissal", "started", "两年零一个月", None),
        ("dismissal", "pay", "六千八", "6800"),
        ("dismissal", "pay", "7200左右", "7200"),
        ("dismissal", "pay", "3", None),
        ("overtime", "hours", "20", "20/月"),
        ("overtime", "hours", "大概三十个小时", "30/月"),
        ("overtime", "when", "2", "restday"),
        ("overtime", "when", "法定节假日", "holiday"),
        ("leave", "years", "12", "144"),
        ("leave", "taken", "0", "0"),
        ("leave", "taken", "3天", "3"),
        ("medical", "years", "12年", "144"),
        ("injury", "grade", "九级", "9"),
        ("injury", "grade", "7", "7"),
        ("maternity", "child", "第二个", "2"),
        ("maternity", "child", "3", "3"),
        ("unemployment", "paid", "三年六个月", "42"),
    ],
)
def test_an_answer_to_what_was_asked(kind: str, asked: str, reply: str, value: str | None) -> None:
    assert told(kind_of(kind), read(reply), asked).get(asked) == value


def test_kinds_of_overtime_in_one_answer_are_of_each_month() -> None:
    for reply in ("平时30小时，周末10小时", "平时30，周末10"):
        found = told(kind_of("overtime"), read(reply), "hours")
        assert (found["workday"], found["restday"]) == ("30/月", "10/月")


def test_a_length_may_answer_the_day_of_the_beginning() -> None:
    assert told(kind_of("dismissal"), read("两年零一个月"), "started") == {"length": "25"}


def test_who_asks_for_days_needs_no_pay() -> None:
    assert not_wanted(kind_of("leave"), "我的年假有几天") == {"pay": "", "taken": ""}
    assert not_wanted(kind_of("leave"), "没休能拿多少钱") == {}


def test_the_one_amount_known_is_moved_to_another_input() -> None:
    kind, known = kind_of("overtime"), {"restday": "80", "pay": "4350"}
    assert moved(kind, known, {"when": "workday"}) == {"restday": "", "workday": "80"}
    assert moved(kind, known, {"when": "restday"}) == {}
    assert moved(kind, {"hours": "80"}, {"when": "workday"}) == {"when": "workday"}
    assert moved(kind, {**known, "holiday": "8"}, {"when": "workday"}) == {"when": "workday"}
