"""A small OpenID Connect provider on a port of its own: discovery, keys, a login page that asks nothing, and tokens for codes
that are good once, to a client that knows its secret and the verifier."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote_plus, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "nuanyi", "known: to both + alone"
# Where the client is registered to be sent back to, in place of which people reach the gateway of a test.
PUBLIC_URL = "http://nuanyi.test"


class SmallProvider:
    """``claims``: of whoever logs in next; ``tampering``: what stands in the next token in place of what is true;
    ``key``: what it is signed with; ``gateway``: where ``PUBLIC_URL`` leads to."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.url = f"http://127.0.0.1:{server.server_address[1]}"
        self.published = self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.claims: dict[str, Any] = {}
        self.tampering: dict[str, Any] = {}
        self.gateway = ""
        self._asked: dict[str, dict[str, str]] = {}

    def tells(self, path: str) -> Any:
        if path == "/.well-known/openid-configuration":
            ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            return {"issuer": self.url} | {name: f"{self.url}/{end}" for name, end in ends.items()}
        assert path == "/keys"
        return {"keys": [self.published.as_dict(private=False)]}

    def logs_in(self, asked: dict[str, str]) -> str:
        """Where the browser is sent back to."""
        back = f"{PUBLIC_URL}/staff/single/back"
        assert (asked["client_id"], asked["response_type"], asked["redirect_uri"]) == (CLIENT, "code", back)
        assert asked["code_challenge_method"] == "S256" and "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(8)
        self._asked[code] = asked
        return f"{back.replace(PUBLIC_URL, self.gateway)}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, authorization: str, given: dict[str, str]) -> dict[str, Any] | None:
        known = base64.b64encode(f"{CLIENT}:{quote_plus(SECRET)}".encode()).decode()
        asked = self._asked.pop(given.get("code", ""), None)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if authorization != f"Basic {known}" or asked is None or asked["code_challenge"] != challenge:
            return None
        now = int(time.time())
        true = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        header = {"alg": "RS256", "kid": "one"}
        told = jwt.encode(header, true | self.claims | self.tampering, self.key)
        return {"access_token": "none", "token_type": "Bearer", "id_token": told}


class _Handler(BaseHTTPRequestHandler):
    provider: SmallProvider

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", self.provider.logs_in(dict(parse_qsl(address.query))))
            self.end_headers()
        else:
            self._json(200, self.provider.tells(address.path))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        told = self.provider.token(self.headers.get("Authorization", ""), dict(parse_qsl(body)))
        self._json(200 if told else 400, told or {"error": "invalid_grant"})

    def _json(self, status: int, told: Any) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def running() -> Iterator[SmallProvider]:
    handler = type("Handler", (_Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        handler.provider = provider = SmallProvider(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield provider
        server.shutdown()
