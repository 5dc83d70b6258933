"""Importing the FAQs of a city, beside the least that this can take: the bare encoder, each text once, on one thread."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from assistant.benchmarks.apart import apart
from assistant.benchmarks.made_up_faqs import made_up_faqs, write_faqs
from assistant.settings import Settings
from knowledge.editing.passages import passage_of
from knowledge.encoder import Encoder
from knowledge.errors import ReadableError
from knowledge.library.content import Passage
from knowledge.live.faqs import Progress, encode_faqs
from knowledge.live.shipped import shipped_content
from knowledge.places.regions import RegionTree
from knowledge.records.database import open_database
from knowledge.records.exporting import export_file
from knowledge.records.faqs.states import FAQS
from knowledge.records.importing import import_file
from knowledge.retrieval.encoding import PassageVectors

COUNT, SAMPLE = 4_000, 200  # FAQs; and of how many the texts are encoded by the bare encoder


class NotUnchanged(ReadableError):
    """What was exported did not come back as it was."""


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and of the processors."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Report:
    """``texts`` were encoded for ``faqs``; reading and storing the file, making the vectors, the export that was imported
    again, and what the bare encoder would take for as many texts."""

    faqs: int
    texts: int
    reading: Took
    encoding: Took
    back: Took
    bare: Took

    @property
    def ratio(self) -> float:
        """Of the import to the bare encoder, in time of the processors: others who use the machine slow the clock."""
        return (self.reading.cpu + self.encoding.cpu) / self.bare.cpu


def bench_import(settings: Settings, progress: Progress, count: int = COUNT) -> Report:
    """``progress`` hears (done, total) of the FAQs. Raises NotUnchanged, VersionError, EncoderMissing."""
    with apart(settings, "import") as own:
        regions, database = shipped_content(settings).regions, open_database(own.database)
        file = own.data_dir / "faqs.xlsx"
        write_faqs(file, made_up_faqs(count, regions))
        encoder = Encoder(settings.encoder, os.cpu_count() or 1)
        reading = _timed(lambda: import_file(database, FAQS, file))
        encoding = _timed(lambda: encode_faqs(database, encoder, regions, progress))
        back = _timed(lambda: _back(database, own.data_dir))
        database.dispose()
        passages = [passage_of(one, regions, {}) for one in made_up_faqs(count, regions)]
    some = passages[:: max(1, count // SAMPLE)]
    bare, share = _bare(Encoder(settings.encoder), some, regions), count / len(some)
    texts = sum(len(one.questions) + 1 for one in passages)
    return Report(count, texts, reading, encoding, back, Took(bare.wall * share, bare.cpu * share))


def _back(database: Engine, folder: Path) -> None:
    """Raises NotUnchanged."""
    for form in ("xlsx", "csv"):
        file = folder / f"back.{form}"
        count = export_file(database, FAQS, file)
        report = import_file(database, FAQS, file)
        if report.unchanged != count or report.faulty:
            raise NotUnchanged(f"导出的 {form} 原样导回有变化：{report}")


def _bare(encoder: Encoder, passages: Sequence[Passage], regions: RegionTree) -> Took:
    return _timed(lambda: PassageVectors.encode(passages, encoder, regions))


def _timed(work: Callable[[], object]) -> Took:
    wall, cpu = time.perf_counter(), _cpu()
    work()
    return Took(time.perf_counter() - wall, _cpu() - cpu)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
