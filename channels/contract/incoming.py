"""What a person sends: one message, and what the channel knows of the person."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from channels.errors import ErrorCode, GatewayError

MAX_BODY_BYTES = 64 * 1024


def _clean(text: str) -> str:
    """Control characters become spaces: nobody types them, and data bases and logs stumble over them."""
    return "".join(character if character >= " " or character in "\n\t" else " " for character in text)


class Input(BaseModel):
    """What comes from outside. Unknown keys are dropped, so that nothing unchecked reaches the engine."""

    model_config = ConfigDict(strict=True, frozen=True, allow_inf_nan=False)


class Location(Input):
    """A point on the map."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lng: Annotated[float, Field(ge=-180, le=180)]
    coord_sys: Literal["wgs84", "gcj02", "bd09"] = "wgs84"


class Metadata(Input):
    """What a channel knows of the caller."""

    region: Annotated[str, StringConstraints(max_length=50), AfterValidator(_clean)] | None = None
    location: Location | None = None


class Incoming(Input):
    """One message of a person."""

    sender: Annotated[str, StringConstraints(max_length=200, pattern=r"\S"), AfterValidator(_clean)]
    message: Annotated[str, StringConstraints(max_length=1000), AfterValidator(_clean)]
    metadata: Metadata | None = None


_CODE_OF_FIELD: dict[tuple[int | str, ...], ErrorCode] = {
    (): ErrorCode.BAD_BODY,
    ("sender",): ErrorCode.BAD_SENDER,
    ("message",): ErrorCode.BAD_MESSAGE,
    ("metadata",): ErrorCode.BAD_METADATA,
    ("metadata", "region"): ErrorCode.BAD_REGION,
    ("metadata", "location"): ErrorCode.BAD_LOCATION,
}


def parse(body: bytes) -> Incoming:
    """The message in a request's body. Raises ``GatewayError`` with the code of the first fault."""
    if len(body) > MAX_BODY_BYTES:
        raise GatewayError(ErrorCode.TOO_LARGE, status=413)
    try:
        return Incoming.model_validate_json(body)
    except ValidationError as error:
        raise GatewayError(_code_of(error.errors()[0])) from error


def _code_of(fault: ErrorDetails) -> ErrorCode:
    if fault["type"] == "json_invalid":
        return ErrorCode.NOT_JSON
    if fault["type"] == "string_too_long" and fault["loc"] == ("message",):
        return ErrorCode.MESSAGE_TOO_LONG
    return _CODE_OF_FIELD[fault["loc"][:2]]
