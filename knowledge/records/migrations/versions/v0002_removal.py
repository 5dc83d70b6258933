"""Rows deleted, entries of the content withdrawn; and FAQs as they are found, apart from those imported."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TEXTS = (
    "question", "similar_questions", "answer", "region", "category", "source_title", "source_publisher", "source_url",
)  # fmt: skip
_DAYS = ("effective_from", "effective_to", "source_date")


def upgrade() -> None:
    op.create_table(
        "deletion",
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.create_index("ix_deletion_kind_revision", "deletion", ["kind", "revision"])
    op.create_table(
        "withdrawn",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("since", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "encoded_faq",
        sa.Column("id", sa.String(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in _TEXTS),
        *(sa.Column(name, sa.Date()) for name in _DAYS),
        sa.Column("vectors", sa.LargeBinary(), nullable=False),
        sa.Column("encoder", sa.String(), nullable=False),
        sa.Column("made_from", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.create_index("ix_encoded_faq_revision", "encoded_faq", ["revision"])
    columns = ", ".join(("id", *_TEXTS, *_DAYS, "vectors", "encoder"))
    op.execute(
        f"INSERT INTO encoded_faq ({columns}, made_from, revision) "  # noqa: S608 (names of columns only)
        f"SELECT {columns}, revision, revision FROM faq WHERE vectors IS NOT NULL"
    )
    op.drop_column("faq", "vectors")
    op.drop_column("faq", "encoder")
