"""Load the self-check files."""

from __future__ import annotations

from pathlib import Path

from knowledge.checked_yaml import Steps, dotted, item_at, read_checked
from knowledge.errors import ReadableError
from knowledge.places.regions import all_regions
from knowledge.topics.selfchecks.schema import CheckFile
from knowledge.topics.selfchecks.selfcheck import SelfCheck

SELFCHECK_FOLDER = Path(__file__).parent / "data"

# Tags that pydantic puts into the place of a fault; they name no field of the file.
_TAGS = frozenset(["words", "band", "yes_no", "options", "number"])
_REASONS = {
    "extra_forbidden": "不认识这一项，请核对拼写（见 docs/selfchecks.md）",
    "string_type": "应该是一段文字（数字请加引号；“是、否”请写汉字）",
    "string_pattern_mismatch": "只能用小写字母、数字和短横线",
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
    return read_checked(path, CheckFile, SelfCheckError, _REASONS, _place)


def _place(raw: object, steps: Steps) -> str:
    """ "问题 new：needs.0 " """
    where = ""
    if found := item_at(raw, steps, "questions"):
        name, number, steps = found
        where = f"问题 {name or f'第 {number} 个'}："
        if steps and steps[0] in _TAGS:  # the kind of question; below it "options" is a field
            steps = steps[1:]
    fields = dotted([step for step in steps if step not in _TAGS - {"options"}])
    return where + (f"{fields} " if fields else "")


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
