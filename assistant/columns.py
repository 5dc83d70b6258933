"""Ask on the terminal, or hear on the command line, what the columns of a file are; answers are remembered by its shape."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from knowledge.errors import ReadableError
from knowledge.records.column_memory import ColumnMemory
from knowledge.records.files import FileError
from knowledge.records.headers import column_named, key
from knowledge.records.kinds import Kind
from knowledge.records.layout import Columns, Guide, UnclearColumns


class WrongColumn(ReadableError):
    """What was said of a column cannot be used."""


def guide_of(kind: Kind, columns: Sequence[str], values: Sequence[str], memory: ColumnMemory) -> Guide:
    """What the command line says: ``columns`` as "站名=名称", "备注=" (not to be read), ``values`` as "城市=兰溪市".

    Raises WrongColumn.
    """
    told = {key(heading): _column(name, kind) if name else "" for heading, name in map(_halves, columns)}
    fixed = {_column(name, kind): value for name, value in map(_halves, values)}
    return Guide(told, memory.of(kind.name), fixed)


def learn(kind: Kind, files: Sequence[Path], guide: Guide, memory: ColumnMemory) -> Guide:
    """Have files looked at before they are imported: what nobody can tell is asked where there is a terminal, and what was
    said is kept. Files that cannot be used are left for the import to name."""
    for file in files if guide.columns or sys.stdin.isatty() else ():
        guide = _learn_one(kind, file, guide, memory)
    return guide


def _learn_one(kind: Kind, file: Path, guide: Guide, memory: ColumnMemory) -> Guide:
    try:
        memory.learn(kind, file, guide)
    except UnclearColumns as unclear:
        if sys.stdin.isatty() and unclear.headings:
            print(unclear, file=sys.stderr)
            memory.keep(kind.name, unclear.shape, _asked(kind, unclear.headings))
            return Guide(guide.columns, memory.of(kind.name), guide.values)
    except FileError:
        pass
    return guide


def _asked(kind: Kind, headings: Sequence[str]) -> Columns:
    print("请说明下面几列是什么（填中文列名；不要的直接回车）：", file=sys.stderr)
    return {key(heading): _answer(kind, heading) for heading in headings}


def _answer(kind: Kind, heading: str) -> str:
    while True:
        said: str = typer.prompt(f"“{heading}”是哪一列", default="", show_default=False, err=True)
        if not said.strip():
            return ""
        if name := column_named(said, kind):
            return name
        print(f"没有“{said}”这一列，可以填：{_titles(kind)}", file=sys.stderr)


def _halves(said: str) -> tuple[str, str]:
    left, sign, right = said.replace("＝", "=").partition("=")
    if not sign or not left.strip():
        raise WrongColumn(f"“{said}”看不懂，请写成 站名=名称 这样")
    return left.strip(), right.strip()


def _column(said: str, kind: Kind) -> str:
    if name := column_named(said, kind):
        return name
    raise WrongColumn(f"{kind.name} 没有“{said}”这一列，可以用：{_titles(kind)}")


def _titles(kind: Kind) -> str:
    return "、".join(column.title for column in kind.columns)
