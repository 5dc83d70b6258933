"""The chain of deeds: whole, or it is seen where it is not."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from knowledge.records.audit import By, Verb, deed, deeds, verify
from tests.databases import unguarded


@pytest.fixture
def written(engine: Engine) -> Engine:
    """Five deeds, and nothing that would keep them from change."""
    for number in range(1, 6):
        by = By("甲", f"第{number}次")
        with engine.begin() as connection, deed(connection, by, Verb.IMPORT, "jobs", f"{number}.csv") as opened:
            opened.detail["added"] = number
    with engine.begin() as connection:
        unguarded(connection, "deed")
    return engine


def faults(engine: Engine, statement: str) -> tuple[str, ...]:
    with engine.begin() as connection:
        connection.execute(text(statement))
    return verify(engine).faults


def test_none_yet(engine: Engine) -> None:
    assert (verify(engine).count, verify(engine).seal, verify(engine).faults) == (0, "", ())


def test_what_was_noted(written: Engine) -> None:
    assert verify(written).count == 5 and verify(written).faults == ()
    latest = deeds(written, limit=2)
    assert [(one.number, one.who, one.why, one.subject, one.detail) for one in latest] == [
        (5, "甲", "第5次", "5.csv", {"added": 5}),
        (4, "甲", "第4次", "4.csv", {"added": 4}),
    ]
    assert [one.number for one in deeds(written, "jobs", "3.csv")] == [3] and deeds(written, "faqs") == ()
    assert [one.number for one in deeds(written, before=3)] == [2, 1]


def test_what_fails_is_no_deed(written: Engine) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        written.begin() as connection,
        deed(connection, By("甲"), Verb.IMPORT, "", ""),
    ):
        raise ZeroDivisionError
    assert verify(written).count == 5 and verify(written).faults == ()


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE deed SET who = '乙' WHERE number = 3", ("第 3 条被改过，或者它前面的被改过",)),
        ("UPDATE deed SET detail = '{}' WHERE number = 5", ("第 5 条被改过，或者它前面的被改过",)),
        ("UPDATE deed SET at = '2020-01-01 00:00:00.000000' WHERE number = 1", ("第 1 条被改过，或者它前面的被改过",)),
        ("DELETE FROM deed WHERE number = 2", ("第 2 条不见了", "第 3 条被改过，或者它前面的被改过")),
        ("DELETE FROM deed WHERE number = 5", ("最后一条应该是第 5 条，现在到第 4 条为止",)),
        ("DELETE FROM deed", ("最后一条应该是第 5 条，现在到第 0 条为止",)),
    ],
)
def test_what_was_done_to_the_chain_is_seen(written: Engine, statement: str, found: tuple[str, ...]) -> None:
    assert faults(written, statement) == found


def test_a_chain_made_anew_is_seen_by_a_seal_noted_before(written: Engine) -> None:
    noted = verify(written).seal
    assert verify(written, noted).faults == ()
    with written.begin() as connection:
        for statement in ("DELETE FROM deed", "UPDATE last_deed SET number = 0, seal = ''"):
            connection.execute(text(statement))
        with deed(connection, By("乙"), Verb.IMPORT, "jobs", ""):
            pass
    assert verify(written).faults == ()
    assert verify(written, noted).faults == ("以前抄下的封条找不到了：整本日志可能被换过",)
