"""The first tables: records, FAQs, tokens, revisions."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
KINDS = ("stations", "jobs", "lodgings", "faqs", "service_points", "courses")


def upgrade() -> None:
    _record(
        "station",
        *_texts("name", "city", "district", "address"),
        *_place_in_a_system(),
        *_texts("open_hours", "amenities", "phone", "source"),
        sa.Column("is_24h", sa.Boolean()),
        sa.Column("verified_at", sa.Date()),
    )
    _record(
        "job",
        *_texts("title", "employer", "city", "district", "job_type", "pay_unit", "requirements", "contact", "source"),
        sa.Column("pay_min", sa.Double()),
        sa.Column("pay_max", sa.Double()),
        sa.Column("headcount", sa.Integer()),
        sa.Column("lng", sa.Double()),
        sa.Column("lat", sa.Double()),
        sa.Column("published_at", sa.Date()),
        sa.Column("expires_at", sa.Date()),
    )
    _record(
        "lodging",
        *_texts("name", "city", "address", "meals", "facilities", "conditions", "how_to_apply", "contact", "source"),
        sa.Column("beds", sa.Integer()),
        sa.Column("free_days", sa.Integer()),
        sa.Column("verified_at", sa.Date()),
    )
    _record(
        "service_point",
        *_texts("name", "kind", "city", "district", "address", "open_hours", "phone", "services", "source"),
        *_place_in_a_system(),
        sa.Column("verified_at", sa.Date()),
    )
    _record(
        "course",
        *_texts("title", "trade", "city", "district", "organiser", "address", "fee", "conditions", "how_to_apply"),
        *_texts("contact", "source"),
        sa.Column("days", sa.Integer()),
        sa.Column("starts_at", sa.Date()),
        sa.Column("ends_at", sa.Date()),
        sa.Column("verified_at", sa.Date()),
    )
    _record(
        "faq",
        *_texts("question", "similar_questions", "answer", "region", "category"),
        *_texts("source_title", "source_publisher", "source_url"),
        sa.Column("effective_from", sa.Date()),
        sa.Column("effective_to", sa.Date()),
        sa.Column("source_date", sa.Date()),
        sa.Column("vectors", sa.LargeBinary()),
        sa.Column("encoder", sa.String()),
    )
    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), primary_key=True),
        *_texts("name", "role"),
        sa.Column("digest", sa.String(), nullable=False, unique=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime()),
    )
    numbers = op.create_table(
        "revision",
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
    )
    op.bulk_insert(numbers, [{"kind": kind, "number": 0} for kind in KINDS])


def _record(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(), primary_key=True),
        *columns,
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.create_index(f"ix_{name}_revision", name, ["revision"])


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _place_in_a_system() -> list[sa.Column[Any]]:
    numbers: list[sa.Column[Any]] = [sa.Column(name, sa.Double()) for name in ("lng", "lat", "wgs_lng", "wgs_lat")]
    return [*numbers, sa.Column("coord_sys", sa.String(), nullable=False)]
