"""The command line within the process of the tests: a process of its own for each call would take most of their time."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.main import get_command

from assistant import cli
from assistant.cli import main


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def command() -> Callable[[], object]:
    """All verbs, read once: that takes longer than most of them do."""
    return get_command(cli.app)


@pytest.fixture
def run(
    command: Callable[[], object],
    empty_database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """``assistant`` with these arguments and environment variables; its data are in a folder ``data``, where its tables are
    made already."""
    monkeypatch.setattr(cli, "app", command)
    (tmp_path / "data").mkdir()
    shutil.copy(empty_database, tmp_path / "data" / "records.db")

    def run(*arguments: str | Path, **environment: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["assistant", *map(str, arguments)])
        for name, value in ({"DATA_DIR": str(tmp_path / "data")} | environment).items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as exit_:
            main()
        code = exit_.value.code
        if isinstance(code, str):  # as the interpreter does at its end
            print(code, file=sys.stderr)
        return Done(code if isinstance(code, int) else int(code is not None), *capsys.readouterr())

    return run
