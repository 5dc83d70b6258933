"""A day in half a minute, with an import in the morning's rush and a publication in the afternoon's
(``assistant bench day``)."""

from __future__ import annotations

from pathlib import Path

from assistant.benchmarks.day import IMPORT, PUBLISH, replay
from assistant.settings import Settings
from tests.stack.conftest import copy_prepared, started

PEOPLE, HOUR_SECONDS, IMPORTED = 150, 1.2, 4


def test_everybody_has_an_answer(prepared_data: Path, tmp_path: Path) -> None:
    data = copy_prepared(prepared_data, tmp_path)
    with started(data) as running:
        running.wait_until_ready()
        settings = Settings(data_dir=data, database_url=None)
        found = replay(settings, running.url, PEOPLE, HOUR_SECONDS, IMPORTED)
    assert found.is_whole and found.desk.turns
    assert [hour.happened for hour in found.hours if hour.happened] == [IMPORT, PUBLISH]
    put_off = sum(hour.put_off for hour in found.hours)
    print(f"{sum(hour.came for hour in found.hours)} people, {put_off} times asked for patience, {found.recovered}")
