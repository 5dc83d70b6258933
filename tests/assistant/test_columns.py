"""What the columns of a file are: said, asked, remembered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.columns import WrongColumn, guide_of, learn
from assistant.records import import_into
from assistant.settings import Settings
from knowledge.records.column_memory import ColumnMemory
from knowledge.records.kinds import RECORD_KINDS
from tests.assistant.conftest import Run

STATIONS = RECORD_KINDS["stations"]


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "odd.csv"
    path.write_text("序列,大名,城市,经度,纬度\n1,驿站,衢州市,118.871234,28.941234\n", "utf-8")
    return path


def test_what_is_said_once_is_remembered_by_the_shape(run: Run, tmp_path: Path, odd: Path) -> None:
    done = run("import", "stations", odd)
    assert done.returncode == 1 and '--column "' in done.stderr and done.stderr.count("\n") == 1
    said = ["--column", "序列=编号", "--column", "大名=名称", "--set", "坐标系=高德"]
    done = run("import", "stations", odd, *said)
    assert (done.returncode, done.stderr) == (0, "") and "新增 1" in done.stdout
    done = run("import", "stations", odd)
    assert "未变 0" in done.stdout and "更新 1" in done.stdout  # --set is for one import only
    assert "没有写坐标系" in done.stderr
    other = tmp_path / "other.csv"
    other.write_text("大名,序列,城市\n驿站,1,衢州市\n", "utf-8")
    assert run("import", "stations", other).returncode == 1


@pytest.mark.parametrize(
    ("header", "options"),
    [
        ("编号,大名,城市", ['--column "大名=名称"', '--column "大名="', '--set "名称=…"']),
        ("编号,名称,城市,电话号", ['--column "电话号=电话"']),
        ("编号,名称", ['--set "城市=…"']),
        ("名称,城市", ["--set 编号=自动"]),
        ("编号,名称,城市,详细地址,具体地址", ['--column "具体地址="']),
    ],
)
@pytest.mark.parametrize("preview", [[], ["--preview"]])
def test_the_terminal_is_told_how_to_say_it(
    run: Run, tmp_path: Path, header: str, options: list[str], preview: list[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\n" + ",".join("1" for _ in header.split(",")) + "\n", "utf-8")
    done = run("import", "stations", path, *preview)
    assert done.returncode == 1 and all(option in done.stderr for option in options)


def test_columns_that_are_not_to_be_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,名称,城市,备注\n1,驿站,衢州市,x\n", "utf-8")
    assert "没有导入这些列：“备注”" in run("import", "stations", path).stderr
    assert run("import", "stations", path, "--column", "备注=").stderr == ""
    assert run("import", "stations", path).stderr == ""


@pytest.mark.parametrize("said", [["大名"], ["大名=花名"], ["=名称"]])
def test_what_cannot_be_used(tmp_path: Path, said: list[str]) -> None:
    with pytest.raises(WrongColumn):
        guide_of(STATIONS, said, [], ColumnMemory(tmp_path))


def test_on_a_terminal_it_is_asked(
    tmp_path: Path, odd: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["编号", "花名", "名称"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    assert import_into(Settings(data_dir=tmp_path), "stations", [odd], strict=True)
    assert "没有“花名”这一列" in capsys.readouterr().err
    assert json.loads((tmp_path / "columns.json").read_text("utf-8")) == {
        "stations": {"序列|大名|城市|经度|纬度": {"序列": "id", "大名": "name"}}
    }


def test_a_damaged_memory_is_none(tmp_path: Path, odd: Path) -> None:
    (tmp_path / "columns.json").write_text("{", "utf-8")
    memory = ColumnMemory(tmp_path)
    assert memory.of("stations") == {}
    learn(STATIONS, [odd], guide_of(STATIONS, ["序列=编号", "大名=名称"], [], memory), memory)
    assert list(memory.of("stations").values()) == [{"序列": "id", "大名": "name"}]
