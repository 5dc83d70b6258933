"""Papers split by sense."""

from __future__ import annotations

from knowledge.papers.blocks import Heading, Paragraph, Table
from knowledge.papers.splitting import LONGEST, Excerpt, split

SENTENCE = "用人单位应当按照约定的日期支付劳动报酬，遇到休息日的提前支付，不得拖延到下一个月再补发。"


def test_statutes_by_article() -> None:
    blocks = [
        Paragraph("第一章 总则"),
        Paragraph("第一条 为了保护劳动者，制定本办法。"),
        Paragraph("第二条 下列人员适用本办法："),
        Paragraph("（一）职工；"),
        Paragraph("第二章 附则"),
        Paragraph("第三条 本办法自公布之日起施行。"),
    ]
    assert split(blocks) == [
        Excerpt("第一章 总则 第一条", "第一条 为了保护劳动者，制定本办法。"),
        Excerpt("第一章 总则 第二条", "第二条 下列人员适用本办法：\n（一）职工；"),
        Excerpt("第二章 附则 第三条", "第三条 本办法自公布之日起施行。"),
    ]


def test_headings_nest_and_short_paragraphs_stand_together() -> None:
    blocks = [
        Paragraph("一、补贴对象"),
        Paragraph("毕业生。"),
        Paragraph("（一）条件"),
        Paragraph("未就业。"),
        Paragraph("失业满一年。"),
        Paragraph("二、补贴标准"),
        Paragraph("1500元。"),
    ]
    assert split(blocks) == [
        Excerpt("一、补贴对象", "毕业生。"),
        Excerpt("一、补贴对象 （一）条件", "未就业。\n失业满一年。"),
        Excerpt("二、补贴标准", "1500元。"),
    ]


def test_long_texts_are_cut_at_ends_of_sentences_and_lose_nothing() -> None:
    excerpts = split([Heading("标准", 2), Paragraph("第九条 " + SENTENCE * 30)])
    assert {excerpt.heading for excerpt in excerpts} == {"标准 第九条"}
    assert all(len(excerpt.text) <= LONGEST and excerpt.text.endswith("。") for excerpt in excerpts)
    assert "".join(excerpt.text for excerpt in excerpts) == "第九条 " + SENTENCE * 30


def test_a_long_table_has_its_header_and_merged_cells_in_each_passage() -> None:
    rows = [("一级" if not n else None, f"第{n}类人员", "每月补贴一百元") for n in range(60)]
    excerpts = split([Heading("标准", 2), Table((("等级", "人员", "金额"), *rows))])
    assert len(excerpts) > 2
    for excerpt in excerpts:
        header, first, *_ = excerpt.text.splitlines()
        assert header == "等级 | 人员 | 金额" and first.startswith("一级 | 第")
    assert sum(excerpt.text.count("类人员") for excerpt in excerpts) == 60


def test_lines_that_only_look_like_headings_are_not_lost() -> None:
    blocks = [Paragraph(text) for text in ("一、咨询电话", "甲县人社局：8000000", "乙县人社局：8111111", "某市人社局")]
    assert split(blocks) == [Excerpt("", "一、咨询电话\n甲县人社局：8000000\n乙县人社局：8111111\n某市人社局")]
