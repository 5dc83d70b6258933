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
from actions.contract.queries import Cities, Lookup
from actions.contract.status import Status
from channels.app import App, create_app
from channels.contract.events import Events
from channels.contract.incoming import Exchange, Hello, Incoming, Judgement, Texts
from channels.errors import ErrorBody, ErrorCode
from channels.health import Report
from channels.lookup import LONGEST_QUESTION, MOST_HITS
from channels.settings import GatewaySettings
from knowledge.settings import ROOT

FILE = ROOT / "docs" / "api" / "openapi.yml"
# Of what the outside may rely on; it changes when something is taken away.
API_VERSION = "1"
Schema = dict[str, Any]
_OF_PAGES = ("pages", "staff", "desk", "handoff")


class Messages(RootModel[list[Message]]):
    """The reply to one message, in the order in which it is to be read; never empty."""


class Alive(BaseModel):
    """The channel is there."""

    status: Literal["ok"]


@dataclass(frozen=True)
class Operation:
    """What one route takes and gives. ``gives``: the class of a JSON body, or media types; ``query`` and ``path``: schemas of
    parameters, required unless they have a default; ``errors``: the codes of an error by HTTP status; ``also``: statuses
    with the same body as 200, and why."""

    summary: str
    gives: type[BaseModel] | tuple[str, ...]
    takes: type[BaseModel] | None = None
    query: Mapping[str, Schema] = field(default_factory=dict)
    path: Mapping[str, Schema] = field(default_factory=dict)
    errors: Mapping[int, tuple[ErrorCode, ...]] = field(default_factory=dict)
    needs_token: bool = False
    also: Mapping[int, str] = field(default_factory=dict)


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
OPERATIONS = {
    ("get", "/webhooks/rest"): Operation("Whether the channel is there.", Alive),
    ("post", "/webhooks/rest/webhook"): Operation(
        "Say something; the reply is a list of messages.",
        Messages,
        takes=Incoming,
        errors={
            400: _TALKING,
            413: (ErrorCode.TOO_LARGE,),
        },
    ),
    ("post", "/api/line"): Operation(
        "Say something on a line, or nothing, and get what happened on it. The same by WebSocket at this address: first a"
        " `Hello`, then `Spoken` or `ping` a frame; back come `welcome`, what was missed, and each event as it happens.",
        Events,
        takes=Exchange,
        errors={400: _TALKING, 413: (ErrorCode.TOO_LARGE,)},
    ),
    ("post", "/api/line/forget"): Operation(
        "Remove the transcript of a line.", (), takes=Hello, errors={400: (ErrorCode.BAD_SENDER,)}
    ),
    ("post", "/api/line/verdict"): Operation(
        "What a person thinks of a message of their line.",
        (),
        takes=Judgement,
        errors={400: (ErrorCode.BAD_BODY, ErrorCode.BAD_SENDER), 404: (ErrorCode.NOT_FOUND,)},
    ),
    ("post", "/api/traditional"): Operation(
        "Texts in Traditional characters.", Texts, takes=Texts, errors={400: (ErrorCode.BAD_BODY,)}
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
            503: (ErrorCode.NOT_READY,),
        },
        needs_token=True,
    ),
    ("get", "/summary/{name}"): Operation(
        "The page of a claim or one of its papers, as the links of a summary card name them.",
        ("text/html", "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        path={"name": {"type": "string", "examples": ["BZ_EkHYvB1ZPovTPifH4IATk.pdf"]}},
        errors={404: (ErrorCode.NOT_FOUND, ErrorCode.SUMMARY_GONE), 503: (ErrorCode.NOT_READY,)},
    ),
    ("get", "/healthz"): Operation(
        "Whether a question can be answered now.", Report, also={503: "A part is down; the body says which."}
    ),
}


class _SchemaWithoutTitles(GenerateJsonSchema):
    """A title of each field ("Recipient Id") would only repeat its name."""

    def field_title_should_be_set(self, schema: object) -> bool:
        return False


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
        paths.setdefault(path, {})[method] = _operation(OPERATIONS[method, path])
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
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
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


def _operation(operation: Operation) -> Schema:
    described: Schema = {"summary": operation.summary}
    if operation.needs_token:
        described["security"] = [{"token": []}]
    if parameters := [*_parameters("path", operation.path), *_parameters("query", operation.query)]:
        described["parameters"] = parameters
    if operation.takes:
        described["requestBody"] = {"required": True, "content": _content(operation.takes)}
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
        engine_url="http://engine",
        engine_token=SecretStr(""),
        actions_url="http://actions",
        database_url="sqlite://",
        lines_url="sqlite://",
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(render(create_app(settings, "openapi")), "utf-8")


if __name__ == "__main__":
    main()
