"""What a line is, by its wording."""

from __future__ import annotations

import pytest

from knowledge.papers.lines import heading_level, is_open, starts_article, starts_item


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第七条 用工单位应当", "第七条"),
        ("第二十一条之一　本省", "第二十一条之一"),
        ("第3条 范围", "第3条"),
        ("第七条规定的补贴不再发", None),
        ("第七条第二款所说的人员", None),
        ("按照第七条办理", None),
    ],
)
def test_articles(text: str, number: str | None) -> None:
    assert starts_article(text) == number


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("第二章 申请", 2),
        ("第一节 受理", 3),
        ("三、补贴标准", 4),
        ("（二）办理流程", 5),
        ("稳岗位 促增收", 4),
        ("山海相连,工坊相伴", 4),
        ("某县关于发放一次性求职补贴的实施办法", 4),
        ("三、符合条件的毕业生可以申请一次性求职补贴。", None),
        ("打破原来一事一报的老办法,改为", None),
        ("工人在车间里装配刚刚下线的新款电动三轮车", None),
        ("▲工人在装配", None),
        ("2026", None),
        ("2026年3月1日印发", None),
    ],
)
def test_headings(text: str, level: int | None) -> None:
    assert heading_level(text) == level


def test_items() -> None:
    assert all(map(starts_item, ("一、对象", "（三）材料", "12.时限", "① 表格", "第五条 本办法")))
    assert not any(map(starts_item, ("3.5万元以内", "一年以上", "十名工人")))


def test_an_open_line() -> None:
    assert is_open("凡是在本市缴纳失业保险满一年并且因为单位") and not is_open("本办法自发布之日起施行。")
