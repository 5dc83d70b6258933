"""WeChat, as it stands before an account: it seals with wechatpy's crypto, which knows nothing of ours, and has an API."""

from __future__ import annotations

import hashlib
import itertools
import json
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
import xmltodict
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.messages import TextMessage
from wechatpy.utils import WeChatSigner

from channels.transports.wechat.account import Account

TOKEN, APP_ID, AES_KEY, SECRET = (
    "let-me-in",
    "wx0123456789abcdef",
    "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    "hush",
)
NAME = "gh_lanxi"
_NUMBERS = itertools.count(24_000_000_000_000_001)


def open_id(name: str) -> str:
    return f"o{hashlib.sha256(name.encode()).hexdigest()[:27]}"


@dataclass(frozen=True)
class WeChat:
    """Sends what people do to the gateway behind ``client``."""

    client: httpx.Client

    def query(self, sealed: str = "", timestamp: str = "1767225600", nonce: str = "n") -> dict[str, str]:
        signer, sealed_signer = WeChatSigner(), WeChatSigner()
        signer.add_data(TOKEN, timestamp, nonce)
        sealed_signer.add_data(TOKEN, timestamp, nonce, sealed)
        signatures = {"signature": signer.signature, "msg_signature": sealed_signer.signature}
        return {**signatures, "timestamp": timestamp, "nonce": nonce, "encrypt_type": "aes"}

    def post(self, message: str) -> httpx.Response:
        """Post a message in plain XML to the gateway, sealed."""
        crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
        sealed = xmltodict.parse(crypto.encrypt_message(message, "n", "1767225600"))["xml"]["Encrypt"]
        body = f"<xml><ToUserName><![CDATA[{NAME}]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
        return self.client.post("/wechat", params=self.query(sealed), content=body.encode(), timeout=30)

    def send(self, sender: str, kind: str = "text", **fields: str) -> str:
        """What the person is shown at once after this message; "" for nothing."""
        fields = {"MsgId": str(next(_NUMBERS)), "CreateTime": "1767225600", **fields}
        if kind == "event":
            del fields["MsgId"]
        return self.shown(self.post(xml_of(sender, kind, **fields)), sender)

    def say(self, sender: str, text: str, **fields: str) -> str:
        return self.send(sender, Content=text, **fields)

    def shown(self, response: httpx.Response, sender: str) -> str:
        assert response.status_code == 200, response.text
        if response.text == "success":
            return ""
        envelope = xmltodict.parse(response.text)["xml"]
        signed = (envelope[name] for name in ("MsgSignature", "TimeStamp", "Nonce"))
        message = parse_message(WeChatCrypto(TOKEN, AES_KEY, APP_ID).decrypt_message(envelope, *signed))
        assert isinstance(message, TextMessage)
        assert (message.target, message.source) == (open_id(sender), NAME)
        content: str = message.content
        assert 0 < len(content.encode()) <= 2047
        return content


def xml_of(sender: str, kind: str, **fields: str) -> str:
    """A message as WeChat writes it, with whatever people paste."""
    own = {"ToUserName": NAME, "FromUserName": open_id(sender), "MsgType": kind} | fields
    return f"<xml>{''.join(f'<{name}><![CDATA[{text}]]></{name}>' for name, text in own.items())}</xml>"


class Api(ThreadingHTTPServer):
    """``api.weixin.qq.com``. ``sent``: what was sent to whom; ``tokens``: those given out; ``refuse``: the error codes of the
    next messages, 0 for none; ``tokenless``: what asking for a token gives in place of one."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), ApiAnswer)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.sent: list[tuple[str, str]] = []
        self.tokens: list[str] = []
        self.refuse: list[int] = []
        self.tokenless: Any = None
        self.happened = threading.Condition()

    def texts(self, sender: str) -> list[str]:
        return [text for whom, text in self.sent if whom == open_id(sender)]

    def wait_for(self, sender: str, count: int = 1) -> list[str]:
        """What was sent to somebody, once it is so much."""
        with self.happened:
            assert self.happened.wait_for(lambda: len(self.texts(sender)) >= count, 30)
        return self.texts(sender)

    def token(self, body: dict[str, Any]) -> Any:
        assert (body["grant_type"], body["appid"], body["secret"]) == ("client_credential", APP_ID, SECRET)
        assert not body.get("force_refresh")
        self.tokens.append(secrets.token_urlsafe(8))
        given = {"access_token": self.tokens[-1], "expires_in": 7200}
        return given if self.tokenless is None else self.tokenless

    def take(self, token: str, body: dict[str, Any]) -> dict[str, Any]:
        if token != self.tokens[-1]:
            return {"errcode": 40001, "errmsg": "invalid credential"}
        if self.refuse and (code := self.refuse.pop(0)):
            return {"errcode": code, "errmsg": "refused"}
        assert body["msgtype"] == "text" and 0 < len(body["text"]["content"].encode()) <= 2047
        with self.happened:
            self.sent.append((body["touser"], body["text"]["content"]))
            self.happened.notify_all()
        return {"errcode": 0, "errmsg": "ok"}


class ApiAnswer(BaseHTTPRequestHandler):
    """One answer of the API."""

    server: Api

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        path, _, query = self.path.partition("?access_token=")
        body = json.loads(content)
        assert json.dumps(body, ensure_ascii=False).encode() == content  # WeChat shows "\u4f60" as it stands
        replies = {
            "/cgi-bin/stable_token": lambda: self.server.token(body),
            "/cgi-bin/message/custom/send": lambda: self.server.take(query, body),
        }
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(replies[path]()).encode())

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing."""


@pytest.fixture
def api() -> Iterator[Api]:
    with Api() as api:
        threading.Thread(target=api.serve_forever, args=(0.01,), daemon=True).start()
        yield api
        api.shutdown()


def account_at(url: str, **more: str) -> Account:
    return Account(token=TOKEN, app_id=APP_ID, aes_key=AES_KEY, secret=SECRET, api_url=url, **more)


@pytest.fixture
def account(api: Api) -> Account:
    return account_at(api.url)
