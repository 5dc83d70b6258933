"""Read scans and photos with RapidOCR (the extra ``ocr``, its models are in its wheel). Tables are read as lines of text."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
import pdfplumber
from PIL import Image, ImageOps, UnidentifiedImageError
from rapidfuzz.distance import Levenshtein

from knowledge.language.pinyin import merged, syllable
from knowledge.papers.blocks import Block, NoText, PaperError
from knowledge.papers.printed import Line, blocks_of, page_of

_SHARPNESS = 200  # dots an inch
_SURE = 0.5  # below it what was recognised is rather a stain
_SAME_LINE = 0.5  # of a line's height
_GAP = " "
# Some web pages put pinyin behind characters; of its tones and letters one or another is misread.
_BRACKETED = re.compile(r"(?<=([\u3400-\u9fff]))[(（]([^\W\d_]{1,6})[)）]")
_MISREAD = 1


def is_installed() -> bool:
    """Whether there is something to recognise text with."""
    return find_spec("rapidocr_onnxruntime") is not None


def read_scanned_pdf(data: bytes) -> list[Block]:
    """The blocks of a PDF of pictures. Raises PaperError."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return _read(page.to_image(resolution=_SHARPNESS).original for page in pdf.pages)


def read_picture(data: bytes) -> list[Block]:
    """The blocks of a photo or a scan. Raises PaperError."""
    try:
        return _read([ImageOps.exif_transpose(Image.open(io.BytesIO(data)))])  # a telephone only notes how it was held
    except (UnidentifiedImageError, OSError) as error:
        raise PaperError("图片坏了，或者是不认识的格式") from error


def _read(images: Iterable[Image.Image]) -> list[Block]:
    pages = [page_of(list(_lines(image)), image.height) for image in images]
    if not any(pages):
        raise NoText("图片里认不出文字")
    return blocks_of(pages)


def _lines(image: Image.Image) -> Iterator[Line]:
    """The lines of a page: what stands at one height, from left to right."""
    pending: list[Line] = []
    for piece in sorted(_pieces(image), key=lambda piece: piece.top):
        if pending and piece.top - pending[0].top > _SAME_LINE * pending[0].size:
            yield _together(pending)
            pending = []
        pending.append(piece)
    if pending:
        yield _together(pending)


def _pieces(image: Image.Image) -> Iterator[Line]:
    found, _ = _recogniser()(np.asarray(image.convert("RGB")))
    for corners, text, score in found or ():
        (left, top), (right, bottom) = np.min(corners, axis=0), np.max(corners, axis=0)
        if float(score) >= _SURE and text.strip():
            yield Line(
                _without_pinyin(text.strip()), float(left), float(right), float(top), float(bottom), float(bottom - top)
            )


def _without_pinyin(text: str) -> str:
    return _BRACKETED.sub(lambda found: "" if _is_pinyin(found[1], found[2]) else found[0], text)


def _is_pinyin(character: str, letters: str) -> bool:
    plain = "".join(letter for letter in unicodedata.normalize("NFD", letters.lower()) if letter.isascii())
    return bool(plain) and Levenshtein.distance(merged(plain), syllable(character)) <= _MISREAD


def _together(pieces: list[Line]) -> Line:
    row = sorted(pieces, key=lambda piece: piece.left)
    bottom, size = max(piece.bottom for piece in row), max(piece.size for piece in row)
    return Line(_GAP.join(piece.text for piece in row), row[0].left, row[-1].right, row[0].top, bottom, size)


@cache
def _recogniser() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()
