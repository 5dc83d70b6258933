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
from knowledge.records.kinds import Column, Kind
from knowledge.records.layout import Columns, Guide, UnclearColumns
from knowledge.records.naming import AUTOMATIC


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


def told(error: FileError) -> str:
    """An error, with the options of ``assistant import`` that say what the file does not."""
    return "；".join([str(error), *_options(error)] if isinstance(error, UnclearColumns) else [str(error)])


def _options(unclear: UnclearColumns) -> Sequence[str]:
    named = dict(unclear.guesses) or dict(zip(unclear.headings, _lacking(unclear), strict=False))
    options = [f'--column "{heading}={column.title}"' for heading, column in list(named.items())[:1]]
    options += [f'不读的写 --column "{heading}="' for heading in unclear.headings[-1:]]
    options += [f'整份表都一样的写 --set "{column.title}=…"' for column in _lacking(unclear)[:1] if column.name != "id"]
    if any(column.name == "id" for column in unclear.missing):
        options.append(f"没有编号的写 --set 编号={AUTOMATIC}：按地点和名称编，下次同样的会更新")
    return options


def _lacking(unclear: UnclearColumns) -> Sequence[Column]:
    """What is missing, an id last: that can be made."""
    return sorted(unclear.missing, key=lambda column: column.name == "id")


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
