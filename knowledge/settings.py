"""Where the knowledge is kept; every value may be set by an environment variable of the same name."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class KnowledgeSettings(BaseSettings):
    """``data_dir`` holds all state; ``encoder_dir`` the serving encoder; ``encoder_model`` names a sentence-transformers
    model to use in place of the built-in one; ``database_url``: a database in place of the file in ``data_dir``, that of a
    server in place of all the files of databases there; ``second_person``: nothing that an office writes is told before
    somebody besides its author has checked it."""

    model_config = SettingsConfigDict(frozen=True)

    data_dir: Path = ROOT / "var"
    encoder_dir: Path | None = None
    encoder_model: str | None = None
    database_url: str | None = Field(None, repr=False)  # it may hold a password
    second_person: bool = False

    @property
    def encoder(self) -> Path:
        """The folder of the serving encoder; shared by all data folders of a clone."""
        return (self.encoder_dir or ROOT / "models" / "encoder").resolve()

    @property
    def encoded(self) -> Path:
        """What the encoder made of texts, to be encoded once only."""
        return self.data_dir.resolve() / "encoded"

    @property
    def versions(self) -> Path:
        """Versions trained on this machine."""
        return self.data_dir.resolve() / "versions"

    @property
    def jobs(self) -> Path:
        """What belongs to background jobs that wait or run."""
        return self.data_dir.resolve() / "jobs"

    @property
    def job_files(self) -> Path:
        """The files that came with jobs."""
        return self.jobs / "files"

    @property
    def wake(self) -> Path:
        """The file that calls for a runner of background jobs."""
        return self.jobs / "wake"

    @property
    def server(self) -> str | None:
        """The URL of the database server that keeps what is kept; None where files do."""
        return self.database_url if (self.database_url or "").startswith("postgresql") else None

    @property
    def database(self) -> str:
        """The URL of the database of records."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'records.db'}"
