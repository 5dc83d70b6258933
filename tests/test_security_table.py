"""``docs/security.md`` names tests that are there."""

from __future__ import annotations

import re

import pytest

from knowledge.settings import ROOT

ROWS = re.findall(
    r"^\| (\d.*?) \| (.+?) \| (.+?) \|$", (ROOT / "docs" / "security.md").read_text("utf-8"), re.MULTILINE
)


@pytest.mark.parametrize(("item", "result", "ground"), ROWS, ids=[row[0].split()[0] for row in ROWS])
def test_each_line_says_why(item: str, result: str, ground: str) -> None:
    assert re.match(r"合(（|$)|不适用$|未做$", result)
    for file, name in re.findall(r"`(tests/[\w/]+\.py)` `(test_\w+)`", ground):
        assert re.search(rf"^(?:async )?def {name}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), (
            f"{item}: {name}"
        )


def test_the_lines_are_found() -> None:
    assert len(ROWS) > 40
