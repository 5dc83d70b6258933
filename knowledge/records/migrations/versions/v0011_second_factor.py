"""The second factor of accounts; what tokens open, and until when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("staff_account", sa.Column("code_secret", sa.String(), nullable=False, server_default=""))
    op.add_column("staff_account", sa.Column("code_step", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("token", sa.Column("scope", sa.String(), nullable=False, server_default="lookup"))
    op.add_column("token", sa.Column("expires_at", sa.DateTime()))
