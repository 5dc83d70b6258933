"""What goes in and out of ``/api/admin/papers``. A region "" is the whole country."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from actions.contract.queries import Quotation
from channels.contract.numbers import Number
from channels.library.shapes import Contents
from knowledge.editing.drafting import Mark, Suggestion
from knowledge.papers.paper import Fate, Listed
from knowledge.papers.splitting import Excerpt
from knowledge.records.jobs.job import Job, JobState

MOST_FOUND = 20
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
State = Literal["waiting", "reading", "done", "failed"]
CANCELLED = "没有读，任务取消了"

_STATES: Mapping[JobState, State] = {
    JobState.WAITING: "waiting",
    JobState.RUNNING: "reading",
    JobState.DONE: "done",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "failed",
}


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Paper(_Shape):
    """A paper of the list; ``scanned``: its words were recognised in pictures, and may be wrong."""

    id: int
    title: str
    region: str
    file: str
    date: dt.date | None
    scanned: bool
    excerpts: int

    @classmethod
    def of(cls, one: Listed) -> Paper:
        return cls(
            id=one.id,
            title=one.title,
            region=one.region,
            file=one.file,
            date=one.date,
            scanned=one.scanned,
            excerpts=one.excerpts,
        )


class Arrival(_Shape):
    """A file that was sent: where it is, and what became of it. ``number``: that of the job that reads it."""

    number: int
    file: str
    state: State
    fate: Fate | None

    @classmethod
    def of(cls, job: Job) -> Arrival:
        return cls(number=job.id, file=job.given["name"], state=_STATES[job.state], fate=_fate(job))


class PaperList(_Shape):
    """All papers, and the files that were sent of late, the last first."""

    papers: tuple[Paper, ...]
    arrivals: tuple[Arrival, ...]


class PaperExcerpt(_Shape):
    """An excerpt of a paper, the ``number``-th from 1, with the headings that it stands under."""

    number: int
    heading: str
    text: str

    @classmethod
    def of(cls, number: int, one: Excerpt) -> PaperExcerpt:
        return cls(number=number, heading=one.heading, text=one.text)


class WholePaper(_Shape):
    """A paper with all its excerpts."""

    paper: Paper
    excerpts: tuple[PaperExcerpt, ...]


class MarkedPart(_Shape):
    """A part of an answer; ``mark``: it has to be checked, as what; ``note``: what else there is to say of it."""

    text: str
    mark: Mark | None
    note: str


class PaperDraft(_Shape):
    """A draft that nobody has looked at. ``parts``: its answer, with what has to be checked; ``is_taken``: the library has an
    FAQ of its id."""

    number: int
    heading: str
    contents: Contents
    parts: tuple[MarkedPart, ...]
    is_taken: bool

    @classmethod
    def of(cls, one: Suggestion, is_taken: bool) -> PaperDraft:
        return cls(
            number=one.number,
            heading=one.heading,
            contents=Contents.of(one.contents),
            parts=tuple(_parts(one)),
            is_taken=is_taken,
        )


class PaperDrafts(_Shape):
    """Drafts out of a paper, one for each excerpt that says something for itself."""

    paper: Paper
    drafts: tuple[PaperDraft, ...]


class SentPaper(_Shape):
    """What is said about a file that is sent as the body of the request. ``title`` and ``date`` are read from the file where
    nothing is said; ``whole``: other articles behind the paper stay."""

    file: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    region: Short
    title: Short = ""
    date: dt.date | None = None
    whole: bool = False
    why: Short = ""


class PaperId(_Shape):
    """A paper."""

    id: Number


class PaperGone(_Shape):
    """A paper that is to be removed."""

    id: Number
    why: Short = ""


class PaperQuestion(_Shape):
    """What the papers are searched for; ``region``: only papers that hold there ("": all of them)."""

    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    region: Short = ""
    limit: Annotated[int, Field(ge=1, le=MOST_FOUND)] = 5


class Found(_Shape):
    """Quotations, the best first."""

    quotations: tuple[Quotation, ...]


def _fate(job: Job) -> Fate | None:
    """None as long as nothing became of the file; what went wrong names it."""
    if job.state is JobState.DONE:
        return Fate.model_validate(job.result)
    if not job.has_ended:
        return None
    file, fault = job.given["name"], job.line or CANCELLED
    return Fate(fault=fault if fault.startswith(file) else f"{file}：{fault}")


def _parts(one: Suggestion) -> list[MarkedPart]:
    text, at, parts = one.contents.answer, 0, []
    for mark in one.marks:
        parts.append(MarkedPart(text=text[at : mark.start], mark=None, note=""))
        parts.append(MarkedPart(text=text[mark.start : mark.end], mark=mark.mark, note=mark.note))
        at = mark.end
    parts.append(MarkedPart(text=text[at:], mark=None, note=""))
    return [part for part in parts if part.text]
