"""What the gateway has to be told; every value may be set by an environment variable of the same name."""

from __future__ import annotations

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.settings import KnowledgeSettings


class PublicAddress(BaseSettings):
    """``host`` and ``port``: the one public address."""

    model_config = SettingsConfigDict(frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(8080, ge=1, le=65535)


class GatewaySettings(PublicAddress, KnowledgeSettings):
    """``engine_url`` and ``actions_url``: the two processes behind the gateway (``http://127.0.0.1:PORT``, no final slash);
    ``engine_token``: what the engine's HTTP API asks for; ``engine_timeout``: seconds a person waits for a reply before
    being asked to try again; ``secure_cookies``: people reach the gateway by https only, so cookies must go no other way."""

    engine_url: str
    actions_url: str
    engine_token: SecretStr
    engine_timeout: float = 20.0
    secure_cookies: bool = False
