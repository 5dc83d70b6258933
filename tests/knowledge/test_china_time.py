"""Dates and times are China's on a machine anywhere."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from knowledge.china_time import CHINA, of_utc
from tests.conftest import StartPython

# Whatever the hour, one of the two has another date than China.
EAST, WEST = "Pacific/Kiritimati", "America/Los_Angeles"
CODE = """
import datetime as dt
from knowledge.china_time import now, today
from knowledge.retrieval.searcher import Searcher
from actions.talking import Listener
print(now().isoformat(), today(), Searcher.__dataclass_fields__["today"].default(), Listener(None)._now().isoformat(),
      dt.date.today())
"""


@pytest.mark.parametrize("zone", [EAST, WEST])
def test_whatever_the_zone_of_the_machine(start_python: StartPython, zone: str) -> None:
    before = dt.datetime.now(ZoneInfo("Asia/Shanghai"))
    printed, faults = start_python("-c", CODE, TZ=zone).communicate()
    assert not faults
    now, today, searched, heard, local = printed.split()
    after = dt.datetime.now(ZoneInfo("Asia/Shanghai"))
    for moment in (now, heard):
        assert before <= dt.datetime.fromisoformat(moment) <= after
        assert dt.datetime.fromisoformat(moment).utcoffset() == dt.timedelta(hours=8)
    assert {today, searched} <= {str(before.date()), str(after.date())}
    assert local in {str(moment.astimezone(ZoneInfo(zone)).date()) for moment in (before, after)}, "TZ had no effect"


def test_the_offset_is_that_of_the_zone_all_year_round() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    for month in range(1, 13):
        moment = dt.datetime(2026, month, 1, tzinfo=zone)
        assert moment.utcoffset() == moment.astimezone(CHINA).utcoffset()


def test_a_moment_that_a_table_keeps() -> None:
    assert of_utc(dt.datetime.fromisoformat("2026-01-01T20:00")).isoformat() == "2026-01-02T04:00:00+08:00"
