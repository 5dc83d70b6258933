"""The library of FAQs: versions, their states, and the log of deeds; what was imported before becomes its first versions."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from knowledge.records.audit import digest, seal
from knowledge.records.dialects import keep_from_change

revision = "0005"
down_revision = "0004"

# In the order of the columns of a file, which is that of the digest.
_CONTENTS = (
    "question", "similar_questions", "answer", "region", "category", "effective_from", "effective_to", "source_title",
    "source_publisher", "source_date", "source_url",
)  # fmt: skip
_DAYS = ("effective_from", "effective_to", "source_date")
_NEVER_CHANGED = ("faq_version", "faq_step", "deed")


def upgrade() -> None:
    op.create_table(
        "faq_version",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in _CONTENTS if name not in _DAYS),
        *(sa.Column(name, sa.Date()) for name in _DAYS),
        sa.Column("restored", sa.Integer()),
        sa.Column("deed", sa.Integer(), nullable=False),
    )
    op.create_index("ix_faq_version_deed", "faq_version", ["deed"])
    op.create_table(
        "faq_step",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("deed", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("state", sa.String(), nullable=False),
    )
    op.create_table(
        "faq_entry",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("published", sa.Integer()),
    )
    op.create_index("ix_faq_entry_state", "faq_entry", ["state"])
    op.create_table(
        "deed",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("who", "what", "kind", "subject", "why", "detail")),
        sa.Column("seal", sa.String(), nullable=False),
    )
    op.create_index("ix_deed_kind_subject", "deed", ["kind", "subject"])
    last = op.create_table(
        "last_deed",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("seal", sa.String(), nullable=False),
    )
    for name in ("region", "category"):
        op.add_column("staff_account", sa.Column(name, sa.String(), nullable=False, server_default=""))
    number, sealed = _take_over()
    op.bulk_insert(last, [{"number": number, "seal": sealed}])
    for table in _NEVER_CHANGED:
        keep_from_change(op.get_bind(), table)


def _take_over() -> tuple[int, str]:
    """Make what was imported the first versions, published by one deed; its number and its seal."""
    columns = ", ".join(_CONTENTS)
    rows = op.get_bind().execute(sa.text(f"SELECT id, 1, {columns} FROM faq")).all()  # noqa: S608
    if not rows:
        return 0, ""
    op.execute(
        f"INSERT INTO faq_version (id, number, {columns}, deed) SELECT id, 1, {columns}, 1 FROM faq"  # noqa: S608
    )
    op.execute("INSERT INTO faq_step (id, version, deed, state) SELECT id, 1, 1, 'published' FROM faq")
    op.execute("INSERT INTO faq_entry (id, version, state, published) SELECT id, 1, 'published', 1 FROM faq")
    written = sorted([value if value is None else str(value) for value in row] for row in rows)
    detail = {"added": len(rows), "digest": digest(written)}
    row: dict[str, Any] = {
        "number": 1,
        "at": dt.datetime.now(dt.UTC).replace(tzinfo=None),
        "who": "程序",
        "what": "take_over",
        "kind": "faqs",
        "subject": "",
        "why": "",
        "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
    }
    row["seal"] = seal(row, "")
    names = list(row)
    kept = sa.table("deed", *(sa.column(name, sa.DateTime() if name == "at" else None) for name in names))
    op.bulk_insert(kept, [row])
    return 1, row["seal"]
