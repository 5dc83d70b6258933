"""Papers to hand in: what stands in them, and their files. Today is 2026-11-22."""

from __future__ import annotations

import io
from functools import cache
from itertools import pairwise

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from knowledge.topics.claims.case import ClaimKind, Summary
from knowledge.topics.claims.paper_files import lines, paper_docx, paper_pdf
from knowledge.topics.claims.papers import BLANK, Paper
from knowledge.topics.claims.schema import Answer
from knowledge.topics.claims.sheet import MISSING, Sheet
from tests.knowledge.topics.claims.test_case import TALKS, TODAY, summary

NOBODY = "还在干|今年7月|跳过|跳过|跳过|不是|没有|还没找过谁|都没有"
HURT = "上班干活|上个月15号|在冲床边换模具|没交|还没|1、2"


@cache
def made(kind: str, replies: str) -> dict[str, Paper]:
    """The papers of a claim by their ids."""
    return {paper.id: paper for paper in summary(kind, replies).documents}


def text(paper: Paper) -> str:
    return "\n".join(line.whole for line in lines(paper))


def words(text: str) -> str:
    return "".join(text.split())


def test_an_application_for_arbitration_has_what_the_law_asks_for() -> None:
    """劳动争议调解仲裁法 第二十八条."""
    paper = made("wages", TALKS["wages"])["arbitration"]
    told = text(paper)
    assert told.startswith(
        f"劳动人事争议仲裁申请书\n申请人\n姓名：{2 * BLANK}\t性别：{2 * BLANK}\n年龄：{2 * BLANK}\t职业：{2 * BLANK}\n"
    )
    for item in ("工作单位：", "住所：", "单位名称：", "法定代表人（主要负责人）：", "职务：", "证人姓名和住所："):
        assert f"{item}________" in told
    assert "1. 请求裁决被申请人支付拖欠的工资22,000元。" in told and "8,000元×3个月－已给2,000元" in told
    assert "被申请人从2026年7月起没有足额支付工资，一共拖欠3个月，其间支付过2,000元。" in told
    assert "老板说工程款没下来。" in told and "劳动合同或入职登记表（来源：________）" in told
    assert "考勤、派工单" not in told, "what is not at hand is no evidence"
    assert paper.source == "劳动争议调解仲裁法 第二十八条"


def test_a_complaint_is_about_the_same_facts() -> None:
    """关于实施《劳动保障监察条例》若干规定 第十四条."""
    told = text(made("wages", TALKS["wages"])["complaint"])
    assert "请求责令被投诉单位支付拖欠的工资22,000元" in told and "百分之五十以上百分之一百以下" in told
    assert "联系方式：________" in told and "申请人" not in told


def test_what_was_not_said_is_left_blank() -> None:
    told = text(made("wages", NOBODY)["arbitration"])
    assert "1. 请求裁决被申请人支付拖欠的工资____元。\n" in told
    assert "说好每月工资____元。" in told and "一共拖欠____个月，其间支付过____元。" in told
    assert "现在仍在被申请人处工作。" in told and "离开" not in told and "工地" not in told
    assert "________（来源：________）" in told
    assert "2026年11月22日" not in told, "the day of signing is the person's own"


def test_pay_by_the_day_is_told_by_the_day() -> None:
    answers: dict[str, Answer] = {"daily_pay": 230.0, "days_owed": 12.0, "stage": "none", "paid_part": 0.0}
    found = ClaimKind.load("wages").summary(answers, None, TODAY)
    told = text(found.documents[0])
    assert "说好每天工资230元" in told and "一共拖欠12天" in told and "每月工资" not in told
    assert "支付拖欠的工资2,760元" in told


def test_dismissal_asks_for_one_of_two_where_both_may_be_due() -> None:
    paper = made("dispute", TALKS["dispute"])["arbitration"]
    told = text(paper)
    assert "支付违法解除劳动合同的赔偿金78,000元" in told and "只选一项" not in told
    assert "申请人于2021年3月到被申请人处工作，月工资6,500元。" in told
    both = made("dispute", TALKS["dispute"].replace("没给理由", "裁员"))["arbitration"]
    (requests,) = (passage for passage in both.passages if passage.numbered)
    assert len(requests.sentences) == 3 and "经济补偿39,000元" in requests.sentences[0]
    assert "只选一项" in requests.sentences[1] and requests.sentences[2] == "其他请求：________"


def test_an_injury_has_its_circumstances_and_a_list_of_evidence() -> None:
    """工伤保险条例 第十八条; 工伤认定办法 第六条."""
    told = text(made("injury", HURT)["recognition"])
    for line in ("事故时间：2026年10月15日", "哪一种情况：上班干活时受伤", "工伤保险：没交", "在冲床边换模具。"):
        assert line in told
    assert "医疗机构的受伤后诊断证明书" in told and "劳动、聘用合同复印件" in told
    assert "✓ 诊断证明、病历、检查单" in told and "□ 目击工友证言和联系方式" in told
    assert "交警定的责任" not in told
    assert "交警定的责任：我没有责任、次要或同等责任" in text(made("injury", TALKS["injury"])["recognition"])


@pytest.mark.parametrize(
    ("kind", "replies", "papers"),
    [
        ("wages", TALKS["wages"], ["arbitration", "complaint"]),
        ("wages", "还在干|今年7月|6000|2个月|0|不是|没有|仲裁已经受理|11月2日|1", []),
        ("dispute", TALKS["dispute"], ["arbitration"]),
        ("injury", TALKS["injury"], ["recognition"]),
        ("injury", "送外卖摔了|10月20号|跳过|1", []),
        ("injury", "上班干活|2026年6月1日|跳过|没交|不予认定|2026年11月2日|1", []),
    ],
)
def test_only_papers_of_use_are_made(kind: str, replies: str, papers: list[str]) -> None:
    assert list(made(kind, replies)) == papers


ALL = [
    ("wages", TALKS["wages"]),
    ("wages", NOBODY),
    ("dispute", TALKS["dispute"]),
    ("injury", HURT),
]


@pytest.mark.usefixtures("drawing")
@pytest.mark.parametrize(("kind", "replies"), ALL)
def test_word_and_pdf_say_the_same(kind: str, replies: str) -> None:
    for paper in made(kind, replies).values():
        document = Document(io.BytesIO(paper_docx(paper)))
        assert [paragraph.text for paragraph in document.paragraphs] == [line.whole for line in lines(paper)]
        assert document.core_properties.title == paper.title and document.core_properties.author == ""
        assert document.paragraphs[0].runs[0].font.bold
        pdf = PdfReader(io.BytesIO(paper_pdf(paper)))
        assert len(pdf.pages) <= 3
        assert words("".join(page.extract_text() for page in pdf.pages)) == words(text(paper))


def test_the_signature_stands_last_at_the_right() -> None:
    document = Document(io.BytesIO(paper_docx(made("wages", TALKS["wages"])["arbitration"])))
    right = [p.text for p in document.paragraphs if p.alignment == WD_ALIGN_PARAGRAPH.RIGHT]
    assert right == ["申请人（签名）：________", "____年____月____日"]


TYPED = "单位欠了（我）8,500元，。《法》…"


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return Sheet(set(map(ord, TYPED + MISSING)))


@given(text=st.text(st.sampled_from(TYPED), max_size=200))
@pytest.mark.usefixtures("drawing")
def test_no_line_of_a_page_begins_or_ends_with_a_mark_that_may_not(sheet: Sheet, text: str) -> None:
    broken = list(sheet._broken(text, sheet.epw / 3))
    assert "".join(broken) == text
    for before, after in pairwise(broken):
        assert before[-1] not in "（《" and (after[0] not in "）》，。" or before[-1] in "）》，。")


@pytest.mark.usefixtures("lengthy")
def test_word_sets_chinese_in_a_chinese_font() -> None:
    document = Document(io.BytesIO(paper_docx(made("injury", HURT)["recognition"])))
    assert 'w:eastAsia="宋体"' in document.styles["Normal"].element.xml
    assert round(document.sections[0].page_width.cm) == 21


@pytest.mark.usefixtures("drawing")
def test_whatever_was_typed_can_be_written() -> None:
    strange = "老板说\x07等等😀，{monthly_pay}，<w:b/>&\ud83d" + "很长" * 150
    told: Summary = summary("wages", TALKS["wages"].replace("老板说工程款没下来", strange.replace("|", "")))
    paper = told.documents[0]
    story = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(paper_docx(paper))).paragraphs)
    assert "老板说等等😀，{monthly_pay}，<w:b/>&很长" in story
    assert paper_pdf(paper).startswith(b"%PDF")
