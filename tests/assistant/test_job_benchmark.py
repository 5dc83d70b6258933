"""The benchmark of job search, in the regions that the content serves, finds index and plain scan agreed, or says so."""

from __future__ import annotations

import pytest

from assistant.benchmarks.jobs import Disagreement, Scan, bench_jobs
from knowledge.library.content import Content


def test_index_and_scan_agree_on_a_few_thousand_jobs(shipped: Content) -> None:
    report = bench_jobs(2_000)
    assert 0 < report.index.median <= report.index.p95


def test_a_wrong_result_is_told(monkeypatch: pytest.MonkeyPatch, shipped: Content) -> None:
    monkeypatch.setattr(Scan, "search", lambda *_: (["elsewhere"], 1))
    with pytest.raises(Disagreement, match="结果不同"):
        bench_jobs(100)
