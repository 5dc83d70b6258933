"""``assistant figures``: the register of figures, and what the office enters there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.figures import FigureOffice

figures = typer.Typer(help="数字（最低工资这类每年会变的）", no_args_is_help=True)

Figure = Annotated[str, typer.Argument(metavar="ID", help="哪个数，如 minimum-wage.monthly，见 assistant figures list")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="第几个值，见 assistant figures show")]
Why = Annotated[str, typer.Option(help="为什么，记进日志")]


def _office() -> FigureOffice:
    from assistant.figures import FigureOffice

    return FigureOffice(Settings())


@figures.command("list")
def list_figures(
    region: Annotated[str, typer.Option(help="在哪个地区是多少，例如 兰溪市；不写就看全国的")] = "",
) -> None:
    """列出全部数字和今天是多少。"""
    print("\n".join(_office().lines(region)))


@figures.command("show")
def show(id: Figure) -> None:
    """一个数各地各时是多少，单位自己填过什么，用在哪些回答、自查和计算里。"""
    print("\n".join(_office().shown(id)))


@figures.command("set")
def enter(
    id: Figure,
    region: Annotated[str, typer.Argument(help="在哪里管用，例如 广州市、浙江省、全国")],
    amount: Annotated[str, typer.Argument(help="数，可以带单位，如 2150元")],
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="从哪天起")],
    source: Annotated[str, typer.Option(help="依据哪份文件")],
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="到哪天止；不写就到下一个数开始")
    ] = None,
    publisher: Annotated[str, typer.Option(help="发布单位")] = "",
    date: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="文件日期")] = None,
    url: Annotated[str, typer.Option(help="链接")] = "",
    sign: Annotated[bool, typer.Option("--sign", help="和原来差很多也要存，要同时写 --why")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="只看会改哪里，什么也不存")] = False,
    why: Why = "",
) -> None:
    """填一个新的数：从那天起到处用它，以前的日子还用老的；两秒内生效。"""
    from knowledge.records.figures.bounds import source_of

    cited = source_of(source, publisher, date.date() if date else None, url)
    days = first.date(), last.date() if last else None
    office = _office()
    value = office.value(id, region, amount, days, cited)
    changed = list(office.changed(value))
    if not preview:
        print(office.enter(value, why, sign))
    print("\n".join(changed))


@figures.command("confirm")
def confirm(number: Number, why: Why = "") -> None:
    """确认别人填的数（要两个人时），两秒内生效。"""
    from assistant.who import by

    _office().door.confirm(number, by(why))
    print(f"第 {number} 个值已经在用")


@figures.command("withdraw")
def withdraw(number: Number, why: Why = "") -> None:
    """撤下自己填的一个数，用回它以前的，两秒内生效。"""
    from assistant.who import by

    _office().door.withdraw(number, by(why))
    print(f"第 {number} 个值已撤下")
