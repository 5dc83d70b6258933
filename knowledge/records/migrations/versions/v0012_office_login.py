"""Accounts of people who log in at the office's own provider."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("staff_account", sa.Column("subject", sa.String()))
    op.create_index("staff_account_subject", "staff_account", ["subject"], unique=True)
