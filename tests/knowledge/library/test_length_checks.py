"""The check of how long answers are."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml

from knowledge.library.length_checks import LONGEST, LONGEST_GUIDE, length_faults
from knowledge.library.schema import ContentFile
from tests.knowledge.figures.small import figures

TODAY = dt.date(2026, 3, 1)
SOURCES = "sources: {paper: {title: 报, date: 2025-12-16}}\n"
LONG = "长" * (LONGEST + 1)


def faults(answer: str, kind: str = "rule", more: str = "", region: str = "兰溪市") -> list[str]:
    entry = (
        f'- {{id: some-a, category: 工资, kind: {kind}, question: 多少？, source: paper, answer: "{answer}"{more}}}\n'
    )
    file = ContentFile.model_validate(yaml.safe_load(f"region: {region}\n{SOURCES}entries:\n{entry}"))
    return list(length_faults({"a.yml": file}, figures(), TODAY))


def test_a_long_answer_needs_steps_or_a_reason() -> None:
    (fault,) = faults(LONG)
    assert fault.startswith(f"a.yml：some-a：答案 {LONGEST + 1} 字，不能超过 {LONGEST} 字")
    assert faults("长" * LONGEST) == faults(f"①{LONG}") == faults(LONG, more=", longer: 每级一行的表") == []


@pytest.mark.parametrize("answer", ["短", f"①{LONG}"])
def test_a_reason_that_is_not_needed_has_to_go(answer: str) -> None:
    (fault,) = faults(answer, more=", longer: 每级一行的表")
    assert fault == "a.yml：some-a：答案不长（或者分了步骤），请删掉 longer"


def test_a_guide_may_be_longer() -> None:
    assert faults(LONG, "guide") == []
    (fault,) = faults("长" * (LONGEST_GUIDE + 1), "guide")
    assert f"不能超过 {LONGEST_GUIDE} 字" in fault


def test_what_people_are_told_is_measured_with_its_figures() -> None:
    assert faults("长" * (LONGEST - 7) + "{figure: wage.monthly}") == []
    (fault,) = faults("长" * (LONGEST - 1) + "{figure: wage.monthly}")
    assert f"答案 {LONGEST + 6} 字" in fault


def test_only_what_is_told_of_two_ways_counts() -> None:
    answer = f"短{{no city: 哪个市|{LONG}}}"
    assert faults(answer, region="全国") == []
    assert len(faults(answer, region="兰溪市")) == 1
