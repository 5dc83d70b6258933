"""``assistant import`` and ``assistant export`` in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.records import import_into
from assistant.settings import Settings
from knowledge.library.content import Content
from tests.assistant.conftest import Run
from tests.knowledge.records.sheets import workbook

HEADER = "编号,名称,city\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.csv"
    path.write_text(HEADER + "1,驿站,兰溪市\n", "utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.csv"
    path.write_text(HEADER + "2,驿站,兰溪市\n" + "".join(f"x{n},,兰溪市\n" for n in range(60)), "utf-8")
    return path


def test_there_and_back(run: Run, tmp_path: Path, good: Path) -> None:
    done = run("import", "stations", good)
    assert (done.returncode, done.stdout, done.stderr) == (0, "stations：新增 1，更新 0，未变 0，有误 0\n", "")
    done = run("export", "stations", tmp_path / "out.xlsx")
    assert (done.returncode, done.stdout) == (0, f"stations：导出 1 行到 {tmp_path / 'out.xlsx'}\n")
    assert "未变 1" in run("import", "stations", tmp_path / "out.xlsx", "--strict").stdout


def test_a_preview_writes_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "street.csv"
    path.write_text("名称,地址\n江边驿站,一路1号\n,二路1号\n", "utf-8")
    said = ("--set", "编号=自动", "--set", "城市=兰溪市")
    *rows, counts = run("import", "stations", path, *said, "--preview").stdout.splitlines()
    assert [row.split("\t")[:2] for row in rows] == [["第 2 行", "新增"], ["第 3 行", "有误"]]
    assert counts == "新增 1，更新 0，未变 0，有误 1，像是重复 0"
    assert "新增 1" in run("import", "stations", path, *said).stdout
    assert "未变 1" in run("import", "stations", path, *said, "--preview").stdout


def test_rows_of_several_sheets_are_told_apart(run: Run, tmp_path: Path) -> None:
    rows = [["编号", "名称", "城市"], ["1", "江边驿站", "兰溪市"], ["2", "", "兰溪市"]]
    path = workbook(tmp_path / "two.xlsx", 江边=rows, 桥头=[rows[0], ["3", "桥头驿站", "兰溪市"]])
    told = run("import", "stations", path, "--preview").stdout.splitlines()
    assert [line.split("\t")[:2] for line in told[:-1]] == [
        ["工作表“江边”第 2 行", "新增"], ["工作表“江边”第 3 行", "有误"], ["工作表“桥头”第 2 行", "新增"],
    ]  # fmt: skip


@pytest.mark.parametrize("arguments", [("import", "dogs", "x.csv"), ("export", "dogs", "x.csv")])
def test_an_unknown_kind_is_one_readable_line(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "没有“dogs”这一类" in done.stderr


def test_bad_rows_are_named(tmp_path: Path, good: Path, bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(data_dir=tmp_path)
    assert import_into(settings, "stations", [bad, good], strict=False)
    out, err = capsys.readouterr()
    assert out.splitlines() == [f"stations：新增 1，更新 0，未变 0，有误 {n}" for n in (60, 0)]
    assert err.splitlines()[0] == "bad.csv 第 3 行：名称：没有填"
    assert len(err.splitlines()) == 51 and err.splitlines()[-1] == "另有 10 行"


def test_strict_and_unusable_files_fail(
    tmp_path: Path, good: Path, bad: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data_dir=tmp_path)
    assert not import_into(settings, "stations", [good, bad], strict=True)
    assert "没有导入（--strict），有误 60" in capsys.readouterr().out
    assert not import_into(settings, "stations", [tmp_path / "nix.csv", good], strict=False)
    out, err = capsys.readouterr()
    assert "找不到文件" in err and out == "stations：新增 1，更新 0，未变 0，有误 0\n"


def test_a_bar_over_a_thousand_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "many.csv"
    path.write_text(HEADER + "".join(f"{n},驿站,兰溪市\n" for n in range(1001)), "utf-8")
    assert import_into(Settings(data_dir=tmp_path), "stations", [path], strict=False)
    assert "1001/1001" in capsys.readouterr().err


# Taken out


def test_withdrawn_records(run: Run, tmp_path: Path, good: Path) -> None:
    run("import", "stations", good)
    done = run("withdraw", "stations", "1", "nix")
    assert (done.returncode, done.stdout) == (1, "stations：撤下 1\n")
    assert done.stderr == "stations：没有编号“nix”，请核对\n"
    assert run("export", "stations", tmp_path / "out.csv").stdout.startswith("stations：导出 0 行")
    done = run("withdraw", "stations", "1", "--undo")
    assert done.returncode == 1 and done.stdout == "" and "编号“1”不能恢复" in done.stderr


def test_a_withdrawn_entry_of_the_content_and_back(run: Run, shipped: Content) -> None:
    entry = shipped.passages[0].id
    assert run("withdraw", "jobs", entry).returncode == 1
    assert run("withdraw", "faqs", entry, "--undo").returncode == 1
    assert run("withdraw", "faqs", entry).stdout == "faqs：撤下 1\n"
    assert run("withdraw", "faqs", entry).returncode == 0
    assert run("withdraw", "faqs", entry, "--undo").stdout == "faqs：恢复 1\n"


@pytest.mark.parametrize("arguments", [("dogs", "1"), ("dogs", "1", "--undo")])
def test_withdrawing_of_an_unknown_kind_is_one_readable_line(run: Run, arguments: tuple[str, ...]) -> None:
    done = run("withdraw", *arguments)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "没有“dogs”这一类" in done.stderr


# As offices send them


def test_a_file_of_bad_rows_alone_fails(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(HEADER + "1,,兰溪市\n2,,兰溪市\n", "utf-8")
    done = run("import", "stations", path)
    assert (done.returncode, done.stdout) == (1, "stations：新增 0，更新 0，未变 0，有误 2\n")


def test_what_is_odd_is_told_once_for_all_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "odd.csv"
    rows = "".join(f"{n},{n}号,兰溪市,119.46{n:04},29.20{n:04}\n" for n in range(10, 30))
    path.write_text("编号,名称,城市,经度,纬度\n" + rows, "utf-8")
    assert import_into(Settings(data_dir=tmp_path), "stations", [path], strict=True)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("注意：odd.csv 第 2 行、第 3 行、第 4 行、第 5 行、第 6 行等 20 行：有坐标而没有写坐标系")


def test_a_template_imports_back(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    assert run("export", "jobs", path, "--template").stdout == f"jobs：空表写到 {path}\n"
    done = run("import", "jobs", path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "jobs：新增 0，更新 0，未变 0，有误 0\n", "")
    assert run("export", "dogs", path, "--template").returncode == 1
