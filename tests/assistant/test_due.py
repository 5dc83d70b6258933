"""What is due, in words."""

from __future__ import annotations

import datetime as dt

from assistant.due import due_lines
from knowledge.library.due import Due, DueEntry, DueFigure, Superseded

CHECKED = dt.date(2026, 2, 1)


def test_what_is_due_in_words() -> None:
    amended = Superseded(
        title="某办法", articles=("第六条", "第七条"), by="某号", since=dt.date(2020, 1, 1), note="不用了"
    )
    vague = Superseded(title="某通知", document="某发〔2008〕3号", by="新通知", note="按新的")
    entries = (DueEntry("a.yml", "some-old", CHECKED), DueEntry("b.yml", "some-never", None))
    resting = ((amended, entries), (vague, entries[:1]))
    due = Due(entries, (DueFigure("wage.monthly", ("兰溪市", "舟山市"), CHECKED),), resting)
    assert list(due_lines(due, dt.date(2026, 2, 6))) == [
        "2026-02-06 以前核对的：内容 2 条，数字 1 个",
        "  a.yml：some-old（2026-02-01 核对）",
        "  b.yml：some-never（没有核对过）",
        "  数字 wage.monthly：兰溪市、舟山市（2026-02-01 核对）",
        "依据的规定已被新规定改过的：2 条，改动时对照新规定",
        "  某办法第六条、第七条 ← 某号（2020-01-01起）：不用了",
        "    a.yml：some-old（2026-02-01 核对）",
        "    b.yml：some-never（没有核对过）",
        "  某通知某发〔2008〕3号 ← 新通知：按新的",
        "    a.yml：some-old（2026-02-01 核对）",
    ]
