"""The example alerts and the dashboard ask for what a gateway tells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
import yaml
from pydantic import SecretStr

from channels.app import create_app
from channels.settings import GatewaySettings
from channels.status.metrics import Metrics
from knowledge.settings import ROOT

FOLDER = ROOT / "docs" / "operations"
_NAME = re.compile(r"\b(?:nuanyi|process)_\w+")


def expressions() -> Iterator[str]:
    for group in yaml.safe_load((FOLDER / "alerts.yml").read_text("utf-8"))["groups"]:
        for rule in group["rules"]:
            assert rule["annotations"]["summary"] and rule["labels"]["severity"] in ("page", "ticket")
            yield rule["expr"]
    for panel in json.loads((FOLDER / "grafana.json").read_text("utf-8"))["panels"]:
        yield from (target["expr"] for target in panel["targets"])


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of all samples of a gateway."""
    made: list[Metrics] = []
    monkeypatch.setattr("channels.app.Metrics", lambda: made.append(Metrics()) or made[0])
    settings = GatewaySettings(
        engine_urls="http://engine",
        engine_token=SecretStr(""),
        actions_url="http://actions",
        database_url="sqlite://",
        lines_url="sqlite://",
    )
    create_app(settings, "measured")
    (metrics,) = made
    metrics.turn([], 0.1)
    metrics.request("/", 200, 0.1)
    metrics.refused("busy")
    metrics.up("engine", True)
    return {re.split(r"[{ ]", line)[0] for line in metrics.exposition().decode().splitlines() if line[0] != "#"}


@pytest.mark.usefixtures("lengthy")
def test_every_name_is_told_and_explained(told: set[str]) -> None:
    asked = {name for expression in expressions() for name in _NAME.findall(expression)}
    assert asked and asked <= told
    table = (ROOT / "docs" / "operations.md").read_text("utf-8")
    kinds = {re.sub(r"_(bucket|count|sum|created)$", "", name) for name in told if name.startswith("nuanyi_")}
    assert {kind for kind in kinds if kind not in table} == set()
