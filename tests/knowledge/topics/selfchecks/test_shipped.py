"""The self-checks that the project ships."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping

import pytest

from knowledge.language.reading import read_words
from knowledge.library.checks import HOTLINES
from knowledge.library.content import Content
from knowledge.topics.selfchecks.answers import read_answer
from knowledge.topics.selfchecks.checks import check_selfchecks
from knowledge.topics.selfchecks.loading import SELFCHECK_FOLDER, read_file
from knowledge.topics.selfchecks.schema import UNSURE, Answer, Band, NumberQuestion, Question, choices, quick_replies
from knowledge.topics.selfchecks.selfcheck import SelfCheck

NAMES = sorted(path.stem for path in SELFCHECK_FOLDER.glob("*.yml"))
LONGEST = 6
UNEMPLOYMENT = [name for name in NAMES if name.endswith("unemployment-benefit")]
INJURY = ["work-injury", "zhejiang-work-injury"]
JOBLESS: dict[str, Answer] = {
    "leftover": "否",
    "reason": "合同到期没续",
    "registered": "是",
    "seeking": "是",
    "pension": "否",
}


def test_the_shipped_checks_are_clean(shipped: Content) -> None:
    assert check_selfchecks() == []


def test_what_was_asked_for_is_there(shipped_checks: dict[str, SelfCheck]) -> None:
    wanted = (
        "unemployment-benefit startup-loan skill-training hard-to-employ public-post work-injury annual-leave legal-aid "
        "temporary-aid minimum-living lanxi-free-lodging jiangmen-retention-training flexible-insurance"
    )
    assert set(wanted.split()) <= {check.topic for check in shipped_checks.values()}


@pytest.mark.usefixtures("lengthy")
@pytest.mark.parametrize("name", NAMES)
def test_every_path_ends_within_six_questions_and_has_an_outcome(
    shipped_checks: dict[str, SelfCheck], name: str
) -> None:
    check = shipped_checks[name]
    seen: set[str] = set()
    decisions: set[str] = set()
    for answers in paths(check, {}):
        assert len(answers) <= LONGEST
        seen |= answers.keys()
        outcome = check.outcome(answers)
        decisions.add(outcome.decision)
        assert outcome.text
        if outcome.decision == "missing":
            assert all(question.condition and question.why for question in outcome.missing)
            assert outcome.missing
        if UNSURE not in answers.values() and outcome.decision == "unsure":
            assert any(question.unclear for question in outcome.unsure)
    assert decisions == {"met", "missing", "unsure"}
    assert seen == {question.id for question in check.questions}


@pytest.mark.parametrize("name", NAMES)
def test_every_quick_reply_is_understood(shipped_checks: dict[str, SelfCheck], name: str) -> None:
    for question in shipped_checks[name].questions:
        for reply in quick_replies(question):
            assert read_answer(question, read_words(reply)) == reply
        if isinstance(question, NumberQuestion):
            number = question.bounds[1]
            assert read_answer(question, read_words(f"{number:g}{question.unit}")) == number


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_a_fact(name: str) -> None:
    """Read digit by digit, apart from the check's own regular expression."""
    file = read_file(SELFCHECK_FOLDER / f"{name}.yml")
    declared = "\n".join(fact.figure for fact in file.facts)
    for text in file.texts():
        for number in re.split(r"[^0-9.]+", text):
            plain = number.strip(".")
            assert not plain or plain in HOTLINES or plain in re.findall(r"[\d.]+", declared), text


@pytest.mark.parametrize(
    ("months", "amount"),
    [(11, None), (12, "12个月"), (59, "12个月"), (60, "18个月"), (119, "18个月"), (120, "24个月"), (400, "24个月")],
)
def test_months_of_unemployment_benefit(shipped_checks: dict[str, SelfCheck], months: int, amount: str | None) -> None:
    """社会保险法第四十六条."""
    outcome = shipped_checks["unemployment-benefit"].outcome(JOBLESS | {"paid": months})
    assert outcome.decision == ("met" if amount else "missing")
    assert outcome.amount is None if amount is None else amount in (outcome.amount or "")


def months_in_zhejiang(paid: int) -> int:
    """浙江省失业保险条例: one for six months (a rest of three counts) in the first five years, then one for eight (four)."""
    first, later = divmod(min(paid, 60), 6), divmod(max(paid - 60, 0), 8)
    return min(first[0] + (first[1] >= 3) + later[0] + (later[1] >= 4), 24)


def months_in_jiangxi(paid: int) -> int:
    """江西省实施《失业保险条例》办法第十八条."""
    years = paid // 12
    return min(3 * years if years < 5 else 14 + years - 5, 24)


def months_in_shaanxi(paid: int) -> int:
    years = paid // 12
    return 3 * years if years < 5 else 18 if years < 10 else 24


@pytest.mark.parametrize(
    ("name", "rule", "told"),
    [
        ("zhejiang-unemployment-benefit", months_in_zhejiang, {14: 2, 36: 6, 60: 10}),
        ("jiangxi-unemployment-benefit", months_in_jiangxi, {12: 3, 60: 14, 96: 17}),
        ("shaanxi-unemployment-benefit", months_in_shaanxi, {12: 3, 48: 12, 84: 18}),
    ],
)
def test_months_of_unemployment_benefit_by_province(
    shipped_checks: dict[str, SelfCheck], name: str, rule: Callable[[int], int], told: dict[int, int]
) -> None:
    """Computed here from the words of the rule; ``told`` are its published examples."""
    assert {paid: rule(paid) for paid in told} == told
    for paid in range(12, 721):
        amount = shipped_checks[name].outcome(JOBLESS | {"paid": paid}).amount
        assert amount and f"能领{rule(paid)}个月失业金" in amount


def test_months_of_unemployment_benefit_in_guangdong(shipped_checks: dict[str, SelfCheck]) -> None:
    """广东省失业保险条例第十七条, computed here from its words: a month a year up to four, then one each half year."""
    check = shipped_checks["guangdong-unemployment-benefit"]
    for paid in range(12, 400):
        months = min(paid // 12 if paid <= 48 else 4 + (paid - 48) // 6, 24)
        assert check.outcome(JOBLESS | {"paid": paid}).amount == f"按您这次交的时间，能领{months}个月失业金。"


@pytest.mark.parametrize("name", UNEMPLOYMENT)
@pytest.mark.parametrize("reason", ["自己辞职", "本人提出"])
def test_somebody_who_quit_is_told_so_and_given_no_months(
    shipped_checks: dict[str, SelfCheck], name: str, reason: str
) -> None:
    check = shipped_checks[name]
    outcome = check.outcome(JOBLESS | {"paid": 90, "reason": option(check, "reason", reason)})
    assert [question.id for question in outcome.missing] == ["reason"]
    assert outcome.amount is None


@pytest.mark.parametrize("name", UNEMPLOYMENT)
@pytest.mark.parametrize("reason", ["开除", "单位提出", "欠薪", "到期", "倒闭"])
def test_who_was_made_to_go_may_draw(shipped_checks: dict[str, SelfCheck], name: str, reason: str) -> None:
    """实施《社会保险法》若干规定第十三条."""
    check = shipped_checks[name]
    outcome = check.outcome(JOBLESS | {"paid": 90, "reason": option(check, "reason", reason)})
    assert outcome.decision == "met"
    assert any("接着领到退休年龄" in note for note in outcome.notes)


@pytest.mark.parametrize("name", UNEMPLOYMENT)
def test_months_left_over_are_drawn_without_another_full_year(shipped_checks: dict[str, SelfCheck], name: str) -> None:
    """失业保险金申领发放办法第十五条第二项."""
    check = shipped_checks[name]
    first = check.next_question({})
    assert first and first.id == "leftover"
    outcome = check.outcome(JOBLESS | {"leftover": "是", "paid": 3})
    assert (outcome.decision, outcome.amount) == ("met", None)
    assert any("上次" in note for note in outcome.notes)


@pytest.mark.parametrize("name", UNEMPLOYMENT)
def test_no_leaving_certificate_is_asked_for(shipped_checks: dict[str, SelfCheck], name: str) -> None:
    """人社厅发〔2020〕24号."""
    check = shipped_checks[name]
    assert check.papers == ("身份证或社保卡（不用离职证明）",)
    assert all(channel in check.where for channel in ("掌上12333", "电子社保卡"))
    registered = next(question for question in check.questions if question.id == "registered")
    assert "不用等离职证明" in (registered.todo or "")


@pytest.mark.parametrize("name", INJURY)
@pytest.mark.parametrize(
    ("worker", "leads_to", "told"),
    [
        ("平台接单", "nation-rider-injured", "一键报案"),
        ("私人家里", "nation-injury-household", "过错担责"),
        ("自己给自己干", None, "不走工伤"),
    ],
)
def test_who_works_for_no_employer_is_shown_another_way(
    shipped_checks: dict[str, SelfCheck], name: str, worker: str, leads_to: str | None, told: str
) -> None:
    check = shipped_checks[name]
    answers: dict[str, Answer] = {"worked-for": option(check, "worked-for", worker)}
    assert check.next_question(answers) is None
    outcome = check.outcome(answers)
    assert outcome.decision == "missing"
    assert any(told in note for note in outcome.notes)
    assert not any("30日" in note for note in outcome.notes)
    assert leads_to is None or outcome.next[0] == leads_to


@pytest.mark.parametrize("name", INJURY)
@pytest.mark.parametrize(
    ("worker", "leads_to"), [("包工头", "nation-injury-subcontract"), ("退休年龄", "nation-over-age-injury")]
)
def test_hired_by_a_contractor_or_over_age_counts_as_working_for_an_employer(
    shipped_checks: dict[str, SelfCheck], name: str, worker: str, leads_to: str
) -> None:
    """关于执行《工伤保险条例》若干问题的意见（三）第十条; 超龄劳动者基本权益保障暂行规定第十五条."""
    check = shipped_checks[name]
    answers: dict[str, Answer] = {
        "worked-for": option(check, "worked-for", worker),
        "cause": "上班时在单位干活受伤",
        "during-work": "是",
        "excluded": "否",
    }
    outcome = check.outcome(answers)
    assert (outcome.decision, outcome.next[0]) == ("met", leads_to)


@pytest.mark.parametrize("name", INJURY)
@pytest.mark.parametrize(("document", "decision"), [("有", "met"), ("还没出来", "unsure"), ("没有", "missing")])
def test_an_accident_on_the_way_needs_a_document(
    shipped_checks: dict[str, SelfCheck], name: str, document: str, decision: str
) -> None:
    """关于执行《工伤保险条例》若干问题的意见（三）第六条."""
    check = shipped_checks[name]
    answers: dict[str, Answer] = {"worked-for": option(check, "worked-for", "厂里"), "cause": "上下班路上出交通事故"}
    outcome = check.outcome(answers | {"document": document, "blame": "否", "excluded": "否"})
    assert outcome.decision == decision


def test_in_zhejiang_the_worker_need_not_wait_for_the_employer(shipped_checks: dict[str, SelfCheck]) -> None:
    """浙江省工伤保险条例第十二条、第十三条."""
    check = shipped_checks["zhejiang-work-injury"]
    outcome = check.outcome({"worked-for": option(check, "worked-for", "厂里")})
    assert any("马上申请" in note and "由单位出" in note for note in outcome.notes)


def test_who_insures_himself_is_told_what_it_costs_and_where_to_ask(shipped_checks: dict[str, SelfCheck]) -> None:
    """国办发〔2019〕13号; 超龄劳动者基本权益保障暂行规定第十六条."""
    check = shipped_checks["flexible-insurance"]
    check = check.filled(check.region, dt.date(2026, 11, 28))
    rider: dict[str, Answer] = {
        "employed": "否",
        "kind-of-work": option(check, "kind-of-work", "平台"),
        "insurance": "养老保险",
        "past-age": "否",
    }
    outcome = check.outcome(rider)
    told = "".join(outcome.notes)
    assert outcome.decision == "met"
    assert all(words in told for words in ("20%", "8%进个人账户", "60%到300%", "不看户口", "12366", "职业伤害保障"))
    assert "nation-rider-social" in outcome.next
    assert check.outcome(rider | {"past-age": "是"}).decision == "unsure"


@pytest.mark.parametrize(
    ("changed", "decision"),
    [
        ({}, "met"),
        ({"insured": 11}, "missing"),
        ({"recent": "否"}, "missing"),
        ({"before": "是"}, "missing"),
        ({"level": "别的证书"}, "unsure"),
        ({"level": "还没拿到证"}, "missing"),
        ({"state": "正在领失业金", "insured": 3}, "met"),
    ],
)
def test_the_skill_subsidy_has_its_conditions(
    shipped_checks: dict[str, SelfCheck], changed: dict[str, Answer], decision: str
) -> None:
    """人社部发〔2024〕40号, 〔2026〕39号."""
    check = shipped_checks["guangdong-skill-subsidy"]
    check = check.filled(check.region, dt.date(2026, 11, 28))
    answers: dict[str, Answer] = {
        "level": option(check, "level", "四级"),
        "state": option(check, "state", "企业"),
        "insured": 12,
        "recent": "是",
        "before": "否",
        "place": "是",
    }
    assert check.outcome(answers | changed).decision == decision
    assert any("1500元" in note for note in check.outcome(answers).notes)
    assert check.effective_to == dt.date(2026, 12, 31)


@pytest.mark.parametrize("name", ["temporary-aid", "zhejiang-temporary-aid"])
def test_help_in_need_is_asked_for_where_the_need_is_and_may_come_first(
    shipped_checks: dict[str, SelfCheck], name: str
) -> None:
    """社会救助法第三十七条、第五十条."""
    check = shipped_checks[name]
    assert "出事地" in check.where
    outcome = check.outcome({"hard-now": "是", "cause": "火灾、车祸等意外", "homeless": "否", "urgent": "是"})
    assert outcome.decision == "met"
    assert any("先救助" in note for note in outcome.notes)
    answers: dict[str, Answer] = {"hard-now": "是", "cause": "必需的开支突然增加", "dibao": "否", "urgent": "否"}
    assert check.outcome(answers).decision == "unsure"


def test_a_family_a_little_above_the_line_is_told_of_the_margin(shipped_checks: dict[str, SelfCheck]) -> None:
    """社会救助法第二十一条."""
    outcome = shipped_checks["minimum-living"].outcome(
        {"income": "否", "property": "是", "able-jobless": "否", "apply-self": "否"}
    )
    assert outcome.decision == "missing"
    assert outcome.next[0] == "nation-sa-edge"


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_told_what_a_source_does_not_say(name: str) -> None:
    assert not [text for text in read_file(SELFCHECK_FOLDER / f"{name}.yml").texts() if "没有写" in text]


def test_a_migrant_worker_owed_wages_is_not_asked_about_means(shipped_checks: dict[str, SelfCheck]) -> None:
    """法律援助法第四十二条."""
    answers: dict[str, Answer] = {"matter": "讨工资", "represented": "否", "exempt": "否", "migrant": "是"}
    check = shipped_checks["legal-aid"]
    assert check.next_question(answers) is None
    assert check.outcome(answers).decision == "met"
    assert any("免予核查" in note for note in check.outcome(answers).notes)


def test_long_sick_leave_costs_the_annual_leave(shipped_checks: dict[str, SelfCheck]) -> None:
    """职工带薪年休假条例第四条: two, three or four months by years of work."""
    check = shipped_checks["annual-leave"]
    given: dict[str, Answer] = {"continuous": "是", "school-holidays": "否", "personal-leave": "否"}
    for years, question, days in ((1, "2", "5天"), (10, "3", "10天"), (20, "4", "15天")):
        answers = given | {"years": years}
        asked = check.next_question(answers)
        assert asked and asked.id == f"sick-leave-{question}"
        assert days in (check.outcome(answers | {asked.id: "否"}).amount or "")
        assert check.outcome(answers | {asked.id: "是"}).decision == "missing"


def option(check: SelfCheck, question_id: str, part: str) -> str:
    """The one option of a question that has these words in its name."""
    question = next(question for question in check.questions if question.id == question_id)
    (name,) = (choice.name for choice in choices(question) if part in choice.name)
    return name


def paths(check: SelfCheck, answers: Mapping[str, Answer]) -> Iterator[Mapping[str, Answer]]:
    """Every finished set of answers; numbers by one from each stretch between the limits that the check knows."""
    question = check.next_question(answers)
    if question is None:
        yield answers
        return
    for answer in (*samples(check, question), UNSURE):
        yield from paths(check, {**answers, question.id: answer})


def samples(check: SelfCheck, question: Question) -> list[Answer]:
    if not isinstance(question, NumberQuestion):
        return list(quick_replies(question)[:-1])
    limits = {question.bounds[0], question.bounds[1]}
    bands = [question.needs, *(other.when.get(question.id) for other in check.questions)]
    for band in bands:
        if isinstance(band, Band):
            limits |= {limit for limit in (band.at_least, band.below) if limit is not None}
    return sorted(limits)
