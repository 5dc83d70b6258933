"""The benchmarks on few rows: both ways give the same answers."""

from __future__ import annotations

from pathlib import Path

from assistant.benchmarks.importing import bench_import
from assistant.benchmarks.made_up_faqs import made_up_faqs
from assistant.benchmarks.stations import bench_stations
from assistant.settings import Settings
from knowledge.places.regions import all_regions


def test_stations() -> None:
    rows = bench_stations(stations=3000, questions=20)
    assert [row.way for row in rows] == ["逐个比较", "暖驿"] * 2
    assert all(row.agrees and 0 < row.p50 <= row.p95 for row in rows)


def test_an_import_and_its_export(tmp_path: Path, encoder_folder: Path) -> None:
    told: list[tuple[int, int]] = []
    settings = Settings(data_dir=tmp_path, encoder_dir=encoder_folder)
    report = bench_import(settings, lambda done, total: told.append((done, total)), count=5)
    assert (report.faqs, report.texts, told) == (5, 15, [(5, 5)])
    assert report.ratio > 0.5 and not list((tmp_path / "bench").iterdir())


def test_no_two_of_the_made_up_faqs_say_the_same() -> None:
    made = list(made_up_faqs(4000, all_regions()))
    assert len({one.question for one in made}) == len({one.answer for one in made}) == 4000
