"""What an import would do with each row, told on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.records.fates import Fate, Previewed
from knowledge.records.faults import Fault

FATES = {
    Fate.NEW: "新增", Fate.CHANGED: "更新", Fate.UNCHANGED: "未变", Fate.FAULTY: "有误", Fate.NEAR_DUPLICATE: "像是重复",
}  # fmt: skip


def fate_lines(rows: Sequence[Previewed]) -> Iterator[str]:
    """A line each, and how many have which fate."""
    for row in rows:
        yield f"{Fault(row.line, '', row.sheet).place}\t{FATES[row.fate]}\t{row.id}\t{row.reason}".rstrip()
    yield "，".join(f"{FATES[fate]} {sum(row.fate is fate for row in rows)}" for fate in Fate)
