"""``assistant bench desk`` at a running desk; it stands here because it needs one."""

from __future__ import annotations

import shutil

import pytest

from assistant.benchmarks.desk import bench_desk
from assistant.settings import Settings
from channels.staff.accounts import list_accounts
from tests.channels.desk.conftest import Desk


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium")
def test_each_portion_typed_is_timed_to_the_screen(desk: Desk) -> None:
    before = list_accounts(desk.database)
    settings = Settings(port=desk.gateway.port, database_url=desk.database.url.render_as_string(hide_password=False))
    bare, screen = bench_desk(settings, count=1)
    assert bare.count == screen.count > 0
    assert 0 < screen.p50 <= screen.p95
    assert list_accounts(desk.database) == before
