"""``assistant batches``: the batch tests of before."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import Settings

batches = typer.Typer(help="测过的批量测试（测一次用 assistant batch）", no_args_is_help=True)
Number = Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="编号，见 assistant batches list")]
Out = Annotated[Path | None, typer.Option(help="每一题的结果写到哪里，以 .csv 或 .xlsx 结尾")]


@batches.command("list")
def list_batches() -> None:
    """列出测过的，最近的在前：编号、时间、谁测的、文件、题数、对几个、错几个。"""
    from assistant.batches import run_lines
    from knowledge.records.database import open_database

    for line in run_lines(open_database(Settings().database)):
        print(line)


@batches.command("show")
def show_batch(number: Number, out: Out = None) -> None:
    """一次批量测试的结果，和那时的上次比。"""
    from assistant.batches import whole
    from knowledge.records.database import open_database

    print("\n".join(whole(open_database(Settings().database), number, out)))


@batches.command("resume")
def resume_batch(number: Number, out: Out = None) -> None:
    """没测完的接着测，在页面上断开的也行。"""
    from assistant.batch import go_on
    from assistant.batches import summary

    print("\n".join(summary(go_on(Settings(), number, out))))
