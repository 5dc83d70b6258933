"""The learned part: its features, and that training finds what tells danger apart."""

from __future__ import annotations

import pytest

from knowledge.topics.danger.detector import read_file
from knowledge.topics.danger.learned import NONE, features
from knowledge.topics.danger.rules import Message, Rules
from knowledge.topics.danger.training import WEIGHT_CONTENT, WEIGHT_DANGER, Example, cross_validated, fit


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules(read_file())


def examples(rules: Rules) -> list[Example]:
    """Lines that differ in one word."""

    def example(text: str, label: str) -> Example:
        return Example(features(Message.of(text), rules), label, WEIGHT_DANGER, heard=False)

    cold = [example(f"{who}冻在雪地里", "no_roof") for who in "张王李赵陈周"]
    warm = [example(f"{who}坐在屋子里", NONE) for who in "张王李赵陈周"]
    return cold + warm


def test_features_are_runs_and_grounds(rules: Rules) -> None:
    assert features(Message.of("去年，好"), rules) == {*"去年好", "去年", "年好", "去年好", "§past"}


def test_training_tells_danger_apart(rules: Rules) -> None:
    model = fit(examples(rules))
    said = model.chances(features(Message.of("孙冻在雪地里"), rules))
    assert said["no_roof"] > 0.9
    assert sum(said.values()) == pytest.approx(1)
    assert model.chances(features(Message.of("孙坐在屋子里"), rules))[NONE] > 0.9


def test_a_text_without_known_features_has_the_chances_of_the_bias(rules: Rules) -> None:
    chances = fit(examples(rules)).chances(["xyz"])
    assert sum(chances.values()) == pytest.approx(1)


def test_cross_validation_judges_lines_that_the_model_did_not_see(rules: Rules) -> None:
    content = Example(features(Message.of("社保怎么交"), rules), NONE, WEIGHT_CONTENT, heard=False)
    figures = cross_validated([*examples(rules), content, content, content], 0.5)
    assert figures.rules == 0
    assert figures.both == 1
    assert figures.look_alikes == 0
    assert figures.content == 0
