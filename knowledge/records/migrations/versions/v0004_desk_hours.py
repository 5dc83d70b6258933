"""When clerks take over conversations: usual office hours, and the holidays whose days never move."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_USUAL = "周一至周五8:30-12:00，13:30-17:00"
_CLOSED = "休息"
# 全国年节及纪念日放假办法（国务院令第795号）第二条. Those that go by the moon are announced each year: the office adds them.
_HOLIDAYS = ((1, 1, 1, "元旦"), (5, 1, 2, "劳动节"), (10, 1, 3, "国庆节"))
_YEARS = (2027, 2028, 2029)


def upgrade() -> None:
    hours = op.create_table(
        "desk_hours",
        sa.Column("first", sa.Date(), primary_key=True),
        sa.Column("last", sa.Date(), primary_key=True),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
    )
    rows = [{"first": dt.date.min, "last": dt.date.max, "hours": _USUAL, "name": "平时"}]
    rows += [
        {"first": dt.date(year, month, first), "last": dt.date(year, month, last), "hours": _CLOSED, "name": name}
        for year in _YEARS
        for month, first, last, name in _HOLIDAYS
    ]
    op.bulk_insert(hours, rows)
