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
    being asked to try again; ``lines_url``: a database for transcripts in place of the file in ``data_dir``, which are kept
    for ``transcript_days``; ``call_back_days``: how long a number for a call-back is kept at most; ``allowed_origins``: web
    sites that may show the widget besides our own, such as ``https://www.lanxi.gov.cn``, with commas between them;
    ``secure_cookies``: people reach the gateway by https only, so cookies must go no other way."""

    engine_url: str
    actions_url: str
    engine_token: SecretStr
    engine_timeout: float = 20.0
    lines_url: str | None = None
    transcript_days: float = Field(30.0, gt=0)
    call_back_days: float = Field(7.0, gt=0)
    allowed_origins: str = ""
    secure_cookies: bool = False

    @property
    def lines_database(self) -> str:
        """The URL of the database of transcripts."""
        return self.lines_url or f"sqlite:///{self.data_dir.resolve() / 'lines.db'}"

    @property
    def origins(self) -> tuple[str, ...]:
        """``allowed_origins`` one by one."""
        return tuple(part.strip().rstrip("/") for part in self.allowed_origins.split(",") if part.strip())
