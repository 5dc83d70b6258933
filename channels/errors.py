"""Errors as callers see them: ``{"error": {"code", "message"}}`` with a code of a closed list and a Chinese message."""

from __future__ import annotations

import traceback
from enum import StrEnum

import structlog
from pydantic import BaseModel
from sanic import HTTPResponse, Request
from sanic.exceptions import SanicException, ServiceUnavailable
from sanic.response import json

from channels.texts import load_texts

log = structlog.get_logger(__name__)


class ErrorCode(StrEnum):
    """Everything that can be wrong; ``texts.yml`` has one sentence for each."""

    BAD_REQUEST = "bad_request"
    NOT_JSON = "not_json"
    BAD_BODY = "bad_body"
    BAD_SENDER = "bad_sender"
    BAD_MESSAGE = "bad_message"
    MESSAGE_TOO_LONG = "message_too_long"
    BAD_METADATA = "bad_metadata"
    BAD_REGION = "bad_region"
    BAD_LOCATION = "bad_location"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    UNAUTHORIZED = "unauthorized"
    BAD_ORIGIN = "bad_origin"
    BAD_QUESTION = "bad_question"
    BAD_LIMIT = "bad_limit"
    UNKNOWN_REGION = "unknown_region"
    SUMMARY_GONE = "summary_gone"
    LOGIN_NEEDED = "login_needed"
    BAD_LOGIN = "bad_login"
    LOGIN_LOCKED = "login_locked"
    CODE_NEEDED = "code_needed"
    BAD_CODE = "bad_code"
    NO_CODE_YET = "no_code_yet"
    FORBIDDEN = "forbidden"
    NOT_WAITING = "not_waiting"
    TAKEN = "taken"
    NOT_YOURS = "not_yours"
    NO_NUMBER = "no_number"
    BAD_FAQ = "bad_faq"
    BAD_FIGURE = "bad_figure"
    SURPRISING = "surprising"
    BAD_HOURS = "bad_hours"
    NOT_NOW = "not_now"
    TOO_FAST = "too_fast"
    BUSY = "busy"
    NOT_READY = "not_ready"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    INTERNAL = "internal"


_CODE_OF_STATUS = {
    404: ErrorCode.NOT_FOUND,
    405: ErrorCode.METHOD_NOT_ALLOWED,
    408: ErrorCode.TIMEOUT,
    413: ErrorCode.TOO_LARGE,
}


# After which it is worth trying again what took too long.
LATER_SECONDS = 10


class Error(BaseModel):
    """What is wrong: a code of the closed list, and a sentence for people."""

    code: ErrorCode
    message: str


class ErrorBody(BaseModel):
    """The body of every 4xx and 5xx."""

    error: Error


class GatewayError(Exception):
    """A request that cannot be served: ``code`` says why, ``status`` is the HTTP status; ``message``: what exactly, in place
    of the sentence of the code; ``retry_after``: seconds after which it is worth trying again, 0 for none."""

    def __init__(self, code: ErrorCode, status: int = 400, message: str = "", retry_after: int = 0) -> None:
        super().__init__(code.value)
        self.code = code
        self.status = status
        self.message = message
        self.retry_after = retry_after

    @property
    def headers(self) -> dict[str, str]:
        """What HTTP says of it besides."""
        return {"Retry-After": str(self.retry_after)} if self.retry_after else {}


def error_body(code: ErrorCode, message: str = "") -> ErrorBody:
    """The one shape of an error."""
    return ErrorBody(error=Error(code=code, message=message or load_texts().errors[code.value]))


def error_response(
    code: ErrorCode, status: int, headers: dict[str, str] | None = None, message: str = ""
) -> HTTPResponse:
    """An error over HTTP."""
    return json(error_body(code, message).model_dump(mode="json"), status=status, headers=headers)


def handle_error(request: Request, error: Exception) -> HTTPResponse:
    """Turn whatever was raised into an error response; Sanic's own English texts and pages never get out."""
    if isinstance(error, GatewayError):
        return error_response(error.code, error.status, error.headers, error.message)
    if isinstance(error, SanicException) and error.status_code < 500:
        code = _CODE_OF_STATUS.get(error.status_code, ErrorCode.BAD_REQUEST)
        # Sanic puts what HTTP asks for here, such as Allow beside a 405.
        return error_response(code, error.status_code, {key: str(value) for key, value in error.headers.items()})
    if isinstance(error, ServiceUnavailable):  # Sanic waited for RESPONSE_TIMEOUT
        return error_response(ErrorCode.BUSY, 503, {"Retry-After": str(LATER_SECONDS)})
    # Only the type and the lines: an exception's text and local variables may hold what a person wrote.
    where = traceback.format_tb(error.__traceback__)
    log.error("request_failed", error=type(error).__name__, path=request.path, where="".join(where))
    return error_response(ErrorCode.INTERNAL, 500)
