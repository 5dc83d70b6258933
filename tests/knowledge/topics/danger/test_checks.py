"""What ``assistant content check`` says of the file of dangers."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.topics.danger.checks import check_danger
from knowledge.topics.danger.detector import DANGER_FILE


def test_the_shipped_file_is_clean() -> None:
    assert check_danger() == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("id: hunger", "id: no_roof", "编号 no_roof 用了两次"),
        ("kind: hunger\n  usual: true", "kind: hunger", "hunger 要有且只有一个 usual: true，现在有 0 个"),
        ("held_by: [negated, past", "held_by: [nothing, past", "nothing 没有写在 grounds 里"),
        ('numbers: ["119", "120", "110"]', 'numbers: ["119", "120", "114"]', "114 不是核对过的号码"),
        ("call: 请马上打119，说", "call: 请马上打120，说", "回复要先说 119"),
        ("also: 有火情或气体泄漏，还要打119。", "also: 有火情或气体泄漏，快跑。", "also 里要有一个号码"),
        ("after: 吃上饭、", "after: 打12366，吃上饭、", "回复里的 12366 没有写进 numbers"),
        ("after: 吃上饭、", f"after: {'吃上饭、' * 60}", "个字，最多"),
        ("- '断粮|", "- '(断粮|", "写法不对"),
        ("- '断粮|", "- '{bread}|断粮|", "用了没有写的词组"),
        ("- '断粮|", "- '|断粮|", "什么都能对上"),
        ("kind: hunger", "kind: thirst", "cases.18.kind"),
    ],
)  # fmt: skip
def test_faults_are_told(tmp_path: Path, old: str, new: str, fault: str) -> None:
    text = DANGER_FILE.read_text("utf-8")
    assert old in text
    path = tmp_path / "danger.yml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert any(fault in line for line in check_danger(path)), check_danger(path)


def test_a_case_without_cues(tmp_path: Path) -> None:
    path = tmp_path / "danger.yml"
    case = """
- id: silent
  kind: hunger
  reply: {numbers: ["12345"], call: 打12345。, now: 去。, also: 打12345。, after: 好。}
"""
    path.write_text(DANGER_FILE.read_text("utf-8") + case, "utf-8")
    assert check_danger(path) == ["danger.yml：silent：没有写怎么听出来（cues、pairs 或 sounds）"]
