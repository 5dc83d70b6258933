"""Candidates and their features over the small content."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from knowledge.encoder import Encoder
from knowledge.library.content import Content
from knowledge.places.regions import all_regions
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.comparison import Candidates
from knowledge.retrieval.eligibility import Eligibility, Scope
from knowledge.retrieval.encoding import PassageVectors
from knowledge.retrieval.features import FEATURES, wants
from knowledge.versions.learned import Learned
from tests.knowledge.small_content import TODAY


@pytest.fixture(scope="module")
def scope(content: Content) -> Scope:
    return Eligibility(content.passages).scope(all_regions().get("兰溪市"), None, TODAY)


def feature(found: Candidates, name: str) -> dict[int, float]:
    return dict(zip(found.numbers.tolist(), found.features[:, FEATURES.index(name)].tolist(), strict=True))


def number(catalogue: Catalogue, passage_id: str) -> int:
    return next(n for n, p in enumerate(catalogue.passages) if p.id == passage_id)


def test_variants_belong_to_their_passages(catalogue: Catalogue) -> None:
    assert len(catalogue.variants) == len(catalogue.owner) == sum(len(p.questions) for p in catalogue.passages)
    rows = catalogue.segments[0].rows
    for at, passage in enumerate(catalogue.passages):
        mine = catalogue.variants[rows[at][0] : rows[at][-1] + 1]
        assert len(mine) == len(passage.questions)
        assert set(catalogue.owner[rows[at][0] : rows[at][-1] + 1]) == {at}
    both = [catalogue.passages[n].id for n in catalogue.worded_so("零工市场在哪里")]
    assert sorted(both) == ["lanxi-gig-where", "shangrao-gig-where"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("在哪能找到零工市场", "lanxi-gig-where"),
        ("礼拜天加班怎么给钱", "nation-overtime-rest"),
        ("签劳动合同的期限", "nation-contract-written"),
        ("领养老金要缴几年", "nation-pension-years"),
        ("驿站住宿免费吗", "lanxi-lodging"),
    ],
)
def test_the_right_passage_is_nearest(
    catalogue: Catalogue, content: Content, encoder: Encoder, scope: Scope, text: str, right: str
) -> None:
    found = catalogue.candidates(catalogue.read(text, encoder, content.regions), scope)
    best = feature(found, "dense_best")
    assert max(best, key=lambda n: best[n]) == number(catalogue, right)


@pytest.mark.parametrize("text", ["零工市场在哪里", "xyz", "零", "200%", "1" * 300, "养" * 500])
def test_features_are_finite_and_in_scope(
    catalogue: Catalogue, content: Content, encoder: Encoder, scope: Scope, text: str
) -> None:
    found = catalogue.candidates(catalogue.read(text, encoder, content.regions), scope)
    assert found.features.shape == (len(found.numbers), len(FEATURES))
    assert np.isfinite(found.features).all()
    assert scope.allowed[found.numbers].all()
    assert len(set(found.numbers.tolist())) == len(found.numbers)


def test_nothing_in_scope_gives_no_candidates(
    catalogue: Catalogue, content: Content, encoder: Encoder, scope: Scope
) -> None:
    closed = scope.only(np.zeros_like(scope.allowed))
    found = catalogue.candidates(catalogue.read("零工市场在哪里", encoder, content.regions), closed)
    assert found.features.shape == (0, len(FEATURES))


def test_gaps_are_to_the_best_of_the_others(
    catalogue: Catalogue, content: Content, encoder: Encoder, scope: Scope
) -> None:
    found = catalogue.candidates(catalogue.read("礼拜天加班怎么给钱", encoder, content.regions), scope)
    for name in ("dense_best", "dense_answer", "words_best", "sound_best"):
        values, gaps = feature(found, name), feature(found, f"{name}_gap")
        for n, value in values.items():
            others = max(other for m, other in values.items() if m != n)
            assert gaps[n] == pytest.approx(value - others, abs=1e-5), name


def test_levels_and_numbers(catalogue: Catalogue, content: Content, encoder: Encoder, scope: Scope) -> None:
    found = catalogue.candidates(catalogue.read("周末加班200%还是300%", encoder, content.regions), scope)
    overtime = number(catalogue, "nation-overtime-rest")
    assert feature(found, "level_up")[overtime] == 3
    assert feature(found, "level_up")[number(catalogue, "lanxi-lodging")] == 0
    assert feature(found, "numbers_found")[overtime] == 1
    assert feature(found, "numbers_missing")[overtime] == 1


def test_a_year_is_named_or_held_by_dates(catalogue: Catalogue, content: Content, encoder: Encoder) -> None:
    scope = Eligibility(catalogue.passages).scope(content.regions.get("兰溪市"), None, TODAY)
    found = catalogue.candidates(catalogue.read("2026年失业保险金每月多少", encoder, content.regions), scope)
    by_dates, without = number(catalogue, "lanxi-unemployment-now"), number(catalogue, "lanxi-lodging")
    assert feature(found, "years_found")[by_dates] == 1 == feature(found, "years_missing")[without]
    assert feature(found, "years_missing")[by_dates] == 0 == feature(found, "years_found")[without]


def test_a_district_that_no_question_names_is_left_out(
    catalogue: Catalogue, encoder: Encoder, content: Content
) -> None:
    assert catalogue.read("信州区的零工市场在哪里", encoder, content.regions).text == "的零工市场在哪里"
    imported = replace(catalogue.passages[0], id="imported-one", question="信州区分市场在哪里", similar=())
    named = catalogue.extended(
        [imported],
        PassageVectors.encode([imported], encoder, content.regions),
        content.regions,
    )
    assert named.read("信州区的零工市场在哪里", encoder, content.regions).text.startswith("信州区")


def test_a_known_question_can_be_asked_as_if_new(
    catalogue: Catalogue, learned: Learned, encoder: Encoder, scope: Scope
) -> None:
    variant = catalogue.variants.index("青年驿站可以免费住几天?")
    question = catalogue.as_worded([catalogue.variants[variant]], encoder)[0]
    lodging = number(catalogue, "lanxi-lodging")
    known = feature(catalogue.candidates(question, scope), "dense_best")[lodging]
    as_new = feature(catalogue.masked(variants=[variant]).candidates(question, scope), "dense_best")[lodging]
    assert known > 0.98
    assert as_new < known - 0.01


def test_elsewhere_stands_out(catalogue: Catalogue, content: Content, encoder: Encoder, scope: Scope) -> None:
    only_in_shangrao = catalogue.candidates(catalogue.read("节后返岗有专列吗", encoder, content.regions), scope)
    here = catalogue.candidates(catalogue.read("青年驿站可以免费住几天", encoder, content.regions), scope)
    assert max(feature(only_in_shangrao, "dense_elsewhere_gap").values()) < 0
    assert min(feature(here, "dense_elsewhere_gap").values()) > 0


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("失业金多少钱", {"amount"}),
        ("零工市场在哪里", {"place"}),
        ("失业金怎么申请", {"manner"}),
        ("什么时候发工资", {"time"}),
        ("什么是零工市场", {"meaning"}),
        ("能不能提前退休", {"yes_no"}),
        ("零工市场", set()),
    ],
)
def test_wants(text: str, kinds: set[str]) -> None:
    assert wants(text) == kinds


def test_a_question_near_one_without_an_answer(
    catalogue: Catalogue, content: Content, encoder: Encoder, scope: Scope
) -> None:
    near, far = (
        catalogue.candidates(catalogue.read(text, encoder, content.regions), scope)
        for text in ("明天会下雨吗", "周末加班怎么算钱")
    )
    # Without an adapter all cosines are high.
    assert min(feature(near, "unanswered_anywhere").values()) > 0.93 > max(feature(far, "unanswered_anywhere").values())


@pytest.mark.parametrize("similar", [(), ("园区搬家补贴", "园区搬家给钱吗")])
def test_an_import_is_known_by_its_origin_however_many_wordings_it_has(
    catalogue: Catalogue, content: Content, encoder: Encoder, similar: tuple[str, ...]
) -> None:
    home = content.regions.get("兰溪市")
    model = replace(catalogue.passages[0], region=home, question="工业园搬家能补多少钱？", answer="补500元。")
    imported = replace(model, id="imported", similar=similar, origin="import")
    own = replace(model, id="one-wording", similar=())
    both = catalogue.extended(
        [imported, own], PassageVectors.encode([imported, own], encoder, content.regions), content.regions
    )
    scope = Eligibility(both.passages).scope(home, None, TODAY)
    marked = feature(both.candidates(both.read("工业园搬家补多少", encoder, content.regions), scope), "local_import")
    assert {both.passages[n].id for n, value in marked.items() if value} == {"imported"}
    assert not both.knows_imports_alone(scope)
    imports = scope.only(np.array([p.region != home or p.origin == "import" for p in both.passages]))
    assert both.knows_imports_alone(imports)
