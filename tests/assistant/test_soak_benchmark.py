"""The soak, with a stand-in for the assistant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from assistant.benchmarks.soak import bench_soak
from assistant.settings import Settings

SOAK = "assistant.benchmarks.soak"


@pytest.mark.parametrize(
    ("after", "unheard", "is_steady"), [(103.0, "", True), (106.0, "", False), (100.0, "谢谢", False)]
)
def test_what_grows_or_goes_unanswered_is_seen(
    monkeypatch: pytest.MonkeyPatch, after: float, unheard: str, is_steady: bool
) -> None:
    said: dict[str, list[str]] = {}

    @contextmanager
    def running(settings: Settings) -> Iterator[str]:
        yield "http://127.0.0.1:9"

    async def say(client: httpx.AsyncClient, sender: str, message: str) -> list[dict[str, str]] | None:
        said.setdefault(sender, []).append(message)
        return None if message == unheard else [{"text": "好"}]

    looks = iter([100.0, 500.0, 100.0, after, after, 500.0])
    for name, value in {"assistant_running": running, "say": say, "_LOOKS": 3, "_EVERY_SECONDS": 0.0}.items():
        monkeypatch.setattr(f"{SOAK}.{name}", value)
    monkeypatch.setattr(f"{SOAK}.PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(f"{SOAK}.held_by_assistant", lambda settings: next(looks))
    report = bench_soak(Settings(), seconds=0.4, rate=200)
    assert report.is_steady is is_steady and report.growth == pytest.approx(after / 100 - 1)
    assert report.said == sum(map(len, said.values())) and bool(report.unanswered) is bool(unheard)
    assert len(said) > 2 and all(len(set(words)) == len(words) for words in said.values()), "one conversation each"
