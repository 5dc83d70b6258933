"""``assistant faq`` and ``assistant audit``: the library of FAQs, and the log of what was done."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.settings import Settings
from knowledge.errors import ReadableError

if TYPE_CHECKING:
    from assistant.faqs import Office

faq = typer.Typer(help="问答库：改、核对、发布、还原", no_args_is_help=True)
audit = typer.Typer(help="日志：谁做过什么", no_args_is_help=True)

Id = Annotated[str, typer.Argument(help="编号")]
Why = Annotated[str, typer.Option(help="为什么，记进日志")]


class Faults(ReadableError):
    """Something was found, and has been listed."""


def _office() -> Office:
    from assistant.faqs import Office

    return Office(Settings())


@faq.command("list")
def list_faqs(
    text: Annotated[str, typer.Option(help="编号、问题或答案里有的字")] = "",
    region: Annotated[str, typer.Option(help="哪个地区（连同下级）")] = "",
    category: Annotated[str, typer.Option(help="哪个分类")] = "",
    standing: Annotated[str, typer.Option(help="draft、checked、published、withdrawn 或 shipped")] = "",
    due: Annotated[
        str,
        typer.Option(help="expired 已失效、expiring 60天内失效、unchecked 半年没核对、unsourced 来源不全"),
    ] = "",
    used: Annotated[str, typer.Option(help="never_hit 90天里没用上、in_vain 群众问了没答好")] = "",
) -> None:
    """列出问答：自己写的、导入的和程序自带的。"""
    for line in _office().lines(text, region, category, standing, due, used):
        print(line)


@faq.command("show")
def show(id: Id) -> None:
    """一条问答现在怎么写，草稿和正在用的差在哪。"""
    _print(_office().shown(id))


@faq.command("history")
def history(id: Id) -> None:
    """一条问答的每一版：谁写的、为什么、改了哪里。"""
    _print(_office().history(id))


@faq.command("edit")
def edit(
    id: Id,
    cells: Annotated[
        list[str], typer.Option("--set", metavar="列名=内容", help="改哪一列，可以写几次；列名和导入的表一样")
    ],
    why: Why = "",
) -> None:
    """改一条（或者新写一条），存成草稿。"""
    print(f"{id}：已存成第 {_office().edit(id, cells, why)} 版，还没有发布")


@faq.command("check")
def check(ids: Annotated[list[str] | None, typer.Argument(help="编号；不写就查全部草稿")] = None) -> None:
    """查毛病：重复、矛盾、问法放错、数字、来源、没说清是什么事。"""
    found = list(_office().findings(ids or []))
    _print(line for line, _ in found)
    if any(is_serious for _, is_serious in found):
        raise Faults("有要紧的，请先改好")


@faq.command("approve")
def approve(id: Id, why: Why = "") -> None:
    """核对过了，没有问题。"""
    from assistant.who import by

    _office().door.check(id, by(why))
    print(f"{id}：已核对")


@faq.command("publish")
def publish(id: Id, why: Why = "") -> None:
    """发布最新的一版，两秒内生效。"""
    from assistant.who import by

    _office().door.publish(id, by(why))
    print(f"{id}：已发布")


@faq.command("withdraw")
def withdraw(
    id: Id,
    draft: Annotated[bool, typer.Option("--draft", help="只丢掉草稿，正在用的不动")] = False,
    why: Why = "",
) -> None:
    """撤下一条；改过的程序自带问答，撤下就还原成自带的。"""
    print(f"{id}：{_office().withdraw(id, draft, why)}")


@faq.command("restore")
def restore(
    id: Id,
    number: Annotated[int | None, typer.Argument(help="第几版；不写就恢复撤下的程序自带问答")] = None,
    why: Why = "",
) -> None:
    """把旧的一版存成新的草稿，再发布就用回它。"""
    print(f"{id}：{_office().restore(id, number, why)}")


@faq.command("preview")
def preview(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="和导入的一样")],
    near: Annotated[bool, typer.Option("--near/--no-near", help="新的行要不要和已有的比（每行十几毫秒）")] = True,
) -> None:
    """看一张表导入后每行会怎样，什么也不写。"""
    _print(_office().fates(file, near))


@audit.command("list")
def list_deeds(
    subject: Annotated[str, typer.Argument(help="编号或文件名；不写就是全部")] = "",
    limit: Annotated[int, typer.Option(min=1, help="最多几条")] = 50,
) -> None:
    """列出做过的事，最近的在前。"""
    _print(_office().deeds(subject, limit))


@audit.command("verify")
def verify(noted: Annotated[str, typer.Option("--seal", help="以前抄下的封条，看还在不在")] = "") -> None:
    """核对日志和问答的每一版有没有被改过。"""
    count, seal, faults = _office().verified(noted)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        raise Faults(f"日志有 {len(faults)} 处不对")
    print(f"日志完好，共 {count} 条，封条 {seal or '（还没有）'}")


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
