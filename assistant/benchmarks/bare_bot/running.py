"""Train and run the bare bot in Rasa's own environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import yaml

from assistant.ports import reserved_ports
from assistant.readiness import wait_until_answers
from assistant.settings import Settings
from assistant.steps import StepFailed, die_with_parent
from knowledge.settings import ROOT

JIEBA = "jieba==0.42.1"
START_SECONDS = 180.0
_HERE = Path(__file__).parent
_EXAMPLES = ROOT / "assistant" / "data" / "nlu.yml"


@contextmanager
def bare_bot(settings: Settings) -> Iterator[tuple[str, list[int]]]:
    """The address of its REST channel and its processes, while the block lasts. Raises StepFailed."""
    folder = settings.data_dir.resolve() / "bench" / "bare"
    folder.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(folder / "jieba"), str(ROOT)]),
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    _prepare(settings, folder, environment)
    with reserved_ports(2) as (port, actions_port):
        endpoints = {"action_endpoint": {"url": f"http://127.0.0.1:{actions_port}/webhook"}}
        (folder / "endpoints.yml").write_text(yaml.safe_dump(endpoints))
        (folder / "credentials.yml").write_text(yaml.safe_dump({"rest": None}))
        python = str(settings.engine_python.absolute())
        actions = [python, "-m", "rasa_sdk", "--actions", "assistant.benchmarks.bare_bot.answering"]
        rasa = [python, "-m", "rasa", "run", "--interface", "127.0.0.1", "--endpoints", "endpoints.yml"]
        rasa += ["--credentials", "credentials.yml", "--model", "models"]
        with (folder / "run.log").open("w") as log:
            commands = ([*actions, "--port", str(actions_port)], [*rasa, "--port", str(port)])
            started = [
                subprocess.Popen(
                    command, cwd=folder, env=environment, stdout=log, stderr=log, preexec_fn=die_with_parent
                )
                for command in commands
            ]
            try:
                url = f"http://127.0.0.1:{port}"
                if not wait_until_answers(url, started, START_SECONDS):
                    raise StepFailed(f"对照用的 Rasa 机器人没有启动，详情见 {folder / 'run.log'}")
                yield url, [process.pid for process in started]
            finally:
                for process in started:
                    process.terminate()
                for process in started:
                    process.wait()


def _prepare(settings: Settings, folder: Path, environment: dict[str, str]) -> None:
    """Its tokenizer, which our own environment does without, and its model; both once."""
    if not (folder / "jieba").exists():
        uv = Path(sys.executable).with_name("uv")
        _run([uv, "pip", "install", "--quiet", "--target", folder / "jieba", JIEBA], folder, environment, "结巴分词")
    if not (folder / "models").exists():
        print("训练对照用的 Rasa 机器人（一两分钟）……", flush=True)
        known = yaml.safe_load((_HERE / "domain.yml").read_text("utf-8"))["intents"]
        examples = yaml.safe_load(_EXAMPLES.read_text("utf-8"))
        examples["nlu"] = [intent for intent in examples["nlu"] if intent.get("intent") in known]
        (folder / "nlu.yml").write_text(yaml.safe_dump(examples, allow_unicode=True), "utf-8")
        train: list[str | Path] = [settings.engine_python.absolute(), "-m", "rasa", "train", "--out", "models"]
        train += ["--domain", _HERE / "domain.yml", "--config", _HERE / "config.yml"]
        train += ["--data", _HERE / "data.yml", folder / "nlu.yml"]
        _run(train, folder, environment, "对照用的 Rasa 机器人")


def _run(command: Sequence[str | Path], folder: Path, environment: dict[str, str], what: str) -> None:
    log = folder / "prepare.log"
    with log.open("w") as out:
        done = subprocess.run(
            list(map(str, command)),
            cwd=folder,
            env=environment,
            stdout=out,
            stderr=out,
            check=False,
            preexec_fn=die_with_parent,
        )
    if done.returncode:
        raise StepFailed(f"{what}没有装好，详情见 {log}")
