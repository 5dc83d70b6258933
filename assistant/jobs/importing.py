"""Importing a file as a job, and making the vectors that FAQs lack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine

from assistant.jobs.telling import Telling
from assistant.settings import Settings
from knowledge.encoder import Encoder
from knowledge.live.faqs import encode_faqs
from knowledge.live.shipped import shipped_content
from knowledge.records.audit import By
from knowledge.records.faqs.states import FAQS
from knowledge.records.importing import ImportReport, import_file

_READING = 0.3  # of an import, before the vectors are made


def import_job(
    settings: Settings, database: Engine, given: Mapping[str, Any], by: By, telling: Telling
) -> tuple[str, Mapping[str, Any]]:
    """Import the file ``given["file"]`` (a name in the folder of files of jobs) as a ``given["kind"]``; what came of it.

    Raises FileError, DatabaseError.
    """
    report = import_file(
        database,
        given["kind"],
        settings.job_files / given["file"],
        progress=telling.part(0, _READING).counted("读表"),
        by=by,
        as_drafts=settings.second_person,
    )
    if given["kind"] == FAQS:
        encode(settings, database, telling.part(_READING, 1 - _READING))
    return str(report), _result(report)


def encode(settings: Settings, database: Engine, telling: Telling) -> int:
    """Make the vectors of all FAQs that lack them; how many. Raises DatabaseError."""
    regions = shipped_content(settings).regions
    return encode_faqs(database, Encoder(settings.encoder), regions, telling.counted("编码"))


def _result(report: ImportReport) -> Mapping[str, Any]:
    counts = {name: getattr(report, name) for name in ("added", "replaced", "unchanged", "faulty")}
    return counts | {"faults": [{"line": fault.line, "reason": fault.reason} for fault in report.faults]}
