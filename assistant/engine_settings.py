"""What Rasa's process has to be told; it comes through the environment, as ``ENGINE_`` and the name in capitals.

Both environments import this module: only the standard library here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PREFIX = "ENGINE_"


@dataclass(frozen=True)
class EngineSettings:
    """``model``: the archive to serve; ``host`` and ``port``: where to listen; ``endpoints`` and ``credentials``: Rasa's own
    configuration files; ``token``: what a request to Rasa's HTTP API must carry; ``actions_url``: where the action server
    is; ``conversations``: the URL of the database that keeps them."""

    model: Path
    host: str
    port: int
    endpoints: Path
    credentials: Path
    token: str
    actions_url: str
    conversations: str

    @classmethod
    def from_env(cls, environment: Mapping[str, str]) -> EngineSettings:
        """Raises KeyError for what is not set, ValueError for a port that is no number."""
        return cls(
            model=Path(environment[f"{PREFIX}MODEL"]),
            host=environment[f"{PREFIX}HOST"],
            port=int(environment[f"{PREFIX}PORT"]),
            endpoints=Path(environment[f"{PREFIX}ENDPOINTS"]),
            credentials=Path(environment[f"{PREFIX}CREDENTIALS"]),
            token=environment[f"{PREFIX}TOKEN"],
            actions_url=environment[f"{PREFIX}ACTIONS_URL"],
            conversations=environment[f"{PREFIX}CONVERSATIONS"],
        )

    def to_env(self) -> dict[str, str]:
        """What ``from_env`` reads."""
        return {f"{PREFIX}{name.upper()}": str(value) for name, value in vars(self).items()}
