"""``/wechat``: where WeChat posts what people write to the account (服务器配置). Messages come and go sealed ("安全模式"): of
a plain message nothing but the time and a number would be signed."""

from __future__ import annotations

import secrets
import time
from typing import Any

import httpx
from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.response import raw, text

from channels.contract.incoming import MAX_BODY_BYTES
from channels.errors import ErrorCode, GatewayError
from channels.limits import Limiter
from channels.line.lines import Lines
from channels.transports.wechat import xml
from channels.transports.wechat.account import Account
from channels.transports.wechat.conversations import Conversations
from channels.transports.wechat.envelope import BadEnvelope, Envelope
from channels.transports.wechat.hearing import Happening
from channels.transports.wechat.service import CustomerService

# What WeChat takes for "heard, and nothing to say".
HEARD = "success"


def blueprint(lines: Lines, limiter: Limiter, account: Account) -> Blueprint:
    """The routes of an account."""
    routes = Blueprint("wechat", url_prefix="/wechat")
    envelope = Envelope(account)
    # Certificates count here, and no proxy of the environment: the API, or what passes on to it, is named by its address.
    client = httpx.AsyncClient(trust_env=False)
    conversations = Conversations(lines, limiter, account, CustomerService(client, account))

    @routes.get("/")
    async def prove(request: Request) -> HTTPResponse:
        """WeChat asks whether the address is the account's own."""
        asked = _Query(request)
        _checked(envelope, asked["signature"], asked["timestamp"], asked["nonce"])
        return text(asked["echostr"])

    @routes.post("/")
    async def hear(request: Request) -> HTTPResponse:
        if len(request.body) > MAX_BODY_BYTES:
            raise GatewayError(ErrorCode.TOO_LARGE, status=413)
        fields = _opened(envelope, request)
        try:
            happening = Happening.of(fields)
        except KeyError as error:
            raise GatewayError(ErrorCode.BAD_REQUEST) from error
        said = await conversations.reply(happening)
        return raw(_sealed(envelope, happening, said), content_type="application/xml") if said else text(HEARD)

    @routes.after_server_stop
    async def close(app: Sanic[Any, Any]) -> None:
        await conversations.close()
        await client.aclose()

    return routes


class _Query:
    """What stands in the address; "" for what does not."""

    def __init__(self, request: Request) -> None:
        self._arguments = request.args

    def __getitem__(self, name: str) -> str:
        return self._arguments.get(name) or ""


def _checked(envelope: Envelope, signature: str, *parts: str) -> None:
    try:
        envelope.check(signature, *parts)
    except BadEnvelope as error:
        raise GatewayError(ErrorCode.FORBIDDEN, status=403) from error


def _opened(envelope: Envelope, request: Request) -> dict[str, str]:
    """The fields of the message in a request. Raises GatewayError where WeChat has not sealed it."""
    asked = _Query(request)
    try:
        sealed = xml.read(request.body).get("Encrypt", "")
        _checked(envelope, asked["msg_signature"], asked["timestamp"], asked["nonce"], sealed)
        return xml.read(envelope.open(sealed))
    except BadEnvelope as error:
        raise GatewayError(ErrorCode.FORBIDDEN, status=403) from error
    except xml.BadXml as error:
        raise GatewayError(ErrorCode.BAD_REQUEST) from error


def _sealed(envelope: Envelope, happening: Happening, said: str) -> bytes:
    """The reply to a message, as WeChat takes it."""
    now, nonce = str(int(time.time())), secrets.token_hex(8)
    people = {"ToUserName": happening.open_id, "FromUserName": happening.account}
    sealed = envelope.seal(xml.write({**people, "CreateTime": now, "MsgType": "text", "Content": said}))
    signature = envelope.sign(now, nonce, sealed)
    return xml.write({"Encrypt": sealed, "MsgSignature": signature, "TimeStamp": now, "Nonce": nonce})
