"""Passages taken in and out piece by piece score as if the ones left had been indexed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.encoder import STEPS, TOKEN, TOKEN_SIZE, Encoder, Tokens
from knowledge.library.content import Content, Passage
from knowledge.ragged import Ragged
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.catalogue import MOST_SEGMENTS, Catalogue
from knowledge.retrieval.eligibility import Eligibility
from knowledge.retrieval.encoding import PassageVectors
from knowledge.retrieval.features import FEATURES
from knowledge.retrieval.late import TokenIndex, TokenTexts
from knowledge.retrieval.lexical import Bm25, Postings, Vocabulary, character_terms
from knowledge.retrieval.searcher import Searcher
from knowledge.versions.learned import Learned
from tests.knowledge.small_content import TODAY

SHORT = st.text(st.sampled_from("零工市场养老保险金ab1，"), max_size=10)
# Texts in parts, each text with whether it is live.
PARTS = st.lists(st.lists(st.tuples(SHORT, st.booleans()), max_size=5), min_size=1, max_size=4)
ASKED = [
    "哪里能找到零工市场",
    "周末加班200%还是300%",
    "2024年失业金多少",
    "驿站免费住几晚",
    "工伤离职补助金几个月",
    "xyz",
]


@given(PARTS, SHORT, SHORT)
def test_bm25(parts: list[list[tuple[str, bool]]], query: str, later: str) -> None:
    vocabulary = Vocabulary(character_terms)
    postings = [Postings.of([text for text, _ in part], vocabulary) for part in parts]
    live = [np.array([there for _, there in part], np.bool_) for part in parts]
    index = Bm25(vocabulary, postings, live)
    Postings.of([later], vocabulary)  # what comes later changes nothing
    left = [(at, number) for at, mask in enumerate(live) for number in np.flatnonzero(mask).tolist()]
    fresh = Bm25.of([parts[at][number][0] for at, number in left], character_terms)
    asked, plainly = index.read(query), fresh.read(query)
    assert asked.terms == plainly.terms and asked.idf.tolist() == plainly.idf.tolist()
    assert index.scores(asked)[np.concatenate(live)].tolist() == fresh.scores(plainly).tolist()
    for place, (at, number) in enumerate(left):
        own, same = np.array([number]), np.array([place])
        assert index.has(asked, at, own).tolist() == fresh.has(plainly, 0, same).tolist()
        assert index.weights(at, own) == pytest.approx(fresh.weights(0, same), rel=1e-6)


def tokens(ids: Sequence[int]) -> Tokens:
    made = np.zeros(len(ids), TOKEN)
    made["id"] = ids
    vectors = np.array([np.random.default_rng(number).normal(size=TOKEN_SIZE) for number in ids])
    made["vector"] = np.rint(STEPS * vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    return made


IDS = st.lists(st.integers(0, 12), min_size=1, max_size=5)


@given(st.lists(st.lists(st.tuples(IDS, st.booleans()), max_size=4), min_size=1, max_size=4), IDS)
def test_late_interaction(parts: list[list[tuple[list[int], bool]]], question: list[int]) -> None:
    live = [np.array([there for _, there in part], np.bool_) for part in parts]
    texts = [Ragged.of([tokens(ids) for ids, _ in part], TOKEN) for part in parts]
    index = TokenIndex([TokenTexts.of(part) for part in texts], live)
    left = [(at, number) for at, mask in enumerate(live) for number in np.flatnonzero(mask).tolist()]
    fresh = TokenIndex.of(Ragged.of([texts[at][number] for at, number in left], TOKEN))
    asked = Adapter.identity(8).query_tokens(tokens(question))
    assert index.idf(asked.ids).tolist() == fresh.idf(asked.ids).tolist()
    for place, (at, number) in enumerate(left):
        found, plainly = index.compare(asked, at, np.array([number])), fresh.compare(asked, 0, np.array([place]))
        assert found.met == pytest.approx(plainly.met, abs=1e-6)
        assert found.missed == pytest.approx(plainly.missed, abs=1e-5)


class Library:
    """The small content taken in piece by piece, each passage with its vectors."""

    def __init__(self, learned: Learned, content: Content, encoder: Encoder) -> None:
        self._learned, self._content, self._encoder = learned, content, encoder

    def vectors(self, passages: Sequence[Passage]) -> PassageVectors:
        return PassageVectors.encode(passages, self._encoder, self._content.regions)

    def fresh(self, passages: Sequence[Passage]) -> Catalogue:
        learned, regions = self._learned, self._content.regions
        return Catalogue.of(
            passages, self.vectors(passages), learned.adapter, learned.unanswered, learned.topics, regions
        )

    def extended(self, catalogue: Catalogue, passages: Sequence[Passage]) -> Catalogue:
        return catalogue.extended(passages, self.vectors(passages), self._content.regions)

    def compared(self, catalogue: Catalogue) -> list[dict[str, dict[str, float]]]:
        """For each question the features of the candidates, by passage."""
        regions = self._content.regions
        found = []
        for text in ASKED:
            question = catalogue.read(text, self._encoder, regions)
            for region in (None, regions.get("兰溪市"), regions.get("上饶市")):
                scope = Eligibility(catalogue.passages, catalogue.live).scope(region, None, TODAY)
                numbers, features = catalogue.candidates(question, scope)
                rows = {catalogue.passages[n].id: row for n, row in zip(numbers.tolist(), features, strict=True)}
                found.append({id: dict(zip(FEATURES, rows[id].tolist(), strict=True)) for id in sorted(rows)})
        return found


@pytest.fixture(scope="module")
def library(learned: Learned, content: Content, encoder: Encoder) -> Library:
    return Library(learned, content, encoder)


def same(one: list[dict[str, dict[str, float]]], other: list[dict[str, dict[str, float]]]) -> None:
    assert len(one) == len(other)
    for here, there in zip(one, other, strict=True):
        assert list(here) == list(there)
        for id, features in here.items():
            assert features == pytest.approx(there[id], abs=2e-5), id


def test_in_several_segments(library: Library, content: Content) -> None:
    passages = content.passages
    pieces = library.extended(library.extended(library.fresh(passages[:5]), passages[5:6]), passages[6:])
    assert len(pieces.segments) == 3
    same(library.compared(pieces), library.compared(library.fresh(passages)))


def test_replaced_and_withdrawn(library: Library, content: Content) -> None:
    passages = content.passages
    wrong = [replace(passages[n], question=f"乱写的第{n}问？", similar=("加班",), answer="错的。") for n in (1, 3, 9)]
    before = list(passages)
    for passage in wrong:
        before[[p.id for p in passages].index(passage.id)] = passage
    now = library.extended(library.fresh(before), [passages[n] for n in (1, 3, 9)])
    now = now.without({("content", "lanxi-lodging"), ("content", "shangrao-bus"), ("import", "lanxi-gig-where")})
    left = [p for p in passages if p.id not in ("lanxi-lodging", "shangrao-bus")]
    assert {p.id: p for p in now.live_passages} == {p.id: p for p in left} and len(now.live_passages) == len(left)
    assert len(now.segments) == 2 and not now.live.all()
    fresh = library.fresh(left)
    same(library.compared(now), library.compared(fresh))
    assert now.worded_so("乱写的第1问") == [] and now.worded_so("青年驿站可以免费住几天") == []
    assert now.speller.correct("休西日加班") == fresh.speller.correct("休西日加班")


def test_the_one_before_stays_as_it_was(library: Library, content: Content) -> None:
    one = library.fresh(content.passages)
    found = library.compared(one)
    other = library.extended(one, [replace(content.passages[0], id="another-entry")]).without(
        {("content", "lanxi-lodging")}
    )
    assert len(other.live_passages) == len(content.passages)
    same(library.compared(one), found)
    assert len(one.live_passages) == len(content.passages)


def test_many_segments_become_few_and_masked_ones_go(library: Library, content: Content) -> None:
    passages = content.passages
    growing = library.fresh(passages[:2])
    for passage in passages[2:]:
        growing = library.extended(growing, [passage])
        assert len(growing.segments) <= MOST_SEGMENTS
    assert {p.id for p in growing.live_passages} == {p.id for p in passages}
    same(library.compared(growing), library.compared(library.fresh(passages)))
    gone = {("content", p.id) for p in passages[:5]}
    shrunk = growing.without(gone)
    assert len(shrunk.passages) == len(passages) - 5 and len(shrunk.segments) == 1 and shrunk.live.all()
    same(library.compared(shrunk), library.compared(library.fresh(passages[5:])))


def test_everything_withdrawn(library: Library, content: Content, searcher: Searcher) -> None:
    none = searcher.without({("content", passage.id) for passage in content.passages})
    assert none.catalogue.live_passages == () == none.cities
    assert none.search(none.reading("零工市场在哪里"), searcher.regions.get("兰溪")).decision == "refuse"


def test_a_masked_passage_and_a_masked_variant_are_not_found(
    library: Library, content: Content, encoder: Encoder
) -> None:
    catalogue = library.fresh(content.passages)
    scope = Eligibility(catalogue.passages).scope(content.regions.get("兰溪市"), None, TODAY)
    question = catalogue.as_worded(["青年驿站可以免费住几天?"], encoder)[0]
    lodging = catalogue.number_of["content", "lanxi-lodging"]
    rows = np.flatnonzero(catalogue.owner == lodging).tolist()
    assert lodging in catalogue.candidates(question, scope).numbers
    assert lodging not in catalogue.masked(passages=[lodging]).candidates(question, scope).numbers
    assert lodging not in catalogue.masked(variants=rows).candidates(question, scope).numbers
    numbers, features = catalogue.masked(variants=rows[:1]).candidates(question, scope)
    row = features[numbers.tolist().index(lodging)]
    assert row[FEATURES.index("variants")] == pytest.approx(np.log2(len(rows) - 1))
    assert lodging in catalogue.candidates(question, scope).numbers


def test_pairs_of_characters_are_those_of_what_is_left(library: Library, content: Content) -> None:
    segment, fresh = (library.fresh(passages).segments[0] for passages in (content.passages, content.passages[3:]))
    live = np.arange(len(segment)) >= 3
    assert segment.pairs_among(live) == fresh.pairs
    assert segment.pairs_among(~live) + fresh.pairs == segment.pairs


def test_withdrawing_the_nearer_rule_brings_the_wider_one_back(searcher: Searcher) -> None:
    lanxi = searcher.regions.get("兰溪")
    asked = "工伤离职一次性就业补助金多少"
    assert searcher.search(searcher.reading(asked), lanxi).hits[0].passage.id == "zhejiang-injury-subsidy"
    found = searcher.without({("content", "zhejiang-injury-subsidy")}).search(searcher.reading(asked), lanxi)
    assert found.hits[0].passage.id == "nation-injury-subsidy"
