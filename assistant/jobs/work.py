"""What is done for each kind of job. Runs in a process of its own; what a kind needs is loaded for it alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Engine

from assistant.jobs.telling import Telling
from assistant.settings import Settings
from knowledge.records.audit import By
from knowledge.records.jobs.job import Job, JobKind

# Shares of a training job: learning, the intents, preparing the content and asking the questions.
_LEARNING, _INTENTS, _MEASURING = 0.6, 0.1, 0.3

Outcome = tuple[str, Mapping[str, Any]]
Work = Callable[[Settings, Engine, Job, Telling], Outcome]


def do(settings: Settings, database: Engine, job: Job, telling: Telling) -> Outcome:
    """Do a job; a line for people and the result. Raises ReadableError."""
    return _WORK[job.kind](settings, database, job, telling)


def _import(settings: Settings, database: Engine, job: Job, telling: Telling) -> Outcome:
    from assistant.jobs.importing import import_job

    return import_job(settings, database, job.given, _by(job), telling)


def _encode(settings: Settings, database: Engine, job: Job, telling: Telling) -> Outcome:
    from assistant.jobs.importing import encode
    from knowledge.encoder import Encoder

    return f"编码 {encode(settings, database, Encoder(settings.encoder), telling)} 条", {}


def _paper(settings: Settings, database: Engine, job: Job, telling: Telling) -> Outcome:
    from assistant.jobs.papers import paper_job

    telling(0.0, "读文件")
    return paper_job(settings, database, job.given, _by(job))


def _train(settings: Settings, database: Engine, job: Job, telling: Telling) -> Outcome:
    name = _trained(settings, job, telling)
    if job.given.get("publish") and _is_in_use(settings, name):  # broken off when it was done
        return _published(settings, database, job, name, {"version": name})
    line, result = _measured(settings, database, name, telling.part(_LEARNING + _INTENTS, _MEASURING))
    if not job.given.get("publish") or result["objections"]:
        return line, result
    return _published(settings, database, job, name, result)


def _trained(settings: Settings, job: Job, telling: Telling) -> str:
    """The name of the version that was trained, perhaps by an attempt that was broken off later."""
    if name := job.result.get("version"):
        return str(name)
    from assistant.jobs.learning import learn

    version = learn(settings, telling.part(0, _LEARNING), telling.part(_LEARNING, _INTENTS))
    telling.queue.note(job.id, {"version": version.name})
    return version.name


def _is_in_use(settings: Settings, name: str) -> bool:
    from knowledge.versions.folder import Versions

    return Versions(settings.versions).current().name == name


def _published(settings: Settings, database: Engine, job: Job, name: str, result: Mapping[str, Any]) -> Outcome:
    _publisher(settings, database).publish(name, _by(job))
    return f"{name} 已发布", result


def _measure(settings: Settings, database: Engine, job: Job, telling: Telling) -> Outcome:
    return _measured(settings, database, job.given["version"], telling)


def _publish(settings: Settings, database: Engine, job: Job, telling: Telling) -> Outcome:
    name = job.given["version"]
    _publisher(settings, database).publish(name, _by(job), telling.counted("备好内容"))
    return f"{name} 已发布", {"version": name}


def _roll_back(settings: Settings, database: Engine, job: Job, telling: Telling) -> Outcome:
    name = job.given["version"]
    _publisher(settings, database).roll_back(name, _by(job), telling.counted("备好内容"))
    return f"已退回 {name}", {"version": name}


_WORK: Mapping[JobKind, Work] = {
    JobKind.IMPORT: _import,
    JobKind.ENCODE: _encode,
    JobKind.PAPER: _paper,
    JobKind.TRAIN: _train,
    JobKind.MEASURE: _measure,
    JobKind.PUBLISH: _publish,
    JobKind.ROLL_BACK: _roll_back,
}


def _measured(settings: Settings, database: Engine, name: str, telling: Telling) -> Outcome:
    from assistant.jobs.measuring import measure

    report = measure(settings, database, name, telling)
    told = "；".join(report.objections) or "不比正在用的差，可以发布"
    return f"{name}：{told}", {"version": name, "against": report.against, "objections": list(report.objections)}


def _publisher(settings: Settings, database: Engine) -> Any:
    from knowledge.live.publishing import Publisher

    return Publisher(settings, database)


def _by(job: Job) -> By:
    return By(job.who, job.why)
