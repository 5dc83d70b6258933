"""What may answer: true for the asked place, true for the asked time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from knowledge.figures.register import Figures, FiguresInUse
from knowledge.figures.wording import Wording
from knowledge.language.dates import Period
from knowledge.library.content import Content, Passage
from knowledge.places.regions import Region, all_regions
from knowledge.retrieval.eligibility import Eligibility
from tests.knowledge.small_content import TODAY

BEFORE = Period(dt.date.min, TODAY, past=True)
ASKED = "兰溪市 金华市 浙江省 上饶市 广信区 江西省 信州区 义乌市 北京市 全国".split()


@pytest.fixture(scope="module")
def eligibility(content: Content) -> Eligibility:
    return Eligibility(content.passages)


def region(name: str) -> Region:
    return all_regions().get(name)


def allowed(eligibility: Eligibility, where: str | None, period: Period | None = None) -> set[str]:
    scope = eligibility.scope(region(where) if where else None, period, TODAY)
    return {p.id for p, fits in zip(eligibility.passages, scope.allowed, strict=True) if fits}


@pytest.mark.parametrize("where", ASKED)
def test_never_from_beside(eligibility: Eligibility, where: str) -> None:
    asked = region(where)
    scope = eligibility.scope(asked, None, TODAY)
    for number, passage in enumerate(eligibility.passages):
        on_the_line = passage.region in asked.path or asked in passage.region.path
        assert bool(scope.elsewhere[number]) is not on_the_line
        if scope.allowed[number]:
            assert on_the_line
            assert scope.levels[number] == asked.depth - passage.region.depth


def test_a_city_has_its_own_its_province_and_the_nation(eligibility: Eligibility) -> None:
    assert allowed(eligibility, "兰溪市") == {
        "lanxi-gig-where", "lanxi-lodging", "lanxi-unemployment-now", "zhejiang-injury-subsidy",
        "nation-contract-written", "nation-overtime-rest", "nation-pension-years",
    }  # fmt: skip


def test_a_nearer_entry_replaces(eligibility: Eligibility) -> None:
    assert "nation-injury-subsidy" not in allowed(eligibility, "兰溪市")
    assert "nation-injury-subsidy" not in allowed(eligibility, "浙江省")
    assert "nation-injury-subsidy" in allowed(eligibility, "上饶市")
    assert "nation-injury-subsidy" in allowed(eligibility, "全国")


def test_a_district_answers_for_its_city_but_not_for_its_neighbour(eligibility: Eligibility) -> None:
    assert "guangxin-legal" in allowed(eligibility, "上饶市")
    assert "guangxin-legal" in allowed(eligibility, "广信区")
    assert "guangxin-legal" not in allowed(eligibility, "信州区")
    assert "shangrao-gig-where" in allowed(eligibility, "信州区")


def test_anywhere(eligibility: Eligibility) -> None:
    everything = {p.id for p in eligibility.passages}
    assert allowed(eligibility, None) == everything - {"lanxi-unemployment-before"}


@pytest.mark.parametrize(
    ("year", "version"),
    [
        (2023, set()),
        (2024, {"lanxi-unemployment-before"}),
        (2025, {"lanxi-unemployment-before", "lanxi-unemployment-now"}),
        (2026, {"lanxi-unemployment-now"}),
    ],
)
def test_the_version_of_the_year(eligibility: Eligibility, year: int, version: set[str]) -> None:
    found = allowed(eligibility, "兰溪市", Period.of_year(year))
    assert {name for name in found if "unemployment" in name} == version
    assert "nation-overtime-rest" in found


def test_words_that_ask_for_the_place_say_nothing_of_years(content: Content) -> None:
    statistic = next(passage for passage in content.passages if passage.id == "shangrao-jobs-2023")
    asking = replace(statistic, wording=Wording.of("2023年{no city: 您在哪|}。", Figures(())))
    one = Eligibility([asking])
    assert allowed(one, "上饶市", Period.of_year(2023)) == {"shangrao-jobs-2023"}
    assert not allowed(one, "上饶市", Period.of_year(2024))


@pytest.mark.parametrize(("day", "versions"), [((2025, 6, 30), ("before", "now")), ((2025, 7, 1), ("now",))])
def test_this_year_means_what_holds_and_will(
    eligibility: Eligibility, day: tuple[int, int, int], versions: tuple[str, ...]
) -> None:
    scope = eligibility.scope(region("兰溪市"), Period.of_year(2025), dt.date(*day))
    fits = {p.id for p, ok in zip(eligibility.passages, scope.allowed, strict=True) if ok and p.topic}
    assert fits == {f"lanxi-unemployment-{version}" for version in versions}


def test_before_means_the_last_version_that_ended(eligibility: Eligibility) -> None:
    found = allowed(eligibility, "兰溪市", BEFORE)
    assert "lanxi-unemployment-before" in found
    assert "lanxi-unemployment-now" not in found
    assert "lanxi-lodging" in found


@pytest.mark.parametrize(("day", "version"), [((2025, 6, 30), "before"), ((2025, 7, 1), "now")])
def test_the_day_of_the_change(eligibility: Eligibility, day: tuple[int, int, int], version: str) -> None:
    scope = eligibility.scope(region("兰溪市"), None, dt.date(*day))
    fits = {p.id for p, ok in zip(eligibility.passages, scope.allowed, strict=True) if ok and p.topic}
    assert fits == {f"lanxi-unemployment-{version}"}


@pytest.mark.parametrize(("year", "fits"), [(2022, False), (2023, True), (2024, False)])
def test_a_statistic_is_of_its_year(eligibility: Eligibility, year: int, fits: bool) -> None:
    assert ("shangrao-jobs-2023" in allowed(eligibility, "上饶市", Period.of_year(year))) is fits


def test_scopes_do_not_change_each_other(eligibility: Eligibility, passages: dict[str, Passage]) -> None:
    first = allowed(eligibility, "兰溪市")
    allowed(eligibility, "兰溪市", BEFORE)
    allowed(eligibility, "上饶市")
    assert allowed(eligibility, "兰溪市") == first
    assert first <= set(passages)


def test_a_scope_is_made_once_for_the_figures_in_use(content: Content) -> None:
    figures = FiguresInUse(Figures(()))
    wording = Wording("{figure: minimum-wage.monthly}", ("", ""), (), figures)
    one = Eligibility([replace(content.passages[0], wording=wording), *content.passages[1:]])
    first = one.scope(region("兰溪市"), None, TODAY)
    assert one.scope(region("兰溪市"), None, TODAY) is first
    assert one.scope(region("兰溪市"), None, TODAY + dt.timedelta(days=1)) is not first
    figures.use(Figures(()))
    assert one.scope(region("兰溪市"), None, TODAY) is not first
