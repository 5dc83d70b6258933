"""What the action server has to be told; every value may be set by an environment variable of the same name."""

from __future__ import annotations

from pydantic import Field

from knowledge.settings import KnowledgeSettings


class ActionSettings(KnowledgeSettings):
    """``actions_port``: where to listen on loopback."""

    actions_port: int = Field(ge=1, le=65535)
