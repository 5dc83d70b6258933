"""The dialogue engine's model: which one belongs to the present inputs, how it is made, and what its processes need."""

from __future__ import annotations

import hashlib
import os
import random
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import yaml

from assistant.settings import Settings
from assistant.steps import StepFailed
from knowledge.library.content import load
from knowledge.places.regions import Region
from knowledge.settings import ROOT
from knowledge.versions.keys import data_keys, digest

# Raised when the engine's components learn or keep something else: a model made before is then made anew.
STEP = 1
_INPUTS = ("config.yml", "domain.yml", "assistant/data/*.yml")
ASK_EXAMPLES = 1500
# A question with a year of birth is one person's case, which the pre-check computes.
_ONE_PERSON = re.compile(r"\d{2,4}年?.{0,16}退|我.{0,6}退休|几时能退")
SEED = 7


def engine_model(settings: Settings) -> Path:
    """Where the engine's model for the present inputs is, or would be."""
    inputs = digest((path for pattern in _INPUTS for path in ROOT.glob(pattern)), ROOT)
    key = hashlib.sha256(f"{STEP} {inputs} {data_keys()}".encode()).hexdigest()
    return settings.engine / f"{key[:16]}.tar.gz"


def build_engine_model(settings: Settings) -> None:
    """Make it, if it is not there. Raises StepFailed."""
    model = engine_model(settings)
    if model.exists():
        return
    print("准备对话引擎（约半分钟）……", flush=True)
    settings.engine.mkdir(parents=True, exist_ok=True)
    examples = settings.engine / "from_content.yml"
    examples.write_text(_examples_from_content(), "utf-8")
    command: list[str | Path] = [
        settings.engine_python,
        "-m",
        "rasa",
        "train",
        "--domain",
        "domain.yml",
        "--config",
        "config.yml",
    ]
    command += ["--data", "assistant/data", examples, "--out", settings.engine]
    command += ["--fixed-model-name", model.name.removesuffix(".tar.gz")]
    log = settings.logs / "engine-train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as out:
        done = subprocess.run(command, cwd=ROOT, env=engine_environment(settings), stdout=out, stderr=out, check=False)
    if done.returncode or not model.exists():
        raise StepFailed(f"对话引擎没有做成，详情见 {log}")
    for old in settings.engine.glob("*.tar.gz"):
        if old != model:
            old.unlink()


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


def _examples_from_content() -> str:
    """Training data drawn from the content: questions as examples of ``ask``, and the regions served."""
    content = load()
    general = [question for passage in content.passages for question in passage.questions]
    # All that is asked about retirement in general, to be told from "when may I retire".
    near = [question for passage in content.passages if passage.category == "退休" for question in passage.questions]
    drawn = random.Random(SEED).sample(general, min(ASK_EXAMPLES, len(general)))
    chosen = sorted({question for question in (*drawn, *near) if not _ONE_PERSON.search(question)})
    served = [_path_name(region) for region in content.regions.served]
    data = {
        "version": "3.1",
        "nlu": [
            {"intent": "ask", "examples": _listed(chosen)},
            {"lookup": "served_region", "examples": _listed(served)},
        ],
    }
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


def _path_name(region: Region) -> str:
    """A name that is found again for certain: "上饶市广信区"."""
    return "".join(node.name for node in region.path[2:]) or region.name


def _listed(lines: Iterable[str]) -> str:
    # Rasa reads square brackets as annotations.
    return "".join(f"- {line.replace('[', '（').replace(']', '）')}\n" for line in lines)
