"""A run as a file: what it was asked, what came of it, and what is other than the last time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from channels.batch.runs import Asked
from channels.batch.texts import load_texts
from knowledge.records.exporting import write_table


def write_run(path: Path, asked: Sequence[Asked]) -> int:
    """Write the questions of a run as CSV or XLSX; how many. Raises ExportError."""
    return write_table(path, load_texts().result_columns, _rows(asked))


def _rows(asked: Sequence[Asked]) -> Iterator[list[str]]:
    texts = load_texts()
    for one in asked:
        expected = texts.refuse_expected if one.expected == "" else one.expected or ""
        verdict = "" if one.is_right is None else texts.right if one.is_right else texts.wrong
        yield [
            str(one.number),
            one.question,
            one.region,
            expected,
            texts.decisions.get(one.decision, ""),
            one.entry,
            one.told,
            one.answer,
            "" if one.score is None else f"{one.score:.2f}",
            verdict,
            one.before,
            texts.changes[one.change],
        ]
