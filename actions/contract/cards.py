"""``custom`` of a message: its status and, where it is drawn as a card, all that the card shows.

A message without a card has a status and no ``type``. Texts that are not known are "", other values null. What stands
around a card is in parts, in the order of the text: ``head``, the items, ``notes``, ``source_line``, ``hint``.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field

from actions.contract.status import Status

Lines = tuple[str, ...]
PaperId = Literal["arbitration", "complaint", "recognition"]
CoordinateSystem = Literal["wgs84", "gcj02", "bd09"]


class Strict(BaseModel):
    """A closed set of fields, never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Plain(Strict):
    """A message that is words alone: the text says it all, and ``custom`` has nothing but its status."""

    status: Status
    head: Lines = Field(default=(), exclude=True)


class Card(Strict):
    """A message that is drawn. Its text has the same parts, one below the other."""

    head: Lines = Field(default=(), description="Said before the items: a sentence or a figure a line.")
    notes: Lines = Field(default=(), description="What has to be known besides, a sentence a line.")
    source_line: str = Field(default="", description="Where it comes from, in one line.")
    hint: str = Field(default="", description="What may be said or done next.")


class Source(Strict):
    """Where an answer comes from: a statute or a paper."""

    title: str
    publisher: str | None = None
    date: dt.date | None = None
    url: str | None = None


class AnswerCard(Card):
    """An approved answer, which is the ``head``. ``title``: the question that it answers, so that a wrong one shows itself;
    ``score``: how surely it is the right one (a guide: how surely its topic is meant), 0 to 1; ``near_ids``: the answers
    behind the nearest questions that a guide offers."""

    status: Literal[Status.ANSWERED, Status.GUIDED] = Status.ANSWERED
    type: Literal["answer"] = "answer"
    title: str = ""
    faq_id: str
    near_ids: Lines = ()
    region: str
    category: str
    effective_from: dt.date | None
    effective_to: dt.date | None = None
    source: Source
    score: float


class ChoicesCard(Card):
    """What to choose from: questions with their numbers, or cities. ``faq_ids``: the answer behind each item."""

    status: Literal[Status.CHOICES, Status.ASKED_REGION]
    type: Literal["choices"] = "choices"
    items: Lines
    faq_ids: Lines


class Row(Strict):
    """What all items of lists have. ``distance_m``: metres from the person, null when that is not known; ``sample``: made
    up, to show what an entry looks like; ``source``: who says so."""

    id: str
    distance_m: float | None
    sample: bool
    source: str


class StationItem(Row):
    """A station for outdoor workers. ``lat`` and ``lng`` are degrees in ``coord_sys``; ``route``: a link to a map that shows
    the way, null for a sample; ``verified_at``: when somebody last saw to it."""

    name: str
    address: str
    is_24h: bool | None
    open_hours: str
    amenities: str
    phone: str
    lat: float | None
    lng: float | None
    coord_sys: CoordinateSystem
    verified_at: dt.date | None
    route: str | None


class JobItem(Row):
    """A job offer. ``pay`` in words; ``near_trade``: of a trade near the one that was asked for."""

    title: str
    employer: str
    city: str
    district: str
    job_type: str
    pay: str
    requirements: str
    contact: str
    published_at: dt.date | None
    expires_at: dt.date | None
    near_trade: bool


class LodgingItem(Row):
    """A place to stay for free."""

    name: str
    city: str
    address: str
    beds: int | None
    free_days: int | None
    meals: str
    facilities: str
    conditions: str
    how_to_apply: str
    contact: str
    verified_at: dt.date | None


class ServicePointItem(Row):
    """A market, window or committee that serves people; coordinates as for a station."""

    name: str
    kind: str
    city: str
    district: str
    address: str
    lat: float | None
    lng: float | None
    coord_sys: CoordinateSystem
    open_hours: str
    phone: str
    services: str
    verified_at: dt.date | None


class CourseItem(Row):
    """A training course."""

    title: str
    trade: str
    city: str
    district: str
    organiser: str
    address: str
    starts_at: dt.date | None
    ends_at: dt.date | None
    days: int | None
    fee: str
    conditions: str
    how_to_apply: str
    contact: str
    verified_at: dt.date | None


class ListCard(Card):
    """Rows of a table; those that are near come first where it is known where the person is."""

    status: Literal[Status.LISTED] = Status.LISTED


class StationsCard(ListCard):
    """Stations for outdoor workers."""

    type: Literal["stations"] = "stations"
    items: tuple[StationItem, ...]


class JobsCard(ListCard):
    """Job offers."""

    type: Literal["jobs"] = "jobs"
    items: tuple[JobItem, ...]


class LodgingsCard(ListCard):
    """Places to stay for free."""

    type: Literal["lodgings"] = "lodgings"
    items: tuple[LodgingItem, ...]


class ServicePointsCard(ListCard):
    """Service points."""

    type: Literal["service_points"] = "service_points"
    items: tuple[ServicePointItem, ...]


class CoursesCard(ListCard):
    """Training courses."""

    type: Literal["courses"] = "courses"
    items: tuple[CourseItem, ...]


class ResultCard(Card):
    """What a service found out."""

    status: Literal[Status.COMPUTED] = Status.COMPUTED


class RetirementCard(ResultCard):
    """``month``: of retirement, "2037-07"; ``delay_months``: how much later than before 2025; ``minimum_years`` of
    contribution; ``missing_years`` of them if the person pays on until then, null when it is not known what was paid."""

    type: Literal["retirement"] = "retirement"
    month: str
    delay_months: int
    age_months: int
    minimum_years: float
    missing_years: float | None


class PensionInput(Strict):
    """A figure that an estimate starts from, in words, and who gave it."""

    name: str
    value: str
    source: str | None


class PensionStep(Strict):
    """One line of the reckoning; ``amount`` in yuan a month."""

    name: str
    formula: str
    amount: float


class PensionCard(ResultCard):
    """An estimate of a pension: ``total`` in yuan a month, from what, how, and under which ``assumptions``."""

    type: Literal["pension"] = "pension"
    kind: Literal["employees", "residents"]
    total: float
    inputs: tuple[PensionInput, ...]
    items: tuple[PensionStep, ...]
    assumptions: Lines


class EntitlementStep(Strict):
    """One line of the reckoning: how, in words with the numbers, what it comes to, in which ``unit``, and the articles."""

    name: str
    formula: str
    amount: float
    unit: Literal["元", "个月", "天", "%"]
    article: str


class EntitlementCard(ResultCard):
    """What the law gives in an ordinary case. ``kind``: of what; ``inputs``: what it was reckoned from, in words;
    ``results``: the steps that were asked for; ``notes`` have what was assumed."""

    type: Literal["entitlement"] = "entitlement"
    kind: str
    inputs: Lines
    results: tuple[EntitlementStep, ...]
    items: tuple[EntitlementStep, ...]


class SelfCheckCard(ResultCard):
    """A finished self-check; ``items``: the conditions that are not met."""

    type: Literal["selfcheck"] = "selfcheck"
    id: str
    decision: Literal["met", "missing", "unsure"]
    items: Lines
    source: Source


class DeadlineItem(Strict):
    """A deadline of a claim; ``days_left`` is negative when it has passed."""

    name: str
    last_day: dt.date
    days_left: int


class DocumentItem(Strict):
    """A paper to hand in, filled in as far as the person told: where it can be opened for an hour, as a page of Word and as
    PDF, relative to the gateway's root."""

    id: PaperId
    title: str
    docx: str
    pdf: str


class SummaryCard(ResultCard):
    """A claim's page: ``html`` and ``pdf`` are where it can be opened for an hour, relative to the gateway's root;
    ``items``: its deadlines; ``documents``: the papers to hand in that follow from it."""

    type: Literal["summary"] = "summary"
    title: str
    html: str
    pdf: str
    items: tuple[DeadlineItem, ...]
    documents: tuple[DocumentItem, ...]


class HandoffCard(Strict):
    """Numbers to call."""

    status: Literal[Status.HANDOFF, Status.DANGER]
    type: Literal["handoff"] = "handoff"
    items: Lines


class WaitCard(Strict):
    """The assistant is starting, broken or too slow."""

    status: Literal[Status.UNAVAILABLE] = Status.UNAVAILABLE
    type: Literal["wait"] = "wait"


DrawnCard = (
    AnswerCard
    | ChoicesCard
    | StationsCard
    | JobsCard
    | LodgingsCard
    | ServicePointsCard
    | CoursesCard
    | RetirementCard
    | PensionCard
    | EntitlementCard
    | SelfCheckCard
    | SummaryCard
)
Custom = Plain | Annotated[DrawnCard | HandoffCard | WaitCard, Discriminator("type")]
"""Everything that ``custom`` can be."""
