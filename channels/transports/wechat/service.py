"""Customer-service messages (客服消息): what the account says when no message of the person's waits for a reply.

The one place where the assistant calls out: ``api.weixin.qq.com``, or whatever passes on to it.
"""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from channels.transports.wechat.account import Account

TIMEOUT_SECONDS = 8.0
# WeChat makes a new token so long before an old one ends, and takes both meanwhile.
_EARLY_SECONDS = 300
_TOKEN_GONE = (40001, 40014, 42001)


class SendFailed(Exception):
    """WeChat did not take a message; says its error code, or what was wrong with the connection."""


class _Token(BaseModel):
    access_token: str
    expires_in: int


class _Sent(BaseModel):
    errcode: int = 0


Reply = TypeVar("Reply", bound=BaseModel)


class CustomerService:
    """Sends texts to people who wrote in the last 48 hours. ``client``: of the account's API."""

    def __init__(self, client: httpx.AsyncClient, account: Account) -> None:
        self._client, self._account = client, account
        self._lock = asyncio.Lock()
        self._token, self._token_until = "", 0.0

    async def send(self, open_id: str, text: str) -> None:
        """Send one text of at most 2,047 bytes. Raises SendFailed."""
        code = await self._send(open_id, text)
        if code in _TOKEN_GONE:
            self._token = ""
            code = await self._send(open_id, text)
        if code:
            raise SendFailed(code)

    async def _send(self, open_id: str, text: str) -> int:
        body = {"touser": open_id, "msgtype": "text", "text": {"content": text}}
        token = {"access_token": await self._access_token()}
        return (await self._post("/cgi-bin/message/custom/send", body, _Sent, token)).errcode

    async def _access_token(self) -> str:
        async with self._lock:
            if not self._token or time.monotonic() >= self._token_until:
                given = await self._post("/cgi-bin/stable_token", self._credential(), _Token)
                self._token = given.access_token
                self._token_until = time.monotonic() + given.expires_in - _EARLY_SECONDS
            return self._token

    def _credential(self) -> dict[str, Any]:
        # The stable token, since asking for the other kind would end that of the office's other systems.
        return {"grant_type": "client_credential", "appid": self._account.app_id, "secret": self._account.secret}

    async def _post(
        self, path: str, body: dict[str, Any], reply: type[Reply], query: dict[str, str] | None = None
    ) -> Reply:
        # WeChat would show "\u4f60" as it stands.
        content = json.dumps(body, ensure_ascii=False).encode()
        address = f"{self._account.api_url}{path}"
        try:
            response = await self._client.post(address, content=content, params=query, timeout=TIMEOUT_SECONDS)
            response.raise_for_status()
            return reply.model_validate_json(response.content)
        except httpx.HTTPError as error:
            raise SendFailed(type(error).__name__) from error
        except ValidationError as error:
            raise SendFailed(_code(response)) from error


def _code(response: httpx.Response) -> object:
    """WeChat's code for why it gave no token."""
    try:
        return response.json().get("errcode")
    except (ValueError, AttributeError):
        return "no object"
