"""The command line within the process of the tests: a process of its own for each call would take most of their time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.cli import main


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``assistant`` with these arguments and environment variables; its data are in a folder ``data``."""

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
