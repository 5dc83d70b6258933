"""``docs/security.md`` names tests that are there."""

from __future__ import annotations

import re

from knowledge.settings import ROOT

ROWS = re.findall(
    r"^\| (\d.*?) \| (.+?) \| (.+?) \|$", (ROOT / "docs" / "security.md").read_text("utf-8"), re.MULTILINE
)


def test_each_line_has_a_result() -> None:
    assert [item for item, result, _ in ROWS if not re.match(r"合(（|$)|不适用$|未做$", result)] == []


def test_each_test_that_a_line_names_is_there() -> None:
    named = {
        (item, file, name)
        for item, _, ground in ROWS
        for file, name in re.findall(r"`(tests/[\w/]+\.py)` `(test_\w+)`", ground)
    }
    texts = {file: (ROOT / file).read_text("utf-8") for _, file, _ in named}
    missing = [each for each in named if not re.search(rf"^(?:async )?def {each[2]}\(", texts[each[1]], re.MULTILINE)]
    assert named and missing == []


def test_the_lines_are_found() -> None:
    assert len(ROWS) > 40
