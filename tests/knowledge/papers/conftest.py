"""Real files made by the libraries that write them, and an encoder that costs nothing."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path

import docx
import numpy as np
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fpdf import FPDF
from sqlalchemy import Engine

from knowledge.encoder import STEPS, TOKEN, TOKEN_SIZE, Encoded, Tokens, Vectors
from knowledge.records.database import open_database
from knowledge.retrieval.lexical import character_terms
from knowledge.topics.claims.sheet import FONT_FILE, FONT_PACKAGE

MakeDocx = Callable[..., bytes]
NewPdf = Callable[[], FPDF]
SIZE = 64


@pytest.fixture
def engine(tmp_path: Path, empty_database: Path) -> Iterable[Engine]:
    shutil.copy(empty_database, tmp_path)
    engine = open_database(f"sqlite:///{tmp_path / 'records.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def make_docx() -> MakeDocx:
    """The bytes of a document whose body is this XML (``w:`` elements), with a header and a footer."""

    def make(body: str, numbering: str = "") -> bytes:
        document = docx.Document()
        document.sections[0].header.paragraphs[0].text = "某市文件（页眉）"
        document.sections[0].footer.paragraphs[0].text = "第 1 页"
        for element in parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>"):
            document.element.body.insert_element_before(element, "w:sectPr")
        for element in parse_xml(f"<w:numbering {nsdecls('w')}>{numbering}</w:numbering>"):
            document.part.numbering_part.element.append(element)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return make


@pytest.fixture
def new_pdf() -> NewPdf:
    """An empty PDF with a Chinese font."""

    def new() -> FPDF:
        pdf = FPDF()
        pdf.add_font("page", fname=str(files(FONT_PACKAGE).joinpath(FONT_FILE)))
        pdf.set_font("page", size=12)
        return pdf

    return new


def tokens_of(text: str) -> Tokens:
    """A token a character, each like itself alone."""
    tokens = np.zeros(len(text), TOKEN)
    for at, letter in enumerate(text):
        tokens[at]["id"] = ord(letter)
        tokens[at]["vector"][ord(letter) % TOKEN_SIZE] = STEPS
    return tokens


class LetterEncoder:
    """Counts pairs of characters: enough to tell texts apart, no sense at all."""

    size = SIZE

    def __init__(self, name: str = "letters") -> None:
        self.name = name

    def passages(self, texts: list[str]) -> Encoded:
        return Encoded(self.vectors(texts), [tokens_of(text) for text in texts])

    queries = passages

    def vectors(self, texts: list[str]) -> Vectors:
        out = np.full((len(texts), SIZE), 1e-3, np.float32)
        for row, text in enumerate(texts):
            for term in character_terms(text):
                out[row, sum(map(ord, term)) % SIZE] += 1
        return out / np.linalg.norm(out, axis=1, keepdims=True)


@pytest.fixture
def letters() -> LetterEncoder:
    return LetterEncoder()
