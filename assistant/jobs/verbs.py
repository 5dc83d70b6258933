"""``assistant jobs`` and ``assistant versions``: what is done in the background, and what was learned."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.settings import Settings

jobs = typer.Typer(help="后台任务：训练、导入、发布等", no_args_is_help=True)
versions = typer.Typer(help="训练出来的版本：比较、发布、退回", no_args_is_help=True)

Number = Annotated[int, typer.Argument(metavar="NUMBER", help="编号，见 assistant jobs list")]
Name = Annotated[str, typer.Argument(metavar="ID", help="版本，如 v3、shipped，见 assistant versions list")]


@jobs.command("list")
def list_jobs(limit: Annotated[int, typer.Option(min=1, help="最多几个")] = 20) -> None:
    """列出后台任务，最近的在前。"""
    from assistant.jobs.asking import queue_of
    from assistant.jobs.wording import job_line

    for job in queue_of(Settings()).listed(limit=limit):
        print(job_line(job))


@jobs.command("show")
def show_job(number: Number) -> None:
    """一个任务做到哪了，和它的记录。"""
    from assistant.jobs.asking import queue_of
    from assistant.jobs.wording import job_lines

    print("\n".join(job_lines(queue_of(Settings()).find(number))))


@jobs.command("cancel")
def cancel_job(number: Number) -> None:
    """取消一个任务；正在做的会停下，已经生效的不变。"""
    from assistant.jobs.asking import queue_of

    job = queue_of(Settings()).cancel(number)
    print(f"任务 {number} {'已取消' if job.has_ended else '正在停下'}")


@versions.command("list")
def list_versions() -> None:
    """列出所有版本，标出正在用的。"""
    from assistant.jobs.wording import version_lines

    print("\n".join(version_lines(Settings())))


@versions.command("show")
def show_version(name: Name) -> None:
    """一个版本和正在用的比，哪些题新对、哪些新错。"""
    from assistant.jobs.wording import report_lines

    print("\n".join(report_lines(Settings(), name)))


@versions.command("measure")
def measure_version(name: Name) -> None:
    """把一个版本和正在用的比一比（几分钟）。"""
    from assistant.jobs.asking import done
    from assistant.jobs.wording import report_lines
    from knowledge.records.jobs.job import JobKind

    done(Settings(), JobKind.MEASURE, {"version": name})
    print("\n".join(report_lines(Settings(), name)))


@versions.command("publish")
def publish_version(
    name: Name, reason: Annotated[str, typer.Option(help="不如正在用的也要发布，写明为什么；记进日志")] = ""
) -> None:
    """发布一个版本，不用重启；不如正在用的要写理由。"""
    from assistant.jobs.asking import done
    from knowledge.records.jobs.job import JobKind

    done(Settings(), JobKind.PUBLISH, {"version": name}, reason)


@versions.command("rollback")
def roll_back(reason: Annotated[str, typer.Option(help="为什么退回，记进日志")] = "") -> None:
    """退回正在用的前面那个版本，几秒内生效，不用重启。"""
    from assistant.jobs.asking import done
    from knowledge.live.publishing import Publisher
    from knowledge.records.database import open_database
    from knowledge.records.jobs.job import JobKind

    settings = Settings()
    before = Publisher(settings, open_database(settings.database)).before()
    done(settings, JobKind.ROLL_BACK, {"version": before}, reason)
