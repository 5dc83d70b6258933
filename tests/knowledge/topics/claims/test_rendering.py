"""The page, as HTML and as PDF."""

from __future__ import annotations

import dataclasses
import io
import re
from functools import cache
from html.parser import HTMLParser

import pytest
from pypdf import PdfReader

from knowledge.topics.claims.case import CLAIM_KINDS, Fact, Summary
from knowledge.topics.claims.deadlines import in_words
from knowledge.topics.claims.rendering import summary_html, summary_pdf
from tests.knowledge.topics.claims.test_case import TALKS, summary


def shown(pdf: bytes) -> tuple[int, str]:
    """The number of pages and the text without white space."""
    reader = PdfReader(io.BytesIO(pdf))
    return len(reader.pages), "".join("".join(page.extract_text().split()) for page in reader.pages)


@cache
def rendered(kind: str) -> tuple[Summary, bytes]:
    """A page with all that a city adds, and its PDF."""
    found = summary(kind, TALKS[kind], "兰溪市")
    return found, summary_pdf(found)


def with_story(found: Summary, story: str) -> Summary:
    return dataclasses.replace(found, facts=(*found.facts, Fact("事情经过", story)))


@pytest.mark.usefixtures("drawing")
@pytest.mark.parametrize("kind", CLAIM_KINDS)
def test_pdf_is_one_small_page_that_holds_everything(kind: str) -> None:
    found, pdf = rendered(kind)
    pages, text = shown(pdf)
    assert pages == 1
    assert len(pdf) < 300_000
    assert found.deadlines
    for deadline in found.deadlines:
        assert in_words(deadline.last_day) + deadline.name in text
    said = [*(f.calculation for f in found.figures), *(f.value for f in found.facts), *(s.text for s in found.steps)]
    assert all("".join(words.split()) in text for words in said)
    assert "姓名：" in text


@pytest.mark.usefixtures("lengthy")
@pytest.mark.parametrize("kind", CLAIM_KINDS)
def test_html_and_pdf_say_the_same(kind: str) -> None:
    found, pdf = rendered(kind)
    _, in_pdf = shown(pdf)
    body = summary_html(found).partition("<body>")[2]
    in_html = "".join(re.sub(r"<[^>]+>|&emsp;", "", body).split())
    assert sorted(in_html) == sorted(in_pdf)


@pytest.mark.usefixtures("drawing")
def test_long_answers_and_strange_characters_do_not_break_the_pdf() -> None:
    story = ("老板说😀等等👨‍👩‍👧再说，𠮷é" + "一二三四五六七八九十" * 50)[:500]
    pages, text = shown(summary_pdf(with_story(summary("wages", TALKS["wages"]), story + "W" * 300)))
    assert 1 <= pages <= 2
    assert "老板说□等等□□□再说，□é一二三" in text
    assert text.count("W") == 300


def test_html_escapes_what_was_typed() -> None:
    page = summary_html(with_story(summary("wages", TALKS["wages"]), "<script>alert('1')</script>&\"<b>"))
    assert "<script" not in page
    assert "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&#34;&lt;b&gt;" in page


class Outline(HTMLParser):
    """The tags of a page in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_html_stands_alone_and_has_an_outline() -> None:
    page = summary_html(summary("injury", TALKS["injury"]))
    tags = Outline(page).tags
    names = [name for name, _ in tags]
    assert ("html", {"lang": "zh-CN"}) in tags
    assert names.count("h1") == names.count("main") == names.count("title") == 1
    assert names.count("h2") == names.count("section") >= 7
    assert not {"script", "img", "link", "iframe"} & set(names)
    assert not re.search(r"url\(|https?:|@import", page)
