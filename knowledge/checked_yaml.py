"""Read the YAML files that people write: parsed, checked against their schema, and told in Chinese what is wrong where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge.errors import ReadableError

Shape = TypeVar("Shape", bound=BaseModel)
Steps = list[str | int]
"""The way from the top of a file to a place in it: names of fields and numbers in lists."""
Place = Callable[[object, Steps], str]
"""Names a place in a file as the reader of an error finds it, up to the reason that follows."""

_NO_DATE = "不是日期，请写成 2025-01-31"
_NO_GROUP = "应该是一组“名称: 值”"
_REASONS = {
    "missing": "没有填",
    "extra_forbidden": "不认识这一项，请核对拼写",
    "string_too_short": "是空的",
    "string_too_long": "太长了",
    "string_type": "应该是一段文字（数字、是/否请加引号）",
    "date_from_datetime_parsing": _NO_DATE,
    "date_from_datetime_inexact": _NO_DATE,
    "date_parsing": _NO_DATE,
    "date_type": _NO_DATE,
    "model_type": _NO_GROUP,
    "model_attributes_type": _NO_GROUP,
    "dict_type": _NO_GROUP,
    "tuple_type": "应该是一个列表，每行以“- ”开头",
    "int_type": "应该是一个整数",
    "int_parsing": "应该是一个整数",
    "float_type": "应该是一个数",
    "float_parsing": "应该是一个数",
    "bool_type": "只能写 true 或 false",
    "bool_parsing": "只能写 true 或 false",
    "too_short": "太少了",
    "too_long": "太多了",
}


def dotted(steps: Steps) -> str:
    """ "facts.0.figure" """
    return ".".join(map(str, steps))


def read_checked(
    path: Path,
    shape: type[Shape],
    error: type[ReadableError],
    reasons: Mapping[str, str] | None = None,
    place: Place = lambda _, steps: f"{dotted(steps)} ",
) -> Shape:
    """The file, checked against ``shape``. Raises ``error`` with a line for each fault: file, place, reason; OSError.

    ``reasons``: what pydantic's types of error mean in files of this shape, where it is not what they mean in all.
    """
    try:
        raw = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as fault:  # ValueError: a date that cannot be, bytes that are no UTF-8
        raise error(f"{path.name}：不是正确的 YAML（{fault}）") from fault
    try:
        return shape.model_validate(raw)
    except ValidationError as faults:
        known = {**_REASONS, **(reasons or {})}
        lines = [
            f"{path.name}：{place(raw, list(fault['loc']))}{_reason(fault, known)}".rstrip()
            for fault in faults.errors()
        ]
        raise error("\n".join(lines)) from faults


def item_at(raw: object, steps: Steps, items: str) -> tuple[str | None, int, Steps] | None:
    """Of a place in the file's list ``items``: the item's id if it has one, its number from 1, and the way from there on."""
    if not isinstance(raw, dict) or len(steps) < 2 or steps[0] != items or not isinstance(steps[1], int):
        return None
    item = raw[items][steps[1]]
    return item.get("id") if isinstance(item, dict) else None, steps[1] + 1, steps[2:]


def _reason(fault: Any, reasons: Mapping[str, str]) -> str:
    if fault.get("input", "") is None:
        return reasons["missing"]
    return reasons.get(fault["type"]) or str(fault["msg"]).removeprefix("Value error, ")
