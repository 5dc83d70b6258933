"""What is written by hand: states, versions, who may do what, and nothing half done."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError

from knowledge.figures.register import FigureError
from knowledge.records.audit import By, Verb, deeds, utc_now, verify
from knowledge.records.database import open_database
from knowledge.records.faqs.door import Door, NotAllowed, OutOfTurn
from knowledge.records.faqs.reading import BadContents, UnknownFaq, entries, entry, history, read_contents
from knowledge.records.faqs.states import State, altered
from knowledge.records.importing import import_file
from knowledge.records.removing import remove
from knowledge.records.revisions import changed_since, current_revision, deleted_since
from knowledge.records.tables import Faq
from tests.conftest import StartPython
from tests.databases import in_files, unguarded
from tests.knowledge.records.conftest import WriteCsv
from tests.knowledge.records.faqs.conftest import ANNA, BO, faq
from tests.waiting import PATIENCE


def told(database: Engine) -> dict[str, str]:
    """The answers that people get, by id."""
    with database.connect() as connection:
        return dict(connection.execute(select(Faq.id, Faq.answer)).tuples().all())


def states(database: Engine, id: str = "bed") -> list[list[str]]:
    return [[step.state.value for step in version.steps] for version in history(database, id)]


def test_a_draft_is_not_told_until_it_is_published(engine: Engine, door: Door) -> None:
    assert door.draft(faq(), ANNA, base=0) == 1
    assert told(engine) == {} and current_revision(engine, "faqs") == 0
    door.check("bed", BO)
    door.publish("bed", ANNA)
    assert told(engine) == {"bed": "青年公寓可以住5天。"}
    assert [row.id for row in changed_since(engine, "faqs", 0)] == ["bed"]
    (version,) = history(engine, "bed")
    assert [(step.state, step.who, step.why) for step in version.steps] == [
        (State.DRAFT, "安娜", "来信反映"), (State.CHECKED, "博", ""), (State.PUBLISHED, "安娜", "来信反映"),
    ]  # fmt: skip
    assert all(utc_now() - step.at < dt.timedelta(minutes=1) for step in version.steps)


def test_an_edit_leaves_what_is_told_alone_until_it_is_published(engine: Engine, door: Door) -> None:
    door.draft(faq(), ANNA, base=0)
    door.publish("bed", ANNA)
    assert door.draft(faq(answer="青年公寓可以住7天。"), BO, base=1) == 2
    assert told(engine) == {"bed": "青年公寓可以住5天。"}
    found = entry(engine, "bed")
    assert found and (found.version, found.state, found.published) == (2, State.DRAFT, 1)
    door.publish("bed", BO)
    assert told(engine) == {"bed": "青年公寓可以住7天。"}
    assert states(engine) == [["draft", "published", "replaced"], ["draft", "published"]]


def test_withdrawn_and_published_again(engine: Engine, door: Door) -> None:
    door.draft(faq(), ANNA, base=0)
    door.publish("bed", ANNA)
    door.withdraw("bed", BO)
    assert told(engine) == {} and deleted_since(engine, "faqs", 0) == ["bed"]
    with pytest.raises(OutOfTurn, match="已经撤下"):
        door.withdraw("bed", BO)
    with pytest.raises(OutOfTurn, match="没有等着发布"):
        door.publish("bed", BO)
    assert door.restore("bed", 1, BO) == 2
    door.publish("bed", BO)
    assert set(told(engine)) == {"bed"} and deleted_since(engine, "faqs", 0) == []
    assert history(engine, "bed")[1].restored == 1
    assert states(engine) == [["draft", "published", "withdrawn"], ["draft", "published"]]


def test_a_draft_is_dropped_beside_what_is_told(engine: Engine, door: Door) -> None:
    door.draft(faq(), ANNA, base=0)
    door.publish("bed", ANNA)
    with pytest.raises(OutOfTurn, match="没有草稿"):
        door.drop("bed", BO)
    door.draft(faq(answer="青年公寓可以住9天。"), ANNA, base=1)
    door.drop("bed", BO)
    assert states(engine) == [["draft", "published"], ["draft", "withdrawn"]] and set(told(engine)) == {"bed"}
    with pytest.raises(OutOfTurn, match="没有草稿"):
        door.drop("bed", BO)


def test_a_draft_that_was_never_published_is_dropped_by_withdrawing(engine: Engine, door: Door) -> None:
    door.draft(faq(), ANNA, base=0)
    door.withdraw("bed", ANNA)
    assert states(engine) == [["draft", "withdrawn"]] and current_revision(engine, "faqs") == 0


def test_nobody_writes_over_what_he_has_not_seen(engine: Engine, door: Door) -> None:
    door.draft(faq(), ANNA, base=0)
    for base in (0, 2):
        with pytest.raises(OutOfTurn, match="别人改过"):
            door.draft(faq(answer="别的。"), BO, base=base)
    assert len(history(engine, "bed")) == 1


def test_what_changes_nothing_is_no_version(engine: Engine, door: Door) -> None:
    with pytest.raises(OutOfTurn, match="没有改动"):
        door.draft(faq(), ANNA, base=0, shipped=faq())
    door.draft(faq(), ANNA, base=0)
    with pytest.raises(OutOfTurn, match="没有改动"):
        door.draft(faq(), ANNA, base=1)
    assert len(deeds(engine)) == 1 and not verify(engine).faults


def test_what_cannot_be_right(engine: Engine, door: Door) -> None:
    with pytest.raises(BadContents, match="地区：没有叫“火星市”"):
        faq(region="火星市")
    with pytest.raises(BadContents, match="答案：没有填"):
        read_contents({"id": "a", "question": "问", "answer": " "})
    with pytest.raises(FigureError, match=r"没有 minimum-wage\.nix"):
        door.draft(faq(answer="每月{figure: minimum-wage.nix}。"), ANNA, base=0)
    for act in (door.check, door.publish, door.withdraw, door.drop):
        with pytest.raises(UnknownFaq, match="没有“nix”"):
            act("nix", ANNA)
    door.draft(faq(), ANNA, base=0)
    with pytest.raises(UnknownFaq, match="没有第 7 版"):
        door.restore("bed", 7, ANNA)
    assert len(deeds(engine)) == 1


# A second person


def test_nobody_publishes_what_he_alone_has_seen(engine: Engine) -> None:
    door = Door(engine, second_person=True)
    door.draft(faq(), ANNA, base=0)
    with pytest.raises(NotAllowed, match="没有第二个人核对"):
        door.publish("bed", BO)
    with pytest.raises(NotAllowed, match="另一个人核对"):
        door.check("bed", ANNA)
    door.check("bed", BO)
    with pytest.raises(OutOfTurn, match="不用核对"):
        door.check("bed", BO)
    door.publish("bed", ANNA)
    assert set(told(engine)) == {"bed"}


def test_a_check_by_the_author_of_before_the_setting_does_not_count(engine: Engine) -> None:
    Door(engine).draft(faq(), ANNA, base=0)
    Door(engine).check("bed", ANNA)
    with pytest.raises(NotAllowed, match="没有第二个人核对"):
        Door(engine, second_person=True).publish("bed", BO)


def test_a_restored_version_is_that_of_who_restored_it(engine: Engine) -> None:
    door = Door(engine, second_person=True)
    door.draft(faq(), ANNA, base=0)
    door.draft(faq(answer="青年公寓可以住7天。"), ANNA, base=1)
    door.restore("bed", 1, BO)
    with pytest.raises(NotAllowed):
        door.check("bed", BO)
    door.check("bed", ANNA)


# Somebody's own region or category


@pytest.mark.parametrize(
    ("by", "cells"),
    [
        (By("小编", region="上饶市"), {}),
        (By("小编", region="兰溪市"), {"region": ""}),
        (By("小编", category="住宿"), {}),
    ],
)
def test_an_editor_writes_his_own_only(engine: Engine, door: Door, by: By, cells: dict[str, str]) -> None:
    with pytest.raises(NotAllowed, match="只能改"):
        door.draft(faq(**cells), by, base=0)
    door.draft(faq(**cells), ANNA, base=0)
    acts: list[Callable[[], object]] = [
        lambda: door.draft(faq(region=by.region or "上饶市", category=by.category), by, base=1),
        lambda: door.check("bed", by),
        lambda: door.publish("bed", by),
        lambda: door.withdraw("bed", by),
        lambda: door.drop("bed", by),
        lambda: door.restore("bed", 1, by),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert states(engine) == [["draft"]]


def test_an_editor_may_not_take_a_shipped_entry_of_others(door: Door) -> None:
    with pytest.raises(NotAllowed):
        door.draft(faq(), By("小编", region="兰溪市"), base=0, shipped=faq(region="浙江省"))


def test_a_district_is_within_the_city(engine: Engine, door: Door) -> None:
    by = By("小编", region="上饶市", category="住宿")
    door.draft(faq(region="上饶市广信区", category="住宿"), by, base=0)
    door.publish("bed", by)
    assert set(told(engine)) == {"bed"}


# Beside imports


def test_imported_rows_are_versions_published_at_once(engine: Engine, door: Door, write_csv: WriteCsv) -> None:
    door.draft(faq(), ANNA, base=0)
    path = write_csv("id question answer", ["bed", "能住几天？", "6天。"], ["meal", "管饭吗？", "不管。"])
    report = import_file(engine, "faqs", path, by=By("窗口", "换新表"))
    assert (report.added, report.replaced) == (2, 0)
    assert told(engine) == {"bed": "6天。", "meal": "不管。"}
    assert states(engine) == [["draft"], ["published"]] and states(engine, "meal") == [["published"]]
    assert import_file(engine, "faqs", path).unchanged == 2 and len(deeds(engine)) == 2
    import_file(engine, "faqs", write_csv("id question answer", ["meal", "管饭吗？", "管。"]))
    assert states(engine, "meal") == [["published", "replaced"], ["published"]]
    first = history(engine, "meal")[0].steps[0]
    assert (first.who, first.why) == ("窗口", "换新表")
    assert remove(engine, "faqs", ["meal"], BO) == {"meal"}
    assert states(engine, "meal")[1] == ["published", "withdrawn"] and deeds(engine)[0].who == "博"
    assert altered(engine) == [] and verify(engine).faults == ()


def test_imported_as_drafts(engine: Engine, door: Door, write_csv: WriteCsv) -> None:
    path = write_csv("id question answer", ["bed", "能住几天？", "6天。"], ["meal", "管饭吗？", "不管。"])
    import_file(engine, "faqs", path)
    more = write_csv(
        "id question answer", ["bed", "能住几天？", "8天。"], ["wash", "能洗澡吗？", "能。"], name="more.csv"
    )
    report = import_file(engine, "faqs", more, as_drafts=True, by=ANNA)
    assert (report.added, report.replaced, report.unchanged) == (1, 1, 0)
    assert told(engine) == {"bed": "6天。", "meal": "不管。"}
    assert import_file(engine, "faqs", more, as_drafts=True).unchanged == 2
    assert {one.id: one.state.value for one in entries(engine)} == {
        "bed": "draft",
        "meal": "published",
        "wash": "draft",
    }
    door.publish("wash", ANNA)
    assert set(told(engine)) == {"bed", "meal", "wash"}


# Nothing half done

KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from knowledge.records.audit import By
from knowledge.records.database import open_database
from knowledge.records.faqs.door import Door
from knowledge.records.importing import import_file
engine = open_database(sys.argv[1])
left = int(sys.argv[2])

@event.listens_for(engine, "before_cursor_execute")
def count(*arguments):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

@event.listens_for(engine, "commit")
def commit(connection):
    count()

door, by = Door(engine), By("x")
{act}
print("done")
"""
NEW = "青年公寓可以住7天。"


@in_files  # some dozens of processes
@pytest.mark.parametrize(
    ("act", "after"),
    [
        ("door.publish('bed', by)", {"bed": NEW}),
        ("door.withdraw('bed', by)", {}),
        ("import_file(engine, 'faqs', Path(sys.argv[3]), by=by)", {"bed": "8天。", "meal": "不管。"}),
    ],
)
def test_what_is_killed_is_done_or_not_begun(
    engine: Engine,
    url: str,
    door: Door,
    start_python: StartPython,
    write_csv: WriteCsv,
    act: str,
    after: dict[str, str],
) -> None:
    """Killed before each of its statements and before the commit, then once more when it is done."""
    path = write_csv("id question answer", ["bed", "能住几天？", "8天。"], ["meal", "管饭吗？", "不管。"])
    door.draft(faq(), ANNA, base=0)
    door.publish("bed", ANNA)
    door.draft(faq(answer=NEW), ANNA, base=1)
    before = (told(engine), states(engine), current_revision(engine, "faqs"), verify(engine).seal)
    printed, at = "", 0
    while not printed:
        at += 1
        process = start_python("-c", KILLED.replace("{act}", act), url, str(at), str(path))
        printed, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, errors) == ((0, "") if printed else (-9, ""))
        is_done = told(engine) == after
        if not is_done:
            assert (told(engine), states(engine), current_revision(engine, "faqs"), verify(engine).seal) == before
        assert is_done or not printed
        assert verify(engine).faults == () and altered(engine) == []
    assert at > 8 and verify(engine).count == 4


def test_two_at_once_wait_for_each_other(engine: Engine, url: str, door: Door) -> None:
    def write(number: int) -> None:
        Door(open_database(url)).draft(faq(f"bed{number}"), By(str(number)), base=0)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(entries(engine)) == 6 == verify(engine).count and verify(engine).faults == ()


def test_versions_and_deeds_cannot_be_changed_by_accident(engine: Engine, door: Door) -> None:
    door.draft(faq(), ANNA, base=0)
    for statement in ("UPDATE faq_version SET answer = ''", "DELETE FROM faq_step", "UPDATE deed SET who = ''"):
        with pytest.raises(DBAPIError, match="never changed"), engine.begin() as connection:
            connection.execute(text(statement))


def test_a_version_altered_behind_the_door_is_seen(engine: Engine, door: Door) -> None:
    door.draft(faq(), ANNA, base=0)
    door.draft(faq("meal"), ANNA, base=0)
    with engine.begin() as connection:
        unguarded(connection, "faq_version")
        connection.execute(text("UPDATE faq_version SET answer = '住50天。' WHERE id = 'meal'"))
    assert altered(engine) == ["日志第 2 条写下的问答版本被改过"]
    assert deeds(engine, "faqs", "meal")[0].what == Verb.DRAFT
