"""One search from text to decision, over the small content with a decision made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.language.dates import Period
from knowledge.library.content import Passage
from knowledge.places.regions import Region
from knowledge.retrieval.eligibility import Eligibility
from knowledge.retrieval.encoding import PassageVectors
from knowledge.retrieval.followup import follow_up_candidates
from knowledge.retrieval.result import MOST_CHOICES, Hit, Result
from knowledge.retrieval.searcher import Searcher

ANY = st.text(st.characters(), max_size=30)


def at(searcher: Searcher, name: str | None) -> Region | None:
    return searcher.regions.get(name) if name else None


def ask(searcher: Searcher, text: str, name: str | None = None) -> Result:
    return searcher.search(searcher.reading(text), at(searcher, name))


@pytest.mark.parametrize(
    ("text", "where", "right"),
    [
        ("零工市场在哪里", "兰溪", "lanxi-gig-where"),
        ("零工市场在哪里", "上饶", "shangrao-gig-where"),
        ("零工市場在哪裡？？", "兰溪", "lanxi-gig-where"),
        ("兰溪的零工市场怎么走", None, "lanxi-gig-where"),
        ("上饶的零工市场在什么地方", "兰溪", "shangrao-gig-where"),
        ("休息日加班工资怎么算", "兰溪", "nation-overtime-rest"),
        ("礼拜天加班工资怎么算", "上饶", "nation-overtime-rest"),
        ("工伤离职一次性就业补助金多少", "兰溪", "zhejiang-injury-subsidy"),
        ("工伤离职一次性就业补助金多少", "上饶", "nation-injury-subsidy"),
        ("失业保险金每个月多少钱", "兰溪", "lanxi-unemployment-now"),
        ("2024年失业保险金每个月多少钱", "兰溪", "lanxi-unemployment-before"),
        ("以前失业保险金每个月多少钱", "兰溪", "lanxi-unemployment-before"),
        ("法律援助热线问什么", "上饶", "guangxin-legal"),
    ],
)
def test_the_right_answer_for_the_place_and_the_time(
    searcher: Searcher, text: str, where: str | None, right: str
) -> None:
    result = ask(searcher, text, where)
    assert result.decision in ("answer", "choose")
    assert result.hits[0].passage.id == right


def test_known_words_are_certain(searcher: Searcher) -> None:
    result = ask(searcher, "“零工市场 在哪里”！", "兰溪")
    assert (result.decision, [hit.score for hit in result.hits]) == ("answer", [1.0])


@pytest.mark.parametrize("text", ["明天会下雪吗", "苹果手机怎么截屏", "给我讲个笑话吧"])
def test_what_nobody_knows_is_refused(searcher: Searcher, text: str) -> None:
    result = ask(searcher, text, "兰溪")
    assert result.decision == "refuse"
    assert result.none >= searcher.asking.thresholds.refuse


@pytest.mark.parametrize("text", ["", " ", "？？", "😀", "\u200b", "……"])
def test_nothing_asked_is_refused(searcher: Searcher, text: str) -> None:
    result = ask(searcher, text, "兰溪")
    assert (result.decision, result.hits, result.none) == ("refuse", (), 1.0)


@pytest.mark.parametrize("where", [None, "全国"])
@pytest.mark.parametrize("text", ["零工市场在哪里", "哪里能找到零工市场"])
def test_cities_that_differ_are_asked_for(searcher: Searcher, text: str, where: str | None) -> None:
    result = ask(searcher, text, where)
    assert result.decision == "ask_region"
    assert sorted(region.name for region in result.regions) == ["上饶市", "兰溪市"]
    assert [hit.passage.region for hit in result.hits] == list(result.regions)


@pytest.mark.parametrize(("kind", "is_told"), [("rule", True), ("level", True), ("statistic", False)])
def test_what_holds_everywhere_is_kept_beside_the_cities(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch, kind: str, is_told: bool
) -> None:
    nation = replace(next(p for p in searcher.catalogue.passages if p.region.depth == 0), kind=kind)
    city = replace(next(p for p in searcher.catalogue.passages if p.region.depth == 2), replaces=(nation.id,))

    def hits(self: Searcher, *among: object) -> Iterator[Hit]:
        region = among[-2]
        yield Hit(city if region == city.region else nation, 0.9)

    answer = Result("answer", (Hit(nation, 0.9),), None, None)
    monkeypatch.setattr(Searcher, "_hits", hits)
    monkeypatch.setattr(Searcher, "_judged", lambda *among: answer)
    result = ask(searcher, "哪里能找到零工市场")
    assert (result.decision, [hit.passage for hit in result.hits]) == ("ask_region", [city])
    assert (result.general is not None and result.general.passage == nation) is is_told


def test_of_a_province_only_its_own_cities_are_asked_for(searcher: Searcher) -> None:
    result = ask(searcher, "哪里能找到零工市场", "浙江")
    assert (result.decision, [region.name for region in result.regions]) == ("ask_region", ["兰溪市"])


def test_the_nation_answers_without_a_city(searcher: Searcher) -> None:
    result = ask(searcher, "休息日加班的工资怎么计算")
    assert (result.decision, result.hits[0].passage.id) == ("answer", "nation-overtime-rest")


@pytest.mark.parametrize("where", ["兰溪", "上饶", "广信区", "信州区", "金华", "北京", "浙江", None])
@pytest.mark.parametrize("text", ["零工市场在哪里", "免费住几天", "失业金多少", "就业补助金", "法律援助", "专列"])
def test_hits_hold_for_the_place(searcher: Searcher, text: str, where: str | None) -> None:
    result = ask(searcher, text, where)
    assert result.region == at(searcher, where)
    if result.region:
        for hit in result.hits:
            assert hit.passage.region.holds_for(result.region) or result.region.holds_for(hit.passage.region)
    if result.decision != "ask_region":
        scores = [hit.score for hit in result.hits]
        assert scores == sorted(scores, reverse=True)
    assert len(result.choices) <= MOST_CHOICES


@given(
    text=ANY
    | st.lists(st.sampled_from(["零工市场", "兰溪", "上饶", "2024年", "以前", "多少", "北京", "的"])).map("".join)
)
@settings(max_examples=60)
def test_any_text_gets_a_result(searcher: Searcher, text: str) -> None:
    for region in (None, searcher.regions.get("兰溪")):
        result = searcher.search(searcher.reading(text), region)
        assert result.decision in ("answer", "choose", "ask_region", "refuse")
        assert result.hits or result.decision == "refuse"
        assert 0 <= result.none <= 1
        assert bool(result.regions) == (result.decision == "ask_region")


@pytest.mark.parametrize(
    ("text", "own", "about"),
    [
        ("失业金多少", "兰溪", "兰溪市"),
        ("失业金多少", None, None),
        ("上饶失业金多少", "兰溪", "上饶市"),
        ("浙江的规定", "兰溪", "兰溪市"),
        ("浙江的规定", "上饶", "浙江省"),
        ("浙江的规定", None, "浙江省"),
        ("上饶市广信区的法律援助", "兰溪", "广信区"),
        ("我是上饶人，失业金多少", "兰溪", "兰溪市"),
        ("我是上饶人，失业金多少", None, "上饶市"),
        ("零社有援是什么", None, "兰溪市"),
        ("零社有援是什么", "上饶", "上饶市"),
        ("两市都有什么", None, None),
        ("有去上海的专列吗", "上饶", "上饶市"),
        ("有去上海的专列吗", "兰溪", "上海市"),
        ("深圳失业金多少", "兰溪", "深圳市"),
        ("上海的专列多少钱", "上饶", "上海市"),
    ],
)
def test_the_place_asked_about(searcher: Searcher, text: str, own: str | None, about: str | None) -> None:
    assert searcher.place(searcher.reading(text), at(searcher, own)) == at(searcher, about)


def test_a_place_that_nobody_serves_is_no_word_to_look_for(searcher: Searcher) -> None:
    lanxi = searcher.regions.get("兰溪")
    found = searcher.search(searcher.reading("深圳法律援助"), lanxi)
    without = searcher.search(searcher.reading("法律援助"), searcher.regions.get("深圳市"))
    assert found.region == searcher.regions.get("深圳市")
    assert [hit.score for hit in found.hits] == [hit.score for hit in without.hits]


def test_a_named_time_goes_before_the_given_one(searcher: Searcher) -> None:
    lanxi = searcher.regions.get("兰溪")
    assert searcher.search(searcher.reading("失业金"), lanxi, Period.of_year(2024)).period == Period.of_year(2024)
    assert searcher.search(searcher.reading("2025年失业金"), lanxi, Period.of_year(2024)).period == Period.of_year(2025)
    assert searcher.search(searcher.reading("去年失业金"), lanxi).period == Period.of_year(2025)
    then = searcher.search(searcher.reading("失业保险金每个月多少钱"), lanxi, Period.of_year(2024))
    assert then.hits[0].passage.id == "lanxi-unemployment-before"


def test_what_was_just_given_is_a_candidate_that_can_be_told(searcher: Searcher, passages: dict[str, Passage]) -> None:
    lanxi = searcher.regions.get("兰溪")
    hits = searcher.follow_up(searcher.reading("在哪里"), passages["lanxi-gig-where"], lanxi, None).hits
    assert hits[0].passage.id != "lanxi-gig-where"
    found = follow_up_candidates(
        "在哪里",
        passages["lanxi-gig-where"],
        Eligibility(searcher.catalogue.passages).scope(lanxi, None, searcher.today()),
        searcher.catalogue,
        searcher.read,
        searcher.asking.answerability,
    )
    is_context = found.features[:, -1] == 1
    assert [searcher.catalogue.passages[n].id for n in found.numbers[is_context]] == ["lanxi-gig-where"]


def test_versions_of_a_topic(searcher: Searcher, passages: dict[str, Passage]) -> None:
    lanxi, now = searcher.regions.get("兰溪"), passages["lanxi-unemployment-now"]
    before = Period(dt.date.min, searcher.today(), past=True)
    assert [p.id for p in searcher.versions(now, lanxi, before)] == ["lanxi-unemployment-before"]
    assert [p.id for p in searcher.versions(now, lanxi, None)] == ["lanxi-unemployment-now"]
    assert searcher.versions(now, searcher.regions.get("上饶"), None) == []
    assert searcher.versions(passages["lanxi-lodging"], lanxi, None) == []


def test_cities_are_those_with_passages_of_their_own(searcher: Searcher) -> None:
    assert {city.name for city in searcher.cities} == {"兰溪市", "上饶市"}


def test_slips_are_looked_through(searcher: Searcher) -> None:
    assert ask(searcher, "休西日加班工姿怎么算", "兰溪").hits[0].passage.id == "nation-overtime-rest"


def test_the_words_of_a_province_are_not_everybodys(searcher: Searcher) -> None:
    asked = "省里工伤补助金几个月"
    found = ask(searcher, asked)
    assert (found.decision, found.region) != ("answer", None) or found.hits[0].passage.region.depth == 0
    for where in ("浙江", "兰溪"):
        assert [hit.passage.id for hit in ask(searcher, asked, where).hits] == ["zhejiang-injury-subsidy"]
    known = next(p for p in searcher.catalogue.passages if p.id == "zhejiang-injury-subsidy")
    local = replace(known, id="own", question="补助金按哪年工资算", similar=(), origin="import")
    own = searcher.extended([local], PassageVectors.encode([local], searcher.encoder, searcher.regions))
    assert [hit.passage.id for hit in ask(own, local.question).hits] == ["own"]


def test_what_the_office_imported_is_weighed_against_a_wider_rule_in_known_words(searcher: Searcher) -> None:
    asked = "休息日加班工资怎么算"
    before = ask(searcher, asked, "兰溪").hits[0]
    assert (before.passage.region.depth, before.score) == (0, 1.0)
    home = searcher.regions.get("兰溪")
    local = replace(before.passage, id="imported-overtime", region=home, similar=(), origin="import")
    imported = replace(local, question="兰溪工业园休息日加班补助", answer="兰溪工业园休息日加班另补50元。")
    vectors = PassageVectors.encode([imported], searcher.encoder, searcher.regions)
    hits = ask(searcher.extended([imported], vectors), asked, "兰溪").hits
    assert {hit.passage.id for hit in hits[:2]} == {"imported-overtime", before.passage.id}
    assert hits[0].score < 1.0
