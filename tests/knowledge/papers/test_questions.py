"""Sixty questions about papers as offices have them: the right excerpt stands among the first three.

The ten statutes are here (laws have no copyright); the five newspaper pages are not ours to spread. Where PAPERS_FOLDER names
a folder that has them, they are measured too.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from sqlalchemy import Engine

from knowledge.encoder import Encoder
from knowledge.papers.finding import Quotations
from knowledge.papers.opening import read_paper
from knowledge.papers.storing import add, read_library
from knowledge.places.regions import all_regions
from knowledge.retrieval.adapter import Adapter
from knowledge.settings import ROOT
from knowledge.versions.folder import SHIPPED

HERE = Path(__file__).parent
PAGES = Path(os.environ.get("PAPERS_FOLDER", ROOT.parent / "shared" / "seeds"))
# In the order of the names of their files.
PLACES = {"lanxi": "兰溪市", "zhoushan": "舟山市", "ankang": "安康市", "jiangmen": "江门市", "shangrao": "上饶市"}
WANTED, FIRST = 0.8, 3


class Case(NamedTuple):
    """What is asked where (``paper``: a place, or "statutes"), and words of the excerpt that answers it."""

    paper: str
    question: str
    words: str


def cases(part: str) -> list[Case]:
    papers: dict[str, dict[str, str]] = yaml.safe_load((HERE / "questions.yml").read_text("utf-8"))[part]
    return [Case(paper, *asked) for paper, questions in papers.items() for asked in questions.items()]


@pytest.fixture
def statutes(engine: Engine, encoder: Encoder) -> Engine:
    for file in sorted((HERE / "statutes").iterdir()):
        add(engine, encoder, read_paper(file), file.name, "")
    return engine


@pytest.fixture
def everything(statutes: Engine, encoder: Encoder) -> Engine:
    for place, file in zip(PLACES.values(), sorted(PAGES.glob("*.txt")), strict=True):
        add(statutes, encoder, read_paper(file), file.name, place)
    return statutes


def share_found(engine: Engine, encoder: Encoder, asked: list[Case]) -> float:
    """The share of the questions of which the right excerpt is among the first, with no region given."""
    quotations = Quotations.of(
        read_library(engine, encoder), encoder, Adapter.load(SHIPPED / "adapter.npz"), all_regions()
    )
    missed = []
    for case in asked:
        assert any(case.words in excerpt.text for excerpt in quotations.excerpts), case
        if not any(case.words in hit.excerpt.text for hit in quotations.find(case.question, limit=FIRST)):
            missed.append(case.question)
    print(f"{len(asked) - len(missed)} of {len(asked)}; missed: {missed}")
    return 1 - len(missed) / len(asked)


def test_the_statutes(statutes: Engine, encoder: Encoder) -> None:
    asked = [case for part in ("tuned", "blind") for case in cases(part) if case.paper == "statutes"]
    assert len(asked) == 25
    assert share_found(statutes, encoder, asked) >= WANTED


@pytest.mark.skipif(not PAGES.is_dir(), reason="the newspaper pages are not here")
def test_all_papers(everything: Engine, encoder: Encoder) -> None:
    tuned, blind = cases("tuned"), cases("blind")
    assert (len(tuned), len(blind)) == (40, 20)
    assert share_found(everything, encoder, tuned + blind) >= WANTED
    share_found(everything, encoder, blind)
