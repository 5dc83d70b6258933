"""The documents say what is there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest
import typer
from pydantic_core import PydanticUndefined

from actions.settings import ActionSettings
from assistant.cli import app
from assistant.engine_settings import PREFIX, EngineSettings
from assistant.settings import Settings
from channels.settings import GatewaySettings
from knowledge.settings import ROOT, KnowledgeSettings

DOCUMENTS = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("models/*.md")))
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
README = (ROOT / "README.md").read_text("utf-8")
LONGEST_WAY = 15  # lines

_TOP = "actions|assistant|channels|docs|knowledge|models|tests"
_PATH = re.compile(rf"`((?:{_TOP})/[^\s`]*)`")
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def named_paths(document: Path) -> Iterator[tuple[str, Path]]:
    """The paths in a document, as they are written and where they are."""
    text = document.read_text("utf-8")
    for match in _PATH.finditer(text):
        yield match[1], ROOT / match[1]
    for match in _LINK.finditer(text):
        yield match[1], document.parent / match[1]


def is_kept(path: Path) -> bool:
    """Whether it belongs in the repository: neither made on the machine, nor the example that the reader is to write."""
    return not path.is_relative_to(ROOT / "models" / "encoder") and path.name != "lanxi-bed.yml"


def test_each_path_named_is_there() -> None:
    missing = [
        (document.name, written)
        for document in DOCUMENTS
        for written, path in named_paths(document)
        if is_kept(path) and not path.exists() and not any(ROOT.glob(written))
    ]
    assert missing == []


def test_the_folders_of_the_readme_are_there() -> None:
    block = README.split("## 代码在哪")[1].split("```")[1]
    above = ROOT
    for line in block.strip().splitlines():
        name = line.split()[0]
        parent = above if line.startswith(" ") else ROOT
        assert (parent / name).exists(), line
        above = parent if line.startswith(" ") else ROOT / name
    listed = {line.split()[0] for line in block.splitlines() if line.startswith(" ")}
    folders = [path for path in (ROOT / "knowledge").iterdir() if path.name != "__pycache__"]
    assert listed == {f"{path.name}/" for path in folders if any(path.glob("[a-z_]*.*"))}


def test_each_way_is_short() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert text.count("```mermaid") == 1
    ways = re.findall(r"## The way of an? (\w+)\n\n(.*?)(?=\n\n|\Z)", text, re.DOTALL)
    assert {name for name, _ in ways} == {"message", "edit", "import", "figure", "training"}
    for name, way in ways:
        assert len(way.splitlines()) < LONGEST_WAY and _PATH.search(way), name


@pytest.mark.parametrize("adr", ADRS, ids=lambda path: path.stem)
def test_each_decision_has_a_date_and_a_status(adr: Path) -> None:
    title, _, date, _, status = adr.read_text("utf-8").splitlines()[:5]
    assert title.startswith(f"# {int(adr.name[:4])}. ")
    assert re.fullmatch(r"Date: 20\d\d-\d\d-\d\d", date)
    assert re.match(r"Status: (proposed|accepted|superseded by \d{4})", status)


def documented_settings() -> dict[str, str]:
    """Name and default as the README's table gives them."""
    rows = re.findall(r"^\| (`[A-Z_`、]+`) \| (?:`(.*?)`)? *\| .+ \|$", README, re.MULTILINE)
    return {name: default for names, default in rows for name in re.findall(r"[A-Z_]+", names)}


def shown(default: Any) -> str:
    """A default as the README writes it."""
    if default in (PydanticUndefined, MISSING, None):
        return ""
    if isinstance(default, Path):
        return f"{default.relative_to(ROOT)}/"
    return f"{default:g}" if isinstance(default, float) else str(default)


def test_each_setting_is_in_the_table_with_its_default() -> None:
    settings = {
        name.upper(): shown(field.default)
        for kind in (KnowledgeSettings, Settings, ActionSettings, GatewaySettings)
        for name, field in kind.model_fields.items()
    }
    settings |= {f"{PREFIX}{field.name.upper()}": shown(field.default) for field in fields(EngineSettings)}
    assert documented_settings() == settings


def verbs(group: typer.Typer, before: str = "") -> Iterator[str]:
    for command in group.registered_commands:
        yield before + (command.name or command.callback.__name__)
    for inner in group.registered_groups:
        yield from verbs(inner.typer_instance, f"{before}{inner.name} ")


def test_each_verb_is_in_the_readme() -> None:
    assert [verb for verb in sorted(verbs(app)) if not re.search(rf"(?:assistant |`){verb}\b", README)] == []


def test_the_newest_heading_of_the_changelog_is_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    versions = re.findall(r"^## (\S+) \(20\d\d-\d\d-\d\d", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert versions[0] == project["version"] and len(versions) == len(set(versions))
