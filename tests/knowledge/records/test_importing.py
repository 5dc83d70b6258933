"""Imports: what is added, replaced, left alone; bad rows; two at once; killed half way."""

from __future__ import annotations

import csv
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from knowledge.places.coordinates import metres
from knowledge.records.audit import deeds, verify
from knowledge.records.database import DatabaseError, open_database
from knowledge.records.faqs.reading import entries
from knowledge.records.faqs.states import altered
from knowledge.records.files import FileError
from knowledge.records.importing import CHUNK, ImportReport, import_file, import_files
from knowledge.records.revisions import changed_since, current_revision
from tests.conftest import StartPython
from tests.databases import in_files
from tests.knowledge.records.conftest import WriteCsv

HEADER = "id name city"
LANXI = ["驿站", "兰溪市"]

KILLED_BEFORE_COMMIT = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from knowledge.records.database import open_database
from knowledge.records.importing import import_file

engine = open_database(sys.argv[1])
@event.listens_for(engine, "before_cursor_execute")
def look(connection, cursor, statement, *_):
    if statement.startswith("SELECT count(*)") and "revision =" in statement:  # all rows have been copied by then
        os.kill(os.getpid(), signal.SIGKILL)
import_file(engine, "stations", Path(sys.argv[2]))
"""


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.replaced, report.unchanged, report.faulty


def names(engine: Engine, kind: str = "stations") -> dict[str, str]:
    return {row.id: row.name for row in changed_since(engine, kind, 0)}


def test_added_replaced_unchanged(engine: Engine, write_csv: WriteCsv) -> None:
    path = write_csv(f"{HEADER} phone", ["1", *LANXI, "0579"], ["2", *LANXI, "12333"])
    assert counts(import_file(engine, "stations", path)) == (2, 0, 0, 0)
    assert counts(import_file(engine, "stations", path)) == (0, 0, 2, 0)
    path = write_csv(HEADER, ["2", *LANXI], ["3", *LANXI], ["1", "新名", "兰溪市"])
    assert counts(import_file(engine, "stations", path)) == (1, 2, 0, 0)
    assert names(engine) == {"1": "新名", "2": "驿站", "3": "驿站"}
    assert {row.phone for row in changed_since(engine, "stations", 0)} == {""}  # the file is the truth


def test_only_a_change_counts_the_revision_up(engine: Engine, write_csv: WriteCsv) -> None:
    assert current_revision(engine, "stations") == 0
    import_file(engine, "stations", write_csv(HEADER, ["1", *LANXI], ["2", *LANXI]))
    import_file(engine, "stations", write_csv(HEADER, ["1", *LANXI]))
    assert current_revision(engine, "stations") == 1
    import_file(engine, "stations", write_csv(HEADER, ["1", *LANXI], ["2", "乙", "兰溪市"]))
    assert current_revision(engine, "stations") == 2 and current_revision(engine, "jobs") == 0
    assert [row.id for row in changed_since(engine, "stations", 1)] == ["2"]
    assert list(changed_since(engine, "stations", 2)) == []


def test_bad_rows_are_named_and_good_ones_imported(engine: Engine, write_csv: WriteCsv) -> None:
    path = write_csv(HEADER, ["1", *LANXI], ["2", "", "兰溪市"], ["1", "again", "兰溪市"], ["3", *LANXI])
    report = import_file(engine, "stations", path)
    assert str(report) == "stations：新增 2，更新 0，未变 0，有误 2"
    assert [(f.line, f.reason) for f in report.faults] == [(3, "名称：没有填"), (4, "编号“1”和第 2 行重复")]
    assert names(engine) == {"1": "驿站", "3": "驿站"}


def test_an_id_is_found_again_far_down_the_file(engine: Engine, write_csv: WriteCsv) -> None:
    rows = [[str(n), *LANXI] for n in range(CHUNK + 10)]
    report = import_file(engine, "stations", write_csv(HEADER, *rows, ["0", *LANXI]))
    assert [(f.line, f.reason) for f in report.faults] == [(CHUNK + 12, "编号“0”和第 2 行重复")]
    assert report.added == CHUNK + 10


def test_after_a_bad_row_its_id_is_free(engine: Engine, write_csv: WriteCsv) -> None:
    report = import_file(engine, "stations", write_csv(HEADER, ["1", "", "兰溪市"], ["1", *LANXI]))
    assert counts(report) == (1, 0, 0, 1)


def test_strict_is_all_files_or_nothing(engine: Engine, write_csv: WriteCsv) -> None:
    good = write_csv(HEADER, ["1", *LANXI], name="good.csv")
    bad = write_csv(HEADER, ["2", *LANXI], ["3", "", ""], name="bad.csv")
    reports = import_files(engine, "stations", [good, bad], strict=True)
    assert [(report.done, report.faulty) for report in reports] == [(False, 0), (False, 1)]
    assert names(engine) == {} and current_revision(engine, "stations") == 0
    assert import_files(engine, "stations", [good, good], strict=True)[1].unchanged == 1


def test_a_file_that_breaks_off_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,name,city\n1,驿站,兰溪市\n2," + "x" * 1_000_001, "utf-8")
    with pytest.raises(FileError):
        import_file(engine, "stations", path)
    assert names(engine) == {}


def test_header_only_and_faults_only(engine: Engine, write_csv: WriteCsv) -> None:
    assert counts(import_file(engine, "stations", write_csv(HEADER))) == (0, 0, 0, 0)
    assert counts(import_file(engine, "stations", write_csv(HEADER, ["1", "", ""]))) == (0, 0, 0, 1)


def test_coordinates_are_stored_as_given_and_as_wgs84(engine: Engine, write_csv: WriteCsv) -> None:
    rows = [[str(n), *LANXI, "119.4606", "29.2084", system] for n, system in enumerate(["", "高德", "bd09"])]
    import_file(engine, "stations", write_csv(f"{HEADER} lng lat coord_sys", *rows, ["3", *LANXI, "", "", ""]))
    wgs, gcj, bd, none = sorted(changed_since(engine, "stations", 0), key=lambda row: row.id)
    assert {(row.lng, row.lat) for row in (wgs, gcj, bd)} == {(119.4606, 29.2084)}
    assert (wgs.wgs_lng, wgs.wgs_lat) == (119.4606, 29.2084) and none.wgs_lng is None is none.wgs_lat
    off = [metres((wgs.lat, wgs.lng), (row.wgs_lat, row.wgs_lng)) for row in (gcj, bd)]
    assert 300 < off[0] < 700 and 700 < off[1] < 1800
    assert [row.coord_sys for row in (wgs, gcj, bd)] == ["wgs84", "gcj02", "bd09"]


def test_samples_are_marked(engine: Engine, write_csv: WriteCsv) -> None:
    import_file(engine, "stations", write_csv(f"{HEADER} source", ["1", *LANXI, "示例数据"], ["2", *LANXI, "兰江导报"]))
    assert {row.id: bool(row.sample) for row in changed_since(engine, "stations", 0)} == {"1": True, "2": False}


def test_progress(engine: Engine, write_csv: WriteCsv) -> None:
    heard: list[tuple[int, int | None]] = []
    path = write_csv(HEADER, *([str(n), *LANXI] for n in range(CHUNK + 5)))
    import_file(engine, "stations", path, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(CHUNK, CHUNK + 5), (CHUNK + 5, CHUNK + 5), (CHUNK + 5, CHUNK + 5)]


def test_many_faults_are_counted_but_not_all_kept(engine: Engine, write_csv: WriteCsv) -> None:
    report = import_file(engine, "stations", write_csv(HEADER, *([str(n), "", ""] for n in range(1200))))
    assert (report.faulty, len(report.faults)) == (1200, 1000)


def test_of_two_imports_one_waits(engine: Engine, url: str, write_csv: WriteCsv) -> None:
    path = write_csv(HEADER, ["1", *LANXI])
    reports: list[ImportReport] = []
    second = threading.Thread(target=lambda: reports.append(import_file(open_database(url), "stations", path)))
    with engine.begin() as first:
        first.execute(text("UPDATE revision SET number = 5"))
        second.start()
        second.join(0.3)
        assert second.is_alive() and names(engine) == {}
    second.join(10)
    assert reports[0].added == 1 and current_revision(engine, "stations") == 6


def test_two_imports_at_once_both_arrive(engine: Engine, url: str, write_csv: WriteCsv) -> None:
    reports: list[ImportReport] = []

    def run(name: str, first: int) -> None:
        path = write_csv(HEADER, *([str(n), *LANXI] for n in range(first, first + 3000)), name=name)
        reports.append(import_file(open_database(url), "stations", path))

    threads = [threading.Thread(target=run, args=arguments) for arguments in [("a.csv", 0), ("b.csv", 1500)]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(report.added for report in reports) == 4500 and sum(report.unchanged for report in reports) == 1500


def test_killed_at_the_last_moment_the_old_rows_remain(
    engine: Engine, url: str, write_csv: WriteCsv, start_python: StartPython
) -> None:
    import_file(engine, "stations", write_csv(HEADER, ["1", *LANXI]))
    path = write_csv(HEADER, *([str(n), "新", "兰溪市"] for n in range(5000)))
    killed = start_python("-c", KILLED_BEFORE_COMMIT, url, str(path))
    killed.communicate()
    assert killed.returncode == -9
    assert names(engine) == {"1": "驿站"} and current_revision(engine, "stations") == 1
    assert counts(import_file(engine, "stations", path)) == (4999, 1, 0, 0)


def test_ctrl_c_changes_nothing(engine: Engine, write_csv: WriteCsv) -> None:
    def interrupt(done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(engine, "stations", write_csv(HEADER, ["1", *LANXI]), progress=interrupt)
    assert names(engine) == {}
    assert import_file(engine, "stations", write_csv(HEADER, ["1", *LANXI])).added == 1


@in_files
def test_a_full_disk_is_one_readable_line(engine: Engine, tmp_path: Path, write_csv: WriteCsv) -> None:
    @event.listens_for(engine, "checkout")
    def limit(driver: sqlite3.Connection, *_: object) -> None:
        driver.execute("PRAGMA max_page_count = 40")

    path = write_csv(HEADER, *([str(n), *LANXI] for n in range(5000)))
    with pytest.raises(DatabaseError, match=r"数据库出错.*full"):
        import_file(engine, "stations", path)
    assert names(engine) == {}


@in_files
def test_every_kind_is_polled_cheaply(engine: Engine) -> None:
    with engine.connect() as connection:
        for table in ("station", "job", "lodging", "faq", "service_point", "course"):
            plan = connection.execute(text(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE revision > 3")).one()
            assert f"USING INDEX ix_{table}_revision" in plan.detail


def test_a_file_may_hold_any_number_of_columns_in_any_order(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([["城市", "岗位", "pay_min", "编号"], ["兰溪市", "搬运工", "200.50", "1"]])
    import_file(engine, "jobs", path)
    (job,) = changed_since(engine, "jobs", 0)
    assert (job.id, job.title, job.pay_min, job.employer, job.expires_at) == ("1", "搬运工", 200.5, "", None)


@in_files
def test_killed_at_any_step_an_import_of_faqs_is_whole_or_not_there_and_done_again_it_is_noted_once(
    url: str, write_csv: WriteCsv, killed: Callable[[Callable[[], object]], Iterator[int]]
) -> None:
    path = write_csv("编号 问题 答案", *([str(n), f"第{n}个问题？", f"第{n}个答案。"] for n in range(5)))

    def work() -> None:
        import_file(open_database(url), "faqs", path)

    found = set()
    for _ in killed(work):
        engine = open_database(url)
        there = len(entries(engine)), len(deeds(engine))
        assert there in ((0, 0), (5, 1))
        found.add(there)
        work()
        assert (len(entries(engine)), len(deeds(engine))) == (5, 1)
        assert verify(engine).faults == () and list(altered(engine)) == []
        engine.dispose()
        fresh(url)
    assert found == {(0, 0), (5, 1)}


def fresh(url: str) -> None:
    """Empty the database of FAQs and deeds."""
    Path(url.removeprefix("sqlite:///")).unlink()
    for more in ("-wal", "-shm"):
        Path(url.removeprefix("sqlite:///") + more).unlink(missing_ok=True)
    open_database(url).dispose()
