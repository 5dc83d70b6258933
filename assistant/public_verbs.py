"""``assistant public``: whether everybody is answered."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.settings import Settings

public = typer.Typer(help="对外的回答：停和开（坐席台照常）", no_args_is_help=True)


@public.command("close")
def close(
    text: Annotated[str, typer.Argument(help="告诉大家的话，如 系统维护，下午两点恢复；不写就用现成的一句")] = "",
    why: Annotated[str, typer.Option(help="为什么，记进日志")] = "",
) -> None:
    """停下对外的回答，两秒内生效：谁来问都只说这句话；危险提醒、转人工和坐席台照常。"""
    from assistant.who import by
    from channels.line.face import close_face
    from channels.texts import load_texts
    from knowledge.records.database import open_database

    text = text.strip() or load_texts().replies.paused
    close_face(open_database(Settings().database), text, by(why))
    print(f"对外的回答停了，大家会看到：{text}")


@public.command("open")
def open_again(why: Annotated[str, typer.Option(help="为什么，记进日志")] = "") -> None:
    """恢复对外的回答，两秒内生效。"""
    from assistant.who import by
    from channels.line.face import open_face
    from knowledge.records.database import open_database

    changed = open_face(open_database(Settings().database), by(why))
    print("对外的回答恢复了" if changed else "本来就开着")
