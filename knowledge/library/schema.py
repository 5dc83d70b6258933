"""The shape of a content file and of one entry (an approved question and answer).

``docs/content.md`` explains each field to editors; this module is what the check enforces.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from knowledge.shapes import Source, Strict, Text

CATEGORIES = (
    "就业服务 零工市场 招聘活动 住宿 驿站 技能培训 创业 贷款 补贴 就业统计 养老保险 退休 工伤保险 失业保险 社保卡 "
    "社保经办 社保缴费 劳动合同 工资 欠薪 工时休假 女职工 劳动争议 劳动监察 人才 法律援助 公共服务 住房 社会救助 "
    "残疾人就业 个人信息 职业介绍"
).split()

EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)+$", max_length=64)]


class Fact(Strict):
    """One figure of an answer, written as the answer writes it, and what it counts."""

    figure: Text
    what: Text


class Entry(Strict):
    """One approved answer with the ways people ask for it. Without ``source`` it is that of the first figure it refers to.
    ``longer``: why the answer needs more characters than others may have."""

    id: EntryId
    category: Text
    kind: Literal["service", "level", "statistic", "rule", "guide", "referral"]
    question: Annotated[Text, StringConstraints(max_length=80)]
    similar: tuple[Annotated[Text, StringConstraints(max_length=80)], ...] = ()
    answer: Annotated[Text, StringConstraints(max_length=600)]
    longer: Text | None = None
    source: Text | None = None
    article: Text | None = None
    facts: tuple[Fact, ...] = ()
    region: Text | None = None
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    as_of: dt.date | None = None
    checked: dt.date | None = None
    topic: EntryId | None = None
    replaces: tuple[EntryId, ...] = ()
    next: Annotated[tuple[EntryId, ...], Field(max_length=3)] = ()
    covers: tuple[EntryId, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Entry:
        if self.category not in CATEGORIES:
            raise ValueError(f"分类“{self.category}”不在分类表里，请看 docs/content.md")
        if self.effective_from and self.effective_to and self.effective_from > self.effective_to:
            raise ValueError("生效日期 effective_from 晚于失效日期 effective_to")
        if self.kind != "guide" and self.covers:
            raise ValueError("covers 只能写在 kind: guide 的条目里")
        return self


class ContentFile(Strict):
    """One YAML file of content for one region."""

    region: Text
    names: tuple[Text, ...] = ()
    sources: dict[str, Source]
    entries: tuple[Entry, ...]
