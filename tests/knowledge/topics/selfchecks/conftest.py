"""The shipped self-checks, and a small file to spoil."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.topics.selfchecks.loading import load
from knowledge.topics.selfchecks.selfcheck import SelfCheck

GOOD = """id: lanxi-bed
title: 免费住宿
category: 住宿
region: 兰溪市
similar: [SIMILAR]
sources: {paper: {title: 报}}
source: paper
questions:
- id: new
  text: 您刚到兰溪吗？
  kind: yes_no
  needs: 是
  condition: 刚到兰溪
  why: 只给刚到的人住。
  decisive: true
- id: work
  text: 您来做什么？
  kind: options
  options:
  - {name: 打工, similar: [进厂, 找活]}
  - {name: 旅游, similar: [玩]}
  - {name: 其他}
  needs: 打工
  unclear: [其他]
  condition: 来打工
  why: 只给来打工的人住。
  todo: 旅游请住宾馆。
- id: nights
  text: 您住过几天？
  kind: number
  unit: 天
  bounds: [0, 60]
  when: {work: [打工, 不清楚]}
  needs: {below: 7}
  condition: 没住满7天
  why: 最多住7天。
amount_by:
  question: nights
  rows:
  - {at_least: 0, text: 还能住好几天。}
  - {at_least: 5, text: 快住满了。}
notes:
- when: {nights: {at_least: 5}}
  text: 可以早点问问社区。
outcome: {met: 可以住。, missing: 不能住。, unsure: 说不准。}
papers: [身份证]
where: 彩虹社区
facts: [{figure: 7天, what: 天数}]
""".replace("SIMILAR", ", ".join(f"第{n}种问法" for n in "一二三四五六七八九十甲乙丙丁戊"))

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of the test's own folder."""

    def write(text: str, name: str = "lanxi-bed.yml") -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
def bed(tmp_path: Path, write: Write) -> SelfCheck:
    write(GOOD)
    return load(tmp_path)[0]


@pytest.fixture(scope="session")
def shipped_checks() -> dict[str, SelfCheck]:
    return {check.id: check for check in load()}
