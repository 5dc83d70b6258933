"""Which model of the dialogue engine belongs to the present inputs."""

from __future__ import annotations

import os
import tarfile
from pathlib import Path

import pytest
import yaml

from assistant import engine_model as module
from assistant.engine_model import engine_model, is_whole
from assistant.settings import Settings
from knowledge.library.content import Content
from knowledge.settings import ROOT


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch, content: Content) -> dict[str, str]:
    """The digests of the data, over the small content."""
    digests = {"content": "c1", "words": "w1"}
    monkeypatch.setattr(module, "data_keys", lambda: digests)
    monkeypatch.setattr(module, "load", lambda: content)
    return digests


def test_content_is_read_when_it_changed_and_not_otherwise(
    keys: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data_dir=tmp_path)
    first = engine_model(settings)
    served = yaml.safe_load((tmp_path / "engine" / "served.yml").read_text("utf-8"))
    assert served["nlu"][0]["examples"] == "- 上饶市\n- 上饶市广信区\n- 金华市兰溪市\n- 浙江省\n"
    monkeypatch.setattr(module, "load", lambda: pytest.fail("nothing has changed"))
    assert engine_model(settings) == first
    keys["content"] = "c2"
    with pytest.raises(pytest.fail.Exception):
        engine_model(settings)


def test_an_edited_answer_needs_no_other_model_but_other_words_do(keys: dict[str, str], tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    first = engine_model(settings)
    keys["content"] = "c2"
    assert engine_model(settings) == first
    keys["words"] = "w2"
    assert engine_model(settings) != first


def test_nothing_but_the_intent_and_the_actions_since_tells_what_comes_next() -> None:
    """What ``assistant/engine/processing.py`` relies on where it asks Rasa for a prediction once, and fills no slot."""
    domain, rules = (
        yaml.safe_load((ROOT / name).read_text("utf-8")) for name in ("domain.yml", "assistant/data/rules.yml")
    )
    assert all(slot["mappings"] == [{"type": "custom"}] for slot in domain["slots"].values())
    assert not any(slot["influence_conversation"] for slot in domain["slots"].values())
    steps = [step for rule in rules["rules"] for step in rule["steps"]]
    said = [intent for step in steps for intent in step.get("or", [step])]
    assert {tuple(each) for each in said} == {("intent",), ("action",)}
    assert all(rule.keys() == {"rule", "steps"} for rule in rules["rules"])


def test_a_model_that_was_cut_off_is_not_whole(tmp_path: Path) -> None:
    said, model = tmp_path / "said.txt", tmp_path / "model.tar.gz"
    said.write_bytes(os.urandom(50_000))
    with tarfile.open(model, "w:gz") as archive:
        archive.add(said, "said.txt")
    assert is_whole(model)
    model.write_bytes(model.read_bytes()[:20_000])
    assert not is_whole(model)
