"""The dialogue engine's trained model: which one belongs to the present inputs, and what its processes need."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from assistant.settings import Settings
from knowledge.settings import ROOT
from knowledge.versions.fingerprint import fingerprint

_INPUTS = ("config.yml", "domain.yml", "assistant/data/*.yml", "assistant/engine/*.py", "assistant/understanding/*.py")


def engine_model(settings: Settings) -> Path:
    """Where the engine's model for the present inputs is, or would be."""
    digest = hashlib.sha256(fingerprint(settings.encoder).encode())
    for path in sorted(path for pattern in _INPUTS for path in ROOT.glob(pattern)):
        digest.update(path.name.encode() + path.read_bytes())
    return settings.engine / f"{digest.hexdigest()[:16]}.tar.gz"


def engine_environment(settings: Settings) -> dict[str, str]:
    """What Rasa's processes find in their environment."""
    return os.environ | {
        "ENCODER_DIR": str(settings.encoder),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_CACHE_DIRECTORY": str(settings.engine / "cache"),
        "OMP_NUM_THREADS": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }
