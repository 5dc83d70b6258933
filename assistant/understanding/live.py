"""The learned intents of the version in use, taken anew when another one is. Imported into Rasa's environment too."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import NamedTuple

from assistant.understanding.paths import INTENTS, SHIPPED, TOPICALITY, WITHIN_VERSION
from knowledge.ngrams.model import NgramModel
from knowledge.versions import pointing

log = logging.getLogger(__name__)


class IntentModels(NamedTuple):
    """What tells the intent of a message, and how likely it is off topic."""

    intents: NgramModel
    topicality: NgramModel

    @classmethod
    def load(cls, folder: Path) -> IntentModels:
        return cls(NgramModel.load(folder / INTENTS), NgramModel.load(folder / TOPICALITY))


class LiveIntents:
    """Looks before every message which version is in use; ``versions``: the folder of those trained on this machine."""

    def __init__(self, versions: Path) -> None:
        self._versions, self._version, self._models = versions, Path(), IntentModels.load(SHIPPED)

    def models(self) -> IntentModels:
        """Those of the version in use; the old ones go on where its own are damaged."""
        version = pointing.current(self._versions)
        if version != self._version:
            self._version = version
            self._take(version)
        return self._models

    def _take(self, version: Path) -> None:
        own = version / WITHIN_VERSION
        if not own.exists():
            self._models = IntentModels.load(SHIPPED)
        elif _is_sound(version):
            self._models = IntentModels.load(own)
        else:
            log.warning("the intents of version %s are damaged; the old ones go on", version.name)


def _is_sound(version: Path) -> bool:
    try:
        return not pointing.damaged(version, f"{WITHIN_VERSION}/")
    except (OSError, ValueError, KeyError):
        return False
