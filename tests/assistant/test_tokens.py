"""``assistant token`` in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from channels.tokens import Scope, opens
from knowledge.records.database import open_database
from tests.assistant.conftest import Run


def test_created_and_revoked(run: Run, tmp_path: Path) -> None:
    created = [run("token", "create", "--role", role, "--name", "一号坐席 'x'; --") for role in ("hotline", "admin")]
    assert [(done.returncode, done.stderr) for done in created] == [(0, "")] * 2
    tokens = [done.stdout.removesuffix("\n") for done in created]
    assert len(set(tokens)) == 2 and all(len(token) >= 43 and token.isascii() for token in tokens)
    engine = open_database(f"sqlite:///{tmp_path / 'data' / 'records.db'}")
    assert [[opens(engine, token, scope) for scope in Scope] for token in tokens] == [[True, False], [True, True]]
    assert run("token", "list").stdout.splitlines()[0] == "一号坐席 'x'; --\thotline\tlookup\t不限"
    done = run("token", "revoke", "--name", "一号坐席 'x'; --")
    assert (done.returncode, done.stdout) == (0, "已停用 2 个口令\n")
    assert not any(opens(engine, token, scope) for token in tokens for scope in Scope)
    assert run("token", "list").stdout == ""
    again = run("token", "revoke", "--name", "一号坐席 'x'; --")
    assert again.returncode == 1 and again.stdout == "" and again.stderr.count("\n") == 1 and "没有名叫" in again.stderr


@pytest.mark.parametrize(
    "arguments",
    [("--role", "boss", "--name", "甲"), ("--role", "hotline"), ("--name", "甲"), ("--role", "hotline", "--name", " ")],
)
def test_wrong_arguments(run: Run, arguments: tuple[str, ...]) -> None:
    done = run("token", "create", *arguments)
    assert done.returncode != 0 and done.stdout == "" and done.stderr and "Traceback" not in done.stderr


def test_a_data_base_that_cannot_be_is_one_readable_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data" / "records.db").write_text("this is no data base, whatever its name says")
    done = run("token", "create", "--role", "hotline", "--name", "甲")
    assert (
        done.returncode == 1 and done.stdout == "" and done.stderr.count("\n") == 1 and "Traceback" not in done.stderr
    )

    assert done.stderr.startswith("出错了：") and "Traceback" not in done.stderr


def test_scope_and_expiry(run: Run) -> None:
    make = ("token", "create", "--role", "admin", "--name", "监控", "--scope", "metrics")
    assert run(*make, "--expires", "2199-03-31").returncode == 0
    assert run("token", "list").stdout == "监控\tadmin\tmetrics\t2199-04-01 00:00\n"
    late = run(*make, "--expires", "2020-01-01")
    assert late.returncode == 1 and late.stderr.startswith("出错了：到期的日子已经过了")
