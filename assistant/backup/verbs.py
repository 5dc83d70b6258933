"""``assistant backup``, ``assistant restore`` and ``assistant database``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import Settings

database = typer.Typer(help="数据库：搬到 PostgreSQL", no_args_is_help=True)

Archive = Annotated[Path, typer.Argument(help="备份文件，如 /backup/nuanyi-2026-12-01.tar.gz")]


def back_up(file: Archive) -> None:
    """把对话、问答库、表格、日志、训练好的版本存成一个文件，不用停下助手。"""
    from assistant.backup import keeping

    with _telling() as tell:
        rows = keeping.back_up(Settings(), file, tell)
    print(f"备份好了：{file}（{sum(rows.values())} 行）。里面有大家说的话，请放在只有管理员能看的地方，过期就删")


def restore(file: Archive) -> None:
    """把备份放回一个空的 DATA_DIR（或空的 PostgreSQL），助手要先停下。"""
    from assistant.backup import keeping

    with _telling() as tell:
        manifest = keeping.restore(Settings(), file, tell)
    print(f"恢复好了：{manifest.made_at} 的备份，{sum(manifest.rows.values())} 行，逐行核对一致")
    if manifest.settings:
        print(
            "备份时的设置（口令不在里面）：" + " ".join(f"{name}={value}" for name, value in manifest.settings.items())
        )
    for name in manifest.had_codes:
        print(f"{name} 的动态码要重新设：assistant staff totp --name {name}")


@database.command("move")
def move() -> None:
    """把 DATA_DIR 里的 SQLite 全部搬到 DATABASE_URL 的 PostgreSQL，逐行核对；助手要先停下，原来的文件不动。"""
    from assistant.backup import keeping

    with _telling() as tell:
        rows = keeping.move(Settings(), tell)
    print(f"搬好了：{len(rows)} 张表，{sum(rows.values())} 行，逐行核对一致")
    print("以后启动都要带上 DATABASE_URL；原来的文件确认没事了再删")


@contextmanager
def _telling() -> Iterator[Callable[[str], None]]:
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("正在核对……") as status:
        yield lambda table: status.update(f"正在核对 {table}……")
