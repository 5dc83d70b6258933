"""The widget as one file, and the page around it, made from their sources when the gateway starts: nobody needs Node."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
SOURCE = FOLDER / "widget"
# In the order in which they use each other.
SCRIPTS = ("elements", "cards", "memory", "line", "traditional", "chat", "look", "start")


def widget() -> str:
    """The whole of ``widget.js``. Raises OSError if a source is missing."""
    texts = yaml.safe_load((FOLDER / "texts.yml").read_text("utf-8"))
    scripts = (_lean_script((SOURCE / f"{name}.js").read_text("utf-8")) for name in SCRIPTS)
    constants = f"const TEXTS={_json(texts)};const STYLE={_json(style())};"
    return "\n".join(("(function(){'use strict';", constants, *scripts, "})();\n"))


def style() -> str:
    """The widget's style sheet without what only people read."""
    text = re.sub(r"/\*.*?\*/", "", (SOURCE / "widget.css").read_text("utf-8"), flags=re.DOTALL)
    return (
        re.sub(r"\s*([{};,])\s*|(?<=[a-z]:) |\s*\n\s*", lambda match: match[1] or "", text).replace(";}", "}").strip()
    )


_QUOTED = re.compile(r"('(?:\\.|[^'\\])*'|`[^`]*`)")


def _lean_script(text: str) -> str:
    """Without comments of whole lines, and without white space that means nothing; no text of the sources goes over several
    lines."""
    lines = (line.strip() for line in text.splitlines())
    lean = "\n".join(_lean_line(line) for line in lines if line and not line.startswith("//"))
    return re.sub(r"(?<=[;{,(\[])\n|;?\n(?=\})", "", lean)


def _lean_line(line: str) -> str:
    """A line with a pattern in it, or a template within a template, stays as it is: they take more to be told apart."""
    parts = _QUOTED.split(line)
    if re.search("[`/]", "".join(parts[::2])) or line.count("`") > 2:
        return line
    parts[::2] = [re.sub(r" *([=*<>!&|?:,;{}()\[\]%]) *", r"\1", code) for code in parts[::2]]
    return "".join(parts)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
