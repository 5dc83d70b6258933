"""An empty file of a kind to fill in: the columns, and in XLSX a sheet that explains them. It imports as it is."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.records.exporting import ExportError
from knowledge.records.files import EXPLANATION
from knowledge.records.kinds import Kind
from knowledge.records.xlsx_sheet import column_letter

_FILE = Path(__file__).parent / "data" / "template.yml"
_TEXT_FORMAT = "@"  # so that a spreadsheet leaves codes and phone numbers as they are typed
_WIDTH = 16  # characters


class Explained(NamedTuple):
    """How a column is filled in, and an example."""

    how: str
    example: str


def write_template(kind: Kind, path: Path) -> None:
    """Write the template, CSV or XLSX by the name of the file. Raises ExportError."""
    write = {".csv": _write_csv, ".xlsx": _write_xlsx}.get(path.suffix.lower())
    if write is None:
        raise ExportError(f"{path.name}：文件名要以 .csv 或 .xlsx 结尾")
    if path.exists():
        raise ExportError(f"{path} 已经有了，请换一个文件名")
    try:
        write(kind, path)
    except OSError as error:
        raise ExportError(f"写不了 {path}，请检查磁盘空间和目录权限") from error


@cache
def explained() -> dict[str, Explained]:
    """What is said of each column, by its English name."""
    rows: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return {name: Explained(**row) for name, row in rows.items()}


def _write_csv(kind: Kind, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerow([column.title for column in kind.columns])


def _write_xlsx(kind: Kind, path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "数据"
    _append_bold(sheet, [column.title for column in kind.columns])
    sheet.freeze_panes = "A2"
    for index in range(len(kind.columns)):
        dimension = sheet.column_dimensions[column_letter(index)]
        dimension.number_format, dimension.width = _TEXT_FORMAT, _WIDTH
    explanation = workbook.create_sheet(EXPLANATION)
    _append_bold(explanation, ["列", "必填", "怎么填", "例子"])
    for column in kind.columns:
        said = explained()[column.name]
        explanation.append([column.title, "是" if column.required else "", said.how, said.example])
    for letter, width in zip("ABCD", (_WIDTH, 8, 60, 40), strict=True):
        explanation.column_dimensions[letter].width = width
    workbook.save(path)


def _append_bold(sheet: Worksheet, texts: list[str]) -> None:
    sheet.append(texts)
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
