"""Import files of records from the terminal (a progress bar, a line for each bad row, a summary for each file), and withdraw
what was imported or came with the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy import Engine

from assistant.columns import guide_of, learn, told
from assistant.fates import fate_lines
from assistant.settings import Settings
from assistant.who import by
from knowledge.encoder import Encoder
from knowledge.encoder_folder import EncoderMissing, is_built
from knowledge.library.content import load
from knowledge.live.faqs import encode_faqs
from knowledge.live.shipped import shipped_content
from knowledge.records.backlog import never_imported
from knowledge.records.column_memory import ColumnMemory
from knowledge.records.database import open_database
from knowledge.records.faults import Fault
from knowledge.records.files import FileError
from knowledge.records.importing import ImportReport, import_file, import_files
from knowledge.records.kinds import kind_of
from knowledge.records.preview import preview
from knowledge.records.removing import CONTENT_KIND, remove, restore_content, withdraw_content

NAMED_FAULTS = 50
_NAMED_PLACES = 5
_LONG = 1000  # rows from which on a bar is shown
ENCODED_UNSEEN = 60  # FAQs that are encoded in less than two seconds


def import_into(
    settings: Settings,
    kind: str,
    files: Sequence[Path],
    strict: bool,
    columns: Sequence[str] = (),
    values: Sequence[str] = (),
) -> bool:
    """Import the files and tell how it went; whether of each something could be used, with ``strict`` whether all was right.

    With ``strict`` it is all files or none, otherwise each file stands for itself. FAQs are found once they are encoded.
    ``columns`` and ``values`` say what the files do not (``assistant.columns.guide_of``).
    """
    memory = ColumnMemory(settings.data_dir.resolve())
    guide = guide_of(kind_of(kind), columns, values, memory)
    database = open_database(settings.database)
    if kind == "faqs" and not is_built(settings.encoder, settings.encoder_model):
        raise EncoderMissing("还没有做好句向量模型，请先运行一次 make run 或 assistant prepare，再导入问答")
    guide = learn(kind_of(kind), files, guide, memory)
    fine = True
    for together in [files] if strict else [[file] for file in files]:
        try:
            with progress_bar() as progress:
                reports = import_files(
                    database,
                    kind,
                    together,
                    strict=strict,
                    progress=progress,
                    guide=guide,
                    by=by(),
                    as_drafts=settings.second_person,
                )
        except FileError as error:
            print(f"出错了：{told(error)}", file=sys.stderr)
            fine = False
        else:
            for report in reports:
                tell(report)
            if kind == "faqs" and settings.second_person:
                print("faqs：新增和更新的存成了草稿，等另一个人核对后发布")
            fine = fine and all(report.done and not report.is_all_bad for report in reports)
    if kind == "faqs":
        encode(settings, database)
    return fine


def preview_of(
    settings: Settings, kind: str, files: Sequence[Path], columns: Sequence[str], values: Sequence[str]
) -> Iterator[str]:
    """What importing the files would do with each row; nothing is written. Raises FileError, UnknownKind, WrongColumn,
    DatabaseError."""
    guide = guide_of(kind_of(kind), columns, values, ColumnMemory(settings.data_dir.resolve()))
    for file in files:
        try:
            found = preview(open_database(settings.database), kind, file, settings.second_person, guide=guide)
        except FileError as error:
            raise FileError(told(error)) from error
        yield from (f"注意：{file.name}：{note}" for note in found.notes)
        yield from fate_lines(found.rows)


def withdraw(settings: Settings, kind: str, ids: Sequence[str]) -> bool:
    """Take records out of the answers for good, or entries of the content until they are brought back; whether there were
    all of them. Tells how it went. Raises UnknownKind, DatabaseError, ContentError."""
    database, wanted = open_database(settings.database), frozenset(ids)
    removed = remove(database, kind, wanted, by())
    shipped = _content_ids() & (wanted - removed) if kind == CONTENT_KIND else frozenset()
    if shipped:
        withdraw_content(database, shipped, by())
    return _told(kind, "撤下", removed | shipped, ids, "没有编号“{id}”，请核对")


def restore(settings: Settings, kind: str, ids: Sequence[str]) -> bool:
    """Bring withdrawn entries of the content back; whether all of them were withdrawn. Tells how it went.

    Raises UnknownKind, DatabaseError.
    """
    kind_of(kind)
    database = open_database(settings.database)
    back = restore_content(database, ids, by()) if kind == CONTENT_KIND else frozenset()
    return _told(kind, "恢复", back, ids, "编号“{id}”不能恢复：只有程序自带的问答撤下后能恢复，导入的请重新导入")


def _content_ids() -> frozenset[str]:
    return frozenset(passage.id for passage in load().passages)


def _told(kind: str, deed: str, done: frozenset[str], ids: Sequence[str], otherwise: str) -> bool:
    """How many were done on standard output, those that could not be on standard error; whether that is none."""
    failed = [id for id in dict.fromkeys(ids) if id not in done]
    for id in failed:
        print(f"{kind}：{otherwise.format(id=id)}", file=sys.stderr)
    if done:
        print(f"{kind}：{deed} {len(done)}")
    return not failed


def encode(settings: Settings, database: Engine) -> None:
    """Make the vectors that imported FAQs still lack."""
    with progress_bar("编码问答", shown_from=ENCODED_UNSEEN) as progress:
        encoder = Encoder(settings.encoder, os.cpu_count() or 1)
        encode_faqs(database, encoder, shipped_content(settings).regions, progress)


def fill_with_own(database: Engine) -> None:
    """Give every kind that has never been imported the rows that come with the program: what the papers name, and samples."""
    for file in never_imported(database):
        import_file(database, file.stem, file, strict=True)


def tell(report: ImportReport) -> None:
    """The summary on standard output; the bad rows on standard error, and what is odd."""
    for fault in report.faults[:NAMED_FAULTS]:
        print(f"{report.file.name} {fault.place}：{fault.reason}", file=sys.stderr)
    if report.faulty > NAMED_FAULTS:
        print(f"另有 {report.faulty - NAMED_FAULTS} 行", file=sys.stderr)
    for note in report.notes:
        print(f"注意：{report.file.name}：{note}", file=sys.stderr)
    odd = _by_reason(report.doubts)
    for reason, places in list(odd.items())[:NAMED_FAULTS]:
        print(f"注意：{report.file.name} {_places(places)}：{reason}", file=sys.stderr)
    if len(odd) > NAMED_FAULTS or report.doubtful > len(report.doubts):
        print(f"请核对的一共 {report.doubtful} 处，没有全部列出", file=sys.stderr)
    print(report, flush=True)


def _by_reason(found: Sequence[Fault]) -> dict[str, list[Fault]]:
    """Rows of which the same is to be said, together."""
    together: dict[str, list[Fault]] = {}
    for fault in found:
        together.setdefault(fault.reason, []).append(fault)
    return together


def _places(found: Sequence[Fault]) -> str:
    """The first few rows, and how many there are."""
    named = "、".join(fault.place for fault in found[:_NAMED_PLACES])
    return named if len(found) <= _NAMED_PLACES else f"{named}等 {len(found)} 行"


@contextmanager
def progress_bar(what: str = "导入", shown_from: int = _LONG) -> Iterator[Callable[[int, int | None], None]]:
    """What to call with the rows done and about how many there are; draws a bar once they are many."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True))
    task = bar.add_task("")

    def show(done: int, estimate: int | None) -> None:
        total = max(done, estimate or 0)
        bar.update(task, completed=done, total=total)
        if total > shown_from:
            bar.start()

    try:
        yield show
    finally:
        if bar.live.is_started:
            bar.stop()
