"""``assistant conversations``: what is kept of one person's conversation."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import Settings

conversations = typer.Typer(help="保存着的对话：列出、导出、删除", no_args_is_help=True)

Id = Annotated[str, typer.Argument(help="编号，见 assistant conversations list")]
Why = Annotated[str, typer.Option(help="为什么，记进日志")]


@conversations.command("list")
def list_conversations(
    days: Annotated[float, typer.Option(min=0, help="最近几天有人说话的")] = 1.0,
) -> None:
    """列出最近的对话：编号、时间、最后一句（号码已遮住）。"""
    from assistant.conversations import Conversations
    from knowledge import china_time

    print("\n".join(Conversations(Settings()).listed(china_time.now() - dt.timedelta(days=days))))


@conversations.command("export")
def export(
    id: Id,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="写进哪个文件；不写就显示出来")] = None,
    why: Why = "",
) -> None:
    """导出一段对话保存着的全部内容（JSON），本人要时给他。"""
    from assistant.conversations import Conversations
    from assistant.who import by

    found = Conversations(Settings()).export(id, by(why))
    if file is None:
        print(found)
        return
    file.write_text(f"{found}\n", "utf-8")
    print(f"写到 {file}")


@conversations.command("delete")
def delete(id: Id, why: Why = "") -> None:
    """删除一段对话的全部内容，约好的回电也删；运行着的助手两秒内也忘掉。"""
    from assistant.conversations import Conversations
    from assistant.who import by

    Conversations(Settings()).delete(id, by(why))
    print("已删除")
