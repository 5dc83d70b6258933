"""Add one file in a process of its own: ``python -m knowledge.papers FILE``; what is said about it comes as JSON on standard
input, what became of it goes as JSON to standard output. So reading a large PDF keeps nobody waiting, and needs no encoder in
the gateway.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from knowledge.errors import ReadableError
from knowledge.papers.adding import add_file, open_encoder
from knowledge.papers.blocks import PaperError
from knowledge.papers.paper import Fate, Wish
from knowledge.records.audit import By
from knowledge.records.database import open_database
from knowledge.settings import KnowledgeSettings


def main(file: Path, wish: Wish) -> Fate:
    """Add the file; what became of it, told in Chinese where it could not be read."""
    settings = KnowledgeSettings()
    try:
        database, encoder = open_database(settings.database), partial(open_encoder, settings)
        added = add_file(database, encoder, file, wish.wanted, By(wish.who, wish.why))
    except PaperError as error:  # names the file
        return Fate(fault=str(error))
    except ReadableError as error:
        return Fate(fault=f"{file.name}：{error}")
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


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), Wish.model_validate_json(sys.stdin.buffer.read())).model_dump_json())
