"""The widget as one file, and what a screen in a hall has besides, made from their sources when the gateway starts: nobody
needs Node."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
SOURCE = FOLDER / "widget"
KIOSK = FOLDER / "kiosk"
# In the order in which they use each other.
SCRIPTS = ("elements", "cards", "memory", "line", "traditional", "speech", "chat", "look", "start")


def widget() -> str:
    """The whole of ``widget.js``. Raises OSError if a source is missing."""
    return _file(FOLDER / "texts.yml", style(), *(SOURCE / f"{name}.js" for name in SCRIPTS))


def kiosk() -> str:
    """The whole of ``kiosk.js``. Raises OSError if a source is missing."""
    return _file(KIOSK / "texts.yml", _lean_style(KIOSK / "kiosk.css"), KIOSK / "kiosk.js")


def style() -> str:
    """The widget's style sheet without what only people read."""
    return _lean_style(SOURCE / "widget.css")


def page_style() -> str:
    """What stands in the page before the widget does."""
    return _lean_style(FOLDER / "files" / "page.css")


def _file(texts: Path, style: str, *scripts: Path) -> str:
    """Scripts as one, with each text where it is used: their names would take a thirtieth of the file."""
    told = yaml.safe_load(texts.read_text("utf-8"))
    lean = "\n".join(_lean_script(script.read_text("utf-8")) for script in scripts)
    filled = _TEXT.sub(lambda match: _json(told[match[1]]), lean)
    return "\n".join(("(function(){'use strict';", f"const STYLE={_json(style)};", filled, "})();\n"))


def _lean_style(file: Path) -> str:
    text = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
    return (
        re.sub(r"\s*([{};,>!])\s*|(?<=[a-z]:) |\s*\n\s*", lambda match: match[1] or "", text).replace(";}", "}").strip()
    )


_TEXT = re.compile(r"\bTEXTS\.(\w+)")
# Strings, templates and patterns: of two slashes in a line, the first begins a pattern.
_QUOTED = re.compile(r"('(?:\\.|[^'\\])*'|`[^`]*`|/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\[])+/)")


def _lean_script(text: str) -> str:
    """Without comments of whole lines, and without white space that means nothing; no text of the sources goes over several
    lines."""
    lines = (line.strip() for line in text.splitlines())
    lean = "\n".join(_lean_line(line) for line in lines if line and not line.startswith("//"))
    return re.sub(r"(?<=[;{,(\[])\n|;?\n(?=\})", "", lean)


def _lean_line(line: str) -> str:
    """A line with a template within a template stays as it is: they take more to be told apart."""
    parts = _QUOTED.split(line)
    if re.search("[`/]", "".join(parts[::2])) or line.count("`") > 2:
        return line
    parts[::2] = [re.sub(r" *([=*<>!&|?:,;{}()\[\]%]) *", r"\1", code) for code in parts[::2]]
    return "".join(parts)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
