"""Lines put together again."""

from __future__ import annotations

import pytest

from knowledge.papers.blocks import Block, Paragraph
from knowledge.papers.joining import joined

TORN = "凡在本市依法缴纳失业保险费满一年并且不是因为本人意愿中断就业的职工都能够"


def texts(*lines: str) -> list[str]:
    blocks: list[Block] = [Paragraph(line) for line in lines]
    return [block.text for block in joined(blocks) if isinstance(block, Paragraph)]


def test_a_sentence_that_stops_in_the_middle_goes_on() -> None:
    assert texts(TORN, "申领失业保险金。") == [TORN + "申领失业保险金。"]
    assert texts("打破过去一事一报一趟一办的老办法,改为", "一次报全的新办法。") == [
        "打破过去一事一报一趟一办的老办法,改为一次报全的新办法。"
    ]


@pytest.mark.parametrize("line", ["二、申领办法", "第五条 职工可以", "▲职工在窗口申领", "来源：某市人社局"])
def test_what_begins_anew_does_not(line: str) -> None:
    assert texts(TORN, line) == [TORN, line]


def test_a_caption_is_not_torn() -> None:
    assert texts("某县毛绒玩具厂的工人在车间里装配玩具", "新厂房建在村口。") == [
        "某县毛绒玩具厂的工人在车间里装配玩具",
        "新厂房建在村口。",
    ]


def test_a_number_on_a_line_of_its_own() -> None:
    assert texts("第五条", "职工可以申领。", "12.", "经济困难的企业") == ["第五条 职工可以申领。", "12.经济困难的企业"]
