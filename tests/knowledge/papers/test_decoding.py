"""Bytes to text."""

from __future__ import annotations

import pytest

from knowledge.papers.blocks import PaperError
from knowledge.papers.decoding import decoded

TEXT = "我们在这个地方工作，他们不会来了，这是大家的分配，对于年中发生的事。" * 3
TRADITIONAL = "我們在這個地方工作，他們不會來了，這是大家的分配，對於年中發生的事。" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_usual_encodings(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding)) == TEXT


def test_big5() -> None:
    assert decoded(TRADITIONAL.encode("big5")) == TRADITIONAL


def test_a_page_says_how_it_is_encoded() -> None:
    page = f'<meta charset="gb2312"><p>{TEXT}</p>'
    assert decoded(page.encode("gb18030")) == page


def test_read_by_the_wrong_table_and_saved_like_that() -> None:
    text = "大家的工作，我们来分配的人不要来"
    assert decoded(text.encode("utf-8").decode("gb18030").encode("utf-8")) == text


def test_one_bad_byte() -> None:
    data = (TEXT * 5).encode()
    assert decoded(data[:30] + b"\xff" + data[30:]).count("\ufffd") == 1


@pytest.mark.parametrize("data", [b"\x00\x01\x02", bytes(range(128, 256)) * 20])
def test_no_text(data: bytes) -> None:
    with pytest.raises(PaperError):
        decoded(data)
