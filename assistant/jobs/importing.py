"""Importing a file as a job, and making the vectors that FAQs lack."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
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
from knowledge.records.column_memory import ColumnMemory
from knowledge.records.faqs.states import FAQS
from knowledge.records.importing import ImportReport, import_file
from knowledge.records.kinds import kind_of
from knowledge.records.layout import Guide
from knowledge.records.preview import preview
from knowledge.versions.report import GateReport

_MEASURING, _READING = 0.85, 0.05  # shares of an import, before its vectors, which were made for measuring, are stored

Outcome = tuple[str, Mapping[str, Any]]


def import_job(settings: Settings, database: Engine, given: Mapping[str, Any], by: By, telling: Telling) -> Outcome:
    """Import the file ``given["file"]`` (a name in the folder of files of jobs) as a ``given["kind"]``; what came of it. FAQs
    that would make worse what is answered are not imported without a reason (``by.why``).

    ``given["columns"]``: what was said of headings, which is remembered for the next file of this shape, ``given["values"]``:
    of columns that the file lacks. Raises FileError, DatabaseError.
    """
    kind, path = given["kind"], settings.job_files / given["file"]
    memory = ColumnMemory(settings.data_dir.resolve())
    guide = Guide(given.get("columns", {}), memory.of(kind), given.get("values", {}))
    encoder = CachingEncoder(settings.encoder, settings.encoded, os.cpu_count() or 1) if kind == FAQS else None
    if encoder:
        measured = measure(settings, database, path, guide, encoder, telling.part(0, _MEASURING))
        if measured.is_worse and not by.why.strip():
            line = f"没有导入：{'；'.join(measured.objections[:3])}。确实要导入，请写明理由"
            return line, {"is_imported": False, "objections": list(measured.objections)}
    reading = telling.part(_MEASURING, _READING).counted("读表")
    as_drafts = settings.second_person
    report = import_file(database, kind, path, progress=reading, by=by, as_drafts=as_drafts, guide=guide)
    memory.learn(kind_of(kind), path, guide)
    if encoder:
        encode(settings, database, encoder, telling.part(_MEASURING + _READING, 1 - _MEASURING - _READING))
    return str(report), _result(report, as_drafts and kind == FAQS)


def measure(
    settings: Settings, database: Engine, path: Path, guide: Guide, encoder: Encoder, telling: Telling
) -> GateReport:
    """What the import would do to what is answered now. Raises FileError, VersionError, DatabaseError."""
    content = replace(open_searcher(settings), encoder=encoder)
    world = World.of(database, content).refreshed()
    rows = preview(database, FAQS, path, settings.second_person, guide=guide).rows
    return measure_import(world, rows, case_sets(database, content.regions), telling)


def encode(settings: Settings, database: Engine, encoder: Encoder, telling: Telling) -> int:
    """Make the vectors of all FAQs that lack them; how many. Raises DatabaseError."""
    return encode_faqs(database, encoder, shipped_content(settings).regions, telling.counted("编码"))


def _result(report: ImportReport, as_drafts: bool) -> Mapping[str, Any]:
    counts = {name: getattr(report, name) for name in ("added", "replaced", "unchanged", "faulty")}
    faults = [{"line": fault.line, "reason": fault.reason, "sheet": fault.sheet} for fault in report.faults]
    return counts | {"is_imported": True, "as_drafts": as_drafts, "faults": faults}
