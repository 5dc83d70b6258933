"""Run by Alembic: bring the database behind the connection that ``knowledge.records.database`` hands over to head."""

from __future__ import annotations

from alembic import context

from knowledge.records.tables import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
