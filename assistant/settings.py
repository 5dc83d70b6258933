"""How the whole assistant runs; every value may be set by an environment variable of the same name."""

from __future__ import annotations

from pathlib import Path

from assistant.engine_database import FILE
from channels.settings import KeepingSettings, LimitSettings, OidcSettings, PublicAddress, WeChatSettings
from knowledge.settings import ROOT


class Settings(PublicAddress, WeChatSettings, LimitSettings, OidcSettings, KeepingSettings):
    """What all processes are started with."""

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
