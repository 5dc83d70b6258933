"""Foreign articles behind a paper."""

from __future__ import annotations

from knowledge.papers.blocks import Block, Paragraph
from knowledge.papers.gluing import part

LONG = "本市继续实施困难人员就业帮扶，开发公益性岗位，做好培训、推荐和跟踪服务，让求职的人少跑路。"
OWN: list[Block] = [Paragraph(LONG, indented=True)] * 6
FOREIGN: list[Block] = [Paragraph(LONG)] * 3
TITLE = Paragraph("邻县推进法律服务进乡村")


def test_an_article_set_otherwise_is_cut_off() -> None:
    assert part([*OWN, TITLE, *FOREIGN]) == (OWN, (TITLE.text,))


def test_an_article_behind_a_signature_is_cut_off() -> None:
    signed = Paragraph(LONG + "（王小明）")
    assert part([Paragraph(LONG), signed, TITLE, Paragraph(LONG)]) == ([Paragraph(LONG), signed], (TITLE.text,))


def test_what_belongs_to_the_paper_stays() -> None:
    for heading in (
        Paragraph("附件1 补贴申请表和填写说明"),
        Paragraph("三、申请材料和办理流程"),
        Paragraph("办理流程说明", True),
    ):
        blocks = [*OWN, heading, *FOREIGN]
        assert part(blocks) == (blocks, ())
    mixed = [*FOREIGN, TITLE, *OWN, *FOREIGN]
    assert part(mixed) == (mixed, ())
