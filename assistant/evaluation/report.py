"""The report of an evaluation: a table in the terminal, a page to open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from rich.console import Console
from rich.table import Table

from assistant.evaluation.baselines import Score
from assistant.evaluation.heldout import QUESTION_KINDS
from assistant.evaluation.outcome import Decision, Outcome, Summary, refusal_curve, summarise
from knowledge import china_time

VERDICTS = {"right": "对", "offered": "给了选项", "refused": "没答出", "wrong": "答错"}
# What became of a question for which no passage was found.
DECISIONS: dict[Decision, str] = {
    "ask_region": "（反问城市）",
    "guide": "（话题引导）",
    "refuse": "（拒答）",
    "service": "（当成办事）",
    "talk": "（当成闲聊）",
    "unavailable": "（没有回应）",
}


def print_table(title: str, outcomes: Sequence[Outcome]) -> None:
    """One line a kind: how many, how many right, offered, refused, wrong."""
    table = Table("类别", "题数", *VERDICTS.values(), "正确率", title=title)
    for summary in (*summarise(outcomes), _total(outcomes)):
        name = QUESTION_KINDS.get(summary.kind, summary.kind)
        counts = (summary.count, summary.right, summary.offered, summary.refused, summary.wrong)
        table.add_row(name, *map(str, counts), f"{summary.accuracy:.1%}")
    Console().print(table)
    times = sorted(outcome.seconds for outcome in outcomes)
    print(f"每轮耗时 p50 {times[len(times) // 2] * 1000:.0f} 毫秒，p95 {times[int(len(times) * 0.95)] * 1000:.0f} 毫秒")


def print_search(outcomes: Sequence[Outcome]) -> None:
    """R@1 of the answerable single questions, and what is answered of the unanswerable at 95 % kept."""
    single = [outcome for outcome in outcomes if len(outcome.case.turns) == 1]
    answerable = [outcome for outcome in single if outcome.case.expect]
    first = sum(outcome.first_is_right for outcome in answerable) / max(1, len(answerable))
    _, wrongly = refusal_curve(single)
    print(f"检索 R@1 {first:.3f}（{len(answerable)} 题）；保留 95% 可答问题时，误答不可答问题 {wrongly:.1%}")


def print_scores(title: str, scores: Sequence[Score]) -> None:
    """The search, the last of them, beside its peers."""
    own = scores[-1]
    table = Table("做法", "R@1", "R@5", "可答/不可答 AUROC", "每问毫秒", "暖驿 R@1 是它的几倍", title=title)
    for score in scores:
        auroc = "" if score.auroc is None else f"{score.auroc:.3f}"
        values = (f"{score.first:.3f}", f"{score.five:.3f}", auroc, f"{score.milliseconds:.1f}")
        table.add_row(score.name, *values, f"{own.first / score.first:.2f}")
    Console().print(table)


def write_page(folder: Path, parts: Sequence[Outcome], chain: Sequence[Outcome]) -> Path:
    """Write the page and return where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    now = china_time.now()
    here = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    page = here.get_template("report.html").render(
        when=now.strftime("%Y-%m-%d %H:%M"),
        kinds=QUESTION_KINDS,
        verdicts=VERDICTS,
        decisions=DECISIONS,
        tables={
            "整条链路（网关→对话引擎→动作→知识）": [*summarise(chain), _total(chain)],
            "检索与对话部分": [*summarise(parts), _total(parts)],
        },
        failures=[outcome for outcome in chain if outcome.verdict != "right"],
    )
    path = folder / f"evaluation-{now:%Y%m%d-%H%M%S}.html"
    path.write_text(page, "utf-8")
    return path


def _total(outcomes: Sequence[Outcome]) -> Summary:
    sums = [[s.count, s.right, s.offered, s.refused, s.wrong, s.first_right] for s in summarise(outcomes)]
    return Summary("合计", *(sum(column) for column in zip(*sums, strict=True)))
