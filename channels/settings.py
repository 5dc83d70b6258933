"""What the gateway has to be told."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class GatewaySettings:
    """Where the gateway listens and where the two processes behind it are (``http://127.0.0.1:PORT``, no final slash);
    ``database``: the URL of the data base that holds the tokens."""

    host: str
    port: int
    engine_url: str
    actions_url: str
    database: str
    engine_timeout: float = field(default=20.0, kw_only=True)
    """Seconds a person waits for a reply before being asked to try again."""
