"""``assistant lookup`` in the terminal, on what was trained."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from actions.lookup import look_up
from assistant.settings import Settings
from knowledge.live.opening import open_searcher
from knowledge.settings import ROOT


def run(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "assistant", *arguments]
    environment = os.environ | {"DATA_DIR": str(data_dir)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


def test_it_shows_what_the_search_finds(prepared_data: Path) -> None:
    done = run(prepared_data, "lookup", "工伤认定多久能下来", "--region", "舟山", "--limit", "2")
    assert (done.returncode, done.stderr) == (0, "")
    searcher = open_searcher(Settings(data_dir=prepared_data))
    found = look_up(searcher, "工伤认定多久能下来", "舟山", 2)
    assert found.decision == "answer" and done.stdout.startswith("判断：可以直接答")
    for number, hit in enumerate(found.hits, 1):
        assert f"{number}. {hit.question}　{hit.score:.2f}　[{hit.region}]\n   {hit.answer}" in done.stdout
        assert hit.source.title in done.stdout
    assert "\n3. " not in done.stdout


def test_what_cannot_be_answered(prepared_data: Path) -> None:
    assert run(prepared_data, "lookup", "今晚吃什么").stdout.startswith("判断：没有可靠答案，请转12333或窗口")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("--region", "火星市"), "火星市"), (("--limit", "0"), "--limit"), (("--limit", "x"), "--limit")],
)
def test_wrong_arguments(prepared_data: Path, arguments: tuple[str, ...], says: str) -> None:
    done = run(prepared_data, "lookup", "失业金", *arguments)
    assert done.returncode != 0 and done.stdout == "" and says in done.stderr and "Traceback" not in done.stderr
