"""What is said to be newer than a version: any data it was learned from, no comment."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.settings import ROOT
from knowledge.versions.keys import INPUTS, data_keys

KNOWLEDGE = ROOT / "knowledge"
DATA = sorted(
    path.relative_to(KNOWLEDGE).as_posix()
    for folder in ("content", "figures/data", "training/data", "places/data")
    for path in (KNOWLEDGE / folder).rglob("*")
    if path.is_file() and path.name != "centres.csv"  # points on the map, which nothing learns from
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("knowledge")
    for name in [*DATA, "language/data/dialect.yml"]:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes((KNOWLEDGE / name).read_bytes()[:1000])
    return target


@pytest.mark.parametrize("name", DATA)
def test_every_file_of_data_counts(copy: Path, name: str) -> None:
    before, text = data_keys(copy), (copy / name).read_bytes()
    (copy / name).write_bytes(text + "\n# 一句注释\n\n".encode())
    assert data_keys(copy) == before
    (copy / name).write_bytes(text + b"\nmore: data\n")
    assert data_keys(copy) != before
    (copy / name).write_bytes(text)


def test_a_pattern_that_matches_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="content"):
        data_keys(tmp_path)


def test_kinds_are_told_apart(copy: Path) -> None:
    before = data_keys(copy)
    assert set(before) == set(INPUTS)
    path = copy / "content/asked/callers.yml"
    path.write_bytes(path.read_bytes() + b"- more")
    changed = data_keys(copy)
    assert {kind for kind in before if before[kind] != changed[kind]} == {"practice"}
