"""Reading a policy paper as a job."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlalchemy import Engine

from assistant.settings import Settings
from knowledge.errors import ReadableError
from knowledge.papers.adding import Added, add_file, open_encoder
from knowledge.papers.blocks import PaperError
from knowledge.papers.paper import WANTED, Fate
from knowledge.records.audit import By


def paper_job(settings: Settings, database: Engine, given: Mapping[str, Any], by: By) -> tuple[str, Mapping[str, Any]]:
    """Add the file ``given["file"]`` (a name in the folder of files of jobs), of which ``given["wanted"]`` was said; what
    came of it. Raises PaperError, which names the file, DatabaseError."""
    path = settings.job_files / given["file"]
    try:
        added = add_file(database, partial(open_encoder, settings), path, WANTED.validate_python(given["wanted"]), by)
    except PaperError:
        raise
    except ReadableError as error:
        raise PaperError(f"{path.name}：{error}") from error
    fate = _fate(added)
    return f"《{fate.title}》：{fate.excerpts} 段", fate.model_dump(mode="json")


def _fate(added: Added) -> Fate:
    paper = added.paper
    return Fate(
        id=added.id,
        is_new=added.is_new,
        title=paper.title,
        date=paper.date,
        excerpts=len(paper.excerpts),
        cut=paper.cut,
        scanned=paper.scanned,
    )
