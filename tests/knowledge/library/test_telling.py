"""What a passage says depends on who asks and about when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.language.dates import Period
from knowledge.library.content import ContentError, Passage, from_kept, kept, load
from knowledge.library.telling import is_known, told
from knowledge.places.regions import all_regions
from tests.knowledge.figures.small import figures

TODAY = dt.date(2026, 3, 1)
YEAR_BEFORE, BEFORE = Period.of_year(2025), Period(dt.date.min, TODAY, past=True)

CONTENT = """region: REGION
sources: {paper: {title: 报, date: 2025-12-16}}
entries:
- id: some-wage
  category: 工资
  kind: KIND
  question: 最低工资多少？
  similar: [最低工资, 底薪最少多少, 最少发多少, 工资最低标准, 最低标准是多少]
  answer: "ANSWER"
  source: paper
"""
WAGE = "{since: wage.monthly}起每月{figure: wage.monthly}{before: wage.monthly}。"

Make = Callable[..., Passage]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a passage of one entry."""

    def make(answer: str, region: str = "全国", kind: str = "level", cites: str = "  source: paper\n") -> Passage:
        text = CONTENT.replace("REGION", region).replace("KIND", kind).replace("ANSWER", answer)
        (tmp_path / "a.yml").write_text(text.replace("  source: paper\n", cites), "utf-8")
        return load(tmp_path, figures()).passages[0]

    return make


def said(passage: Passage, region: str | None, period: Period | None = None) -> str | None:
    place = all_regions().get(region) if region else None
    found = told(passage, place, period, TODAY)
    assert is_known(passage, place, period, TODAY) is (found is not None)
    return found and found.answer


def test_a_wider_place_s_entry_says_the_figure_of_the_asker_s_place(make: Make) -> None:
    passage = make(WAGE)
    assert said(passage, "兰溪市") == "2026年1月1日起每月2430.5元（以前是2260元，到2025年12月31日为止）。"
    assert said(passage, "上饶市信州区") == "2025年12月1日起每月2090元。"


def test_where_the_figure_is_not_known_nothing_is_said(make: Make) -> None:
    passage = make(WAGE)
    assert said(passage, None) is None  # not the figure of any place
    assert said(passage, "金华市") is None
    assert said(passage, "江门市") is None


def test_a_figure_of_another_time_is_said_for_that_time(make: Make) -> None:
    passage = make(WAGE)
    assert said(passage, "兰溪市", YEAR_BEFORE) == "2025年7月1日起每月2260元。"
    assert said(passage, "兰溪市", BEFORE) == "2025年7月1日起每月2260元。"
    assert said(passage, "兰溪市", Period.of_year(2024)) is None
    assert said(passage, "上饶市信州区", BEFORE) == "2025年12月1日起每月2090元。"  # nothing is known of before
    assert said(passage, "兰溪市", Period.of_year(2027)) == said(passage, "兰溪市")  # as of today


def test_a_figure_of_a_month_is_what_held_at_its_end(make: Make) -> None:
    passage = make("{since: wage.monthly}起每月{figure: wage.monthly}。", "兰溪市")
    for year, month, answer in (
        (2025, 6, None),
        (2025, 7, "2025年7月1日起每月2260元。"),
        (2026, 2, "2026年1月1日起每月2430.5元。"),
    ):
        assert said(passage, None, Period.of_month(year, month)) == answer


def test_what_is_set_for_each_year_stays_true_of_its_year(make: Make) -> None:
    by_year = told(make("{since: grant.death}是{figure: grant.death}。"), None, YEAR_BEFORE, TODAY)
    assert by_year is not None and by_year.answer == "2025年是1083760元。"
    assert (by_year.effective_to, by_year.by_year) == (dt.date(2025, 12, 31), True)
    wage = told(make(WAGE), all_regions().get("兰溪市"), YEAR_BEFORE, TODAY)
    assert wage is not None and not wage.by_year


def test_an_entry_of_a_part_says_the_figure_of_that_part(make: Make) -> None:
    assert said(make(WAGE, "兰溪市"), "金华市") == said(make(WAGE), "兰溪市")


def test_place_time_and_source_are_those_of_the_figure(make: Make) -> None:
    found = told(make(WAGE, cites=""), all_regions().get("舟山市普陀区"), YEAR_BEFORE, TODAY)
    assert found is not None
    assert (found.region.name, found.source.title) == ("舟山市", "旧文件")
    assert (found.effective_from, found.effective_to) == (dt.date(2025, 7, 1), dt.date(2025, 12, 31))
    assert found.as_of == dt.date(2026, 1, 31)


def test_a_source_of_its_own_stays(make: Make) -> None:
    found = told(make(WAGE), all_regions().get("兰溪市"), None, TODAY)
    assert found is not None and found.source.title == "报"


def test_a_whole_answer_is_as_old_as_its_oldest_part(make: Make) -> None:
    older = "  source: paper\n  as_of: 2022-09-30\n"
    for cites, as_of in (("  source: paper\n", dt.date(2026, 1, 31)), (older, dt.date(2022, 9, 30))):
        found = told(make(WAGE, cites=cites), all_regions().get("兰溪市"), None, TODAY)
        assert found is not None and found.as_of == as_of


def test_an_aside_changes_nothing_but_the_words(make: Make) -> None:
    passage = make("不低于最低工资{aside: wage.monthly}。", kind="rule")
    found = told(passage, all_regions().get("兰溪市"), None, TODAY)
    assert found is not None and found.answer == "不低于最低工资（2026年1月1日起是2430.5元）。"
    assert (found.region, found.effective_from, found.as_of) == (passage.region, None, None)
    assert said(passage, "江门市") == "不低于最低工资。"


def test_a_place_that_is_known_is_not_asked_for(make: Make) -> None:
    passage = make("①{no province: 说一下在哪个省，我帮您看|看下面的按钮}。", kind="guide")
    assert passage.answer == "①说一下在哪个省，我帮您看。"
    assert said(passage, None) == passage.answer
    for place in ("浙江省", "江门市", "上饶市广信区"):
        assert said(passage, place) == "①看下面的按钮。"


def test_words_for_the_place_are_no_figures(make: Make) -> None:
    passage = make("{no city: 告诉我您在哪个市|打12333}。")
    found = told(passage, all_regions().get("兰溪市"), YEAR_BEFORE, TODAY)
    assert found is not None and (found.source.title, found.as_of) == ("报", dt.date(2025, 12, 16))
    assert not passage.tells_figures and make(WAGE).tells_figures
    assert make("按数{aside: wage.monthly}。").tells_figures


def test_a_province_s_own_entry_does_not_ask_for_it(make: Make) -> None:
    passage = make("{no province: 哪个省|本省}{no city: 哪个市|本市}。", "浙江省")
    assert (passage.answer, said(passage, None), said(passage, "兰溪市")) == (
        "本省哪个市。",
        "本省哪个市。",
        "本省本市。",
    )


def test_what_was_prepared_before_a_figure_began_tells_the_new_one(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("每月{figure: wage.monthly}。", "兰溪市")
    eve, day = dt.date(2025, 12, 31), dt.date(2026, 1, 1)
    monkeypatch.setattr("knowledge.china_time.today", lambda: eve)
    stored = kept(load(tmp_path, figures()))
    (passage,) = from_kept(stored, figures()).passages
    assert passage.answer == "每月2260元。"
    for today, answer in ((eve, "每月2260元。"), (day, "每月2430.5元。")):
        found = told(passage, None, None, today)
        assert found is not None and found.answer == answer


def test_without_figures_a_passage_is_told_as_it_is(make: Make) -> None:
    passage = make("可以住，打12333。")
    assert told(passage, all_regions().get("兰溪市"), YEAR_BEFORE, TODAY) is passage


def test_it_is_compared_by_what_it_says_in_its_own_region_or_first_inside(make: Make) -> None:
    assert make("每月{figure: wage.monthly}。", "舟山市").answer == "每月2430.5元。"
    assert make("每月{figure: wage.monthly}。", "浙江省").answer == "每月2430.5元。"
    assert make("每月{figure: wage.monthly}。", "广东省").answer == "每月。"


@pytest.mark.parametrize(
    ("answer", "cites", "message"),
    [
        ("{figure: wage.yearly}", "  source: paper\n", r"some-wage：数字表里没有 wage\.yearly"),
        ("不知道{aside: wage.monthly}", "", "some-wage：没有写 source"),
    ],
)
def test_what_cannot_be_loaded(make: Make, answer: str, cites: str, message: str) -> None:
    with pytest.raises(ContentError, match=message):
        make(answer, cites=cites)
