"""How the whole assistant runs; every value may be set by an environment variable of the same name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from pydantic import Field, SecretStr

from assistant.engine_database import FILE
from channels.settings import (
    ClusterSettings,
    KeepingSettings,
    LimitSettings,
    OidcSettings,
    PublicAddress,
    WeChatSettings,
)
from knowledge.settings import ROOT


class Only(StrEnum):
    """What of the assistant runs here, where it is not all of it."""

    GATEWAY = "gateway"
    ENGINE = "engine"


class Settings(PublicAddress, WeChatSettings, LimitSettings, ClusterSettings, OidcSettings, KeepingSettings):
    """What all processes are started with. For gateways on other machines: ``engine_host`` and ``engine_port``, where the
    engine listens, 0 for a port that is free; ``engine_token``: what it asks for, one that nobody knows if none is given."""

    engine_host: str = "127.0.0.1"
    engine_port: int = Field(0, ge=0, le=65535)
    engine_token: SecretStr | None = None

    @property
    def engine(self) -> Path:
        """Trained models of the dialogue engine, and the engine's files while it runs."""
        return self.data_dir.resolve() / "engine"

    @property
    def conversations(self) -> str:
        """The URL of the database of the engine's conversations."""
        return self.server or f"sqlite:///{self.engine / FILE}"

    @property
    def logs(self) -> Path:
        return self.data_dir.resolve() / "logs"

    @property
    def engine_python(self) -> Path:
        """The interpreter of Rasa's own environment."""
        return ROOT / ".venv-engine" / "bin" / "python"
