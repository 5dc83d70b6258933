"""Claims from the first question to the summary."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.library.content import Content
from knowledge.places.regions import Region, all_regions
from knowledge.topics.claims.case import CLAIM_KINDS, ClaimError, ClaimKind, Summary, by_statute
from knowledge.topics.claims.schema import Answer, Conditional
from knowledge.topics.claims.wording import CLAIMS_FOLDER
from tests.knowledge.reading import read

TODAY = dt.date(2026, 11, 22)
TALKS = {
    "wages": "已经不干了|上个月15号|今年7月|8000|3个月|2000|是的|老板说工程款没下来|找过|昨天|合同、聊天记录",
    "injury": "下班路上被车撞|10月20号|对方全责|晚上八点从厂里回宿舍|没交|还没|1、2，6",
    "dispute": "被辞退|2021年3月|10月31日|没给理由|6500|没有|还没找过谁|1 2 4",
}


def talk(kind: str, replies: str, region: Region | None = None) -> dict[str, Answer]:
    """The answers after these replies; every reply is understood and every question asked."""
    claim, answers, said = ClaimKind.load(kind), dict[str, Answer](), iter(replies.split("|"))
    while question := claim.next_question(answers, region):
        answer = claim.read_answer(question, read(next(said)), answers)
        assert answer is not None, question.text
        answers[question.id] = answer
    assert next(said, None) is None
    return answers


def summary(kind: str, replies: str, region: str | None = None) -> Summary:
    place = all_regions().get(region) if region else None
    return ClaimKind.load(kind).summary(talk(kind, replies, place), place, TODAY)


def test_wages_straight_through() -> None:
    found = summary("wages", TALKS["wages"], "兰溪市")
    assert [f.amount for f in found.figures] == [22000]
    assert [d.last_day for d in found.deadlines] == [dt.date(2027, 10, 15), dt.date(2028, 7, 1)]
    assert {p.title for p in found.evidence if p.has} == {"劳动合同或入职登记表", "讨薪的聊天记录、录音"}
    assert any(p.title.startswith("工地告示牌") for p in found.evidence)
    assert found.steps[0].title == "看告示牌，找总包"
    assert any("安薪兰溪" in contact for contact in found.contacts)
    assert any("《浙江省劳动保障监察条例》" in source for source in found.sources)


def test_injury_straight_through() -> None:
    found = summary("injury", TALKS["injury"], "江门市")
    assert [(d.name, d.passed) for d in found.deadlines] == [
        ("单位申请工伤认定", True),
        ("本人、家属或工会申请工伤认定", False),
    ]
    assert any("不是本人主要责任" in rule for rule in found.rules)
    assert any("基金先行支付" in rule for rule in found.rules)
    assert any("工伤事故报备" in contact for contact in found.contacts)
    assert not any("浙江" in source for source in found.sources)


def test_only_rules_refer_to_figures_for_only_they_are_filled_in() -> None:
    lines = [line for path in CLAIMS_FOLDER.rglob("*.yml") for line in path.read_text("utf-8").splitlines()]
    referring = [line for line in lines if "{figure" in line]
    rules = [rule.text for kind in CLAIM_KINDS for rule in ClaimKind.load(kind).file.rules]
    assert len(referring) == sum("{figure" in rule for rule in rules) == 1


def test_a_rider_is_sent_to_the_platform_s_cover_and_to_no_employer() -> None:
    for region, since in (("舟山市", "2025年7月1日"), ("江门市", "2022年7月1日"), ("上饶市", "2026年起")):
        found = summary("injury", "送外卖摔了|10月20号|跳过|1", region)
        assert found.deadlines == ()
        assert any("职业伤害保障" in rule and since in rule for rule in found.rules)
        assert [step.title for step in found.steps] == ["先治伤，留证据", "报案"]
        assert not any("单位照发" in rule for rule in found.rules)
        assert "订单截图、接单和收入记录" in {proof.title for proof in found.evidence}


def test_who_is_over_age_is_covered_since_july_2026() -> None:
    found = summary("injury", "过了退休年龄，上班时受伤|10月20号|跳过|没交|还没|1")
    assert any("2026年7月1日起" in rule for rule in found.rules)
    assert [d.name for d in found.deadlines] == ["单位申请工伤认定", "本人、家属或工会申请工伤认定"]


def test_a_refusal_can_be_contested_within_sixty_days_or_six_months() -> None:
    """行政复议法第二十条; 行政诉讼法第四十六条."""
    found = summary("injury", "上班干活|2026年6月1日|跳过|没交|不予认定|2026年11月2日|1")
    assert [(d.name, d.last_day) for d in found.deadlines] == [
        ("不服认定，申请行政复议", dt.date(2027, 1, 1)),
        ("不服认定，直接向法院起诉", dt.date(2027, 5, 2)),
    ]
    skipped = summary("injury", "上班干活|2026年6月1日|跳过|没交|不予认定|跳过|1")
    assert skipped.deadlines == ()
    (step,) = (step for step in skipped.steps if step.title == "不服认定")
    assert "60日" in step.text and "6个月" in step.text


@pytest.mark.parametrize(
    ("region", "told"),
    [
        ("舟山市", "5级30个月，6级25，7级10，8级7，9级4，10级2"),
        ("上饶市", "就业补助金5级32个月，6级28，7级18，8级13，9级9，10级6"),
        ("江门市", "就业补助金5级50个月，6级40，7级25，8级15，9级8，10级4"),
        ("安康市", "打12333问清再签字"),
        (None, "打12333问清再签字"),
    ],
)
def test_the_two_sums_on_leaving_are_those_of_the_province(region: str | None, told: str) -> None:
    found = summary("injury", "干活|2026年5月5日|跳过|交了|拿到鉴定结论|11月20号|七级|跳过|都有", region)
    (rule,) = (rule for rule in found.rules if rule.startswith("5级到10级"))
    assert told in rule


def test_the_grant_for_a_death_at_work_goes_by_the_year_of_the_accident() -> None:
    """工伤保险条例第三十九条: twenty times the disposable income of townspeople of the year before."""
    rules = "".join(summary("injury", TALKS["injury"]).rules)
    for year, income in ((2024, 51821), (2025, 54188), (2026, 56502)):
        assert f"{year}年{income * 20}元" in rules


def test_dispute_straight_through() -> None:
    found = summary("dispute", TALKS["dispute"])
    assert [f.amount for f in found.figures] == [78000]
    assert found.region == "全国通用"
    assert len(found.contacts) == 1
    assert "12333" in found.contacts[0]


def test_legal_aid_is_told_in_zhejiang_too() -> None:
    rules = summary("dispute", TALKS["dispute"], "舟山市").rules
    assert any("法律援助机构申请" in rule for rule in rules) and any("法律援助工作站" in rule for rule in rules)


@pytest.mark.parametrize(
    ("kind", "replies"),
    [
        ("wages", "还在干|去年3月|跳过|跳过|跳过|不是|没有|没找|都没有"),
        ("injury", "职业病|2026年5月5日|跳过|不清楚|拿到鉴定结论|11月20号|七级|跳过|都有"),
        ("injury", "出差|8月1日|跳过|交了|受理了|跳过|2"),
        ("dispute", "没签合同|2024年1月1日|还在干|补签了|2024年6月1日|5000|没有|仲裁受理了|11月1日|1"),
        ("dispute", "加班|2024年1月1日|不干了|2026年9月30日|4350|10|8小时|0|没有|拿到裁决书|昨天|都没有"),
        ("dispute", "其他|上个月|单位扣了我的证件|投诉过|跳过|1"),
    ],
)
def test_other_ways_through(kind: str, replies: str) -> None:
    found = summary(kind, replies)
    assert found.facts
    assert found.steps
    assert found.sources


def test_answers_survive_json() -> None:
    claim, answers = ClaimKind.load("wages"), talk("wages", TALKS["wages"])
    again = json.loads(json.dumps(answers))
    assert claim.summary(again, None, TODAY) == claim.summary(answers, None, TODAY)
    assert claim.next_question(again, None) is None


def test_the_summary_of_nothing_has_gaps_but_tells_the_way() -> None:
    for kind in CLAIM_KINDS:
        found = ClaimKind.load(kind).summary({}, None, TODAY)
        assert (found.facts, found.figures, found.deadlines) == ((), (), ())
        assert found.contacts


def test_wages_by_region() -> None:
    answers: dict[str, Answer] = {"stage": "none"}
    zhoushan, ankang = all_regions().get("舟山市"), all_regions().get("安康市")
    claim = ClaimKind.load("wages")
    assert any("5个工作日" in step.text for step in claim.summary(answers, zhoushan, TODAY).steps)
    assert any("立案后60个工作日" in step.text for step in claim.summary(answers, ankang, TODAY).steps)
    district = claim.summary(answers, all_regions().get("上饶市广信区"), TODAY)
    assert len(district.contacts) == 3


@pytest.mark.parametrize("kind", CLAIM_KINDS)
def test_the_data_refers_only_to_what_it_has(kind: str) -> None:
    file = ClaimKind.load(kind).file
    questions = {q.id: q for q in file.questions}
    known: dict[str, set[Any]] = {q.id: {o.id for o in q.options} for q in file.questions} | {
        "evidence": {e.id for e in file.evidence}
    }
    known |= {q.id: {True, False} for q in file.questions if q.kind == "yes_no"}
    items: list[Conditional] = [
        *file.questions, *file.figures, *file.deadlines, *file.rules, *file.steps, *file.papers, *file.evidence
    ]  # fmt: skip
    for item in items:
        for case in item.when:
            for question, values in case.items():
                assert set(values) <= known[question], item
        for region in (*item.regions, *item.not_regions):
            all_regions().get(region)
    for rule in file.deadlines:
        assert all(questions[name].kind == "date" for name in (*rule.since, *filter(None, [rule.restart])))
        assert sum(map(bool, (rule.days, rule.months, rule.years))) == 1
    for q in file.questions:
        assert {q.not_before, q.not_after} <= {None, *questions}
        assert {*q.given, *q.lacking} <= questions.keys()
        assert bool(q.options) == (q.kind == "choice") or [o.id for o in q.options] == ["yes", "no"]
    assert len(questions) == len(file.questions)


def test_what_is_told_first_of_a_case_is_in_the_content(shipped: Content) -> None:
    known = {passage.id for passage in shipped.passages}
    for kind in CLAIM_KINDS:
        assert {entry.id for entry in ClaimKind.load(kind).file.entries} <= known
    injury = ClaimKind.load("injury")
    assert injury.entry({"what": "platform"}, None) == "guide-injury-rider"
    assert injury.entry({"what": "other"}, None) is None


def test_contacts_rest_on_the_content(shipped: Content) -> None:
    passages = {passage.id: passage for passage in shipped.passages}
    for contact in ClaimKind.load("wages").contacts.contacts:
        assert passages[contact.passage].region == all_regions().get(contact.region)
        assert set(contact.kinds) <= set(CLAIM_KINDS)


def test_by_statute() -> None:
    cited = ["劳动合同法 第三十条", "劳动法 第一条；劳动合同法 第八条、第三十条", ""]
    assert by_statute(cited) == ("《劳动合同法》第三十条、第八条", "《劳动法》第一条")


@pytest.mark.parametrize("text", ["title: [", "title: 甲\nquestion: []", "questions: []"])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "wages.yml").write_text(text, "utf-8")
    with pytest.raises(ClaimError, match=r"wages\.yml"):
        ClaimKind.load("wages", tmp_path)


def test_what_is_wrong_with_a_file_is_said_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(ClaimError, match=r"^wages\.yml：读不出来"):
        ClaimKind.load("wages", tmp_path)
    (tmp_path / "wages.yml").write_text("questions: [{id: a, kind: text, text: 甲, label: 7}]", "utf-8")
    with pytest.raises(ClaimError) as raised:
        ClaimKind.load("wages", tmp_path)
    assert str(raised.value).splitlines() == [
        "wages.yml：questions.0.label 应该是一段文字（数字、是/否请加引号）",
        "wages.yml：title 没有填",
    ]
