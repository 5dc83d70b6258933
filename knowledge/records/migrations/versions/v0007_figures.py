"""Values of figures that an office has entered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "figure_value",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("figure", "region", "amount")),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date()),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("source_title", "source_publisher", "source_url")),
        sa.Column("source_date", sa.Date()),
        sa.Column("checked", sa.Date(), nullable=False),
        sa.Column("entered", sa.Integer(), nullable=False),
        sa.Column("in_force", sa.Integer()),
        sa.Column("withdrawn", sa.Integer()),
    )
    op.create_index("ix_figure_value_figure", "figure_value", ["figure"])
