"""Which model of the dialogue engine belongs to the present inputs."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant import engine_model as module
from assistant.engine_model import engine_model
from assistant.settings import Settings
from knowledge.library.content import Content


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
