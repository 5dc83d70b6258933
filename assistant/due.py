"""What is due, as the terminal shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from knowledge.library.due import Due, DueEntry, Superseded


def due_lines(due: Due, before: dt.date) -> Iterator[str]:
    """What has to be looked at again, line by line."""
    yield f"{before} 以前核对的：内容 {len(due.entries)} 条，数字 {len(due.figures)} 个"
    yield from (f"  {entry.file}：{entry.id}（{_checked(entry)}）" for entry in due.entries)
    yield from (f"  数字 {figure.id}：{'、'.join(figure.regions)}（{figure.checked} 核对）" for figure in due.figures)
    count = len({entry.id for _, entries in due.resting for entry in entries})
    yield f"依据的规定已被新规定改过的：{count} 条，改动时对照新规定"
    for text, entries in due.resting:
        yield f"  {_amended(text)}"
        yield from (f"    {entry.file}：{entry.id}（{_checked(entry)}）" for entry in entries)


def _checked(entry: DueEntry) -> str:
    return f"{entry.checked} 核对" if entry.checked else "没有核对过"


def _amended(text: Superseded) -> str:
    """ "失业保险金申领发放办法第六条 ← 人社厅发〔2020〕24号（2020-01-01起）：…"."""
    since = f"（{text.since}起）" if text.since else ""
    return f"{text.title}{text.document or ''}{'、'.join(text.articles)} ← {text.by}{since}：{text.note}"
