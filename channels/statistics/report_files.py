"""A report as a file: XLSX to go on working with, PDF to print. Both say the same in the same order."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from fpdf.enums import Align, TableBordersLayout
from fpdf.fonts import FontFace
from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart
from openpyxl.chart import Reference as Cells
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from channels.statistics.report import Cell, Report, Share, Table
from knowledge.records.cell_texts import writable
from knowledge.topics.claims.sheet import ACCENT, GREY, HEAD, INK, MISSING, SMALL, TITLE, Sheet

_WIDEST, _NARROWEST = 48, 10
_CHARTS: Mapping[str, type[LineChart] | type[BarChart]] = {"line": LineChart, "bar": BarChart}
# Millimetres of a drawing on paper, and the share of a column that a bar takes.
_CHART_MM, _BAR = 26.0, 0.7
_PALE = (230, 243, 236)


def report_xlsx(report: Report) -> bytes:
    """A sheet for each table, with charts of Excel's own."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for table in report.tables:
        _fill(workbook.create_sheet(table.title), table, report)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def report_pdf(report: Report) -> bytes:
    """Printed on A4 sheets."""
    pdf = Sheet(_characters(report))
    pdf.set_title(report.title)
    pdf.paragraph(report.title, TITLE, INK)
    pdf.paragraph(report.made, SMALL, GREY)
    for table in report.tables:
        _print(pdf, table)
    return bytes(pdf.output())


FORMS: Mapping[str, Callable[[Report], bytes]] = {"xlsx": report_xlsx, "pdf": report_pdf}


def _fill(sheet: Any, table: Table, report: Report) -> None:
    for line in filter(None, (f"{report.title}：{table.title}", report.made, table.note)):
        sheet.append([line])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([])
    sheet.append(list(table.columns))
    head = sheet.max_row
    for cell in sheet[head]:
        cell.font = Font(bold=True)
    for row in table.rows:
        sheet.append([_value(cell) for cell in row])
        for number, cell in enumerate(row, 1):
            _shape(sheet.cell(sheet.max_row, number), cell)
    for number in range(1, len(table.columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = max(_NARROWEST, _column_width(table, number - 1))
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    if table.chart and table.rows:
        _draw(sheet, table, head)


def _value(cell: Cell) -> str | int | float | None:
    if isinstance(cell, Share):
        return cell.value
    return writable(cell) if isinstance(cell, str) else cell


def _shape(placed: Any, cell: Cell) -> None:
    if isinstance(cell, Share):
        placed.number_format = "0.0%"
    elif isinstance(cell, str):
        # Always text: what people wrote is no formula.
        placed.data_type = "s"
        placed.alignment = Alignment(wrap_text=True, vertical="top")


def _width(cell: Cell) -> int:
    """In characters; a Chinese one takes two."""
    return sum(2 if letter > "ÿ" else 1 for letter in str(cell))


def _draw(sheet: Any, table: Table, head: int) -> None:
    chart = _CHARTS[table.chart]()
    chart.title, chart.width, chart.height = table.title, 22, 9
    last = head + len(table.rows)
    for number in table.charted:
        chart.add_data(Cells(sheet, number + 1, head, number + 1, last), titles_from_data=True)
    chart.set_categories(Cells(sheet, 1, head + 1, 1, last))
    sheet.add_chart(chart, f"{get_column_letter(len(table.columns) + 2)}{head}")


def _characters(report: Report) -> set[int]:
    """The code points that the pages may need."""
    texts = [report.title, report.made, MISSING, "—"]
    for table in report.tables:
        texts += [table.title, table.note, *table.columns, *(str(cell) for row in table.rows for cell in row)]
    return set(map(ord, "".join(texts))) | set(map(ord, " 0123456789.%-"))


def _print(pdf: Sheet, table: Table) -> None:
    pdf.ln(3)
    pdf.paragraph(table.title, HEAD, ACCENT)
    if table.note:
        pdf.paragraph(table.note, SMALL, GREY)
    pdf.ln(1)
    if table.chart and table.rows:
        _print_bars(pdf, table)
    pdf.pen(SMALL, INK)
    widths = tuple(_column_width(table, number) for number in range(len(table.columns)))
    aligns = tuple(Align.L if n == 0 or _is_text(table, n) else Align.R for n in range(len(table.columns)))
    plain = FontFace(color=GREY, fill_color=_PALE, emphasis=None)
    with pdf.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        col_widths=widths,
        headings_style=plain,
        line_height=4.2,
        padding=(0.5, 1),
        text_align=aligns,
        width=pdf.epw,
    ) as grid:
        for row in (table.columns, *table.rows):
            grid.row([pdf.printable(str(cell)) for cell in row])


def _column_width(table: Table, number: int) -> int:
    """Relative to the others."""
    return 2 + max([2 * len(table.columns[number]), *(min(_WIDEST, _width(row[number])) for row in table.rows)])


def _is_text(table: Table, number: int) -> bool:
    return all(isinstance(row[number], str) for row in table.rows)


def _print_bars(pdf: Sheet, table: Table) -> None:
    """The first charted column as bars, with the first and the last name and the highest number."""
    if pdf.will_page_break(_CHART_MM + 10):
        pdf.add_page()
    column = table.charted[0]
    counts = [row[column] for row in table.rows]
    numbers = [count if isinstance(count, int) else 0 for count in counts]
    highest, step, top = max(1, *numbers), pdf.epw / len(numbers), pdf.get_y()
    with pdf.local_context(fill_color=ACCENT):
        for place, number in enumerate(numbers):
            tall = _CHART_MM * number / highest
            pdf.rect(pdf.l_margin + place * step, top + _CHART_MM - tall, step * _BAR, tall, style="F")
    pdf.set_y(top + _CHART_MM + 0.5)
    pdf.pen(SMALL, GREY)
    pdf.cell(pdf.epw / 3, 4, str(table.rows[0][0]))
    pdf.cell(pdf.epw / 3, 4, f"{table.columns[column]} 0-{highest}", align=Align.C)
    pdf.cell(0, 4, str(table.rows[-1][0]), align=Align.R, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(1)
