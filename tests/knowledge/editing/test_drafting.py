"""Drafts out of policy papers: questions, and what has to be checked in the answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from knowledge.editing.drafting import Mark, Marked, marked, suggestions
from knowledge.papers.paper import Listed
from knowledge.papers.splitting import Excerpt
from tests.knowledge.figures.small import figures

TODAY = dt.date(2026, 3, 1)
PAPER = Listed(7, "某市求职补贴办法", "兰溪市", "办法.txt", dt.date(2026, 2, 1), False, 1)
FIGURES = figures()


def questions(*excerpts: Excerpt) -> list[str]:
    return [one.contents.question for one in suggestions(PAPER, excerpts, TODAY, FIGURES)]


@pytest.mark.parametrize(
    ("excerpt", "question"),
    [
        (
            Excerpt("某市求职补贴办法 第二章 申领条件 第三条", "第三条 毕业年度的困难家庭毕业生可以申请一次性补贴。"),
            "关于申领条件，有什么规定？",
        ),
        (
            Excerpt("第三条", "第三条 毕业年度的困难家庭毕业生，可以申请一次性补贴。"),
            "关于毕业年度的困难家庭毕业生，有什么规定？",
        ),
        (
            Excerpt("", "此外，补贴由学校在每年五月统一申报，不用本人跑。"),
            "关于此外，补贴由学校在每年五月统一申报，有什么规定？",
        ),
        (
            Excerpt("", "从2026年3月1日起，困难家庭的毕业生可以申请，由学校申报。"),
            "关于从2026年3月1日起，困难家庭的毕业生可以申请，有什么规定？",
        ),
        (Excerpt("3.怎么申领", "到毕业学校的就业办填一张表就可以了，学校审核。"), "怎么申领？"),
        (Excerpt("哪些人能领？", "困难家庭的毕业生、残疾的毕业生都可以领到。"), "哪些人能领？"),
    ],
)
def test_a_question_out_of_the_heading_or_of_the_first_clause(excerpt: Excerpt, question: str) -> None:
    assert questions(excerpt) == [question]


def test_under_one_heading_only_the_first_is_asked_by_it() -> None:
    text = "困难家庭的毕业生都可以领到补贴，每人一次。"
    assert questions(
        Excerpt("一、发给谁呀", text), Excerpt("一、发给谁呀", "残疾的毕业生也可以领到，每人一次，不重复。")
    ) == [
        "关于发给谁呀，有什么规定？",
        "关于残疾的毕业生也可以领到，有什么规定？",
    ]


@pytest.mark.parametrize("text", ["第九条 略。", "第十条 本办法自2026年3月1日起施行，由市人社局解释。", "一、总则"])
def test_what_nobody_asks_for_is_left_out(text: str) -> None:
    assert questions(Excerpt("", text)) == []


def test_the_answer_is_the_paper_s_own_words() -> None:
    excerpt = Excerpt("第三条", "第三条 毕业年度的困难家庭毕业生可以申请补贴，每人1500元。")
    (one,) = suggestions(PAPER, [Excerpt("", "短"), excerpt], TODAY, FIGURES)
    contents = one.contents
    assert (one.number, contents.region) == (2, "兰溪市")
    (again,) = suggestions(replace(PAPER, id=8), [excerpt], TODAY, FIGURES)
    (elsewhere,) = suggestions(replace(PAPER, region="舟山市"), [excerpt], TODAY, FIGURES)
    assert contents.id == again.contents.id != elsewhere.contents.id and contents.id.startswith("paper-")
    assert contents.answer == "毕业年度的困难家庭毕业生可以申请补贴，每人1500元。"
    assert (contents.source_title, contents.source_date) == ("某市求职补贴办法第三条", dt.date(2026, 2, 1))
    assert [(mark.mark, contents.answer[mark.start : mark.end]) for mark in one.marks] == [(Mark.AMOUNT, "1500元")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026年3月1日起每人一千五百元", [("date", "2026年3月1日"), ("amount", "一千五百元")]),
        ("在浙江省领，最长12个月", [("place", "浙江省"), ("amount", "12个月")]),
        ("提高百分之十，或者5%、5个百分点", [("amount", "百分之十"), ("amount", "5%"), ("amount", "5个百分点")]),
        ("每年10月前申报", []),
        ("2024 年 6 月 30 日以前满 16 周岁", [("date", "2024 年 6 月 30 日"), ("amount", "16 周岁")]),
        ("没有什么要核对的", []),
    ],
)
def test_dates_amounts_and_places_are_marked(text: str, found: list[tuple[str, str]]) -> None:
    marks = marked(text, "问", "", TODAY, FIGURES)
    assert [(mark.mark.value, text[mark.start : mark.end]) for mark in marks] == found


def test_a_figure_of_the_register_says_what_to_write_instead() -> None:
    text = "最低工资2430.5元，补贴300元。"
    one, other = marked(text, "最低工资是多少？", "兰溪市", TODAY, FIGURES)
    assert "{figure: wage." in one.note and one.note.startswith("和数字表里的“")
    assert other == Marked(Mark.AMOUNT, 14, 18)
