"""A printed page, photographed and recognised."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image
from rapidfuzz import fuzz

from knowledge.papers.opening import read_paper
from knowledge.papers.scans import is_installed
from tests.knowledge.papers.conftest import NewPdf

pytestmark = pytest.mark.skipif(not is_installed(), reason="without the extra ocr")
TITLE = "某市困难人员就业补贴办法"
ARTICLES = (
    "第一条 为了帮助困难人员就业，根据本省有关规定，结合本市实际情况，制定本办法。",
    "第二条 用人单位招用困难人员并依法缴纳社会保险费满六个月的，每人每月补贴四百元，期限最长不超过三年，每年申请一次。",
)


@pytest.fixture
def picture(new_pdf: NewPdf, encoder_folder: Path) -> Image.Image:
    """The picture of a page; ``encoder_folder`` marks the tests as heavy ones."""
    pdf = new_pdf()
    pdf.add_page()
    pdf.multi_cell(0, 12, TITLE, align="C", new_x="LMARGIN", new_y="NEXT")
    for article in ARTICLES:
        pdf.multi_cell(0, 9, article, align="L", new_x="LMARGIN", new_y="NEXT")
    with pdfplumber.open(io.BytesIO(bytes(pdf.output()))) as printed:
        return printed.pages[0].to_image(resolution=150).original


def test_a_scanned_pdf_is_read_and_marked(picture: Image.Image, new_pdf: NewPdf, tmp_path: Path) -> None:
    pdf = new_pdf()
    pdf.add_page()
    pdf.image(picture, x=0, y=0, w=pdf.w)
    path = tmp_path / "scan.pdf"
    pdf.output(str(path))
    paper = read_paper(path)
    assert paper.scanned and fuzz.ratio(paper.title, TITLE) > 80
    assert len(paper.excerpts) == len(ARTICLES)
    assert all(
        fuzz.ratio(excerpt.text, article) > 90 for excerpt, article in zip(paper.excerpts, ARTICLES, strict=True)
    )


def test_pinyin_behind_characters_goes_though_its_tones_are_misread(new_pdf: NewPdf, tmp_path: Path) -> None:
    pdf = new_pdf()
    pdf.add_page()
    for line in (TITLE, "第一条 创(chuàng)业(yè)的人每月补贴(tiē)四百元。", "第二条 手机软件(app)里也能申请。"):
        pdf.multi_cell(0, 12, line, align="L", new_x="LMARGIN", new_y="NEXT")
    with pdfplumber.open(io.BytesIO(bytes(pdf.output()))) as printed:
        printed.pages[0].to_image(resolution=150).original.convert("RGB").save(tmp_path / "photo.png")
    text = "".join(excerpt.text for excerpt in read_paper(tmp_path / "photo.png").excerpts)
    assert "创业的人每月补贴四百元" in text and "软件(app)" in text


def test_a_photo(picture: Image.Image, tmp_path: Path) -> None:
    picture.convert("RGB").save(tmp_path / "photo.jpg")
    assert read_paper(tmp_path / "photo.jpg").scanned


def test_a_photo_is_read_as_the_telephone_was_held(picture: Image.Image, tmp_path: Path) -> None:
    """The picture itself lies on its side; a tag says so."""
    turned, tags = picture.convert("RGB").transpose(Image.Transpose.ROTATE_90), Image.Exif()
    tags[0x0112] = 6  # orientation: to be turned clockwise
    turned.save(tmp_path / "photo.jpg", exif=tags)
    paper = read_paper(tmp_path / "photo.jpg")
    assert fuzz.ratio("".join(excerpt.text for excerpt in paper.excerpts), "".join(ARTICLES)) > 90
