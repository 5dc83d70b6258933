"""``assistant asked`` and ``assistant report``: what people asked in vain, and the month in numbers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.settings import Settings
from knowledge.errors import ReadableError

if TYPE_CHECKING:
    from assistant.asked import Terminal

asked = typer.Typer(help="群众问了、没答好的问题，意思一样的归成一组", no_args_is_help=True)
report = typer.Typer(help="统计", no_args_is_help=True)

Key = Annotated[str, typer.Argument(help="组的编号，见 assistant asked list")]
Entry = Annotated[str, typer.Argument(metavar="ID", help="问答的编号")]
Why = Annotated[str, typer.Option(help="为什么，记进日志")]


class BadState(ReadableError):
    """No state of a group."""


class BadMonth(ReadableError):
    """No month."""


def _terminal() -> Terminal:
    from assistant.asked import Terminal

    return Terminal(Settings())


@asked.command("list")
def list_asked(
    state: Annotated[str, typer.Option(help="open（待处理）、done（已处理）或 not_ours（不归我们）")] = "open",
    region: Annotated[str, typer.Option(help="哪个城市的人问的")] = "",
) -> None:
    """列出各组：编号、几个人、为什么没答好、在哪里、怎么问的、最接近的问答。问的人多的在前。"""
    from channels.asked.decisions import State

    if state not in list(State):
        raise BadState(f"没有“{state}”，可以用：{'、'.join(State)}")
    for line in _terminal().lines(State(state), region):
        print(line)


@asked.command("draft")
def draft(key: Key, why: Why = "") -> None:
    """用这组问题建一条问答草稿，答案要再写。"""
    print(f"已建草稿 {_terminal().act('draft', key, '', why)}，写好答案再发布：assistant faq edit")


@asked.command("wording")
def wording(key: Key, id: Entry, why: Why = "") -> None:
    """把这组的问法加进一条问答，存成草稿。"""
    print(f"已给 {_terminal().act('wording', key, id, why)} 加了问法，还没有发布")


@asked.command("answered")
def answered(key: Key, id: Entry, why: Why = "") -> None:
    """这条问答已经能答，不用改。"""
    print(f"记下了：{_terminal().act('answered', key, id, why)} 能答")


@asked.command("set-aside")
def set_aside(key: Key, why: Why = "") -> None:
    """不归我们答。"""
    _terminal().act("not_ours", key, "", why)
    print("记下了：不归我们")


@asked.command("reopen")
def reopen(key: Key, why: Why = "") -> None:
    """重新看这一组。"""
    _terminal().act("reopen", key, "", why)
    print("重新打开了")


@report.command("numbers")
def numbers(
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="从哪天起；不写是近三十天")
    ] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="到哪天止；不写是今天")] = None,
    region: Annotated[str, typer.Option(help="哪个地区")] = "",
    topic: Annotated[str, typer.Option(help="哪一类问题")] = "",
) -> None:
    """统计页上的数：对话、提问、答出、没答上、每天、各时段、各地、各类，写成 JSON。"""
    print(_terminal().figures(first and first.date(), last and last.date(), region, topic))


@report.command("month")
def month(
    month: Annotated[str, typer.Argument(metavar="MONTH", help="哪个月，如 2026-11")],
    out: Annotated[Path, typer.Option(help="写到哪里，以 .xlsx 或 .pdf 结尾")],
) -> None:
    """一个月的服务月报。"""
    from pydantic import ValidationError

    from channels.statistics.shapes import Month

    try:
        Month(month=month)
    except ValidationError as error:
        raise BadMonth(f"看不懂“{month}”，月份请写成 2026-11 这样") from error
    _terminal().report(month, out)
    print(f"{month} 的月报写到 {out}")
