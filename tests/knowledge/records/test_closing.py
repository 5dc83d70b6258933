"""What stands under a table is none of its rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.records.closing import closing
from knowledge.records.importing import import_file
from knowledge.records.preview import preview
from tests.knowledge.records.sheets import workbook


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (["合计", "", "38"], "合计"),
        (["", "合 计：2 个", ""], "合计"),
        (["小计", "12"], "合计"),
        (["填表人：张三", "", "审核人：李四", "2026年11月30日"], "签名"),
        (["制表人", "张三"], "签名"),
        (["（盖章）"], "签名"),
        (["注：坐标取自高德地图"], "备注"),
        (["说明：以上驿站全年开放"] * 3, "备注"),
        (["合计站", "合计路驿站", "兰溪市"], ""),
        (["1", "负责人之家驿站", "兰溪市"], ""),
        (["1", "驿站", "兰溪市", "合计 3 间"], ""),
        (["注意事项驿站", "兰溪市"], ""),
        (["备注：暂停", "驿站", "兰溪市"], ""),
        (["", ""], ""),
    ],
)
def test_what_a_row_is(cells: list[str], what: str) -> None:
    assert closing(cells) == what


def test_rows_under_the_table_are_told_and_are_no_faults(engine: Engine, tmp_path: Path) -> None:
    rows = [["编号", "名称", "城市", "设施"], ["1", "站", "兰溪市", "饮水"], ["合计", "", "", "1"], ["填表人：张三"]]
    path = workbook(tmp_path / "a.xlsx", 数据=rows)
    seen = preview(engine, "stations", path)
    assert [row.line for row in seen.rows] == [2] and seen.notes == (
        "第 3 行（合计）、第 4 行（签名）不是数据，没有导入",
    )
    report = import_file(engine, "stations", path)
    assert (report.added, report.faulty, report.notes) == (1, 0, seen.notes)


def test_of_many_only_some_are_named(engine: Engine, tmp_path: Path) -> None:
    rows = [["编号", "名称", "城市"], *([str(n), f"站{n}", "兰溪市"] if n % 2 else ["小计", "1"] for n in range(1, 15))]
    (note,) = import_file(engine, "stations", workbook(tmp_path / "a.xlsx", 数据=rows)).notes
    assert note.count("小计") == 0 and note.count("（合计）") == 5 and "等 7 行不是数据" in note
