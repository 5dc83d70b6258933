"""Load the self-check files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from knowledge.errors import ReadableError
from knowledge.regions import all_regions
from knowledge.selfchecks.schema import CheckFile
from knowledge.selfchecks.selfcheck import SelfCheck

SELFCHECK_FOLDER = Path(__file__).parent.parent / "data" / "selfchecks"

# Tags that pydantic puts into the place of a fault; they name no field of the file.
_TAGS = frozenset(["words", "band", "yes_no", "options", "number"])
_REASONS = {
    "missing": "没有填",
    "extra_forbidden": "不认识这一项，请核对拼写（见 docs/selfchecks.md）",
    "string_too_short": "是空的",
    "string_too_long": "太长了",
    "string_type": "应该是一段文字（数字请加引号；“是、否”请写汉字）",
    "string_pattern_mismatch": "只能用小写字母、数字和短横线",
    "date_from_datetime_parsing": "不是日期，请写成 2025-01-31",
    "date_from_datetime_inexact": "不是日期，请写成 2025-01-31",
    "date_parsing": "不是日期，请写成 2025-01-31",
    "date_type": "不是日期，请写成 2025-01-31",
    "model_type": "应该是一组“名称: 值”",
    "model_attributes_type": "应该是一组“名称: 值”",
    "dict_type": "应该是一组“名称: 值”",
    "tuple_type": "应该是一个列表，每行以“- ”开头",
    "float_type": "应该是一个数",
    "float_parsing": "应该是一个数",
    "bool_type": "只能写 true 或 false",
    "bool_parsing": "只能写 true 或 false",
    "too_short": "太少了",
    "too_long": "太多了",
    "union_tag_not_found": "没有填 kind（yes_no、options、number 之一）",
    "union_tag_invalid": "的 kind 只能是 yes_no、options、number 之一",
}


class SelfCheckError(ReadableError):
    """A self-check file cannot be read; the message names the file, the place and the reason, in Chinese."""


def load(folder: Path = SELFCHECK_FOLDER) -> tuple[SelfCheck, ...]:
    """Every self-check of ``folder``. Raises SelfCheckError, UnknownRegion."""
    return tuple(_resolve(read_file(path)) for path in sorted(folder.glob("*.yml")))


def read_file(path: Path) -> CheckFile:
    """One self-check file, checked against the schema. Raises SelfCheckError."""
    try:
        raw = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date that cannot be, bytes that are no UTF-8
        raise SelfCheckError(f"{path.name}：不是正确的 YAML（{error}）") from error
    try:
        return CheckFile.model_validate(raw)
    except ValidationError as error:
        raise SelfCheckError("\n".join(_explain(path, raw, fault) for fault in error.errors())) from error


def _explain(path: Path, raw: object, fault: Any) -> str:
    """One line for one fault: which file, which question, what is wrong."""
    place = list(fault["loc"])
    where = path.name
    if isinstance(raw, dict) and len(place) >= 2 and place[0] == "questions" and isinstance(place[1], int):
        question = raw["questions"][place[1]]
        name = question.get("id") if isinstance(question, dict) else None
        where += f"：问题 {name or f'第 {place[1] + 1} 个'}"
        place = place[2:]
        if place and place[0] in _TAGS:  # the kind of question; below it "options" is a field
            place = place[1:]
    fields = [str(part) for part in place if part not in _TAGS - {"options"}]
    reason = _REASONS.get(fault["type"]) or str(fault["msg"]).removeprefix("Value error, ")
    if fault.get("input", "") is None:
        reason = _REASONS["missing"]
    return f"{where}：{'.'.join(fields)} {reason}".replace("： ", "：").rstrip()


def _resolve(file: CheckFile) -> SelfCheck:
    return SelfCheck(
        id=file.id,
        topic=file.topic or file.id,
        title=file.title,
        category=file.category,
        region=all_regions().get(file.region),
        similar=file.similar,
        source=file.sources[file.source],
        article=file.article,
        effective_from=file.effective_from,
        effective_to=file.effective_to,
        questions=file.questions,
        amount_by=file.amount_by,
        notes=file.notes,
        texts=file.outcome,
        papers=file.papers,
        where=file.where,
        next=file.next,
        related=file.related,
    )
