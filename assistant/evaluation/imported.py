"""How well imported FAQs of cities that the content does not know are found: ``imported/`` of the held-out folders.

They are really imported: read from the file, stored in a database of their own, encoded, and added to the searcher.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from actions.dialogue import Dialogue
from assistant.evaluation.heldout import Case
from assistant.evaluation.outcome import Outcome
from assistant.evaluation.parts import through_parts
from knowledge.live.faqs import encode_faqs, imported_faqs
from knowledge.records.database import open_database
from knowledge.records.importing import import_file
from knowledge.retrieval.searcher import Searcher


def imported_cases(folder: Path) -> list[Case]:
    """The questions about the imported FAQs of a held-out folder."""
    items = yaml.load((folder / "imported" / "questions.yml").read_text("utf-8"), yaml.CSafeLoader)
    return [
        Case(item["kind"], item["region"], (item["ask"],), frozenset([item["expect"]] if item["expect"] else []))
        for item in items
    ]


def with_imported(searcher: Searcher, folder: Path) -> Searcher:
    """The searcher after the ``faqs.csv`` of a held-out folder was imported."""
    with tempfile.TemporaryDirectory() as records:
        engine = open_database(f"sqlite:///{Path(records) / 'records.db'}")
        import_file(engine, "faqs", folder / "imported" / "faqs.csv", strict=True)
        encode_faqs(engine, searcher.encoder, searcher.regions)
        found = imported_faqs(engine, searcher.encoder, searcher.regions)
        engine.dispose()
    return searcher.extended(found.passages, found.vectors)


def through_imported(searcher: Searcher, folder: Path) -> Iterator[Outcome]:
    """The outcome of each question."""
    return through_parts(imported_cases(folder), Dialogue(with_imported(searcher, folder)))
