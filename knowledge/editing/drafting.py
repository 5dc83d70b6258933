"""Drafts of FAQs out of a policy paper: its excerpts word for word, each with a question and with all that has to be checked
marked in it. A person edits and approves them; nothing here is told to anybody.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from knowledge.figures.literals import literals
from knowledge.figures.register import Figures
from knowledge.language.numerals import NUMBER
from knowledge.papers.lines import starts_article
from knowledge.papers.paper import Listed
from knowledge.papers.splitting import Excerpt
from knowledge.places.regions import NATION_CODE, all_regions
from knowledge.records.audit import digest
from knowledge.records.kinds import FaqRow

LONGEST_QUESTION = 60  # characters
_LEAST = 16  # characters; less says nothing that somebody would ask for
_UNITS = "亿元|万元|元|%|％|个百分点|个工作日|工作日|个月|周岁|平方米|小时|天|日|年|岁|人|名|倍"
_DATE = re.compile(r"(?:19|20)\d\d\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?)?|\d{1,2}\s*月\s*\d{1,2}\s*[日号]")
_AMOUNT = re.compile(rf"(?:百分之{NUMBER}|{NUMBER}\s*(?:{_UNITS}))")
_ITEM = re.compile(
    r"^(?:第[一二三四五六七八九十]+[编章节]\s*|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．])\s*"
)
_CLAUSE = re.compile(r"[，。；：！,;:!\n]+")
_SHORT = 8  # characters; a clause that is shorter ("此外") goes with the next
_ASKS = re.compile(r"[？?]|怎么|如何|哪些|什么|多少|是否|能不能")
# Says of the paper itself what nobody asks: by whom it is explained, since when it holds.
_ABOUT_ITSELF = re.compile(r"^本\S{1,6}(?:自|由|从)\S{2,30}(?:施行|执行|解释|实施)")


class Mark(StrEnum):
    """What has to be compared with the paper."""

    AMOUNT = "amount"
    DATE = "date"
    PLACE = "place"


@dataclass(frozen=True)
class Marked:
    """Characters of the answer that have to be checked; ``note``: what else there is to say of them."""

    mark: Mark
    start: int
    end: int
    note: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A draft that nobody has looked at; ``number``: of the excerpt in its paper."""

    number: int
    heading: str
    contents: FaqRow
    marks: tuple[Marked, ...]


def suggestions(
    paper: Listed, excerpts: Sequence[Excerpt], today: dt.date, register: Figures
) -> tuple[Suggestion, ...]:
    """A draft for each excerpt that says something for itself."""
    found: list[Suggestion] = []
    for number, excerpt in enumerate(excerpts, 1):
        if _says_something(excerpt):
            asked = {one.contents.question for one in found}
            found.append(_suggestion(paper, number, excerpt, asked, today, register))
    return tuple(found)


def draft_id(paper: Listed, excerpt: Excerpt) -> str:
    """The id of the draft of an excerpt: the same as long as these are its words, also when the paper is added anew."""
    return f"paper-{digest([paper.region, excerpt.text])[:12]}"


def marked(answer: str, question: str, region: str, today: dt.date, register: Figures) -> tuple[Marked, ...]:
    """All dates, amounts and places of a text, in order; an amount that the register has with what to write instead."""
    dates = [Marked(Mark.DATE, *match.span()) for match in _DATE.finditer(answer)]
    taken = [(mark.start, mark.end) for mark in dates]
    notes = _register_notes(answer, question, region, today, register)
    amounts = [
        Marked(Mark.AMOUNT, *match.span(), notes.get(match[0].replace(" ", ""), ""))
        for match in _AMOUNT.finditer(answer)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    taken += [(mark.start, mark.end) for mark in amounts]
    places = [
        Marked(Mark.PLACE, one.start, one.end)
        for one in all_regions().find(answer)
        if not any(start < one.end and one.start < end for start, end in taken)
    ]
    return tuple(sorted((*dates, *amounts, *places), key=lambda mark: mark.start))


def _suggestion(
    paper: Listed, number: int, excerpt: Excerpt, asked: Collection[str], today: dt.date, register: Figures
) -> Suggestion:
    article, answer = starts_article(excerpt.text) or "", _without_number(excerpt.text)
    by_heading, by_clause = _question(_own_heading(paper, excerpt)), _question(_first_clause(answer))
    question = by_heading if by_heading and by_heading not in asked else by_clause
    contents = FaqRow.model_construct(
        id=draft_id(paper, excerpt),
        question=question,
        similar_questions="",
        answer=answer,
        region=paper.region,
        category="",
        effective_from=None,
        effective_to=None,
        source_title=f"{paper.title}{article}",
        source_publisher="",
        source_date=paper.date,
        source_url="",
    )
    return Suggestion(number, excerpt.heading, contents, marked(answer, question, paper.region, today, register))


def _says_something(excerpt: Excerpt) -> bool:
    text = _without_number(excerpt.text)
    return len(text) >= _LEAST and not _ABOUT_ITSELF.match(text)


def _without_number(text: str) -> str:
    """An article or an item without its number."""
    article = starts_article(text)
    return (text[len(article) :] if article else _ITEM.sub("", text)).strip()


def _first_clause(text: str) -> str:
    """The first words of a text that say something; a day alone does not."""
    clauses = (text[: match.start()] for match in _CLAUSE.finditer(text))
    return next((clause for clause in clauses if len(_DATE.sub("", clause)) >= _SHORT), text).strip('“”"')


def _question(words: str) -> str:
    """Some words as a question; as they are where they ask themselves; "" for none."""
    words = words.strip()[:LONGEST_QUESTION]
    if _ASKS.search(words):
        return words if words.endswith(("？", "?")) else f"{words}？"
    return _texts()["question"].format(words=words) if words else ""


def _own_heading(paper: Listed, excerpt: Excerpt) -> str:
    """The headings that the excerpt stands under, without numbers of articles and the title of the paper; "" where they are
    too long for a question."""
    parts = excerpt.heading.removeprefix(paper.title).split(" ")
    said = (_ITEM.sub("", part) for part in parts if not starts_article(part + " "))
    own = "，".join(filter(None, said))
    return own if len(own) <= LONGEST_QUESTION else ""


def _register_notes(answer: str, question: str, region: str, today: dt.date, register: Figures) -> dict[str, str]:
    place = all_regions().get(region) if region else all_regions().by_code(NATION_CODE)
    found: Iterator[tuple[str, str]] = (
        (one.number, _texts()["register"].format(what=one.what, instead=one.instead))
        for one in literals(answer, question, place, today, register)
    )
    return dict(found)


@cache
def _texts() -> dict[str, str]:
    texts: dict[str, str] = yaml.safe_load(Path(__file__).with_name("drafting.yml").read_text("utf-8"))
    return texts
