"""A gateway of an office that has trained: v1 is in use, v2 no worse, v3 worse, v4 not measured, v5 damaged."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace

import pytest

from knowledge.records.jobs.queue import Queue
from knowledge.settings import KnowledgeSettings
from knowledge.versions.folder import Versions
from knowledge.versions.pointing import SHIPPED
from knowledge.versions.report import Compared, Confusion, CurvePoint, Difference, GateReport, Side, keep_report
from tests.channels.library.conftest import Library
from tests.channels.library.conftest import library as library

BEFORE = Side(1468, 71, 23, 206, 0.89, (CurvePoint(0.9, 0.126), CurvePoint(0.95, 0.209)), 21.0, 40.0, 5_800_000)
RIGHT = Difference("青年公寓白住几晚", "兰溪市", ("lanxi-lodging",), "refused", "right", "", "lanxi-lodging")
WRONG = Difference(
    "工地拖着钱不给咋办", "", ("nation-wage-owed",), "right", "wrong", "nation-wage-owed", "nation-wage-min"
)
HIDDEN = Compared("没人看过错题的题", 451, 6, 5, is_own=False)


def report(name: str, *wrong: Difference) -> GateReport:
    own = Compared("本单位记下的题", 40, 1, len(wrong), is_own=True, right=(RIGHT,), wrong=wrong)
    confusions = (Confusion("wage-owed", "wage-min", 1, 3),)
    now = replace(BEFORE, right=1469, refused=22)
    return GateReport(name, "v1", dt.datetime.fromisoformat("2026-11-29T08:30"), BEFORE, now, (own, HIDDEN), confusions)


@pytest.fixture(scope="module")
def office(library: Library) -> Library:
    settings = KnowledgeSettings(data_dir=library.folder)
    for name in ("v1", "v2", "v3", "v4", "v5"):
        shutil.copytree(SHIPPED, settings.versions / name)
    (settings.versions / "v5" / "ranking.npz").write_bytes(b"spoiled")
    versions = Versions(settings.versions)
    versions.point("v1")
    keep_report(versions.reports, report("v2"))
    keep_report(versions.reports, report("v3", WRONG, WRONG))
    return library


@pytest.fixture(scope="module")
def queue(office: Library) -> Queue:
    return Queue(office.database, KnowledgeSettings(data_dir=office.folder).wake)
