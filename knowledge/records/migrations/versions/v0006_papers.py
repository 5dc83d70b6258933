"""Policy papers and their excerpts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("title", "region", "file")),
        sa.Column("date", sa.Date()),
        sa.Column("scanned", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("file", "region"),
    )
    op.create_table(
        "paper_excerpt",
        sa.Column("paper_id", sa.Integer(), sa.ForeignKey("paper.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("heading", "text")),
        *(sa.Column(name, sa.LargeBinary(), nullable=False) for name in ("vector", "tokens")),
        sa.Column("encoder", sa.String(), nullable=False),
    )
