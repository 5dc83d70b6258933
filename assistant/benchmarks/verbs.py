"""``assistant bench``: speed and quality beside common ways, in the same run."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from assistant.settings import Settings

bench = typer.Typer(help="性能与效果对比", no_args_is_help=True)


@bench.command("retrieval")
def bench_retrieval() -> None:
    """检索效果与常见做法对比（同一批留出问题，同一次运行）。"""
    from assistant.evaluation.baselines import compare
    from assistant.evaluation.heldout import load_cases
    from assistant.evaluation.report import print_scores
    from knowledge.live.opening import open_searcher

    print_scores("留出的题", compare(open_searcher(Settings()), load_cases()))


@bench.command("stations")
def bench_nearest_stations() -> None:
    """二十万个驿站里找最近的，与逐个比较对比（同一批问题，同一次运行）。"""
    from rich.console import Console
    from rich.table import Table

    from assistant.benchmarks.stations import bench_stations

    table = Table("问题", "做法", "p50 毫秒", "p95 毫秒", "快几倍", "结果一致")
    for row in bench_stations():
        values = (f"{row.p50:.2f}", f"{row.p95:.2f}", f"{row.ratio:.1f}", "是" if row.agrees else "否")
        table.add_row(row.question, row.way, *values)
    Console().print(table)


@bench.command("vectors")
def bench_nearest_vectors() -> None:
    """十万、一百万条问法里找最近的向量，与 FAISS 逐个比较对比（同样的问题，同一次运行，几分钟，四 GB 内存）。"""
    from rich.console import Console
    from rich.table import Table

    from assistant.benchmarks.vectors import bench_vectors

    table = Table("多少条", "做法", "p50 毫秒", "p95 毫秒", "前十条找到多少", "建索引秒", "加一条秒")
    for row in bench_vectors(Settings()):
        times = (f"{row.p50:.1f}", f"{row.p95:.1f}")
        table.add_row(f"{row.count:,}", row.way, *times, f"{row.recall:.3f}", f"{row.built:.1f}", f"{row.one_more:.3f}")
    Console().print(table)


@bench.command("lookup")
def bench_lookup(
    faqs: Annotated[
        int, typer.Option(min=100, help="编造多少条问答（两个问法一条），十万条要四 GB 内存、约三分钟")
    ] = 100_000,
) -> None:
    """许多问答里查一次要多久，从读题到答案，与常见做法（bm25s 加 FAISS 逐个比较）对比：同样的问题，同一次运行。"""
    from rich.console import Console
    from rich.table import Table

    os.environ["OMP_NUM_THREADS"] = "1"  # as it serves; read when NumPy is loaded
    from assistant.benchmarks.lookups import bench_lookup as compare

    report = compare(Settings(), faqs)
    table = Table("做法", "处理器 p50 毫秒", "处理器 p95 毫秒", "p95 是常见做法的几倍")
    for way in (report.common, report.own):
        table.add_row(way.name, f"{way.p50:.1f}", f"{way.p95:.1f}", f"{way.p95 / report.common.p95:.2f}")
    Console().print(table)
    print(
        f"{report.wordings:,} 个问法；最近的十条找到 {report.recall:.3f}；再发布一条 {report.publish:.1f} 秒；"
        f"这台机器现在的负载 {os.getloadavg()[0]:.1f}（{os.cpu_count()} 个核），比核数大就不作准，只看倍数"
    )


@bench.command("turns")
def bench_turns() -> None:
    """整个助手与一个裸 Rasa 机器人（结巴、DIET、TED、一个空动作）对比：1、8、32 人同时说话，同一次运行，约五分钟。"""
    from rich.console import Console
    from rich.table import Table

    from assistant.benchmarks.turns import bench_turns as compare

    report = compare(Settings())
    table = Table(
        "谁", "同时几人", "每秒几轮", "p50 毫秒", "p95 毫秒", "没答上", "每秒轮数是它的几倍", "p95 是它的几倍"
    )
    for load in report.loads:
        bare = report.beside(load)
        ratios = (f"{load.rate / bare.rate:.2f}", f"{load.p95 / bare.p95:.2f}")
        values = (f"{load.rate:.1f}", f"{load.p50:.0f}", f"{load.p95:.0f}", f"{load.unanswered}")
        table.add_row(load.name, f"{load.users}", *values, *ratios)
    Console().print(table)
    print("内存：" + "，".join(f"{name} {megabytes:.0f} MB" for name, megabytes in report.memory.items()))


@bench.command("jobs")
def bench_jobs() -> None:
    """岗位搜索与逐条扫描对比（一百万条编造的岗位，同一次运行，约三分钟）。"""
    from rich.console import Console
    from rich.table import Table

    from assistant.benchmarks.jobs import bench_jobs as compare

    report = compare()
    table = Table("做法", "每问毫秒 p50", "p95", "索引快几倍（p50 / p95）")
    for timing in (report.scan, report.index):
        ratio = f"{timing.median / report.index.median:.0f} / {timing.p95 / report.index.p95:.0f}"
        table.add_row(timing.name, f"{timing.median:.1f}", f"{timing.p95:.1f}", ratio)
    Console().print(table)
    print(
        f"结果一致；建索引 {report.build_seconds:.0f} 秒，改一千条 {report.update_seconds:.2f} 秒，"
        f"占内存 {report.megabytes:.0f} MB"
    )


@bench.command("desk")
def bench_desk() -> None:
    """坐席台边输边查：从输入到画在屏幕上（真的浏览器），与同样的话直接查一次对比（同一次运行，约三分钟）。"""
    from rich.console import Console
    from rich.table import Table

    from assistant.benchmarks.desk import bench_desk as compare

    bare, screen = compare(Settings())
    table = Table("做法", "查了几次", "p50 毫秒", "p95 毫秒", "是直接查的几倍（p50 / p95）")
    for timing in (bare, screen):
        ratio = f"{timing.p50 / bare.p50:.2f} / {timing.p95 / bare.p95:.2f}"
        table.add_row(timing.way, f"{timing.count}", f"{timing.p50:.0f}", f"{timing.p95:.0f}", ratio)
    Console().print(table)
    print(_load())


@bench.command("lines")
def bench_lines() -> None:
    """二百个人同时开着页面，按平常的快慢说一分钟：每句都要有回答，不丢、不重、不乱（有一样不对，退出状态是 1）。"""
    from assistant.benchmarks.lines import bench_lines as measure

    found = measure(Settings())
    print(
        f"{found.lines} 条线，断了 {found.broken} 条；说了 {found.said} 句，没答的 {found.lost} 句，答重的 {found.twice} 句，"
        f"乱了次序的 {found.out_of_order} 句；一句话到答完 p50 {found.p50:.2f} 秒，p95 {found.p95:.2f} 秒"
    )
    if not found.is_whole:
        raise typer.Exit(1)


@bench.command("soak")
def bench_soak(
    minutes: Annotated[float, typer.Option(min=1, help="说多少分钟")] = 3,
    rate: Annotated[float, typer.Option(min=1, help="每秒多少轮")] = 20,
    warm_up: Annotated[float, typer.Option(min=1, help="头几分钟是预热；记着的对话满了要五分钟")] = 1,
) -> None:
    """一直有人说话，看内存涨不涨、有没有没答上的（涨过 5% 或有没答上的，退出状态是 1）。"""
    from assistant.benchmarks.soak import bench_soak as measure

    found = measure(Settings(), minutes * 60, rate, warm_up * 60)
    print(
        f"{minutes:g} 分钟，{found.said} 轮（每秒 {found.rate:.1f}），没答上 {found.unanswered}，p95 {found.p95:.0f} 毫秒；"
        f"内存预热后 {found.before:.0f} MB，最后 {found.after:.0f} MB，涨 {found.growth:.1%}"
    )
    if not found.is_steady:
        raise typer.Exit(1)


@bench.command("conversations")
def bench_conversations(
    people: Annotated[int, typer.Option(min=20, help="多少人各说三句；一万人约二十分钟")] = 10_000,
    sample: Annotated[int, typer.Option(min=1, help="重新启动以后请多少人接着说")] = 200,
) -> None:
    """一万个人各说各的，三分之一正办着事，然后重新启动：说过的要都还在，各进程内存涨不过一成（有一样不对，退出状态是 1）。"""
    from rich.console import Console
    from rich.table import Table

    from assistant.benchmarks.conversations import bench_conversations as measure

    found = measure(Settings(), people, sample)
    table = Table("进程", "预热后 MB", "全部以后 MB", "涨了")
    for name, growth in found.growth.items():
        table.add_row(name, f"{found.warm[name]:.0f}", f"{found.full[name]:.0f}", f"{growth:.1%}")
    Console().print(table)
    print(
        f"{found.people:,} 人 {found.turns:,} 句（每秒 {found.turns / found.seconds:.1f}），没答上 {found.unanswered}；"
        f"重新启动后请 {found.sample} 人接着说，说过的还在的 {found.kept} 人；"
        f"启动 {found.after:.1f} 秒，没有对话时 {found.fresh:.1f} 秒"
        f"（{found.after / found.fresh:.2f} 倍）；{_load()}"
    )
    if not found.is_whole:
        raise typer.Exit(1)


@bench.command("day")
def bench_day(
    people: Annotated[int, typer.Option(min=100, help="一天来多少人")] = 6000,
    seconds: Annotated[float, typer.Option(min=1, help="一小时用多少秒过完")] = 60,
) -> None:
    """把一天压成几十分钟：上下班有高峰，高峰里导入、发布，坐席一直在查；每小时的 p95，没人能没有回答（有，退出状态是 1）。"""
    from rich.console import Console
    from rich.table import Table

    from assistant.benchmarks.day import bench_day as measure

    found = measure(Settings(), people, seconds)
    table = Table("几点", "来了几人", "几句", "p95 毫秒", "是夜里的几倍", "请稍等", "没人接", "没答上", "那时")
    for hour, one in enumerate(found.hours):
        times = (f"{one.p95:.0f}", f"{one.p95 / found.night_p95:.1f}") if one.turns else ("", "")
        counts = (f"{one.put_off}", f"{one.unmet}", f"{one.unanswered}")
        table.add_row(f"{hour}", f"{one.came}", f"{len(one.turns)}", *times, *counts, one.happened)
    Console().print(table)
    back = "，".join(
        f"{name}完 {took:.1f} 秒后和之前一样快" if took is not None else f"{name}完没有再和之前一样快"
        for name, took in found.recovered.items()
    )
    print(
        f"{back}；坐席查了 {len(found.desk.turns)} 次，p95 {found.desk.p95:.0f} 毫秒；夜里 p95 "
        f"{found.night_p95:.0f} 毫秒；{_load()}"
    )
    if not found.is_whole:
        raise typer.Exit(1)


@bench.command("import")
def bench_import() -> None:
    """导入四千条编造的问答（两个问法一条），再导出、原样导回；和光是把这些话编码一遍比（几分钟）。"""
    from assistant.benchmarks.importing import bench_import as compare
    from assistant.records import progress_bar

    with progress_bar("编码问答") as progress:
        report = compare(Settings(), progress)
    steps = (("读表、存下", report.reading), ("编码", report.encoding), ("导出两种表、原样导回", report.back))
    for name, took in (*steps, ("光是单线程编码", report.bare)):
        print(f"{name}：{took.wall:.0f} 秒，处理器 {took.cpu:.0f} 秒")
    print(
        f"{report.faqs} 条问答、{report.texts} 段话；导入是光编码的 {report.ratio:.2f} 倍（处理器时间）；导回没有变化"
    )


@bench.command("publishing")
def bench_publishing() -> None:
    """一万条问答、八个人不停地问：发布问答、发布版本、退回版本、训练时，多久生效，别人慢了多少（同一次运行，约十分钟）。"""
    from rich.console import Console
    from rich.table import Table

    from assistant.benchmarks.publishing import bench_publishing as measure

    table = Table("做什么", "没人问时几秒", "有人问时几秒（最长）", "几句", "p95 毫秒", "平时 p95", "几倍", "没答上")
    for one in measure(Settings()):
        alone = f"{max(one.alone):.1f}" if one.alone else ""
        took = f"{sum(one.took) / len(one.took):.1f}（{max(one.took):.1f}）"
        load = (f"{one.turns}", f"{one.p95:.0f}", f"{one.quiet_p95:.0f}", f"{one.ratio:.2f}", f"{one.unanswered}")
        table.add_row(one.name, alone, took, *load)
    Console().print(table)
    print(f"这台机器现在的负载 {os.getloadavg()[0]:.1f}（{os.cpu_count()} 个核）；比核数大，秒数就不作准，只看倍数")


def _load() -> str:
    return f"这台机器现在的负载 {os.getloadavg()[0]:.1f}（{os.cpu_count()} 个核）；比核数大，毫秒数就不作准，只看倍数"
