"""What became of questions asked in vain, and questions asked all at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "asked_decision",
        sa.Column("key", sa.String(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("question", "state", "entry", "who")),
        sa.Column("at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "batch_run",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("file", "who")),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
    )
    op.create_table(
        "batch_question",
        sa.Column("run", sa.Integer(), sa.ForeignKey("batch_run.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("question", "region")),
        sa.Column("expected", sa.String()),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("decision", "entry", "told", "answer")),
        sa.Column("score", sa.Double()),
        sa.Column("is_right", sa.Boolean()),
    )
