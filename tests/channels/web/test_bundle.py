"""The widget as one file: its texts, and what old browsers can read."""

from __future__ import annotations

import re

import pytest
import yaml

from channels.web.bundle import FOLDER, SCRIPTS, SOURCE, style, widget

CODE = "\n".join((SOURCE / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
TEXTS = yaml.safe_load((FOLDER / "texts.yml").read_text("utf-8"))
# What came after Chrome 64 (January 2018), and what Safari learned later still.
NEWER_SCRIPT = {
    "optional chaining": r"\?\.[A-Za-z_(\[]",
    "nullish": r"\?\?",
    "optional catch": r"catch\s*\{",
    "private or public fields": r"^\s+(#\w+|static \w+\s*=)",
    "logical assignment": r"(\|\||&&)=",
    "numeric separators": r"\d_\d",
    "lookbehind": r"\(\?<[=!]",
    "named groups": r"\(\?<\w",
    "methods": r"\.(flat|flatMap|matchAll|replaceAll|replaceChildren|requestSubmit|at|fromEntries|allSettled|finally)\(",
    "globals": r"\b(globalThis|structuredClone|queueMicrotask|AbortController|ResizeObserver)\b",
    "modules": r"^\s*(import|export)\b",
}
NEWER_STYLE = r"[{;](gap|row-gap|inset|aspect-ratio|overflow-wrap:anywhere|scroll-margin)"
NEWER_STYLE += r"|:is\(|:where\(|:has\(|\b(min|max|clamp)\("


@pytest.mark.parametrize(("what", "pattern"), NEWER_SCRIPT.items())
def test_old_browsers_can_read_it(what: str, pattern: str) -> None:
    assert re.findall(pattern, CODE, re.MULTILINE) == [], what


def test_old_browsers_can_read_the_style() -> None:
    assert re.findall(NEWER_STYLE, style()) == []


def test_nothing_makes_markup_of_texts() -> None:
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser", CODE)
        == []
    )


def test_every_text_is_used_and_every_text_used_is_there() -> None:
    assert set(re.findall(r"\bTEXTS\.(\w+)", CODE)) == set(TEXTS)


def test_what_people_read_stands_in_the_texts() -> None:
    code = re.sub(r"^\s*//.*$", "", CODE, flags=re.MULTILINE)
    told = set(re.findall(r"[\u4e00-\u9fff]+", code))
    # Units and the Chinese letters that patterns look for.
    assert told <= set("元块万年月日米公里") | {"公里", "年月日", "示例", "元块万", "一", "鿿", "掌上"}


def test_the_file_is_whole() -> None:
    script = widget()
    assert script.startswith("(function(){'use strict';") and script.endswith("})();\n")
    assert "customElements.define('nuanyi-chat'" in script and "\n//" not in script
