"""The second look hears by the sentence vector what the detector did not, and says the same."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.encoder import Encoder
from knowledge.ngrams.fitting import Recipe, fit_terms
from knowledge.ngrams.model import Floats
from knowledge.topics.danger.detector import Detector, read_file
from knowledge.topics.danger.learned import NONE, Learned
from knowledge.topics.danger.rules import Rules
from knowledge.topics.danger.second_look import LEARNED_WITH, SecondLook
from knowledge.topics.danger.training import Practice, cross_validated_second, read_practice, second_examples

DARK, BRIGHT = np.eye(2, dtype=np.float32)
# No word of it is heard.
SAID = "明天上午到窗口排队拿号"


@pytest.fixture(scope="module")
def look() -> SecondLook:
    """It hears self-harm where the vector is dark, whatever the words are."""
    vectors: Floats = np.array([DARK, BRIGHT] * 6)
    labels = ["self_harm", NONE] * 6
    model = fit_terms([["说"]] * 12, labels, Recipe(strength=10.0), ("说",), vectors=vectors)
    return SecondLook(Detector.load(), Learned(model))


def test_the_vector_tells_what_no_word_does(look: SecondLook) -> None:
    assert look.detector.read(SAID) is None
    assert look.read(SAID, BRIGHT) is None
    danger = look.read(SAID, DARK)
    assert danger and danger.kinds == ("self_harm",) and danger.reply.numbers[0] == "12356"


def test_what_the_detector_hears_and_few_letters_are_left_alone(look: SecondLook) -> None:
    assert look.detector.read("老板打人，打得我流血了") and look.read("老板打人，打得我流血了", DARK) is None
    assert look.read("就这样吧", DARK) is None


def test_the_matter_is_answered_beside_blows_but_not_beside_thoughts_of_death(look: SecondLook) -> None:
    told = {kind: look.detector.suspected(f"{SAID}，工资也没发", kind) for kind in ("violence", "self_harm")}
    assert {kind: danger.answer_too for kind, danger in told.items()} == {"violence": True, "self_harm": False}


def test_a_reply_tells_which_danger_it_was_about(look: SecondLook) -> None:
    danger = look.read(SAID, DARK)
    assert danger and look.detector.spoken_of(danger.reply.text) == look.detector.suspected("", "self_harm")
    assert look.detector.spoken_of("社保卡可以在网上办。") is None


def test_it_was_learned_with_the_encoder_that_is_shipped(encoder: Encoder) -> None:
    assert encoder.identity == LEARNED_WITH
    assert len(SecondLook.load().learned.model.vector.mean) == encoder.size  # type: ignore[union-attr]


@pytest.mark.usefixtures("lengthy")
def test_training_weighs_the_vector_and_judges_what_it_did_not_see() -> None:
    rules, practice = Rules(read_file()), read_practice()
    some = Practice(danger=practice.danger[:6], harmless=practice.harmless[:6])
    asked = [f"第{number}种社保卡怎么办" for number in range(3)]
    told = [f"交了{number}年了" for number in range(2, 4)]
    given = second_examples(some, asked, told, rules)
    assert [example.is_practice for example in given] == [*[True] * 12, *[False] * 5]
    assert sum(example.weight for example in given[6:12]) == pytest.approx(60)
    assert sum(example.weight for example in given[12:15]) == pytest.approx(30)
    assert sum(example.weight for example in given[15:]) == pytest.approx(9)
    vectors = np.array([DARK if example.label != NONE else BRIGHT for example in given])
    found = dict(cross_validated_second(given, vectors))
    assert all(found[example] > -0.4 for example in given[:6])
    assert all(found[example] < -0.6 for example in given[6:])
