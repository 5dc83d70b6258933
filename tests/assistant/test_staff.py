"""``assistant staff`` in the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from channels.roles import Role
from channels.staff.login import log_in
from knowledge.records.database import open_database
from tests.assistant.conftest import Run

PASSWORD = "窗口边的桂花八月开了"


@pytest.fixture
def database(tmp_path: Path, quick_hashing: None) -> Engine:
    return open_database(f"sqlite:///{tmp_path / 'data' / 'records.db'}")


def test_a_password_is_made_up_and_shown_once(run: Run, database: Engine) -> None:
    done = run("staff", "add", "--role", "admin", "--name", "主任", "--generate")
    assert (done.returncode, done.stderr) == (0, "")
    shown = done.stdout.splitlines()[0].partition("：")[2]
    account = log_in(database, "主任", shown)
    assert account and account.role is Role.ADMIN
    assert run("staff", "list").stdout == "admin\t主任\n"
    assert run("staff", "remove", "--name", "主任").returncode == 0
    assert run("staff", "list").stdout == "" and log_in(database, "主任", shown) is None


def test_a_password_is_typed_twice_and_never_shown(run: Run, database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([PASSWORD, "另外一句不一样的话", PASSWORD, PASSWORD])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    done = run("staff", "add", "--role", "hotline", "--name", "小王")
    assert done.returncode == 0 and PASSWORD not in done.stdout + done.stderr
    assert log_in(database, "小王", PASSWORD)


def test_a_new_password(run: Run, database: Engine) -> None:
    run("staff", "add", "--role", "hotline", "--name", "小王", "--generate")
    done = run("staff", "password", "--name", "小王", "--generate")
    assert done.returncode == 0
    assert log_in(database, "小王", done.stdout.splitlines()[0].partition("：")[2])


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "--role", "boss", "--name", "小王", "--generate"),
        ("add", "--role", "hotline", "--generate"),
        ("add", "--role", "hotline", "--name", " ", "--generate"),
        ("add", "--role", "hotline", "--name", "小王"),
        ("password", "--name", "没有的人", "--generate"),
        ("remove", "--name", "没有的人"),
    ],
)
def test_wrong_arguments(run: Run, arguments: tuple[str, ...]) -> None:
    done = run("staff", *arguments)
    assert done.returncode != 0 and done.stderr and "Traceback" not in done.stderr


def test_a_second_factor(run: Run, database: Engine) -> None:
    run("staff", "add", "--role", "admin", "--name", "主任", "--generate")
    done = run("staff", "totp", "--name", "主任")
    assert done.returncode == 0 and "otpauth://totp/" in done.stdout
    assert run("staff", "list").stdout.rstrip().endswith("动态码")
    assert run("staff", "totp", "--name", "主任", "--remove").stdout == "“主任”登录不再要动态码\n"
    assert run("staff", "list").stdout == "admin\t主任\n"
    assert run("staff", "totp", "--name", "没有的人").returncode == 1
