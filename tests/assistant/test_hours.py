"""``assistant hours`` in the terminal."""

from __future__ import annotations

from tests.assistant.conftest import Run


def test_shown_set_and_removed(run: Run) -> None:
    shown = run("hours", "show").stdout.splitlines()
    assert shown[0] == "平时\t周一至周五8:30-12:00，13:30-17:00"
    assert "2027-10-01 至 2027-10-03\t休息\t国庆节" in shown and shown[-1].startswith("现在（")

    assert run("hours", "set", "每天0:00-24:00").stdout.splitlines()[-1].endswith("接待")
    spring = ("--from", "2027-02-05", "--to", "2027-02-11")
    shown = run("hours", "set", "休息", *spring, "--name", "春节").stdout.splitlines()
    assert shown[0] == "平时\t每天0:00-24:00" and "2027-02-05 至 2027-02-11\t休息\t春节" in shown
    made_up = run("hours", "set", "8:30-12:00", "--from", "2027-02-14", "--name", "调休上班").stdout
    assert "2027-02-14\t8:30-12:00\t调休上班" in made_up.splitlines()
    assert "春节" not in run("hours", "remove", *spring).stdout


def test_closed_for_long(run: Run) -> None:
    assert run("hours", "set", "休息").stdout.splitlines()[-1].endswith("一个月内都不接待")


def test_what_cannot_be_read_is_told_in_one_line(run: Run) -> None:
    for arguments, reason in (
        (("set", "看心情"), "看不懂“看心情”"),
        (("set", "休息", "--to", "2027-02-11"), "写了 --to，也要写 --from"),
        (("remove", "--from", "2027-02-05"), "没有 2027-02-05 到 2027-02-05 这一行"),
    ):
        failed = run("hours", *arguments)
        assert failed.returncode == 1 and failed.stderr.startswith(f"出错了：{reason}")
        assert len(failed.stderr.splitlines()) == 1
