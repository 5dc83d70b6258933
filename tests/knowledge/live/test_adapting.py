"""Another version put in use beside the FAQs of an office: what comes of it is what reading them all anew would come to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine

from knowledge.editing.passages import faq_of
from knowledge.live.adapting import room
from knowledge.live.faqs import LiveFaqs, encode_faqs
from knowledge.live.world import World
from knowledge.records.audit import By
from knowledge.records.database import open_database
from knowledge.records.faqs.door import Door
from knowledge.records.kinds import FaqRow
from knowledge.records.removing import remove, restore_content, withdraw_content
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.catalogue import Key
from knowledge.retrieval.searcher import Searcher
from knowledge.retrieval.segment import Adapted

ANNA = By("安娜")


@pytest.fixture
def database(tmp_path: Path, empty_database: Path) -> Iterator[Engine]:
    shutil.copy(empty_database, tmp_path)
    database = open_database(f"sqlite:///{tmp_path / 'records.db'}")
    yield database
    database.dispose()


@pytest.fixture(scope="module")
def anew(searcher: Searcher) -> Searcher:
    """The content with another adapter: all vectors turned."""
    first, old = searcher.catalogue.segments[0], searcher.catalogue.adapter
    turn = np.roll(np.eye(len(old.question_matrix), dtype=np.float32), 1, axis=1)
    turn_token = np.roll(np.eye(len(old.query_token_matrix), dtype=np.float32), 1, axis=1)
    adapter = Adapter(turn, turn, turn_token, turn_token, old.emphasis)
    tokens = replace(first.vectors.tokens, values=adapter.passage_tokens(first.vectors.tokens.values))
    questions, answers = adapter.questions(first.vectors.questions), adapter.answers(first.vectors.answers)
    turned = Adapted(questions, answers, tokens, first.vectors.topics)
    catalogue = searcher.catalogue.adapted(
        first.adapted(turned), adapter, searcher.catalogue.unanswered, searcher.catalogue.topics
    )
    return replace(searcher, catalogue=catalogue)


def publish(database: Engine, searcher: Searcher, *faqs: FaqRow) -> None:
    door = Door(database, False)
    for faq in faqs:
        door.draft(faq, ANNA, 0)
        door.publish(faq.id, ANNA)
    encode_faqs(database, searcher.encoder, searcher.regions)


def faq(id: str, question: str, *similar: str, answer: str = "最多十分钟。") -> FaqRow:
    return FaqRow(
        id=id, question=question, similar_questions="\n".join(similar), answer=answer, region="兰溪市", category="驿站"
    )


def vectors(searcher: Searcher) -> dict[Key, list[np.ndarray]]:
    """Of each passage that is told, those of its questions, its answer and the tokens of that."""
    return {
        (passage.origin, passage.id): [
            part.segment.vectors.questions[part.segment.rows[number]],
            part.segment.vectors.answers[number],
            part.segment.vectors.tokens[number]["vector"],
        ]
        for part in searcher.catalogue.indexes.parts
        for number, passage in enumerate(part.segment.passages)
        if searcher.catalogue.live[part.first_passage + number]
    }


def same(one: Searcher, other: Searcher) -> bool:
    mine, theirs = vectors(one), vectors(other)
    return mine.keys() == theirs.keys() and all(
        np.allclose(a, b, atol=1e-6) for key in mine for a, b in zip(mine[key], theirs[key], strict=True)
    )


def test_what_is_told_is_the_same_as_read_anew(database: Engine, searcher: Searcher, anew: Searcher) -> None:
    withdrawn, edited, back, *_ = searcher.catalogue.passages
    publish(database, searcher, faq("heat", "微波炉能热多久", "饭热几分钟"), faq("gone", "充电桩在哪"))
    publish(database, searcher, replace_answer(faq_of(edited)))
    for one in (withdrawn, back):
        withdraw_content(database, one.id, ANNA)
    world = World.of(database, searcher).refreshed()
    restore_content(database, back.id, ANNA)
    remove(database, "faqs", "gone", ANNA)
    world = world.refreshed()
    assert vectors(world.searcher).keys() >= {("import", "heat"), ("content", edited.id), ("content", back.id)}
    assert same(world.learned_anew(anew).refreshed().searcher, World.of(database, anew).refreshed().searcher)
    assert not same(world.searcher, World.of(database, anew).refreshed().searcher)


def test_what_was_changed_meanwhile_is_taken_in(database: Engine, searcher: Searcher, anew: Searcher) -> None:
    publish(database, searcher, faq("heat", "微波炉能热多久", "饭热几分钟"), faq("gone", "充电桩在哪"))
    world = World.of(database, searcher).refreshed()
    door = Door(database, False)
    door.draft(faq("heat", "微波炉能热几分钟", answer="五分钟。"), ANNA, 1)
    door.publish("heat", ANNA)
    encode_faqs(database, searcher.encoder, searcher.regions)
    remove(database, "faqs", "gone", ANNA)
    assert same(world.learned_anew(anew).refreshed().searcher, World.of(database, anew).refreshed().searcher)


def test_nothing_is_read_anew(
    database: Engine, searcher: Searcher, anew: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(database, searcher, faq("heat", "微波炉能热多久"))
    world = World.of(database, searcher).refreshed()
    own = world.searcher.catalogue.segments[-1]
    monkeypatch.setattr("knowledge.live.faqs.passage_of", None)
    adapted = world.learned_anew(anew).refreshed().searcher.catalogue.segments[-1]
    assert adapted.passages is own.passages and adapted.words is own.words


def test_an_office_without_faqs_has_the_content_alone(database: Engine, searcher: Searcher, anew: Searcher) -> None:
    assert LiveFaqs.of(searcher).learned_anew(database, anew).searcher.catalogue.segments == anew.catalogue.segments


def replace_answer(row: FaqRow) -> FaqRow:
    return row.model_copy(update={"answer": f"{row.answer}请以窗口说的为准。"})


@pytest.mark.parametrize(
    ("passed", "worked", "left"), [(0.05, 0.05, 0.0), (0.04, 0.05, 0.0), (0.06, 0.05, 0.01), (0.5, 0.05, 0.05)]
)
def test_others_are_left_room_as_far_as_they_want_it(passed: float, worked: float, left: float) -> None:
    assert room(passed, worked) == pytest.approx(left)
