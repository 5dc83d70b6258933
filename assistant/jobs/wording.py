"""Jobs and versions as the terminal shows them."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.settings import Settings
from knowledge import china_time
from knowledge.records.jobs.job import Job, JobKind, JobState
from knowledge.versions.folder import Versions, size, verify
from knowledge.versions.report import Compared, Difference, GateReport, Side, find_report

KINDS = {
    JobKind.IMPORT: "导入", JobKind.ENCODE: "编码", JobKind.PAPER: "读文件", JobKind.TRAIN: "训练",
    JobKind.MEASURE: "比较", JobKind.PUBLISH: "发布版本", JobKind.ROLL_BACK: "退回版本",
}  # fmt: skip
STATES = {
    JobState.WAITING: "等着", JobState.RUNNING: "正在做", JobState.DONE: "做完", JobState.FAILED: "没做成",
    JobState.CANCELLED: "已取消",
}  # fmt: skip
VERDICTS = {"right": "对", "offered": "给了选项", "refused": "没答出", "wrong": "答错"}


def job_line(job: Job) -> str:
    """One line a job."""
    when = f"{china_time.of_utc(job.asked_at):%Y-%m-%d %H:%M}"
    return "\t".join((str(job.id), when, job.who, KINDS[job.kind], STATES[job.state], f"{job.progress:.0%}", job.line))


def job_lines(job: Job) -> Iterator[str]:
    """All of a job."""
    yield job_line(job)
    if job.why:
        yield f"为什么：{job.why}"
    if job.log:
        yield job.log.rstrip()


def version_lines(settings: Settings) -> Iterator[str]:
    """One line a version, the shipped one first. Raises VersionError for the live one only."""
    versions = Versions(settings.versions)
    current = versions.current()
    for folder in versions.all():
        report = find_report(versions.reports, folder.name, current.name)
        mark = "正在用" if folder == current else _verdict(report)
        yield "\t".join(
            (folder.name, str(verify(folder).recipe.get("today", "")), f"{size(folder) / 1e6:.1f} MB", mark)
        )


def report_lines(settings: Settings, name: str) -> Iterator[str]:
    """How a version did beside the one in use. Raises VersionError."""
    versions = Versions(settings.versions)
    verify(versions.find(name))
    report = find_report(versions.reports, name, versions.current().name)
    if report is None:
        yield f"{name}：{'正在用' if versions.current().name == name else '还没有和正在用的比过'}"
        return
    yield f"{report.candidate} 和 {report.against} 比：{_verdict(report)}"
    yield from (f"  {line}" for line in report.objections)
    yield f"原来的：{_side(report.before)}"
    yield f"新的：　{_side(report.now)}"
    for one in report.sets:
        yield from _set_lines(one)
    for confusion in report.confusions:
        yield f"问 {confusion.asked} 答成 {confusion.answered}：原来 {confusion.before}，现在 {confusion.now}"


def _verdict(report: GateReport | None) -> str:
    if report is None:
        return "没有比过"
    return "不如正在用的" if report.is_worse else "不比正在用的差"


def _side(side: Side) -> str:
    counts = "，".join(f"{word} {getattr(side, name)}" for name, word in VERDICTS.items())
    curve = "，".join(f"留 {point.kept:.0%} 误答 {point.wrongly:.1%}" for point in side.curve)
    return f"{counts}；{curve}；p50 {side.p50_ms:.0f} 毫秒，p95 {side.p95_ms:.0f} 毫秒；{side.size / 1e6:.1f} MB"


def _set_lines(one: Compared) -> Iterator[str]:
    yield f"{one.name}（{one.asked} 道）：新答对 {one.newly_right}，新答错 {one.newly_wrong}"
    for mark, some in (("＋", one.right), ("－", one.wrong)):
        yield from (f"  {mark} {_difference(each)}" for each in some)


def _difference(one: Difference) -> str:
    place = f"〔{one.region}〕" if one.region else ""
    was, now = (f"{VERDICTS[verdict]} {found}".rstrip() for verdict, found in _sides(one))
    return f"{place}{one.asked}　该答 {'、'.join(one.expected) or '（答不了）'}；原来 {was}，现在 {now}"


def _sides(one: Difference) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one.before, one.found_before), (one.now, one.found_now)
