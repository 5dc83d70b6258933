"""The command line: ``assistant --help``."""

from __future__ import annotations

import sys

import typer
from pydantic import ValidationError

from assistant.settings import Settings

app = typer.Typer(
    help="暖驿：就业和社保问答助手", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
content = typer.Typer(help="内容（问答条目）", no_args_is_help=True)
bench = typer.Typer(help="性能与效果对比", no_args_is_help=True)
app.add_typer(content, name="content")
app.add_typer(bench, name="bench")


@app.command()
def run() -> None:
    """启动整个助手（前台运行，Ctrl-C 停止）。"""
    from assistant.supervisor import run as supervise
    from assistant.training import prepare

    settings = Settings()
    prepare(settings)
    supervise(settings)


@app.command()
def train(always: bool = typer.Option(False, "--always", help="没有变化也重新训练")) -> None:
    """按现有内容训练，发布新版本。"""
    from assistant.training import prepare

    prepare(Settings(), always)


@content.command("check")
def check() -> None:
    """检查内容文件：格式、数字有无出处、问法是否互相冲突。"""
    from knowledge.check import check_all

    faults = check_all()
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        raise Problem(f"共 {len(faults)} 处要改")
    print("内容没有问题")


class Problem(Exception):
    """Something the user has to put right; the message says what, in one line of Chinese."""


def main() -> None:
    """Run a command; whatever goes wrong is told in one readable line."""
    from assistant.supervisor import StartError
    from assistant.training import TrainingError
    from knowledge.content import ContentError
    from knowledge.regions import UnknownRegion
    from knowledge.version import VersionError

    try:
        app()
    except ValidationError as error:
        names = "、".join(str(fault["loc"][0]).upper() for fault in error.errors() if fault["loc"])
        sys.exit(f"设置不对：{names}")
    except (Problem, StartError, TrainingError, ContentError, UnknownRegion, VersionError, OSError) as error:
        sys.exit(f"出错了：{error}")
    except KeyboardInterrupt:
        sys.exit(130)
