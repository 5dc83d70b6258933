"""Background jobs, and the questions that a change of what is told is tested with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "background_job",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "state", "who", "why", "given")),
        sa.Column("progress", sa.Double(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("is_unwanted", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("log", "result")),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.DateTime()) for name in ("started_at", "ended_at")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_background_job_state", "background_job", ["state"])
    op.create_table(
        "test_case",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("question", "region", "expected", "who")),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("question", "region"),
    )
