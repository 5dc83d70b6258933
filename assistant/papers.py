"""Policy papers from the terminal: added with a line about each, listed, searched."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from assistant.settings import Settings
from assistant.who import by
from knowledge import china_time
from knowledge.editing.drafting import Suggestion, suggestions
from knowledge.encoder import Encoder
from knowledge.errors import ReadableError
from knowledge.papers.adding import add_file, kept_name, open_encoder, region_of
from knowledge.papers.blocks import PaperError
from knowledge.papers.finding import Quotation, Quotations
from knowledge.papers.listing import excerpts_of, find_paper, listed
from knowledge.papers.paper import Listed, Paper, Wanted
from knowledge.papers.storing import read_library
from knowledge.places.regions import all_regions
from knowledge.records.database import open_database
from knowledge.records.faqs.door import Door
from knowledge.records.figures.reading import register_now
from knowledge.versions.folder import Versions
from knowledge.versions.learned import read

NATION, NO_DATE = "全国", "无日期"
NOTHING = "没有文件；用 assistant papers add 加入"
SCANNED = "从图片识别，可能有错字"
QUOTED = "原文摘录，未经整理"


class NoDraft(ReadableError):
    """An excerpt out of which no draft is made."""


class OneTitle(ReadableError):
    """A title is given for several files."""


def add(settings: Settings, files: Sequence[Path], wanted: Wanted) -> bool:
    """Add the files and tell how it went; whether all could be read. Raises UnknownRegion, OneTitle, EncoderMissing."""
    if wanted.title and len(files) > 1:
        raise OneTitle("--title 只能在加一个文件时写")
    region = kept_name(region_of(wanted.region))
    database, encoder = open_database(settings.database), open_encoder(settings)
    added = [_add(database, encoder, file, replace(wanted, region=region)) for file in files]
    return all(added)


def _add(database: Engine, encoder: Encoder, file: Path, wanted: Wanted) -> bool:
    try:
        added = add_file(database, lambda: encoder, file, wanted, by())
    except PaperError as error:
        print(f"出错了：{error}", file=sys.stderr)
        return False
    paper, what = added.paper, "加入" if added.is_new else "替换"
    print(f"{added.id}　{what}《{paper.title}》：{len(paper.excerpts)} 段，{_told(paper, wanted)}")
    return True


def _told(paper: Paper, wanted: Wanted) -> str:
    date = f"日期 {paper.date}" if paper.date else "没读到日期，可以用 --date 写上"
    cut = "、".join(f"《{title}》" for title in paper.cut)
    behind = f"；剪去粘在后面的{cut}（要留下请加 --whole）" if cut else ""
    scanned = f"；{SCANNED}" if paper.scanned else ""
    return f"{wanted.region or NATION}，{date}{behind}{scanned}"


def lines(settings: Settings) -> Iterator[str]:
    """A line for each paper, or one that says that there is none."""
    papers = listed(open_database(settings.database))
    if not papers:
        yield NOTHING
    for paper in papers:
        columns = (
            paper.id,
            paper.region or NATION,
            paper.date or NO_DATE,
            f"{paper.excerpts} 段",
            paper.title,
            paper.file,
        )
        yield "\t".join(map(str, columns))


def excerpt_lines(settings: Settings, id: int) -> Iterator[str]:
    """The excerpts of a paper. Raises UnknownPaper, DatabaseError."""
    database = open_database(settings.database)
    yield f"《{find_paper(database, id).title}》"
    for number, excerpt in enumerate(excerpts_of(database, id), 1):
        yield f"{number}. {excerpt.heading}\n{excerpt.text}"


def draft_lines(settings: Settings, id: int) -> Iterator[str]:
    """Drafts of FAQs out of a paper, with what has to be checked. Raises UnknownPaper, DatabaseError."""
    for one in _suggestions(settings, id):
        answer = one.contents.answer
        marked = "、".join(dict.fromkeys(answer[mark.start : mark.end] for mark in one.marks))
        check = f"\n（请核对：{marked}）" if marked else ""
        yield f"{one.number}. {one.contents.question}\n{answer}{check}"


def save_draft(settings: Settings, id: int, number: int) -> str:
    """Write the draft of an excerpt into the library, to be edited there; its id.

    Raises UnknownPaper, NoDraft, OutOfTurn, DatabaseError.
    """
    found = next((one for one in _suggestions(settings, id) if one.number == number), None)
    if found is None:
        raise NoDraft(f"第 {number} 段拟不成问答，请看 assistant papers drafts {id}")
    door = Door(open_database(settings.database), settings.second_person)
    door.draft(found.contents, by(f"出自《{found.contents.source_title}》"), 0)
    return str(found.contents.id)


def _suggestions(settings: Settings, id: int) -> Sequence[Suggestion]:
    database = open_database(settings.database)
    paper, excerpts = find_paper(database, id), excerpts_of(database, id)
    return suggestions(paper, excerpts, china_time.today(), register_now(database))


def found(settings: Settings, question: str, region: str | None, limit: int) -> Iterator[str]:
    """The quotations found for a question, each with where it stands. Raises UnknownRegion, EncoderMissing, VersionError."""
    place = region_of(region) if region else None
    quotations = open_quotations(settings).find(question, place, limit)
    if not quotations:
        yield NOTHING
    for number, quotation in enumerate(quotations, 1):
        yield f"{number}. {_source(quotation)}\n{quotation.excerpt.text}"


def _source(quotation: Quotation) -> str:
    paper: Listed = quotation.excerpt.paper
    heading = f" {quotation.excerpt.heading}" if quotation.excerpt.heading else ""
    scanned = f"，{SCANNED}" if paper.scanned else ""
    return f"《{paper.title}》{heading}　[{paper.region or NATION}，{paper.date or NO_DATE}，{paper.file}]　{QUOTED}{scanned}"


def open_quotations(settings: Settings) -> Quotations:
    """The index of all papers. Raises EncoderMissing, VersionError, DatabaseError."""
    encoder = open_encoder(settings)
    adapter = read(Versions(settings.versions).current(), encoder.identity).adapter
    return Quotations.of(read_library(open_database(settings.database), encoder), encoder, adapter, all_regions())
