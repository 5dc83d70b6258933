"""A version beside the one in use."""

from __future__ import annotations

from sqlalchemy import Engine

from assistant.evaluation.gate import Candidate, case_sets, compare
from assistant.jobs.telling import Telling
from assistant.settings import Settings
from knowledge.live.opening import learned_anew, open_searcher, prepare_content
from knowledge.live.prepared import is_prepared
from knowledge.live.world import World
from knowledge.versions.folder import Versions, size
from knowledge.versions.report import GateReport, keep_report

_PREPARING = 0.3


def measure(settings: Settings, database: Engine, name: str, telling: Telling) -> GateReport:
    """Ask both all questions, with all that the office tells, and keep the report. Raises VersionError, DatabaseError."""
    versions = Versions(settings.versions)
    candidate, live = versions.find(name), versions.current()
    if not is_prepared(settings, candidate):
        preparing = telling.part(0, _PREPARING)
        prepare_content(settings, progress=preparing.counted("备好内容"), version=candidate)
    content = open_searcher(settings, live)
    told = World.of(database, content).refreshed()
    anew = told.learned_anew(learned_anew(settings, candidate, content)).refreshed()
    before = Candidate(live.name, told.searcher, size(live))
    now = Candidate(name, anew.searcher, size(candidate))
    report = compare(before, now, case_sets(database, content.regions), telling.part(_PREPARING, 1 - _PREPARING))
    keep_report(versions.reports, report)
    return report
