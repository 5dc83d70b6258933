"""Papers in the database as they are listed, read and removed; nothing here needs an encoder."""

from __future__ import annotations

from sqlalchemy import Engine, delete, func, select

from knowledge.errors import ReadableError
from knowledge.papers.paper import Listed
from knowledge.papers.splitting import Excerpt
from knowledge.records.audit import PROGRAM, By, Verb, deed
from knowledge.records.database import readable_errors
from knowledge.records.tables import PaperExcerpt, PolicyPaper

PAPERS = "papers"  # what the log calls them


class UnknownPaper(ReadableError):
    """No paper of this id."""


def listed(database: Engine) -> list[Listed]:
    """All papers, by id. Raises DatabaseError."""
    count = select(func.count()).where(PaperExcerpt.paper_id == PolicyPaper.id).scalar_subquery()
    columns = (
        PolicyPaper.id,
        PolicyPaper.title,
        PolicyPaper.region,
        PolicyPaper.file,
        PolicyPaper.date,
        PolicyPaper.scanned,
    )
    with readable_errors(), database.connect() as connection:
        return [Listed(*row) for row in connection.execute(select(*columns, count).order_by(PolicyPaper.id))]


def find_paper(database: Engine, id: int) -> Listed:
    """One paper. Raises UnknownPaper, DatabaseError."""
    found = next((paper for paper in listed(database) if paper.id == id), None)
    if found is None:
        raise UnknownPaper(f"没有编号 {id} 的文件，请先看看列表")
    return found


def excerpts_of(database: Engine, id: int) -> list[Excerpt]:
    """The excerpts of a paper, in order. Raises DatabaseError."""
    columns = select(PaperExcerpt.heading, PaperExcerpt.text).where(PaperExcerpt.paper_id == id)
    with readable_errors(), database.connect() as connection:
        return [Excerpt(*row) for row in connection.execute(columns.order_by(PaperExcerpt.number))]


def remove(database: Engine, id: int, by: By = PROGRAM) -> None:
    """Raises UnknownPaper, DatabaseError."""
    file = find_paper(database, id).file
    with readable_errors(), database.begin() as connection, deed(connection, by, Verb.WITHDRAW, PAPERS, file) as opened:
        # SQLite heeds a foreign key only where each connection asks for it.
        connection.execute(delete(PaperExcerpt).where(PaperExcerpt.paper_id == id))
        connection.execute(delete(PolicyPaper).where(PolicyPaper.id == id))
        opened.detail["paper"] = id
