"""Add a file of an office: read, described, encoded, kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine

from knowledge.encoder import Encoder
from knowledge.encoder_folder import EncoderMissing, is_built
from knowledge.papers.opening import read_paper
from knowledge.papers.paper import Paper, Wanted
from knowledge.papers.storing import add
from knowledge.places.regions import Region, UnknownRegion, all_regions
from knowledge.records.audit import By
from knowledge.settings import KnowledgeSettings


@dataclass(frozen=True)
class Added:
    """What became of a file; ``is_new``: it took no other's place."""

    id: int
    is_new: bool
    paper: Paper


def add_file(database: Engine, encoder: Callable[[], Encoder], file: Path, wanted: Wanted, by: By) -> Added:
    """``encoder``: opened once the file could be read. Raises PaperError, DatabaseError."""
    paper = read_paper(file, wanted.title, wanted.whole)
    paper = replace(paper, date=wanted.date or paper.date)
    id, replaced = add(database, encoder(), paper, file.name, wanted.region, by)
    return Added(id, not replaced, paper)


def open_encoder(settings: KnowledgeSettings) -> Encoder:
    """Raises EncoderMissing."""
    if not is_built(settings.encoder, settings.encoder_model):
        raise EncoderMissing("还没有做好句向量模型，请先运行一次 make run 或 assistant prepare")
    return Encoder(settings.encoder)


def region_of(name: str) -> Region:
    """The region of this name; of a county the last character may be missing. Raises UnknownRegion."""
    for candidate in (name, *(name + last for last in "市县区省")):
        try:
            return all_regions().get(candidate)
        except UnknownRegion:
            continue
    raise UnknownRegion(f"没有叫“{name}”的地区，请写全称，例如 兰溪市、浙江省、全国")


def kept_name(region: Region) -> str:
    """The name under which a paper of a region is kept: "" for the whole country."""
    return region.name if region.depth else ""
