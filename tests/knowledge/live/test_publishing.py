"""Publishing and rolling back: what may, what is noted, and that a kill leaves the old version or the new one."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.live import prepared
from knowledge.live.publishing import VERSIONS, IsWorse, NothingBefore, NotMeasured, Publisher
from knowledge.records.audit import By, deeds, verify
from knowledge.records.database import open_database
from knowledge.settings import KnowledgeSettings
from knowledge.versions.folder import VersionError
from knowledge.versions.pointing import SHIPPED
from knowledge.versions.report import Compared, CurvePoint, GateReport, Side, keep_report

ANNA = By("安娜")
SIDE = Side(8, 1, 1, 0, 0.8, (CurvePoint(0.95, 0.1),), 20.0, 40.0, 1_000_000)
Killed = Callable[[Callable[[], object]], Iterator[int]]


@pytest.fixture
def settings(tmp_path: Path, empty_database: Path, monkeypatch: pytest.MonkeyPatch) -> KnowledgeSettings:
    """Versions v1 and v2, whose content is prepared."""
    data, encoder = tmp_path / "data", tmp_path / "encoder"
    for folder in (data, encoder):
        folder.mkdir()
    shutil.copy(empty_database, data)
    (encoder / "manifest.json").write_text('{"model": null}')
    (tmp_path / "knowledge").mkdir()
    monkeypatch.setattr(prepared, "_KNOWLEDGE", tmp_path / "knowledge")
    settings = KnowledgeSettings(data_dir=data, encoder_dir=encoder)
    for name in ("v1", "v2"):
        shutil.copytree(SHIPPED, settings.versions / name)
    prepared.put(settings, prepared.key(settings), lambda folder: (folder / "one").touch())
    return settings


@pytest.fixture
def publisher(settings: KnowledgeSettings) -> Publisher:
    return Publisher(settings, open_database(settings.database))


def measured(publisher: Publisher, name: str, wrong: int = 0) -> None:
    against = publisher.versions.current().name
    compared = (Compared("题", 100, 0, wrong, is_own=False),)
    report = GateReport(name, against, dt.datetime.fromisoformat("2026-11-29"), SIDE, SIDE, compared)
    keep_report(publisher.versions.reports, report)


def noted(publisher: Publisher) -> list[tuple[str, str, str, object]]:
    found = deeds(publisher.database, VERSIONS)
    return [(one.what, one.subject, one.why, one.detail["before"]) for one in reversed(found)]


def test_a_version_that_is_no_worse_is_published_and_noted(publisher: Publisher) -> None:
    measured(publisher, "v1")
    publisher.publish("v1", ANNA)
    assert publisher.versions.current().name == "v1"
    assert noted(publisher) == [("publish", "v1", "", "shipped")]
    publisher.publish("v1", ANNA)
    assert len(noted(publisher)) == 1, "twice is once"


def test_a_version_that_nobody_measured_beside_the_one_in_use_is_not_published(publisher: Publisher) -> None:
    with pytest.raises(NotMeasured, match="v1 还没有和正在用的 shipped 比过"):
        publisher.publish("v1", ANNA)
    measured(publisher, "v1")
    measured(publisher, "v2")
    publisher.publish("v1", ANNA)
    with pytest.raises(NotMeasured, match="和正在用的 v1 比过"):
        publisher.publish("v2", ANNA)
    assert publisher.versions.current().name == "v1"


def test_a_worse_one_takes_a_reason(publisher: Publisher) -> None:
    measured(publisher, "v1", wrong=20)
    with pytest.raises(IsWorse, match="新答错 20 道"):
        publisher.publish("v1", By("安娜", "  "))
    publisher.publish("v1", By("安娜", "旧题过时了"))
    assert noted(publisher) == [("publish", "v1", "旧题过时了", "shipped")]


def test_a_damaged_one_is_not_published_with_any_reason(publisher: Publisher) -> None:
    measured(publisher, "v1")
    (publisher.settings.versions / "v1" / "adapter.npz").write_bytes(b"spoiled")
    with pytest.raises(VersionError, match="损坏"):
        publisher.publish("v1", By("安娜", "急"))


def test_rolling_back_goes_to_what_each_took_the_place_of(publisher: Publisher) -> None:
    with pytest.raises(NothingBefore):
        publisher.before()
    for name in ("v1", "v2"):
        measured(publisher, name)
        publisher.publish(name, ANNA)
    for before in ("v1", "shipped"):
        assert publisher.before() == before
        publisher.roll_back(before, By("安娜", "答错了"))
        assert publisher.versions.current().name == before
    assert noted(publisher)[2:] == [("roll_back", "v1", "答错了", "v2"), ("roll_back", "shipped", "答错了", "v1")]


@pytest.mark.parametrize("act", ["publish", "roll_back"])
def test_killed_at_any_step_the_old_version_or_the_new_one_is_in_use_and_done_again_it_is_noted_once(
    publisher: Publisher, killed: Killed, act: str
) -> None:
    settings = publisher.settings
    measured(publisher, "v1")
    publisher.publish("v1", ANNA)
    measured(publisher, "v2")
    target = {"publish": "v2", "roll_back": "shipped"}[act]
    publisher.database.dispose()
    kept = settings.data_dir.with_name("kept")
    shutil.copytree(settings.data_dir, kept)

    def work() -> None:
        getattr(Publisher(settings, open_database(settings.database)), act)(target, ANNA)

    steps = set()
    for step in killed(work):
        left = publisher.versions.current()
        steps.add(left.name)
        assert left.name in ("v1", target), f"after step {step}"
        publisher.versions.point(left.name)  # it is whole
        work()  # as the next runner does
        assert publisher.versions.current().name == target
        assert noted(publisher)[1:] == [(act, target, "", "v1")], f"after step {step}"
        assert verify(publisher.database).faults == ()
        publisher.database.dispose()
        shutil.rmtree(settings.data_dir)
        shutil.copytree(kept, settings.data_dir)
    assert steps == {"v1", target}
