"""Bring everything that a running assistant needs up to date: encoder, knowledge version, engine model.

Each step is skipped when its inputs are unchanged, so a start without changes costs a second. The steps run in processes of
their own: what they load (torch, TensorFlow) is gone when they are done.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import yaml

from assistant.engine_model import engine_environment, engine_model
from assistant.records import encode, fill_with_own
from assistant.settings import Settings
from knowledge.encoder import is_built
from knowledge.errors import ReadableError
from knowledge.library.content import load
from knowledge.places.regions import Region
from knowledge.records.database import open_database
from knowledge.settings import ROOT
from knowledge.versions.fingerprint import fingerprint
from knowledge.versions.folder import Versions

ASK_EXAMPLES = 1500
# A question with a year of birth is one person's case, which the pre-check computes.
_ONE_PERSON = re.compile(r"\d{2,4}年?.{0,16}退|我.{0,6}退休|几时能退")
SEED = 7


class TrainingError(ReadableError):
    """A step failed; the message says which and where its log is."""


def prepare(settings: Settings, always: bool = False, engine: bool = True) -> None:
    """Build and train what is missing or out of date (``always``: the knowledge in any case; ``engine``: what the dialogue
    engine needs too, whose environment may still be being installed). Raises TrainingError."""
    if not is_built(settings.encoder, settings.encoder_model):
        _step(
            "编码器", [sys.executable, "-m", "models", str(settings.encoder), *filter(None, [settings.encoder_model])]
        )
    made_from = fingerprint(settings.encoder)
    if always or not Versions(settings.versions).is_made_from(made_from):
        _step("知识", [sys.executable, "-m", "knowledge.training", str(settings.encoder), str(settings.versions)])
    if engine and not engine_model(settings).exists():
        _train_engine(settings)
    database = open_database(settings.database)
    fill_with_own(database)
    encode(settings, database)


def _step(name: str, command: list[str]) -> None:
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "TOKENIZERS_PARALLELISM": "false",
        # As many processes as cores do the work; threads of each would wait for each other.
        "OMP_NUM_THREADS": "1",
    }
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        raise TrainingError(f"{name}没有做成，原因见上面几行")


def _train_engine(settings: Settings) -> None:
    print("训练对话引擎（约半分钟）……", flush=True)
    settings.engine.mkdir(parents=True, exist_ok=True)
    examples = settings.engine / "from_content.yml"
    examples.write_text(_examples_from_content(), "utf-8")
    model = engine_model(settings)
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
        raise TrainingError(f"对话引擎训练失败，详情见 {log}")
    for old in settings.engine.glob("*.tar.gz"):
        if old != model:
            old.unlink()


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
