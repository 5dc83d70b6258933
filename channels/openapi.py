"""``docs/api/openapi.yml``, made from the gateway's routes and the classes behind them: ``python -m channels.openapi``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, RootModel, SecretStr
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from actions.contract.messages import Message
from actions.contract.queries import Cities, Lookup, Trial
from actions.contract.status import Status
from channels.app import App, create_app
from channels.asked.shapes import AskedList, AskedWish, Decided, Deciding
from channels.batch.shapes import BatchRun, BatchRuns, NamedRun, RunFile, WholeRun
from channels.contract.events import Events
from channels.contract.incoming import Exchange, Hello, Incoming, Judgement, Texts
from channels.errors import ErrorBody, ErrorCode
from channels.figures.shapes import ActOnValue, FigureId, FigureTable, InRegion, NewValue, TriedValue, WholeFigure
from channels.health import Report
from channels.hours.shapes import HoursTable, NewHours, OldHours
from channels.jobs.shapes import (
    JobNumber,
    Jobs,
    JobWish,
    Measured,
    RollBack,
    Training,
    VersionAct,
    VersionName,
    Versions,
    WholeJob,
)
from channels.library.shapes import (
    Act,
    Checked,
    Deeds,
    Differences,
    Draft,
    FaqList,
    Figures,
    LogWish,
    Named,
    Noting,
    Pair,
    Place,
    Terms,
    ToCheck,
    Verdict,
    WholeFaq,
    Wish,
)
from channels.library.transfer import FILE_TYPES
from channels.library.transfer_shapes import Form, Preview, SentTable, WantedTable
from channels.library.trying import ToTry
from channels.lookup import LONGEST_QUESTION, MOST_HITS
from channels.papers.shapes import (
    Arrival,
    Found,
    PaperDrafts,
    PaperGone,
    PaperId,
    PaperList,
    PaperQuestion,
    SentPaper,
    WholePaper,
)
from channels.settings import GatewaySettings
from channels.staff.guard import COOKIE, CSRF_HEADER
from channels.statistics.routes import CONVERSATION_TYPES, REPORT_TYPES
from channels.statistics.shapes import Month, Span, Statistics
from knowledge.settings import ROOT

FILE = ROOT / "docs" / "api" / "openapi.yml"
# Of what the outside may rely on; it changes when something is taken away.
API_VERSION = "1"
Schema = dict[str, Any]
_OF_PAGES = ("pages", "staff", "desk", "handoff", "services", "admin", "status")


class Messages(RootModel[list[Message]]):
    """The reply to one message, in the order in which it is to be read; never empty."""


class Alive(BaseModel):
    """The channel is there."""

    status: Literal["ok"]


@dataclass(frozen=True)
class Operation:
    """What one route takes and gives. ``gives``: the class of a JSON body, or media types; ``query`` and ``path``: schemas of
    parameters, required unless they have a default; ``errors``: the codes of an error by HTTP status; ``also``: statuses
    with the same body as 200, and why; ``needs_login``: the cookie of somebody of the staff, and where something is changed
    the CSRF token; ``takes_file``: a form with a file."""

    summary: str
    gives: type[BaseModel] | tuple[str, ...]
    takes: type[BaseModel] | None = None
    query: Mapping[str, Schema] = field(default_factory=dict)
    path: Mapping[str, Schema] = field(default_factory=dict)
    errors: Mapping[int, tuple[ErrorCode, ...]] = field(default_factory=dict)
    needs_token: bool = False
    needs_login: bool = False
    takes_file: bool = False
    also: Mapping[int, str] = field(default_factory=dict)


class _SchemaWithoutTitles(GenerateJsonSchema):
    """A title of each field ("Recipient Id") would only repeat its name."""

    def field_title_should_be_set(self, schema: object) -> bool:
        return False


_STAFF = {401: (ErrorCode.LOGIN_NEEDED,), 403: (ErrorCode.FORBIDDEN,)}
_WRITING = {
    **_STAFF,
    400: (ErrorCode.BAD_BODY, ErrorCode.BAD_FAQ),
    404: (ErrorCode.NOT_FOUND,),
    409: (ErrorCode.NOT_NOW,),
}

_ENTERING = {
    **_STAFF,
    400: (ErrorCode.BAD_BODY, ErrorCode.BAD_FIGURE, ErrorCode.UNKNOWN_REGION),
    404: (ErrorCode.NOT_FOUND,),
}


def _of_query(shape: type[BaseModel]) -> dict[str, Schema]:
    """The parameters of a query, as a flat shape has them."""
    schema = shape.model_json_schema(schema_generator=_SchemaWithoutTitles)
    required = schema.get("required", ())
    return {
        # What is reckoned where nothing is given has no default in the schema.
        name: _inlined(given if name in required else {"default": None} | given, schema.get("$defs", {}))
        for name, given in schema["properties"].items()
    }


def _inlined(schema: Schema, known: Mapping[str, Schema]) -> Schema:
    """A schema of one value with the enumeration that it refers to in its place."""
    names = (choice["$ref"].rpartition("/")[2] for choice in (schema, *schema.get("anyOf", ())) if "$ref" in choice)
    if words := [word for name in names for word in known[name]["enum"]]:
        return {"type": "string", "enum": words, "default": schema.get("default") or ""}
    return schema


_TALKING = (
    ErrorCode.NOT_JSON,
    ErrorCode.BAD_BODY,
    ErrorCode.BAD_SENDER,
    ErrorCode.BAD_MESSAGE,
    ErrorCode.MESSAGE_TOO_LONG,
    ErrorCode.BAD_METADATA,
    ErrorCode.BAD_REGION,
    ErrorCode.BAD_LOCATION,
)
_TOO_FAST = {429: (ErrorCode.TOO_FAST,)}
_TOO_MUCH = {**_TOO_FAST, 503: (ErrorCode.BUSY,)}
OPERATIONS = {
    ("get", "/webhooks/rest"): Operation("Whether the channel is there.", Alive),
    ("post", "/webhooks/rest/webhook"): Operation(
        "Say something; the reply is a list of messages. With a header `Idempotency-Key`, what is sent again is answered"
        " once.",
        Messages,
        takes=Incoming,
        errors={
            400: _TALKING,
            413: (ErrorCode.TOO_LARGE,),
            **_TOO_MUCH,
        },
    ),
    ("post", "/api/line"): Operation(
        "Say something on a line, or nothing, and get what happened on it. The same by WebSocket at this address: first a"
        " `Hello`, then `Spoken` or `ping` a frame; back come `welcome`, what was missed, and each event as it happens.",
        Events,
        takes=Exchange,
        errors={400: _TALKING, 413: (ErrorCode.TOO_LARGE,), **_TOO_MUCH},
    ),
    ("post", "/api/line/forget"): Operation(
        "Remove the transcript of a line.", (), takes=Hello, errors={400: (ErrorCode.BAD_SENDER,), **_TOO_FAST}
    ),
    ("post", "/api/line/verdict"): Operation(
        "What a person thinks of a message of their line.",
        (),
        takes=Judgement,
        errors={400: (ErrorCode.BAD_BODY, ErrorCode.BAD_SENDER), 404: (ErrorCode.NOT_FOUND,), **_TOO_FAST},
    ),
    ("post", "/api/traditional"): Operation(
        "Texts in Traditional characters.", Texts, takes=Texts, errors={400: (ErrorCode.BAD_BODY,), **_TOO_FAST}
    ),
    ("get", "/api/cities"): Operation(
        "The cities that have answers of their own.", Cities, errors={503: (ErrorCode.NOT_READY,)}
    ),
    ("get", "/api/lookup"): Operation(
        "The search of the chat, for the staff of a hotline.",
        Lookup,
        query={
            "q": {"type": "string", "minLength": 1, "maxLength": LONGEST_QUESTION},
            "region": {"type": "string", "default": ""},
            "limit": {"type": "integer", "minimum": 1, "maximum": MOST_HITS, "default": 5},
        },
        errors={
            400: (ErrorCode.BAD_QUESTION, ErrorCode.BAD_LIMIT, ErrorCode.UNKNOWN_REGION),
            401: (ErrorCode.UNAUTHORIZED,),
            **_TOO_FAST,
            503: (ErrorCode.NOT_READY,),
        },
        needs_token=True,
    ),
    ("get", "/api/admin/faqs"): Operation(
        "The FAQs of the office and the shipped ones, page by page.",
        FaqList,
        query=_of_query(Wish),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY, ErrorCode.UNKNOWN_REGION)},
        needs_login=True,
    ),
    ("get", "/api/admin/faqs/terms"): Operation(
        "What lists and forms of FAQs need: filters, categories, regions, and what the asker may do.",
        Terms,
        errors=_STAFF,
        needs_login=True,
    ),
    ("get", "/api/admin/faqs/one"): Operation(
        "An FAQ with all its versions.",
        WholeFaq,
        query=_of_query(Named),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 404: (ErrorCode.NOT_FOUND,)},
        needs_login=True,
    ),
    ("get", "/api/admin/faqs/differences"): Operation(
        "What differs between two versions of an FAQ; 0 is what the program ships.",
        Differences,
        query=_of_query(Pair),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 404: (ErrorCode.NOT_FOUND,)},
        needs_login=True,
    ),
    ("post", "/api/admin/faqs/draft"): Operation(
        "Write a new version of an FAQ, or a new FAQ; it is told once it is published.",
        WholeFaq,
        takes=Draft,
        errors=_WRITING,
        needs_login=True,
    ),
    ("post", "/api/admin/faqs/act"): Operation(
        "Check, publish, withdraw, drop, restore or bring back an FAQ; live within two seconds.",
        WholeFaq,
        takes=Act,
        errors=_WRITING,
        needs_login=True,
    ),
    ("post", "/api/admin/faqs/check"): Operation(
        "What there is to say about an FAQ as it is being edited, and how it will be told.",
        Checked,
        takes=ToCheck,
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY, ErrorCode.BAD_FAQ), 503: (ErrorCode.NOT_READY,)},
        needs_login=True,
    ),
    ("post", "/api/admin/try"): Operation(
        "What chat would make of a question, and why; perhaps with an FAQ as it is being edited.",
        Trial,
        takes=ToTry,
        errors={
            **_STAFF,
            400: (ErrorCode.BAD_BODY, ErrorCode.BAD_FAQ, ErrorCode.UNKNOWN_REGION),
            503: (ErrorCode.NOT_READY,),
        },
        needs_login=True,
    ),
    ("post", "/api/admin/tables/preview"): Operation(
        "What an import would do with each row of a file, which is the body; nothing is written.",
        Preview,
        query=_of_query(SentTable),
        errors={
            **_STAFF,
            400: (ErrorCode.BAD_BODY, ErrorCode.BAD_FAQ),
            413: (ErrorCode.TOO_LARGE,),
            503: (ErrorCode.NOT_READY,),
        },
        needs_login=True,
    ),
    ("get", "/api/admin/tables/export"): Operation(
        "All FAQs of the office that are told, or all records of a kind, as a file that imports back unchanged.",
        tuple(FILE_TYPES.values()),
        query=_of_query(WantedTable),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,)},
        needs_login=True,
    ),
    ("get", "/api/admin/tables/template"): Operation(
        "An empty file to fill in; it imports as it is.",
        tuple(FILE_TYPES.values()),
        query=_of_query(WantedTable),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,)},
        needs_login=True,
    ),
    ("get", "/api/admin/figures"): Operation(
        "The figures that an answer may refer to, with what they are in a region today.",
        Figures,
        query=_of_query(Place),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY, ErrorCode.UNKNOWN_REGION)},
        needs_login=True,
    ),
    ("get", "/api/admin/figures/table"): Operation(
        "The register: what each figure is in a region today, and what is announced.",
        FigureTable,
        query=_of_query(InRegion),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY, ErrorCode.UNKNOWN_REGION)},
        needs_login=True,
    ),
    ("get", "/api/admin/figures/one"): Operation(
        "A figure by place and time, what the office entered of it, and what it touches.",
        WholeFigure,
        query=_of_query(FigureId),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 404: (ErrorCode.NOT_FOUND,)},
        needs_login=True,
    ),
    ("post", "/api/admin/figures/try"): Operation(
        "What a new value would change in what people are told; nothing is written.",
        TriedValue,
        takes=NewValue,
        errors=_ENTERING,
        needs_login=True,
    ),
    ("post", "/api/admin/figures/enter"): Operation(
        "Enter a new value of a figure; told from its day on, live within two seconds.",
        WholeFigure,
        takes=NewValue,
        errors={**_ENTERING, 409: (ErrorCode.SURPRISING,)},
        needs_login=True,
    ),
    ("post", "/api/admin/figures/act"): Operation(
        "Confirm or withdraw a value that was entered; live within two seconds.",
        WholeFigure,
        takes=ActOnValue,
        errors={**_ENTERING, 409: (ErrorCode.NOT_NOW,)},
        needs_login=True,
    ),
    ("get", "/api/admin/hours"): Operation(
        "When clerks take over conversations: the table, and what it comes to in the next four weeks.",
        HoursTable,
        errors=_STAFF,
        needs_login=True,
    ),
    ("post", "/api/admin/hours/set"): Operation(
        "Set the usual hours, or those of some days; live at once.",
        HoursTable,
        takes=NewHours,
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY, ErrorCode.BAD_HOURS)},
        needs_login=True,
    ),
    ("post", "/api/admin/hours/remove"): Operation(
        "Take the hours of some days away, so that the usual ones hold again; live at once.",
        HoursTable,
        takes=OldHours,
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY, ErrorCode.BAD_HOURS)},
        needs_login=True,
    ),
    ("get", "/api/admin/papers"): Operation(
        "The policy papers, and what became of the files that were sent.", PaperList, errors=_STAFF, needs_login=True
    ),
    ("get", "/api/admin/papers/one"): Operation(
        "A paper with its excerpts.",
        WholePaper,
        query=_of_query(PaperId),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 404: (ErrorCode.NOT_FOUND,)},
        needs_login=True,
    ),
    ("get", "/api/admin/papers/drafts"): Operation(
        "Drafts of FAQs out of a paper; they are written by `/api/admin/faqs/draft`.",
        PaperDrafts,
        query=_of_query(PaperId),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 404: (ErrorCode.NOT_FOUND,)},
        needs_login=True,
    ),
    ("post", "/api/admin/papers/add"): Operation(
        "Send a paper: the file is the body. It is read behind the others; `GET /api/admin/papers` says what became of it.",
        Arrival,
        query=_of_query(SentPaper),
        errors={
            **_STAFF,
            400: (ErrorCode.BAD_BODY, ErrorCode.UNKNOWN_REGION),
            413: (ErrorCode.TOO_LARGE,),
        },
        needs_login=True,
    ),
    ("post", "/api/admin/papers/remove"): Operation(
        "Remove a paper; it is found no more at once.",
        PaperList,
        takes=PaperGone,
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 404: (ErrorCode.NOT_FOUND,)},
        needs_login=True,
    ),
    ("post", "/api/admin/papers/search"): Operation(
        "Search the papers: quotations, word for word.",
        Found,
        takes=PaperQuestion,
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY, ErrorCode.UNKNOWN_REGION), 503: (ErrorCode.NOT_READY,)},
        needs_login=True,
    ),
    ("get", "/api/admin/deeds"): Operation(
        "Who did what, the last first.",
        Deeds,
        query=_of_query(LogWish),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,)},
        needs_login=True,
    ),
    ("get", "/api/admin/deeds/verdict"): Operation(
        "Whether the log and all versions are as they were written.",
        Verdict,
        query=_of_query(Noting),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,)},
        needs_login=True,
    ),
    ("get", "/api/admin/asked"): Operation(
        "What people asked in vain, grouped by meaning, those asked by most people first.",
        AskedList,
        query=_of_query(AskedWish),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 503: (ErrorCode.NOT_READY,)},
        needs_login=True,
    ),
    ("post", "/api/admin/asked/act"): Operation(
        "Begin an FAQ from a group of questions, add its wording to an entry, or set it aside.",
        Decided,
        takes=Deciding,
        errors={**_WRITING, 503: (ErrorCode.NOT_READY,)},
        needs_login=True,
    ),
    ("get", "/api/admin/jobs"): Operation(
        "Background jobs, the last first; an editor sees those that he asked for.",
        Jobs,
        query=_of_query(JobWish),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,)},
        needs_login=True,
    ),
    ("get", "/api/admin/jobs/one"): Operation(
        "A background job with the last of its log.",
        WholeJob,
        query=_of_query(JobNumber),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 404: (ErrorCode.NOT_FOUND,)},
        needs_login=True,
    ),
    ("post", "/api/admin/jobs/cancel"): Operation(
        "Cancel a background job; one under way stops, what is in force stays.",
        WholeJob,
        takes=JobNumber,
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 404: (ErrorCode.NOT_FOUND,), 409: (ErrorCode.NOT_NOW,)},
        needs_login=True,
    ),
    ("post", "/api/admin/jobs/train"): Operation(
        "Train a version and measure it beside the one in use, as `assistant train` does.",
        WholeJob,
        takes=Training,
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,)},
        needs_login=True,
    ),
    ("post", "/api/admin/jobs/import"): Operation(
        "Import a file, which is the body, in the background; with a reason (`why`) even what is worse.",
        WholeJob,
        query=_of_query(SentTable),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 413: (ErrorCode.TOO_LARGE,)},
        needs_login=True,
    ),
    ("get", "/api/admin/versions"): Operation(
        "All versions of what was learned, the last first.",
        Versions,
        errors=_STAFF,
        needs_login=True,
    ),
    ("get", "/api/admin/versions/report"): Operation(
        "How a version did beside the one in use.",
        Measured,
        query=_of_query(VersionName),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 409: (ErrorCode.NOT_NOW,)},
        needs_login=True,
    ),
    ("post", "/api/admin/versions/measure"): Operation(
        "Measure a version beside the one in use.",
        WholeJob,
        takes=VersionAct,
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 409: (ErrorCode.NOT_NOW,)},
        needs_login=True,
    ),
    ("post", "/api/admin/versions/publish"): Operation(
        "Put a version in use that is no worse, or with a reason (`why`) one that is.",
        WholeJob,
        takes=VersionAct,
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 409: (ErrorCode.NOT_NOW,)},
        needs_login=True,
    ),
    ("post", "/api/admin/versions/rollback"): Operation(
        "Go back to the version before; in force within five seconds.",
        WholeJob,
        takes=RollBack,
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 409: (ErrorCode.NOT_NOW,)},
        needs_login=True,
    ),
    ("get", "/api/admin/statistics"): Operation(
        "What came of conversations from one day to another.",
        Statistics,
        query=_of_query(Span),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,)},
        needs_login=True,
    ),
    ("get", "/api/admin/statistics/report"): Operation(
        "The report of a month.",
        tuple(REPORT_TYPES.values()),
        query=_of_query(Month),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,)},
        needs_login=True,
    ),
    ("get", "/api/admin/conversations"): Operation(
        "All conversations that are kept, masked, a message a row.",
        tuple(CONVERSATION_TYPES.values()),
        query=_of_query(Form),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,)},
        needs_login=True,
    ),
    ("get", "/api/admin/batches"): Operation(
        "All batch tests, the latest first.", BatchRuns, errors={**_STAFF}, needs_login=True
    ),
    ("post", "/api/admin/batches"): Operation(
        "Begin a batch test with the questions of a file.",
        BatchRun,
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY, ErrorCode.BAD_FAQ), 413: (ErrorCode.TOO_LARGE,)},
        needs_login=True,
        takes_file=True,
    ),
    ("post", "/api/admin/batches/step"): Operation(
        "Ask the next questions of a batch test; to be repeated until all are asked.",
        BatchRun,
        takes=NamedRun,
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 404: (ErrorCode.NOT_FOUND,), 503: (ErrorCode.NOT_READY,)},
        needs_login=True,
    ),
    ("get", "/api/admin/batches/one"): Operation(
        "A batch test with what came of each question, and what is other than the last time.",
        WholeRun,
        query=_of_query(NamedRun),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 404: (ErrorCode.NOT_FOUND,)},
        needs_login=True,
    ),
    ("get", "/api/admin/batches/file"): Operation(
        "The same as a file.",
        tuple(FILE_TYPES.values()),
        query=_of_query(RunFile),
        errors={**_STAFF, 400: (ErrorCode.BAD_BODY,), 404: (ErrorCode.NOT_FOUND,)},
        needs_login=True,
    ),
    ("get", "/summary/{name}"): Operation(
        "The page of a claim or one of its papers, as the links of a summary card name them.",
        ("text/html", "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        path={"name": {"type": "string", "examples": ["BZ_EkHYvB1ZPovTPifH4IATk.pdf"]}},
        errors={404: (ErrorCode.NOT_FOUND, ErrorCode.SUMMARY_GONE), **_TOO_FAST, 503: (ErrorCode.NOT_READY,)},
    ),
    ("get", "/healthz"): Operation(
        "Whether a question can be answered now.", Report, also={503: "A part is down; the body says which."}
    ),
}


_FORM = {
    "multipart/form-data": {
        "schema": {
            "type": "object",
            "properties": {"file": {"type": "string", "format": "binary"}, "why": {"type": "string", "default": ""}},
            "required": ["file"],
        }
    }
}


class _BlockDumper(yaml.SafeDumper):
    """Texts of several lines stand as they are."""


_BlockDumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def document(app: App) -> Schema:
    """The whole description. Raises KeyError for a route that ``OPERATIONS`` does not know."""
    paths: dict[str, Schema] = {}
    for method, path in sorted(routes(app)):
        paths.setdefault(path, {})[method] = _operation(OPERATIONS[method, path], method != "get")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "暖驿",
            "version": API_VERSION,
            "description": "Rasa's REST channel with a status on every message, and what stands beside it. Made by"
            " `python -m channels.openapi`; do not edit.",
        },
        "paths": paths,
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "login": {"type": "apiKey", "in": "cookie", "name": COOKIE},
                "csrf": {"type": "apiKey", "in": "header", "name": CSRF_HEADER},
            },
            "schemas": _schemas(),
        },
    }


def routes(app: App) -> Iterator[tuple[str, str]]:
    """Method and path of every route but those of pages and of the staff's pages, which change together with these; HEAD goes
    without saying."""
    for route in app.router.routes:
        if route.name.split(".")[1] in _OF_PAGES or route.extra.websocket:
            continue
        path = re.sub(r"<(\w+):\w+>", r"{\1}", f"/{route.path}")
        yield from ((method.lower(), path) for method in route.methods if method != "HEAD")


def render(app: App) -> str:
    """The description as YAML."""
    return yaml.dump(document(app), Dumper=_BlockDumper, allow_unicode=True, sort_keys=False, width=120)


def _schemas() -> Schema:
    taken = [operation.takes for operation in OPERATIONS.values() if operation.takes]
    given = [operation.gives for operation in OPERATIONS.values() if not isinstance(operation.gives, tuple)]
    models: list[tuple[type[BaseModel], Literal["validation", "serialization"]]] = [(ErrorBody, "serialization")]
    models += [(model, "validation") for model in taken]
    models += [(model, "serialization") for model in given]
    _, found = models_json_schema(
        models, ref_template="#/components/schemas/{model}", schema_generator=_SchemaWithoutTitles
    )
    schemas: Schema = found["$defs"]
    meanings = "\n".join(f"- `{status}`: {status.meaning}" for status in Status)
    schemas["Status"]["description"] += f"\n\n{meanings}"
    return dict(sorted(schemas.items()))


def _operation(operation: Operation, is_change: bool) -> Schema:
    described: Schema = {"summary": operation.summary}
    if operation.needs_token:
        described["security"] = [{"token": []}]
    if operation.needs_login:
        described["security"] = [{"login": [], "csrf": []} if is_change else {"login": []}]
    if parameters := [*_parameters("path", operation.path), *_parameters("query", operation.query)]:
        described["parameters"] = parameters
    if operation.takes:
        described["requestBody"] = {"required": True, "content": _content(operation.takes)}
    if operation.takes_file:
        described["requestBody"] = {"required": True, "content": _FORM}
    responses = {"200": {"description": HTTPStatus.OK.phrase, "content": _content(operation.gives)}}
    for status, why in operation.also.items():
        responses[str(status)] = {"description": why, "content": _content(operation.gives)}
    for status, codes in operation.errors.items():
        responses[str(status)] = {"description": ", ".join(codes), "content": _content(ErrorBody)}
    return {**described, "responses": responses}


def _parameters(place: str, schemas: Mapping[str, Schema]) -> Iterator[Schema]:
    for name, schema in schemas.items():
        yield {"name": name, "in": place, "required": "default" not in schema, "schema": schema}


def _content(body: type[BaseModel] | tuple[str, ...]) -> Schema:
    if isinstance(body, tuple):
        return {media_type: {} for media_type in body}
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{body.__name__}"}}}


def main(file: Path = FILE) -> None:
    settings = GatewaySettings(
        engine_urls="http://engine",
        engine_token=SecretStr(""),
        actions_url="http://actions",
        database_url="sqlite://",
        lines_url="sqlite://",
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(render(create_app(settings, "openapi")), "utf-8")


if __name__ == "__main__":
    main()
