"""Import files of records from the terminal: a progress bar, a line for each bad row, a summary for each file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from knowledge.records.database import open_database
from knowledge.records.files import FileError
from knowledge.records.importing import ImportReport, import_files

NAMED_FAULTS = 50
_LONG = 1000  # rows from which on a bar is shown


def import_into(database: str, kind: str, files: Sequence[Path], strict: bool) -> bool:
    """Import the files and tell how it went; whether all could be used, with ``strict`` also whether all was right.

    With ``strict`` it is all files or none, otherwise each file stands for itself.
    """
    engine = open_database(database)
    fine = True
    for together in [files] if strict else [[file] for file in files]:
        try:
            with progress_bar() as progress:
                reports = import_files(engine, kind, together, strict=strict, progress=progress)
        except FileError as error:
            print(f"出错了：{error}", file=sys.stderr)
            fine = False
        else:
            for report in reports:
                tell(report)
            fine = fine and all(report.done for report in reports)
    return fine


def tell(report: ImportReport) -> None:
    """The summary on standard output, the bad rows on standard error."""
    for fault in report.faults[:NAMED_FAULTS]:
        print(f"{report.file.name} 第 {fault.line} 行：{fault.reason}", file=sys.stderr)
    if report.faulty > NAMED_FAULTS:
        print(f"另有 {report.faulty - NAMED_FAULTS} 行", file=sys.stderr)
    print(report, flush=True)


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int | None], None]]:
    """What to call with the rows done and about how many there are; draws a bar once they are many."""
    columns = (TextColumn("导入"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True))
    task = bar.add_task("")

    def show(done: int, estimate: int | None) -> None:
        total = max(done, estimate or 0)
        bar.update(task, completed=done, total=total)
        if total > _LONG:
            bar.start()

    try:
        yield show
    finally:
        if bar.live.is_started:
            bar.stop()
