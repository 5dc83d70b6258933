"""The search tells figures of the asker's place and time, and asks back where they differ; with the real encoder."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.encoder import Encoder
from knowledge.figures.register import Figures, FiguresInUse, OwnValue
from knowledge.language.dates import Period
from knowledge.library.content import load
from knowledge.live.opening import assemble
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.encoding import PassageVectors
from knowledge.retrieval.result import Result
from knowledge.retrieval.searcher import Searcher
from knowledge.shapes import Source
from knowledge.versions.learned import Learned
from tests.knowledge.figures.small import figures
from tests.knowledge.small_content import FILES

TODAY = dt.date(2026, 3, 1)
LEVELS = """
region: 全国
sources: {paper: {title: 报, date: 2025-12-16}}
entries:
- id: nation-minimum-wage
  category: 工资
  kind: level
  question: 最低工资每月多少钱？
  similar: [最低工资标准是多少, 底薪最少要给多少, 最低工资多少]
  answer: "最低工资{since: wage.monthly}起每月{figure: wage.monthly}{before: wage.monthly}。"
- id: nation-death-grant
  category: 工伤保险
  kind: level
  question: 一次性工亡补助金是多少？
  similar: [工亡补助金多少钱, 因工死亡赔多少]
  answer: "工亡补助金，{since: grant.death}出事的是{figure: grant.death}。"
- id: zhejiang-benefit
  region: 浙江省
  category: 失业保险
  kind: level
  question: 领的失业保险补助每月怎么算？
  similar: [失业补助按什么比例算]
  answer: "每月{figure: wage.benefit}，是最低工资的90%。"
- id: zhejiang-heat
  region: 浙江省
  category: 工资
  kind: level
  question: 高温津贴每月多少钱？
  similar: [高温费发多少, 热天补贴多少]
  answer: "高温津贴每月{figure: grant.heat}。"
- id: lanxi-heat
  region: 兰溪市
  category: 工资
  kind: level
  question: 兰溪高温津贴每月多少钱？
  similar: [兰溪高温费发多少, 兰溪热天补贴多少]
  answer: "兰溪高温津贴每月{figure: grant.heat}。"
  replaces: [zhejiang-heat]
"""


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory, learned: Learned, encoder: Encoder) -> Searcher:
    """A searcher over the small content with figures, and a city that the register does not know."""
    return searcher_of(tmp_path_factory.mktemp("content"), figures(), learned, encoder)


def searcher_of(folder: Path, register: Figures, learned: Learned, encoder: Encoder) -> Searcher:
    for name, text in {**FILES, "levels.yml": LEVELS}.items():
        (folder / name).write_text(text, "utf-8")
    content = load(folder, register)
    vectors = PassageVectors.encode(content.passages, encoder, content.regions)
    catalogue = Catalogue.of(
        content.passages, vectors, learned.adapter, learned.unanswered, learned.topics, content.regions
    )
    return replace(assemble(learned, content, catalogue, encoder), today=lambda: TODAY)


def search(searcher: Searcher, question: str, region: str | None = None) -> Result:
    return searcher.search(searcher.reading(question), searcher.regions.get(region) if region else None)


@pytest.mark.parametrize(
    ("question", "region", "answer"),
    [
        ("最低工资每月是多少", "兰溪市", "最低工资2026年1月1日起每月2430.5元（以前是2260元，到2025年12月31日为止）。"),
        ("最低工资标准是多少", "兰溪市", "最低工资2026年1月1日起每月2430.5元（以前是2260元，到2025年12月31日为止）。"),
        ("兰溪2025年最低工资标准是多少", None, "最低工资2025年7月1日起每月2260元。"),
        ("以前最低工资每月是多少", "兰溪市", "最低工资2025年7月1日起每月2260元。"),
        ("最低工资每月是多少", "上饶市信州区", "最低工资2025年12月1日起每月2090元。"),
        ("失业补助按什么比例算", "兰溪市", "每月2187.45元，是最低工资的90%。"),
        ("因工死亡赔多少", None, "工亡补助金，2026年出事的是1130040元。"),
        ("2025年因工死亡赔多少", "兰溪市", "工亡补助金，2025年出事的是1083760元。"),
    ],
)
def test_the_answer_is_the_figure_of_the_place_and_the_time(
    telling: Searcher, question: str, region: str | None, answer: str
) -> None:
    found = search(telling, question, region)
    assert found.decision == "answer" and found.hits[0].passage.answer == answer


@pytest.mark.parametrize(
    ("question", "region"),
    [
        ("最低工资每月是多少", "上饶市"),  # differs inside
        ("最低工资标准是多少", "上饶市"),
        ("最低工资每月是多少", "江门市"),
        ("2024年最低工资每月是多少", "兰溪市"),
        ("2023年因工死亡赔多少", None),
        ("2027年因工死亡赔多少", None),
    ],
)
def test_what_is_not_known_there_or_then_is_not_answered(telling: Searcher, question: str, region: str | None) -> None:
    found = search(telling, question, region)
    asked = "nation-minimum-wage" if "工资" in question else "nation-death-grant"
    assert asked not in {hit.passage.id for hit in found.hits}


@pytest.mark.parametrize(("question", "place"), [("最低工资标准是多少", None), ("最低工资每月是多少", "浙江省")])
def test_where_the_figure_differs_people_are_asked_for_their_city(
    telling: Searcher, question: str, place: str | None
) -> None:
    found = search(telling, question, place)
    assert found.decision == "ask_region" and [region.name for region in found.regions] == ["兰溪市"]
    (hit,) = found.hits
    assert (hit.passage.region.name, hit.passage.answer[:8]) == ("兰溪市", "最低工资2026")


@pytest.mark.parametrize(
    ("place", "answer"),
    [("浙江省", "高温津贴每月300元。"), ("兰溪市", "兰溪高温津贴每月300元。"), ("舟山市", "高温津贴每月300元。")],
)
def test_a_province_that_says_it_itself_is_not_asked_for_its_city(telling: Searcher, place: str, answer: str) -> None:
    found = search(telling, "高温津贴每个月多少钱", place)
    assert found.decision == "answer" and found.hits[0].passage.answer == answer


def test_of_a_month_it_is_the_figure_of_that_month(telling: Searcher) -> None:
    reading, lanxi = telling.reading("最低工资每月是多少"), telling.regions.get("兰溪市")
    (then, *_), (now, *_) = (
        telling.search(reading, lanxi, Period.of_month(*month)).hits for month in ((2025, 7), (2026, 1))
    )
    assert (then.passage.answer, now.passage.answer[:13]) == (
        "最低工资2025年7月1日起每月2260元。",
        "最低工资2026年1月1日",
    )


def test_for_an_unknown_figure_no_other_of_that_year_is_told(telling: Searcher) -> None:
    found = search(telling, "2025年3月最低工资标准是多少", "兰溪市")  # known since July
    assert found.hits and {hit.passage.category for hit in found.hits} == {"工资"}


def test_another_version_is_told_too(telling: Searcher) -> None:
    grant = next(p for p in telling.catalogue.passages if p.id == "nation-death-grant")
    assert telling.versions(grant, None, None) == []  # of no city
    said = telling.told(grant, telling.regions.get("兰溪市"), None)
    assert said is not None and said.answer == "工亡补助金，2026年出事的是1130040元。"


def test_what_goes_on_with_a_matter_is_told_with_the_figures_of_the_moment(
    tmp_path: Path, learned: Learned, encoder: Encoder
) -> None:
    in_use = FiguresInUse(figures())
    searcher = searcher_of(tmp_path, in_use, learned, encoder)
    region = searcher.regions.get("兰溪市")
    spoken_of = search(searcher, "失业补助按什么比例算", "兰溪市").hits[0].passage

    def told() -> str:
        found = searcher.continued(searcher.reading("最低工资每月是多少"), spoken_of, region, None)
        return found.hits[0].passage.answer

    assert "2430.5元" in told()
    own = OwnValue("wage.monthly", region, Decimal("2600"), dt.date(2026, 2, 1), None, Source(title="市文件"), TODAY)
    in_use.use(figures().laid_over([own]))
    assert "2600元" in told()
