"""Importing a file as a job, and making the vectors that FAQs lack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Engine

from assistant.evaluation.content_gate import measure_import
from assistant.evaluation.gate import case_sets
from assistant.jobs.telling import Telling
from assistant.settings import Settings
from knowledge.caching import CachingEncoder
from knowledge.encoder import Encoder
from knowledge.live.faqs import encode_faqs
from knowledge.live.opening import open_searcher
from knowledge.live.shipped import shipped_content
from knowledge.live.world import World
from knowledge.records.audit import By
from knowledge.records.faqs.preview import preview
from knowledge.records.faqs.states import FAQS
from knowledge.records.importing import ImportReport, import_file
from knowledge.versions.report import GateReport

_MEASURING, _READING = 0.6, 0.1  # shares of an import, before the vectors are made

Outcome = tuple[str, Mapping[str, Any]]


def import_job(settings: Settings, database: Engine, given: Mapping[str, Any], by: By, telling: Telling) -> Outcome:
    """Import the file ``given["file"]`` (a name in the folder of files of jobs) as a ``given["kind"]``; what came of it. FAQs
    that would make worse what is answered are not imported without a reason (``by.why``). Raises FileError, DatabaseError.
    """
    kind, path = given["kind"], settings.job_files / given["file"]
    encoder = CachingEncoder(settings.encoder, settings.encoded) if kind == FAQS else None
    if encoder:
        measured = measure(settings, database, given["file"], encoder, telling.part(0, _MEASURING))
        if measured.is_worse and not by.why.strip():
            line = f"没有导入：{'；'.join(measured.objections[:3])}。确实要导入，请写明理由"
            return line, {"is_imported": False, "objections": list(measured.objections)}
    reading = telling.part(_MEASURING, _READING).counted("读表")
    report = import_file(database, kind, path, progress=reading, by=by, as_drafts=settings.second_person)
    if encoder:
        encode(settings, database, encoder, telling.part(_MEASURING + _READING, 1 - _MEASURING - _READING))
    return str(report), _result(report)


def measure(settings: Settings, database: Engine, file: str, encoder: Encoder, telling: Telling) -> GateReport:
    """What the import would do to what is answered now. Raises FileError, VersionError, DatabaseError."""
    content = replace(open_searcher(settings), encoder=encoder)
    world = World.of(database, content).refreshed()
    rows = preview(database, settings.job_files / file, settings.second_person).rows
    return measure_import(world, rows, case_sets(database, content.regions), telling)


def encode(settings: Settings, database: Engine, encoder: Encoder, telling: Telling) -> int:
    """Make the vectors of all FAQs that lack them; how many. Raises DatabaseError."""
    return encode_faqs(database, encoder, shipped_content(settings).regions, telling.counted("编码"))


def _result(report: ImportReport) -> Mapping[str, Any]:
    counts = {name: getattr(report, name) for name in ("added", "replaced", "unchanged", "faulty")}
    faults = [{"line": fault.line, "reason": fault.reason} for fault in report.faults]
    return counts | {"is_imported": True, "faults": faults}
