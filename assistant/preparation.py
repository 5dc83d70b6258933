"""Bring everything that a running assistant needs up to date: encoder, content, dialogue engine, records.

Nothing is learned here: what was learned ships with the program, or was trained by ``assistant train``. Each step is skipped
when its inputs are unchanged, and what a step needs is loaded for it alone, so a start without changes takes a second. The
long steps run in processes of their own: what they load is gone when they are done.
"""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.engine_model import build_engine_model
from assistant.settings import Settings
from assistant.steps import run_step
from knowledge.encoder_folder import is_built, name_of
from knowledge.live.prepared import is_prepared
from knowledge.records.backlog import is_faq_waiting, never_imported
from knowledge.records.database import open_database
from knowledge.versions.folder import Versions, verify
from knowledge.versions.keys import DECIDING, data_keys


def prepare(settings: Settings) -> None:
    """Everything. Raises StepFailed, VersionError."""
    prepare_knowledge(settings)
    build_engine_model(settings)
    prepare_records(settings)
    prepare_faqs(settings)


def prepare_knowledge(settings: Settings) -> None:
    """What the search needs. Raises StepFailed, VersionError."""
    if not is_built(settings.encoder, settings.encoder_model):
        model = filter(None, [settings.encoder_model])
        run_step("编码器", [sys.executable, "-m", "models", str(settings.encoder), *model])
    if not is_prepared(settings):
        run_step("内容的向量", [sys.executable, "-m", "knowledge.live"])
    version = Versions(settings.versions).current()
    if behind := _is_behind(version):
        print(f"提示：训练结果比{behind}旧，照常能用；要更新请运行 assistant train", flush=True)


def prepare_records(settings: Settings) -> None:
    """The tables, filled with the program's own rows where an office has none. Needs no encoder. Raises DatabaseError."""
    database = open_database(settings.database)
    if never_imported(database):
        from assistant.records import fill_with_own

        fill_with_own(database)


def prepare_faqs(settings: Settings) -> None:
    """The vectors of imported FAQs. Raises DatabaseError."""
    database = open_database(settings.database)
    if is_faq_waiting(database, name_of(settings.encoder)):
        from assistant.records import encode

        encode(settings, database)


def _is_behind(version: Path) -> str:
    """The kinds of data that are newer than the version, in words; empty when none is. Raises VersionError."""
    learned_from, now = verify(version).data, data_keys()
    names = {"practice": "练习数据", "words": "词表"}
    return "和".join(names[kind] for kind in DECIDING if learned_from.get(kind) != now[kind])
