"""What people send: messages, and what the channel knows of the person."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from channels.contract.numbers import Count
from channels.errors import ErrorCode, GatewayError
from channels.writing import Readable

MAX_BODY_BYTES = 64 * 1024


def _plain(name: str) -> str:
    """Control characters become spaces. Nothing is taken out: two names must not become one."""
    return "".join(character if character >= " " else " " for character in name)


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

    region: Annotated[str, StringConstraints(max_length=50), Readable] | None = None
    location: Location | None = None


class Incoming(Input):
    """One message of a person."""

    sender: Annotated[str, StringConstraints(max_length=200, pattern=r"\S"), AfterValidator(_plain)]
    message: Annotated[str, StringConstraints(max_length=1000), Readable]
    metadata: Metadata | None = None


Secret = Annotated[str, StringConstraints(pattern=r"^web-[0-9a-f]{32}$")]


class Hello(Input):
    """Who comes to a line, and the last entry (``at``) that they have. The sender is a secret of 128 random bits: it
    alone opens the transcript."""

    sender: Secret
    after: Count = 0


class Spoken(Input):
    """One message on a line. ``id``: the sender's own for it, so that it may be sent again without being said twice;
    ``shown``: what the person sees as said, where that is not the message itself (the title of a button)."""

    id: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{8,64}$")]
    message: Annotated[str, StringConstraints(max_length=1000), Readable]
    shown: Annotated[str, StringConstraints(max_length=1000), Readable] | None = None
    metadata: Metadata | None = None


class Exchange(Hello):
    """Something said on a line, or nothing: then it only asks what is new."""

    say: Spoken | None = None


class Judgement(Input):
    """What a person thinks of the message ``at`` of their line. ``reason``: of a closed list; ``note``: in their words."""

    sender: Secret
    at: Count
    helpful: bool
    reason: Literal["", "off_topic", "unclear", "outdated", "other"] = ""
    note: Annotated[str, StringConstraints(max_length=200), Readable] = ""


class Texts(Input):
    """Texts to be shown in Traditional characters."""

    texts: Annotated[list[Annotated[str, StringConstraints(max_length=5000)]], Field(max_length=500)]


_CODE_OF_FIELD: dict[int | str, ErrorCode] = {
    "sender": ErrorCode.BAD_SENDER,
    "message": ErrorCode.BAD_MESSAGE,
    "metadata": ErrorCode.BAD_METADATA,
    "region": ErrorCode.BAD_REGION,
    "location": ErrorCode.BAD_LOCATION,
}

Model = TypeVar("Model", bound=Input)


def parse(body: bytes, model: type[Model]) -> Model:
    """What a request's body holds. Raises ``GatewayError`` with the code of the first fault."""
    if len(body) > MAX_BODY_BYTES:
        raise GatewayError(ErrorCode.TOO_LARGE, status=413)
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise GatewayError(_code_of(error.errors()[0])) from error


def _code_of(fault: ErrorDetails) -> ErrorCode:
    """The code of the innermost field that has one."""
    if fault["type"] == "json_invalid":
        return ErrorCode.NOT_JSON
    codes = [_CODE_OF_FIELD[name] for name in fault["loc"] if name in _CODE_OF_FIELD]
    code = codes[-1] if codes else ErrorCode.BAD_BODY
    if fault["type"] == "string_too_long" and code is ErrorCode.BAD_MESSAGE:
        return ErrorCode.MESSAGE_TOO_LONG
    return code
