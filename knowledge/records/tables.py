"""The tables of the database.

A text that was left empty is "", any other empty cell is NULL. ``knowledge.records.kinds`` says what may stand in a row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SAMPLE_PREFIX = "示例"


class Base(DeclarativeBase):
    """All tables of the program."""


class Record(Base):
    """A row that came from a file; ``revision`` is the number of the import that last changed it."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
    revision: Mapped[int] = mapped_column(index=True, sort_order=1)


class Sourced(Record):
    """A record with one free text for its source."""

    __abstract__ = True

    source: Mapped[str]

    @hybrid_property
    def sample(self) -> bool:
        """Whether it only shows what a row looks like."""
        return self.source.startswith(SAMPLE_PREFIX)

    @sample.inplace.expression
    @classmethod
    def _sample(cls) -> ColumnElement[bool]:
        return cls.source.startswith(SAMPLE_PREFIX)


class Station(Sourced):
    """A station for outdoor workers. ``lng`` and ``lat`` are as given in ``coord_sys``, ``wgs_*`` the same in WGS-84."""

    __tablename__ = "station"

    name: Mapped[str]
    city: Mapped[str]
    district: Mapped[str]
    address: Mapped[str]
    lng: Mapped[float | None]
    lat: Mapped[float | None]
    coord_sys: Mapped[str]
    wgs_lng: Mapped[float | None]
    wgs_lat: Mapped[float | None]
    open_hours: Mapped[str]
    is_24h: Mapped[bool | None]
    amenities: Mapped[str]
    phone: Mapped[str]
    verified_at: Mapped[dt.date | None]


class Job(Sourced):
    """A job offer; ``lng`` and ``lat`` are WGS-84, pay is in yuan per ``pay_unit``."""

    __tablename__ = "job"

    title: Mapped[str]
    employer: Mapped[str]
    city: Mapped[str]
    district: Mapped[str]
    job_type: Mapped[str]
    pay_min: Mapped[float | None]
    pay_max: Mapped[float | None]
    pay_unit: Mapped[str]
    headcount: Mapped[int | None]
    requirements: Mapped[str]
    contact: Mapped[str]
    lng: Mapped[float | None]
    lat: Mapped[float | None]
    published_at: Mapped[dt.date | None]
    expires_at: Mapped[dt.date | None]


class Lodging(Sourced):
    """A place to stay for free."""

    __tablename__ = "lodging"

    name: Mapped[str]
    city: Mapped[str]
    address: Mapped[str]
    beds: Mapped[int | None]
    free_days: Mapped[int | None]
    meals: Mapped[str]
    facilities: Mapped[str]
    conditions: Mapped[str]
    how_to_apply: Mapped[str]
    contact: Mapped[str]
    verified_at: Mapped[dt.date | None]


class ServicePoint(Sourced):
    """A market, window or committee that serves people; coordinates as for a station."""

    __tablename__ = "service_point"

    name: Mapped[str]
    kind: Mapped[str]
    city: Mapped[str]
    district: Mapped[str]
    address: Mapped[str]
    lng: Mapped[float | None]
    lat: Mapped[float | None]
    coord_sys: Mapped[str]
    wgs_lng: Mapped[float | None]
    wgs_lat: Mapped[float | None]
    open_hours: Mapped[str]
    phone: Mapped[str]
    services: Mapped[str]
    verified_at: Mapped[dt.date | None]


class Course(Sourced):
    """A training course."""

    __tablename__ = "course"

    title: Mapped[str]
    trade: Mapped[str]
    city: Mapped[str]
    district: Mapped[str]
    organiser: Mapped[str]
    address: Mapped[str]
    starts_at: Mapped[dt.date | None]
    ends_at: Mapped[dt.date | None]
    days: Mapped[int | None]
    fee: Mapped[str]
    conditions: Mapped[str]
    how_to_apply: Mapped[str]
    contact: Mapped[str]
    verified_at: Mapped[dt.date | None]


class FaqContents:
    """A question and its approved answer; ``region`` "" is the whole country, ``similar_questions`` one to a line."""

    question: Mapped[str]
    similar_questions: Mapped[str]
    answer: Mapped[str]
    region: Mapped[str]
    category: Mapped[str]
    effective_from: Mapped[dt.date | None]
    effective_to: Mapped[dt.date | None]
    source_title: Mapped[str]
    source_publisher: Mapped[str]
    source_date: Mapped[dt.date | None]
    source_url: Mapped[str]


class FaqRecord(FaqContents, Record):
    """An FAQ that is told, as some revision has it."""

    __abstract__ = True


class Faq(FaqRecord):
    """An FAQ as it was imported last."""

    __tablename__ = "faq"


class EncodedFaq(FaqRecord):
    """An FAQ as it is found: as it was imported at revision ``made_from``, until what was imported later is encoded too.

    ``vectors`` were made by ``encoder`` from question, similar questions and answer (``knowledge/live/faqs.py`` lays them
    out).
    """

    __tablename__ = "encoded_faq"

    vectors: Mapped[bytes]
    encoder: Mapped[str]
    made_from: Mapped[int]


class FaqVersion(FaqContents, Base):
    """What an FAQ said or was to say, once written never changed; ``number`` counts the versions of an id from 1.

    ``deed`` wrote it; ``restored``: the version whose words it takes up again.
    """

    __tablename__ = "faq_version"

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    restored: Mapped[int | None]
    deed: Mapped[int] = mapped_column(index=True)


class FaqStep(Base):
    """A version came into a state by a deed; never changed."""

    __tablename__ = "faq_step"

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    deed: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str]


class FaqEntry(Base):
    """Where an FAQ stands: its latest version, that one's state, and the version that is ``published`` (in table ``faq``)."""

    __tablename__ = "faq_entry"

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    state: Mapped[str] = mapped_column(index=True)
    published: Mapped[int | None]


class Deed(Base):
    """Something that was done to what people are told; never changed, and each sealed with the one before
    (``knowledge/records/audit.py``). ``detail`` is JSON. Times are UTC."""

    __tablename__ = "deed"
    __table_args__ = (Index("ix_deed_kind_subject", "kind", "subject"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime]
    who: Mapped[str]
    what: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[str]
    why: Mapped[str]
    detail: Mapped[str]
    seal: Mapped[str]


class LastDeed(Base):
    """The number and the seal of the last deed (one row; 0 and "" before the first)."""

    __tablename__ = "last_deed"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seal: Mapped[str]


class Token(Base):
    """A key of a program; only its digest is kept. ``scope``: what it opens, with spaces between; ``expires_at``: NULL for
    never. Times are UTC."""

    __tablename__ = "token"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[dt.datetime]
    revoked_at: Mapped[dt.datetime | None]
    scope: Mapped[str] = mapped_column(server_default="lookup")
    expires_at: Mapped[dt.datetime | None]


class StaffAccount(Base):
    """Somebody who may log in; of the password only an Argon2 hash is kept. ``region``, ``category``: where an editor may
    write ("": anywhere). ``code_secret``: of the second factor ("": none), which no hash could do; ``code_step``: the half
    minute since 1970 whose code was used last; ``subject``: of whom the office's provider logs in (None: by password here).
    Times are UTC."""

    __tablename__ = "staff_account"
    __table_args__ = (Index("staff_account_subject", "subject", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    password_hash: Mapped[str]
    created_at: Mapped[dt.datetime]
    region: Mapped[str] = mapped_column(server_default="")
    category: Mapped[str] = mapped_column(server_default="")
    code_secret: Mapped[str] = mapped_column(server_default="")
    code_step: Mapped[int] = mapped_column(server_default="0")
    subject: Mapped[str | None]


class StaffSession(Base):
    """A login; only a digest of its cookie is kept. ``seen_at``: last used, to the minute. Times are UTC."""

    __tablename__ = "staff_session"

    digest: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(StaffAccount.id, ondelete="CASCADE"), index=True)
    created_at: Mapped[dt.datetime]
    seen_at: Mapped[dt.datetime]


class LoginFailure(Base):
    """Attempts in a row to log in under a name, whether it exists or not; ``last_at`` (UTC) of those that were looked at."""

    __tablename__ = "login_failure"

    name: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    last_at: Mapped[dt.datetime]


class DeskNote(Base):
    """What a clerk found wrong or missing, for the admin to look at; private numbers in its texts are masked.

    ``kind``: "missing" (nothing fits) or "wrong" (``entry_id`` and ``entry_question`` name the answer that is). ``decision``
    and ``score``: what the search said. ``as_of``: the day asked about, NULL for the day itself. Times are UTC.
    """

    __tablename__ = "desk_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    question: Mapped[str]
    region: Mapped[str]
    as_of: Mapped[dt.date | None]
    entry_id: Mapped[str]
    entry_question: Mapped[str]
    decision: Mapped[str]
    score: Mapped[float | None]
    remark: Mapped[str]
    staff: Mapped[str]
    created_at: Mapped[dt.datetime]
    settled_at: Mapped[dt.datetime | None]


class AskedDecision(Base):
    """What became of a group of questions that were asked in vain: ``question`` stands for it, masked. ``state`` "done" (an
    entry answers it: ``entry``) or "not_ours"; a group without a row is open. Times are UTC."""

    __tablename__ = "asked_decision"

    key: Mapped[str] = mapped_column(primary_key=True)
    question: Mapped[str]
    state: Mapped[str]
    entry: Mapped[str]
    who: Mapped[str]
    at: Mapped[dt.datetime]


class BatchRun(Base):
    """Questions of a file that were asked all at once, ``count`` of them; ``file``: its name. Times are UTC."""

    __tablename__ = "batch_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[str]
    who: Mapped[str]
    at: Mapped[dt.datetime]
    count: Mapped[int]


class BatchQuestion(Base):
    """The ``number``-th question (from 1) of a run, masked, and once it was asked what came of it.

    ``expected``: the id of the entry that should answer; "" says that nothing should, NULL that nobody said. ``decision`` is
    "" until it was asked; ``entry`` and ``told``: the answer that was nearest, and its question; ``is_right`` NULL where
    nothing was expected.
    """

    __tablename__ = "batch_question"

    run: Mapped[int] = mapped_column(ForeignKey(BatchRun.id, ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question: Mapped[str]
    region: Mapped[str]
    expected: Mapped[str | None]
    decision: Mapped[str]
    entry: Mapped[str]
    told: Mapped[str]
    answer: Mapped[str]
    score: Mapped[float | None]
    is_right: Mapped[bool | None]


class DeskHours(Base):
    """When clerks take over conversations on the days from ``first`` to ``last``; ``hours`` as offices write them
    (``knowledge.places.opening_hours``). Of the rows that hold a day, the one of the fewest days counts."""

    __tablename__ = "desk_hours"

    first: Mapped[dt.date] = mapped_column(primary_key=True)
    last: Mapped[dt.date] = mapped_column(primary_key=True)
    hours: Mapped[str]
    name: Mapped[str]


class ClosedFace(Base):
    """What everybody is told in place of answers (one row; none: they are answered). Times are UTC."""

    __tablename__ = "closed_face"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]
    since: Mapped[dt.datetime]


class PolicyPaper(Base):
    """A policy paper that the office added; ``region`` "" is the whole country, ``file`` the name of the file it came in,
    ``scanned``: its words were recognised in pictures. Times are UTC."""

    __tablename__ = "paper"
    __table_args__ = (UniqueConstraint("file", "region"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    region: Mapped[str]
    file: Mapped[str]
    date: Mapped[dt.date | None]
    scanned: Mapped[bool]
    added_at: Mapped[dt.datetime]


class PaperExcerpt(Base):
    """An excerpt of a paper, the ``number``-th (from 1), as it is quoted; ``vector`` (float32) and ``tokens`` (``TOKEN`` of
    knowledge/encoder.py) were made by ``encoder``."""

    __tablename__ = "paper_excerpt"

    paper_id: Mapped[int] = mapped_column(ForeignKey(PolicyPaper.id, ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    heading: Mapped[str]
    text: Mapped[str]
    vector: Mapped[bytes]
    tokens: Mapped[bytes]
    encoder: Mapped[str]


class BackgroundJob(Base):
    """Something that takes long, done beside the serving processes (``knowledge/records/jobs/``).

    ``given`` and ``result`` are JSON; ``progress``: 0..1, with a ``line`` for people; ``is_unwanted``: somebody cancelled it
    while it ran; ``log``: the last of what it printed. Times are UTC.
    """

    __tablename__ = "background_job"
    __table_args__ = ({"sqlite_autoincrement": True},)  # an id is never given twice

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    who: Mapped[str]
    why: Mapped[str]
    given: Mapped[str]
    progress: Mapped[float]
    line: Mapped[str]
    attempts: Mapped[int]
    is_unwanted: Mapped[bool]
    log: Mapped[str]
    result: Mapped[str]
    asked_at: Mapped[dt.datetime]
    started_at: Mapped[dt.datetime | None]
    ended_at: Mapped[dt.datetime | None]


class TestCase(Base):
    """A question that somebody asked, and the entry that answers it ("": none may); private numbers in it are masked.
    ``region`` "" is anywhere. Times are UTC."""

    __test__ = False  # no class of tests

    __tablename__ = "test_case"
    __table_args__ = (UniqueConstraint("question", "region"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str]
    region: Mapped[str]
    expected: Mapped[str]
    who: Mapped[str]
    at: Mapped[dt.datetime]


class FigureValue(Base):
    """What an office says that a figure of the register is in a region (its official code) on the days from ``first`` to
    ``last``; ``amount`` is a decimal number in the register's unit. Nothing of it is ever changed but the numbers of the
    deeds that put it ``in_force`` and had it ``withdrawn``."""

    __tablename__ = "figure_value"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    figure: Mapped[str] = mapped_column(index=True)
    region: Mapped[str]
    amount: Mapped[str]
    first: Mapped[dt.date]
    last: Mapped[dt.date | None]
    source_title: Mapped[str]
    source_publisher: Mapped[str]
    source_date: Mapped[dt.date | None]
    source_url: Mapped[str]
    checked: Mapped[dt.date]
    entered: Mapped[int]
    in_force: Mapped[int | None]
    withdrawn: Mapped[int | None]


class Deletion(Base):
    """A row of a kind that was deleted, at which revision of its kind; its id may have been imported anew since."""

    __tablename__ = "deletion"
    __table_args__ = (Index("ix_deletion_kind_revision", "kind", "revision"),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]


class Withdrawn(Base):
    """An entry of the content that the office does not want told any more. Times are UTC."""

    __tablename__ = "withdrawn"

    id: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[dt.datetime]


class Revision(Base):
    """The number of the last change of a kind; 0 before the first."""

    __tablename__ = "revision"

    kind: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


TABLES: Mapping[str, type[Record]] = MappingProxyType(
    {
        "stations": Station,
        "jobs": Job,
        "lodgings": Lodging,
        "faqs": Faq,
        "service_points": ServicePoint,
        "courses": Course,
    }
)
