"""The dialogue engine's model: which one belongs to the present inputs, how it is made, and what its processes need."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tarfile
import zlib
from pathlib import Path

import yaml

from assistant.settings import Settings
from assistant.steps import StepFailed, die_with_parent
from assistant.understanding.entities import SERVED
from knowledge.library.content import load
from knowledge.places.regions import Region
from knowledge.settings import ROOT
from knowledge.versions.keys import data_keys, digest

# Raised when the engine's components learn or keep something else: a model made before is then made anew.
STEP = 1
_INPUTS = ("config.yml", "domain.yml", "assistant/data/*.yml")
# pypinyin's dictionary of phrases is 45 MB and a fifth of a second; we ask for single characters alone.
WITHOUT_PHRASES = {"PYPINYIN_NO_PHRASES": "true"}
# No process tells anybody that it runs, or asks whether there is something newer.
SILENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}


def engine_model(settings: Settings) -> Path:
    """Where the engine's model for the present inputs is, or would be."""
    inputs = digest((path for pattern in _INPUTS for path in ROOT.glob(pattern)), ROOT)
    keys = data_keys()
    served, words = _regions_served(settings, keys["content"]), keys["words"]
    key = hashlib.sha256(f"{STEP} {inputs} {served} {words}".encode()).hexdigest()
    return settings.engine / f"{key[:16]}.tar.gz"


def build_engine_model(settings: Settings) -> None:
    """Make it, if it is not there, or not whole. Raises StepFailed."""
    model = engine_model(settings)
    if model.exists() and is_whole(model):
        return
    model.unlink(missing_ok=True)
    print("准备对话引擎（约半分钟）……", flush=True)
    command: list[str | Path] = [settings.engine_python, "-m", "assistant.engine.train", settings.engine]
    command += [model.name.removesuffix(".tar.gz"), "assistant/data", _served_file(settings)]
    log = settings.logs / "engine-train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as out:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=engine_environment(settings),
            stdout=out,
            stderr=out,
            check=False,
            preexec_fn=die_with_parent,
        )
    if done.returncode or not model.exists():
        raise StepFailed(f"对话引擎没有做成，详情见 {log}")
    for old in settings.engine.glob("*.tar.gz"):
        if old != model:
            old.unlink()


def is_whole(model: Path) -> bool:
    """Whether a model can be read to its end. Rasa starts without one that cannot, and then understands nothing."""
    try:
        with tarfile.open(model) as archive:
            return bool(archive.getmembers())
    except (tarfile.TarError, EOFError, OSError, zlib.error):
        return False


def engine_environment(settings: Settings) -> dict[str, str]:
    """What Rasa's processes find in their environment."""
    return os.environ | {
        "VERSIONS_DIR": str(settings.versions),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        **SILENT,
        "RASA_CACHE_DIRECTORY": str(settings.engine / "cache"),
        "OMP_NUM_THREADS": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        **WITHOUT_PHRASES,
    }


def _regions_served(settings: Settings, content: str) -> str:
    """Training data: the regions whose short names count. Kept in a file under the digest of the ``content``, all of which
    would have to be read to name them."""
    kept, mark = _served_file(settings), f"# {content}\n"
    if kept.exists() and (text := kept.read_text("utf-8")).startswith(mark):
        return text.removeprefix(mark)
    served = [_path_name(region) for region in load().regions.served]
    data = {"version": "3.1", "nlu": [{"lookup": SERVED, "examples": "".join(f"- {name}\n" for name in served)}]}
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(mark + text, "utf-8")
    return text


def _served_file(settings: Settings) -> Path:
    return settings.engine / "served.yml"


def _path_name(region: Region) -> str:
    """A name that is found again for certain: "上饶市广信区"."""
    return "".join(node.name for node in region.path[2:]) or region.name
