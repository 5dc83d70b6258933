"""Each stage of training by itself, on numbers made by hand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.encoder import TOKEN, TOKEN_SIZE, Encoded
from knowledge.library.content import Content, load
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.choice import Chooser
from knowledge.retrieval.unanswered import Unanswered
from knowledge.training.data import DATA_FOLDER, read_data
from knowledge.training.recipe import AdapterRecipe, DecisionRecipe, Recipe
from tests.knowledge.training.conftest import Learning
from tests.knowledge.training.small_practice import RECIPE, asked_about, write


def test_what_was_asked_lies_beside_the_content() -> None:
    """Where it is found as well; nobody reads it here."""
    assert not list(DATA_FOLDER.glob("colloquial*"))


def test_what_the_content_does_not_answer_is_left_out(content: Content, tmp_path: Path) -> None:
    data = read_data(content, write(tmp_path), tmp_path)
    assert len(data.colloquial) == 6 and all(item.answers for item in data.colloquial)
    assert [office.region.name for office in data.offices] == ["温州市", "洛阳市"]


def test_what_a_caller_says_next_may_follow_each_of_the_answers_and_is_known_once(
    content: Content, tmp_path: Path
) -> None:
    data = read_data(content, write(tmp_path), tmp_path)
    by_callers = [line for line in data.continuations if line.said == "干了半年没签过东西"]
    assert [line.after for line in by_callers] == [*["nation-contract-written"] * 2, *["lanxi-gig-where"] * 2]
    assert len({line.caller for line in by_callers}) == 1
    known = data.said_next
    assert len(known) == len(data.half_sentences) + len(data.continuations) - 2
    assert len({(line.caller, line.text) for line in known}) == len(known)
    assert {line.after for line in known if line in by_callers} == {"nation-contract-written"}


def test_what_is_said_in_a_talk_follows_what_was_told_last_and_is_one_callers(content: Content, tmp_path: Path) -> None:
    lines = [
        line for line in read_data(content, write(tmp_path), tmp_path).continuations if line.said == "在火车站附近"
    ]
    # Before anything is told nothing goes on, and what a service was told has no answer.
    assert [(line.after, line.text) for line in lines] == [
        ("lanxi-gig-where", text) for text in ("加班费有没有", "今晚睡哪里", "我记一下")
    ]
    assert len({line.caller for line in lines}) == 1


def test_no_main_question_and_no_office_is_kept_back(learning: Learning, content: Content, tmp_path: Path) -> None:
    data = read_data(content, write(tmp_path), tmp_path)
    passages = (*content.passages, *(passage for office in data.offices for passage in office.passages))
    parts = learning.material.split(content, passages, data, RECIPE)
    first = np.flatnonzero(np.diff(parts.owner, prepend=-1))
    assert not parts.kept_back[first].any()
    assert not parts.kept_back[parts.owner >= len(content.passages)].any()
    similar = len(parts.owner[parts.owner < len(content.passages)]) - len(content.passages)
    assert 0 < parts.kept_back.sum() <= similar / RECIPE.practice.kept_back_every + len(content.passages)
    assert not {item.text for item in parts.taught} & {item.text for item in parts.practised}
    assert len(parts.taught) + len(parts.practised) == len(data.colloquial)
    again = learning.material.split(content, passages, data, RECIPE)
    assert np.array_equal(again.kept_back, parts.kept_back)
    other = learning.material.split(content, passages, data, Recipe(RECIPE.today, seed=8, practice=RECIPE.practice))
    assert not np.array_equal(other.kept_back, parts.kept_back)


def test_what_was_asked_is_practised_as_if_nobody_had_asked_it(
    learning: Learning, small_folder: Path, tmp_path: Path
) -> None:
    folder = asked_about(small_folder, tmp_path / "content")
    content = load(folder)
    data = read_data(content, write(tmp_path), folder)
    assert all(item.variant is not None for item in data.colloquial)
    parts = learning.material.split(content, content.passages, data, RECIPE)
    assert parts.kept_back[[item.variant for item in parts.practised]].all()
    assert not parts.kept_back[[item.variant for item in parts.taught]].any()
    assert not parts.written[[item.variant for item in data.colloquial]].any()


def encoded(vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> Encoded:
    tokens = np.zeros(1, TOKEN)
    tokens["vector"] = np.rint(127 * np.eye(1, TOKEN_SIZE))
    return Encoded(vectors, [tokens] * len(vectors))


def test_the_adapter_turns_towards_what_tells_passages_apart(learning: Learning) -> None:
    """Direction 0 is noise that all questions share, the others tell the four passages."""
    draw = np.random.default_rng(3)
    owner = np.repeat(np.arange(4), 6)
    vectors = np.hstack([draw.normal(size=(24, 1)) * 2, np.eye(4)[owner] + draw.normal(size=(24, 4)) * 0.1])
    questions = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    answers = np.hstack([np.zeros((4, 1)), np.eye(4)]).astype(np.float32)
    recipe = AdapterRecipe(sentence_steps=200, sentence_batch=4, sentence_rate=1e-2, token_steps=1, token_batch=4)
    learned = learning.adapter.learn(encoded(questions), owner, encoded(answers), recipe)
    before, after = (
        (one @ other.T)[np.arange(24), owner].mean()
        for one, other in ((questions, answers), (learned.questions(questions), learned.answers(answers)))
    )
    assert after > before + 0.1
    held = learning.adapter.learn(
        encoded(questions), owner, encoded(answers), AdapterRecipe(**{**vars(recipe), "hold": 1e3})
    )
    assert held.question_matrix == pytest.approx(np.eye(5), abs=0.05)


def made_up(learning: Learning, count: int, seed: int) -> list[Any]:
    """Candidates whose first feature says which is right; where it is low for all, nothing is."""
    found, draw = [], np.random.default_rng(seed)
    for number in range(count):
        features = draw.normal(size=(4, 3)).astype(np.float32)
        answerable = number % 3 > 0
        features[:, 0] = -2
        if answerable:
            features[number % 4, 0] = 2
        found.append(
            learning.choice.Example(features, (number % 4,) if answerable else (), 1.0, number, independent=True)
        )
    return found


def test_the_decision_finds_what_tells(learning: Learning) -> None:
    examples = made_up(learning, 160, seed=1)
    recipe = DecisionRecipe(steps=120, batch=32, folds=4, hidden=4)
    with ThreadPoolExecutor(2) as pool:
        answerabilities = learning.choice.fit_folds(examples, recipe, 7, pool)
        rankings = learning.choice.fit_folds(learning.choice.answerable(examples), recipe, 7, pool)
        blind = learning.choice.fit_folds(examples, recipe, 7, pool, np.array([False, True, True]))
    unseen = [
        Chooser(answerability, ranking, learning.choice.NO_THRESHOLDS)
        for answerability, ranking in zip(answerabilities, rankings, strict=True)
    ]
    judged = learning.choice.judged_unseen(unseen, examples)
    assert np.mean([one.is_right for one in judged if one.is_answerable]) > 0.95
    assert min(one.none for one in judged if not one.is_answerable) > max(
        one.none for one in judged if one.is_answerable
    )
    assert all(not model.hidden[0].any() for model in blind)


def test_the_mean_of_models_gives_the_mean_of_their_utilities(learning: Learning) -> None:
    examples = made_up(learning, 60, seed=2)
    recipe = DecisionRecipe(steps=20, batch=16, folds=3, hidden=2)
    with ThreadPoolExecutor(1) as pool:
        members = learning.choice.fit_folds(examples, recipe, 7, pool)
    features = examples[0].features
    mean = np.mean([member.utilities(features) for member in members], axis=0)
    assert learning.choice.mean(members).utilities(features) == pytest.approx(mean, abs=1e-5)


def test_a_favour_is_in_units_of_the_feature_whatever_its_scale(learning: Learning) -> None:
    examples = made_up(learning, 60, seed=3)
    with ThreadPoolExecutor(1) as pool:
        model = learning.choice.fit_folds(examples, DecisionRecipe(steps=20, batch=16, folds=2, hidden=2), 7, pool)[0]
    more, features = learning.choice.favouring(model, 2, 8.0), examples[0].features
    gained, away = more.utilities(features) - model.utilities(features), features[:, 2] - model.mean[2]
    assert gained == pytest.approx(8 * away, abs=1e-4) and abs(away).min() > 0


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.booleans()), min_size=40, max_size=80))
def test_thresholds_keep_what_they_must(learning: Learning, outcomes: list[tuple[float, float, bool]]) -> None:
    judged = [learning.choice.Judged(none, share, True, right) for none, share, right in outcomes]
    judged += [learning.choice.Judged(1.0, 0.5, False, False)] * 5  # what has no answer plays no part
    thresholds = learning.choice.choose_thresholds(judged, 0.9, 0.5)
    kept = [one for one in judged if one.is_answerable and one.none <= thresholds.refuse]
    assert len(kept) >= 0.9 * len(outcomes) - 1
    shares = sorted((one.share, one.is_right) for one in judged if one.is_answerable and one.none < thresholds.refuse)
    if thresholds.answer < 1:
        start = next(at for at, (share, _) in enumerate(shares) if share == thresholds.answer)
        windows = [np.mean([right for _, right in shares[at : at + 20]]) for at in range(start, len(shares) - 20)]
        assert any(mean >= 0.5 for mean in windows[: 1 + sum(share == thresholds.answer for share, _ in shares)])


def test_figures_say_what_the_thresholds_do(learning: Learning) -> None:
    judge = learning.choice.Judged
    judged = [judge(0.1, 0.9, True, True), judge(0.2, 0.9, True, False), judge(0.3, 0.9, True, True)]
    judged += [judge(0.9, 0.9, True, True), judge(0.7, 0.5, False, False), judge(0.2, 0.5, False, False)]
    thresholds = learning.choice.Thresholds(0.5, 0.0)
    assert learning.choice.figures(judged, thresholds) == {"kept": 0.75, "right": 0.6667, "refused": 0.5}
    assert learning.choice.figures(judged[:1], thresholds) == {"kept": 1.0, "right": 1.0}


def test_a_question_asked_in_practice_is_not_near_itself(learning: Learning) -> None:
    questions, nothing = np.eye(3, dtype=np.float32), np.zeros((1, 3), np.float32)
    known = Unanswered.of(questions, np.array([""] * 3), Adapter.identity(3), nothing)
    practice = learning.practice.WithoutItself(**vars(known), limit=0.97)
    asked = np.array([[1, 0, 0], [0.6, 0.8, 0]], np.float32)
    assert [known.nearest(row, None)[0] for row in known.compare(asked)] == pytest.approx([1, 0.8])
    assert [practice.nearest(row, None)[0] for row in practice.compare(asked)] == pytest.approx([0, 0.8])
