"""Numbers, report and conversations over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine

from channels.roles import Role
from channels.staff.accounts import add_account
from channels.statistics.shapes import Statistics
from knowledge.records.audit import deeds
from knowledge.records.database import open_database
from tests.channels.conftest import Server, Servers, Starter
from tests.channels.library.conftest import PASSWORD, client
from tests.waiting import wait_until

STATISTICS, REPORT, ALL = "/api/admin/statistics", "/api/admin/statistics/report", "/api/admin/conversations"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("statistics")


@pytest.fixture(scope="module")
def database(folder: Path) -> Engine:
    database = open_database(f"sqlite:///{folder / 'records.db'}")
    for role in Role:
        add_account(database, role.value, role, PASSWORD)
    return database


@pytest.fixture(scope="module")
def gateway(start: Starter, servers: Servers, database: Engine, folder: Path) -> Server:
    url, actions = f"sqlite:///{folder / 'records.db'}", start.actions()
    lines = f"sqlite:///{folder / 'lines.db'}"
    gateway = start.gateway(
        servers.engine.url, actions.url, engine_timeout=10, database=url, lines=lines, data_dir=folder
    )
    for server in (actions, gateway):
        server.wait_until_listening()
    return gateway


@pytest.fixture(scope="module")
def admin(gateway: Server) -> Iterator[httpx.Client]:
    with closing(client(gateway.url, "admin")) as admin:
        yield admin


@pytest.mark.parametrize(
    ("role", "expected"), [("hotline", [403] * 3), ("editor", [200, 200, 403]), ("auditor", [200, 200, 200])]
)
def test_each_role_may_see_its_own(gateway: Server, role: str, expected: list[int]) -> None:
    with closing(client(gateway.url, role)) as somebody:
        paths = (STATISTICS, f"{REPORT}?month=2026-11&form=pdf", f"{ALL}?form=csv")
        assert [somebody.get(path).status_code for path in paths] == expected


def test_what_was_said_is_counted_at_once_and_may_be_exported(
    gateway: Server, admin: httpx.Client, database: Engine
) -> None:
    said = {"sender": "a", "message": "拒：我的电话是13912345678", "metadata": {"region": "兰溪市"}}
    httpx.post(f"{gateway.url}/webhooks/rest/webhook", json=said, trust_env=False, verify=False).raise_for_status()
    assert admin.post("/desk/neighbours", json={"id": "level-now"}).status_code == 200

    # What is counted last; a machine that is busy may ask to come again.
    wait_until(lambda: bool(admin.get(STATISTICS).json().get("entries")), "the hit is written")
    found = Statistics.model_validate_json(admin.get(STATISTICS).content)
    assert (found.outcomes, found.conversations, len(found.days)) == ({"refused": 1}, 1, 30)
    assert [(part.key, part.turns) for part in found.regions] == [("兰溪市", 1)]
    assert [(one.id, one.desk) for one in found.entries] == [("level-now", 1)]
    exported = admin.get(ALL, params={"form": "csv"}).content.decode("utf-8-sig")
    assert "[电话号码]" in exported and "139" not in exported
    assert deeds(database, kind="conversations")[0].who == "admin"


@pytest.mark.parametrize(
    "path",
    [
        f"{STATISTICS}?first=2026-12-01&last=2026-11-01",
        f"{STATISTICS}?first=0023-10-08&last=3607-02-24",
        f"{STATISTICS}?first=9999-12-01&last=9999-12-31",
        f"{STATISTICS}?first=x",
        f"{REPORT}?month=2026-13",
        REPORT,
    ],
)
def test_times_that_cannot_be(admin: httpx.Client, path: str) -> None:
    assert admin.get(path).status_code == 400
