"""The official account, as its console (微信公众平台) shows it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Account:
    """``token`` and ``aes_key`` (43 characters) of the account's server configuration; ``secret``: opens its API at
    ``api_url``; ``region``: the city that it serves, if any; ``public_url``: where people reach the assistant's pages, "" if
    nowhere."""

    token: str = field(repr=False)
    app_id: str
    aes_key: str = field(repr=False)
    secret: str = field(repr=False)
    api_url: str
    region: str = ""
    public_url: str = ""

    @property
    def key(self) -> bytes:
        """The 32 bytes of the AES key."""
        return base64.b64decode(f"{self.aes_key}=")

    def sender(self, open_id: str) -> str:
        """The line of a person. Not the open id, which other systems of the office know as well: whoever knows the name of a
        line can go on with it over REST."""
        return f"wechat-{hmac.new(self.key, open_id.encode(), hashlib.sha256).hexdigest()[:32]}"
