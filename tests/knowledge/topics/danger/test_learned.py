"""The learned part: its features, and that training finds what tells danger apart."""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from typing import cast

import pytest

from knowledge.library.content import Content
from knowledge.ngrams.model import ngrams
from knowledge.topics.danger.detector import read_file
from knowledge.topics.danger.learned import NONE, features, judged
from knowledge.topics.danger.rules import Message, Rules
from knowledge.topics.danger.training import Example, Practice, cross_validated, examples, figures, fit, read_practice


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules(read_file())


def example_of(text: str, label: str, rules: Rules, weight: float = 10, is_practice: bool = True) -> Example:
    message = Message.of(text)
    return Example(
        text,
        features(message, rules),
        ((features(message, rules), 0.5),),
        label,
        weight,
        is_practice=is_practice,
        heard=False,
    )


def alike(rules: Rules) -> list[Example]:
    """Lines that differ in one word."""

    def example(text: str, label: str) -> Example:
        return example_of(text, label, rules)

    cold = [example(f"{who}冻在雪地里", "no_roof") for who in "张王李赵陈周"]
    warm = [example(f"{who}坐在屋子里", NONE) for who in "张王李赵陈周"]
    return cold + warm


@pytest.mark.usefixtures("lengthy")
def test_features_are_runs_and_grounds(rules: Rules) -> None:
    assert features(Message.of("去年，好"), rules) == {*"去年好", "去年", "年好", "去年好", "§past"}


def test_a_story_is_judged_whole_and_without_its_first_or_last_clauses(rules: Rules) -> None:
    parts = [found for found, _ in judged(Message.of("去年的工资没发给我，好，我在厂门口等他们来"), rules)]
    texts = [
        "去年的工资没发给我好我在厂门口等他们来",
        "去年的工资没发给我",
        "好我在厂门口等他们来",
        "去年的工资没发给我好",
        "我在厂门口等他们来",
    ]
    assert [{run for run in part if not run.startswith("§")} for part in parts] == [set(ngrams(text)) for text in texts]
    assert ["§past" in part for part in parts] == [True, True, False, True, False]
    assert not list(judged(Message.of("好，行，去年"), rules))


def test_training_tells_danger_apart(rules: Rules) -> None:
    model = fit(alike(rules))
    said = model.chances(features(Message.of("孙冻在雪地里"), rules))
    assert said["no_roof"] > 0.9
    assert sum(said.values()) == pytest.approx(1)
    assert model.chances(features(Message.of("孙坐在屋子里"), rules))[NONE] > 0.9


def test_a_text_without_known_features_has_the_chances_of_the_bias(rules: Rules) -> None:
    chances = fit(alike(rules)).chances(["xyz"])
    assert sum(chances.values()) == pytest.approx(1)


def test_cross_validation_judges_lines_that_the_model_did_not_see(rules: Rules) -> None:
    content = example_of("社保怎么交", NONE, rules, weight=1, is_practice=False)
    found = cross_validated([*alike(rules), content, content, content])
    told = figures(found, 0.0)
    assert len(found) == len(alike(rules)) + 3
    assert (told.rules, told.learned, told.both) == (0, 1, 1)
    assert (told.look_alikes, told.content) == (0, 0)
    assert figures(found, 1.0).learned == 0


@pytest.mark.usefixtures("lengthy")
def test_data_that_grow_weigh_no_more(rules: Rules) -> None:
    known = read_practice()
    practice = Practice(danger=known.danger[:9], harmless=known.harmless[:6])

    def mass(questions: int) -> list[float]:
        asked = [SimpleNamespace(written=[f"第{number}种社保卡怎么办"]) for number in range(questions)]
        callers = [f"第{number}趟快递怎么还没到" for number in range(questions)]
        told = [f"第{number}天了还没消息" for number in range(questions)]
        given = examples(practice, cast(Content, SimpleNamespace(passages=asked)), callers, told, rules)
        groups = (0, 9, 15, 15 + questions, 15 + 2 * questions, None)
        parts = itertools.pairwise(groups)
        return [sum(e.weight for e in given[start:end]) for start, end in parts]

    assert mass(4) == pytest.approx(mass(40))
    assert mass(4)[1] == pytest.approx(mass(4)[0])
