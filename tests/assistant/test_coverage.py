"""The table of topics and places, and the document that holds it."""

from __future__ import annotations

import re

from assistant.coverage import DOCUMENT, coverage_lines, with_table
from knowledge.library.content import Content, Passage
from knowledge.library.coverage import find_coverage
from knowledge.places.regions import all_regions
from knowledge.shapes import Source

_ID = re.compile(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`")


def passage(id: str, region: str, **more: object) -> Passage:
    values: dict[str, object] = {"kind": "rule", "answer": "打12333问。", "similar": (), "article": None, **more}
    return Passage(
        id=id,
        region=all_regions().get(region),
        category="工资",
        question=f"{id}？",
        source=Source(title="某法"),
        **values,  # type: ignore[arg-type]
    )


def test_each_topic_with_the_answers_of_each_place() -> None:
    wages = ("nation-a", "zhejiang-a", "zhejiang-b", "zhejiang-c", "lanxi-a", "shangrao-a")
    guides = (
        passage("guide-wages", "全国", kind="guide", covers=wages, answer="12312元，打12348、12333、12348。"),
        passage("guide-rest", "全国", kind="guide", covers=("lanxi-b",), answer="去歇歇。"),
    )
    regions = ("全国", "浙江省", "浙江省", "浙江省", "兰溪市", "上饶市广信区", "兰溪市", "上饶市")
    ids = (*wages, "lanxi-b", "shangrao-news")
    content = Content((*guides, *map(passage, ids, regions)), all_regions(), {})
    assert list(coverage_lines(find_coverage(content))) == [
        "| 话题（引导） | 全国 | 浙江省 | 兰溪市 | 上饶市 | 转问 |",
        "|---|---|---|---|---|---|",
        "| guide-wages？（`guide-wages`） | `nation-a` | `zhejiang-a`、`zhejiang-b`等3条 | `lanxi-a` | `shangrao-a` "
        "| 12348、12333 |",
        "| guide-rest？（`guide-rest`） | 引导 | 同全国 | `lanxi-b` | 同全国 | — |",
    ]


def test_the_document_holds_the_table_of_today(shipped: Content) -> None:
    text = DOCUMENT.read_text("utf-8")
    assert text == with_table(text, find_coverage(shipped)), "run assistant content coverage --write"


def test_each_entry_that_the_document_names_is_there(shipped: Content) -> None:
    named = set(_ID.findall(DOCUMENT.read_text("utf-8")))
    assert named <= {passage.id for passage in shipped.passages}
