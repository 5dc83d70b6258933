"""Empty files to fill in."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from knowledge.records.exporting import ExportError
from knowledge.records.importing import import_file
from knowledge.records.kinds import RECORD_KINDS
from knowledge.records.template import explained, write_template


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_a_template_imports_as_it_is(engine: Engine, tmp_path: Path, kind: str, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    write_template(RECORD_KINDS[kind], path)
    report = import_file(engine, kind, path)
    assert (report.added, report.faulty, report.notes, report.doubts) == (0, 0, (), ())


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_the_examples_of_a_template_can_be_filled_in(engine: Engine, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.xlsx"
    write_template(RECORD_KINDS[kind], path)
    book = load_workbook(path)
    book["数据"].append([explained()[column.name].example for column in RECORD_KINDS[kind].columns])
    book.save(path)
    report = import_file(engine, kind, path, strict=True)
    assert (report.added, report.faults, report.doubts) == (1, (), ())


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("mine")
    with pytest.raises(ExportError, match="已经有了"):
        write_template(RECORD_KINDS["jobs"], path)
    with pytest.raises(ExportError, match=r"\.csv 或 \.xlsx"):
        write_template(RECORD_KINDS["jobs"], tmp_path / "a.ods")
