"""Questions out of files as offices have them."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from channels.batch.reading import Question, read_questions
from knowledge.records.files import FileError


def read(folder: Path, text: str) -> list[Question]:
    path = folder / "questions.csv"
    path.write_text(text, "utf-8")
    return read_questions(path)


def test_a_column_of_questions_is_enough(tmp_path: Path) -> None:
    assert read(tmp_path, "失业金怎么领\n住几天\n") == [Question("失业金怎么领"), Question("住几天")]


def test_what_should_answer_and_where(tmp_path: Path) -> None:
    rows = ("序号,城市,问题,应答编号", "1,兰溪市,失业金怎么领,claim", "2,,天气怎么样,不答", "3,兰溪,住几天,", "4,,,x")
    text = "\n".join(("某某市2026年测试题", *rows))
    assert read(tmp_path, text) == [
        Question("失业金怎么领", "兰溪市", "claim"),
        Question("天气怎么样", "", ""),
        Question("住几天", "兰溪市", None),
    ]


def test_a_workbook(tmp_path: Path) -> None:
    workbook, path = Workbook(), tmp_path / "questions.xlsx"
    workbook.create_sheet("题").append(["问题"])
    workbook["题"].append(["住几天"])
    workbook.save(path)
    assert read_questions(path) == [Question("住几天")]


def test_private_numbers_are_masked(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "问题\n我的电话13912345678能查吗\n")
    assert found.text == "我的电话[电话号码]能查吗"


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "没有问题"), ("问题\n", "没有问题"), ("问题,城市\n住几天,月亮市\n", "月亮市"), ("问" * 1001, "太长")],
)
def test_what_cannot_be_used(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(FileError, match=words):
        read(tmp_path, text)
