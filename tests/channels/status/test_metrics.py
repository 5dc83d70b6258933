"""What is counted."""

from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families

from channels.contract.events import Message
from channels.status import metrics as module
from channels.status.metrics import REMEMBERED_SECONDS, Metrics, Recent


def answered(status: str) -> list[Message]:
    return [{"text": "好", "custom": {"status": status}}]


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    families = text_string_to_metric_families(metrics.exposition().decode())
    found = (sample for family in families for sample in family.samples)
    return next(
        (sample.value for sample in found if sample.name == name and labels.items() <= sample.labels.items()), None
    )


def test_turns_requests_and_refusals() -> None:
    metrics = Metrics()
    for status, seconds in (("answered", 0.1), ("answered", 0.3), ("refused", 0.1)):
        metrics.turn(answered(status), seconds)
    metrics.turn([], 0.01)
    metrics.request("/healthz", 200, 0.001)
    metrics.refused("busy")
    assert value(metrics, "nuanyi_turns_total", status="answered") == 2
    assert value(metrics, "nuanyi_turns_total", status="none") == 1
    assert value(metrics, "nuanyi_turn_seconds_count") == 4
    assert value(metrics, "nuanyi_http_requests_total", route="/healthz", status="200") == 1
    assert value(metrics, "nuanyi_refused_total", reason="busy") == 1
    assert value(metrics, "process_resident_memory_bytes")


def test_gauges_are_looked_at_when_asked_for() -> None:
    metrics, waiting = Metrics(), [1, 2]
    metrics.gauge("queue_waiting", "People", lambda: len(waiting))
    waiting.pop()
    metrics.up("engine", False)
    assert (value(metrics, "nuanyi_queue_waiting"), value(metrics, "nuanyi_up", part="engine")) == (1, 0)


def test_the_last_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    metrics = Metrics()
    assert metrics.recent() == Recent(0, None, None, 0)
    metrics.turn(answered("unavailable"), 9.0)
    assert metrics.recent() == Recent(1, 9.0, 9.0, 1)
    now[0] = REMEMBERED_SECONDS + 1.0
    for hundredths in range(1, 102):
        metrics.turn(answered("answered"), hundredths / 100)
    assert metrics.recent() == Recent(101, pytest.approx(0.51), pytest.approx(0.96), 0)
