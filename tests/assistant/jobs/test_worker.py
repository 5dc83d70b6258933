"""The process that puts a version in use: it competes with those that answer, so it loads no more than it needs."""

from __future__ import annotations

import shutil
from pathlib import Path

from assistant.settings import Settings
from knowledge.encoder_folder import MANIFEST
from knowledge.live import prepared
from knowledge.records.audit import By
from knowledge.records.jobs.job import JobKind, JobState, Lane
from knowledge.records.jobs.queue import Queue
from knowledge.versions.folder import Versions
from knowledge.versions.pointing import SHIPPED
from tests.conftest import StartPython


def test_what_puts_a_version_in_use_loads_no_arrays(
    settings: Settings, queue: Queue, tmp_path: Path, start_python: StartPython
) -> None:
    encoder = tmp_path / "encoder"
    encoder.mkdir()
    (encoder / MANIFEST).write_text('{"model": null}')
    shutil.copytree(SHIPPED, settings.versions / "v1")
    with_encoder = settings.model_copy(update={"encoder_dir": encoder})
    prepared.put(with_encoder, prepared.key(with_encoder), lambda folder: (folder / "one").touch())

    number = queue.ask(JobKind.ROLL_BACK, By("安娜"), {"version": "v1"})
    queue.take(Lane.SWITCH)
    worker = ("-X", "importtime", "-m", "assistant.jobs.worker", str(number))
    _, imports = start_python(*worker, ENCODER_DIR=str(encoder)).communicate()

    assert (queue.find(number).state, Versions(settings.versions).current().name) == (JobState.DONE, "v1")
    loaded = {line.rpartition("|")[2].strip() for line in imports.splitlines()}
    assert "knowledge.live.publishing" in loaded
    assert loaded.isdisjoint({"numpy", "onnxruntime", "tokenizers"})
