"""What stands under a table, or between its parts, and is none of its rows: sums, who filled it in, remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.records.cell_texts import plain

_SUM = re.compile(r"[总合小共]计(?:[:\d].*)?")
_WHO = "填表|制表|填报|填写|报送|审核|复核|审批|核对|经办|统计|录入|负责|单位负责|部门负责|分管领导|主管领导"
_SIGNED = re.compile(
    rf"(?:{_WHO})(?:人|人员|单位|部门|日期|时间)?(?:签[字名章])?:.*|(?:{_WHO})(?:人|日期)(?:签[字名章])?"
)
_STAMPED = re.compile(r"\(?(?:公章|盖章|单位公章|单位盖章|签[字名章])\)?:?")
_REMARK = re.compile(r"(?:备?注|说明)\d?:.+")


def closing(cells: Sequence[str]) -> str:
    """What a row is called that is no record: 合计, 签名 or 备注; "" for any other."""
    filled = ["".join(plain(cell).split()) for cell in cells if cell.strip()]
    if not filled:
        return ""
    if _SUM.fullmatch(filled[0]):
        return "合计"
    if _SIGNED.fullmatch(filled[0]) or all(map(_STAMPED.fullmatch, filled)):
        return "签名"
    # A remark is one cell, which may be merged over all columns.
    return "备注" if len(set(filled)) == 1 and _REMARK.fullmatch(filled[0]) else ""
