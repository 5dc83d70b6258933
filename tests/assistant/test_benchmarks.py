"""The benchmarks on few rows: both ways give the same answers."""

from __future__ import annotations

from assistant.benchmarks.stations import bench_stations


def test_stations() -> None:
    rows = bench_stations(stations=3000, questions=20)
    assert [row.way for row in rows] == ["逐个比较", "暖驿"] * 2
    assert all(row.agrees and 0 < row.p50 <= row.p95 for row in rows)
