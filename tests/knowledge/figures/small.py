"""A small register: wages by class, a benefit as their share, a grant by the year, an allowance of unknown beginning."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import yaml

from knowledge.figures.register import Figures, Value
from knowledge.figures.schema import FigureFile
from knowledge.places.regions import all_regions
from knowledge.shapes import Source

WAGE = """
as_of: 2026-01-31
sources:
  old: {title: 旧文件, date: 2024-12-20}
  new: {title: 新文件, date: 2025-12-20}
  law: {title: 失业保险条例}
figures:
- id: wage.class-two
  what: 二类地区月最低工资
  unit: 元
  words: [最低工资]
  values:
  - {regions: [浙江省], value: 2260, from: 2025-01-01, source: old, grade: A, checked: 2026-02-01}
  - {regions: [浙江省], value: 2430.5, from: 2026-01-01, source: new, grade: A, checked: 2026-02-10}
- id: wage.monthly
  what: 月最低工资
  unit: 元
  words: [最低工资]
  values:
  - {regions: [兰溪市, 舟山市], of: wage.class-two, from: 2025-07-01, grade: B, checked: 2026-02-05}
  - {regions: [上饶市信州区], value: 2090, from: 2025-12-01, to: 2026-06-30, source: new, grade: A, checked: 2026-02-01}
- id: wage.benefit
  what: 每月失业金
  unit: 元
  words: [失业金]
  values:
  - {regions: [浙江省], of: wage.monthly, percent: 90, from: 2022-08-01, source: law, grade: A, checked: 2026-02-20}
"""

GRANT = """
sources: {income: {title: 统计公报, date: 2026-01-19}}
figures:
- id: grant.death
  what: 工亡补助金
  unit: 元
  words: [工亡]
  yearly: true
  values:
  - {regions: [全国], value: 1083760, from: 2025-01-01, source: income, grade: A, checked: 2026-02-01}
  - {regions: [全国], value: 1130040, from: 2026-01-01, source: income, grade: A, checked: 2026-02-01}
- id: grant.heat
  what: 高温津贴
  unit: 元
  words: [高温津贴]
  values:
  - {regions: [浙江省], value: 300, from: 2025-01-01, earlier: true, source: income, grade: B, checked: 2026-02-01}
"""


def value(yuan: int) -> Value:
    """An amount of no figure."""
    day = dt.date(2026, 1, 1)
    return Value(Decimal(yuan), "元", all_regions().nation, day, None, Source(title="某号"), "A", day, day)


def figures(*texts: str) -> Figures:
    return Figures(FigureFile.model_validate(yaml.safe_load(text)) for text in texts or (WAGE, GRANT))
