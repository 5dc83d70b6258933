"""Check how long answers are: people read them on a phone, and few read to the end of a long one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from knowledge.figures.register import FigureError, Figures
from knowledge.figures.wording import Wording
from knowledge.library.figure_checks import day_in_force
from knowledge.library.placed import Placed, placed
from knowledge.library.schema import ContentFile
from knowledge.places.regions import UnknownRegion

LONGEST, LONGEST_GUIDE = 120, 260
STEPS = "①"  # what is done one after the other may be longer


def length_faults(files: Mapping[str, ContentFile], register: Figures, today: dt.date) -> Iterator[str]:
    """Answers that are too long without a reason, and reasons of answers that are not, one line each."""
    for one in placed(files):
        entry = one.entry
        length = len(_said(one, register, today))
        longest = LONGEST_GUIDE if entry.kind == "guide" else LONGEST
        is_long = length > longest and STEPS not in entry.answer
        if is_long and entry.longer is None:
            yield (
                f"{one.file}：{entry.id}：答案 {length} 字，不能超过 {longest} 字：请缩短，有先后的写成①②③；"
                "少一句就有人吃亏的，用 longer 写明为什么"
            )
        if entry.longer is not None and not is_long:
            yield f"{one.file}：{entry.id}：答案不长（或者分了步骤），请删掉 longer"


def _said(one: Placed, register: Figures, today: dt.date) -> str:
    """The answer as people are told it who have not said where they are; as it is written where figures are missing, which
    is said by their own check."""
    entry = one.entry
    try:
        wording = Wording.of(entry.answer, register)
    except (FigureError, UnknownRegion):
        return entry.answer
    day = day_in_force(entry.effective_from, entry.effective_to, today)
    filled = wording.filled_below(one.region, day) if wording else None
    return filled.text if filled else entry.answer
