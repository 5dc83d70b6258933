"""The benchmarks on few rows: both ways give the same answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.benchmarks import lookups
from assistant.benchmarks.importing import bench_import
from assistant.benchmarks.made_up_faqs import made_up_faqs
from assistant.benchmarks.stations import bench_stations
from assistant.benchmarks.vectors import bench_vectors
from assistant.settings import Settings
from knowledge.places.regions import all_regions
from knowledge.retrieval.searcher import Searcher


def test_stations() -> None:
    rows = bench_stations(stations=3000, questions=20)
    assert [row.way for row in rows] == ["逐个比较", "暖驿"] * 2
    assert all(row.agrees and 0 < row.p50 <= row.p95 for row in rows)


def test_nearest_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.retrieval.inverted.MANY", 3000)
    monkeypatch.setattr("knowledge.retrieval.inverted.FEW", 0)
    own = np.random.default_rng(1).standard_normal((50, 16), np.float32)
    monkeypatch.setattr("assistant.benchmarks.vectors._own", lambda settings: own)
    flat, ours = bench_vectors(Settings(), counts=(3000,), questions=20)
    assert flat.recall == 1 and flat.count == ours.count == 3000
    assert ours.recall > 0.9 and min(flat.p50, ours.p50, ours.one_more) > 0


def test_an_import_and_its_export(tmp_path: Path, encoder_folder: Path) -> None:
    told: list[tuple[int, int]] = []
    settings = Settings(data_dir=tmp_path, encoder_dir=encoder_folder)
    report = bench_import(settings, lambda done, total: told.append((done, total)), count=5)
    assert (report.faqs, report.texts, told) == (5, 15, [(5, 5)])
    assert report.ratio > 0.5 and not list((tmp_path / "bench").iterdir())


def test_a_look_up_is_timed_among_made_up_faqs_beside_the_common_way(
    monkeypatch: pytest.MonkeyPatch, searcher: Searcher, encoder_folder: Path
) -> None:
    monkeypatch.setattr(lookups, "BEFORE", 5)
    monkeypatch.setattr(lookups, "open_searcher", lambda settings: searcher)
    report = lookups.bench_lookup(Settings(encoder_dir=encoder_folder), faqs=300, questions=10)
    assert report.recall == 1.0, "so few are compared one by one"
    assert report.publish > 0 and 0 < report.own.p50 <= report.own.p95 and report.ratio > 0
    assert report.wordings > 2 * 300


def test_no_two_of_the_made_up_faqs_say_the_same() -> None:
    made = list(made_up_faqs(4000, all_regions()))
    assert len({one.question for one in made}) == len({one.answer for one in made}) == 4000
