"""The files in ``deploy/`` name what there is, as far as can be told without Docker and without being systemd. (nginx's is
tested with a real one, ``tests/channels/test_nginx.py``.)"""

from __future__ import annotations

import configparser
import functools
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.cli import app
from assistant.settings import Only, Settings
from assistant.supervisor import require_whole
from knowledge.settings import ROOT
from tests.test_docs import documented_settings, verbs

DEPLOY = ROOT / "deploy"
UNITS = sorted((*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")))
# Read by PostgreSQL's own library.
_OTHERS = {"PGPASSWORD"}
_VERB = re.compile(r"\.venv/bin/assistant\"?,? \"?(\w+)")


def over(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """One map of Compose with another one over it, as far as these files need it."""
    return base | {
        name: over(base.get(name) or {}, value) if isinstance(value, dict) else value for name, value in more.items()
    }


def read(*names: str) -> dict[str, Any]:
    """What Compose makes of files: networks are known by name, volumes by where they are, and who extends another service
    begins as that one."""
    files = [yaml.safe_load((DEPLOY / name).read_text("utf-8")) for name in names]
    for file in files:
        for service in file["services"].values():
            if isinstance(networks := service.get("networks"), list):
                service["networks"] = dict.fromkeys(networks)
            service["volumes"] = {one.partition(":")[2]: one for one in service.get("volumes", ())}
    extended = files[0]["services"]
    for file in files[1:]:
        for name, service in file["services"].items():
            if base := service.pop("extends", {}).get("service"):
                file["services"][name] = over(extended[base], service)
    whole: dict[str, Any] = functools.reduce(over, files)
    return whole


@pytest.fixture(scope="module")
def several() -> dict[str, Any]:
    return read("compose.yml", "compose.several.yml")


@pytest.fixture(scope="module", params=["compose.yml", "compose.several.yml"])
def compose(request: pytest.FixtureRequest) -> dict[str, Any]:
    return read(*dict.fromkeys(("compose.yml", request.param)))


def test_services_find_each_other(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) - {"redis", "engine", "gateway"} == {"database", "assistant", "nginx"}
    for name, service in services.items():
        for other, how in service.get("depends_on", {}).items():
            healthy = "healthcheck" in services[other] or "HEALTHCHECK" in (DEPLOY / "Dockerfile").read_text("utf-8")
            assert how == {"condition": "service_healthy"} and healthy, name
            assert set(service["networks"]) & set(services[other]["networks"]), f"{name} cannot reach {other}"
        assert set(service["networks"]) <= set(compose["networks"])


def test_only_nginx_faces_people(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["nginx"]
    assert compose["networks"]["inside"] == {"internal": True}
    within = {name for name, service in compose["services"].items() if "outside" not in service["networks"]}
    assert within == compose["services"].keys() & {"database", "redis"}


def test_volumes_and_files_are_there(compose: dict[str, Any]) -> None:
    mounted = [one.split(":")[0] for service in compose["services"].values() for one in service["volumes"].values()]
    assert {one for one in mounted if not one.startswith(".")} == set(compose["volumes"])
    assert {one for one in mounted if one.startswith(".") and not (DEPLOY / one).exists()} == {"./tls"}
    build = compose["services"]["assistant"]["build"]
    assert (DEPLOY / build["context"]).resolve() == ROOT and (ROOT / build["dockerfile"]).exists()


def test_settings_are_settings_and_secrets_come_from_outside(compose: dict[str, Any]) -> None:
    for given in (service["environment"] for service in compose["services"].values() if "build" in service):
        assert set(given) <= documented_settings().keys() | _OTHERS
        assert "@" in given["DATABASE_URL"] and ":" not in given["DATABASE_URL"].partition("//")[2], "no password in it"
        assert given.get("ENGINE_TOKEN", "${ENGINE_TOKEN:?").startswith("${ENGINE_TOKEN:?"), "a secret"
    text = "".join(file.read_text("utf-8") for file in DEPLOY.glob("compose*.yml"))
    wanted = set(re.findall(r"\$\{(\w+)", text))
    offered = re.findall(r"^(\w+)=(.*)$", (DEPLOY / "env.example").read_text("utf-8"), re.MULTILINE)
    assert wanted == {name for name, _ in offered} and not any(value for _, value in offered)
    assert "${DATABASE_PASSWORD:?" in text, "without one it does not start"


@pytest.mark.parametrize(("name", "only"), [("assistant", None), ("engine", Only.ENGINE), ("gateway", Only.GATEWAY)])
def test_several_know_each_other(
    several: dict[str, Any], monkeypatch: pytest.MonkeyPatch, name: str, only: Only | None
) -> None:
    services, service = several["services"], several["services"][name]
    assert service.get("command", ["--only", None])[-2:] == ["--only", only]
    for setting, value in service["environment"].items():
        monkeypatch.setenv(setting, value)
    settings = Settings()
    require_whole(settings, only)
    inside = {name: name for name in services} | {
        alias: name
        for name, one in services.items()
        for alias in (one["networks"].get("inside") or {}).get("aliases", ())
    }
    if only is not Only.ENGINE:
        assert settings.gateway_url == f"http://{name}:8080" and settings.redis_url == "redis://redis"
    if only is not Only.GATEWAY:
        assert inside[settings.engine_host] == name != settings.engine_host, "heard in the network inside alone"
    for host, port in (url.removeprefix("http://").split(":") for url in settings.engines):
        there = services[inside[host]]["environment"]
        assert (there["ENGINE_HOST"], there["ENGINE_PORT"]) == (host, port)
    folders = [one["volumes"]["/data"] for one in services.values() if "/data" in one["volumes"]]
    assert len(folders) == len(set(folders)) == 3, "each has its own"


def test_the_image_is_made_of_what_there_is() -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    made = re.search(r"^RUN make (\S+)", text, re.MULTILINE)
    assert made and f"\n{made[1]}:" in (ROOT / "Makefile").read_text("utf-8")
    given = dict(re.findall(r"(\w+)=(\S+)", "".join(re.findall(r"^ENV (.+)$", text, re.MULTILINE))))
    assert given.keys() <= documented_settings().keys() and f"EXPOSE {given['PORT']}" in text
    assert f":{given['PORT']}/healthz" in text and f"VOLUME {given['DATA_DIR']}" in text
    assert text.index("USER nuanyi") < text.index("COPY"), "not as root"
    left_out = (DEPLOY / "Dockerfile.dockerignore").read_text().split()
    assert {".git", ".venv", ".venv-engine", "var"} <= set(left_out), "neither history nor anybody's data"


@pytest.mark.parametrize("file", ["Dockerfile", "compose.yml", "compose.several.yml", *(unit.name for unit in UNITS)])
def test_each_verb_is_one(file: str) -> None:
    named = _VERB.findall((DEPLOY / file).read_text("utf-8"))
    assert set(named) <= {verb.split()[0] for verb in verbs(app)} and (named or file.endswith(".timer"))


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_each_unit_gives_settings_and_its_folder(unit: Path) -> None:
    parsed = configparser.RawConfigParser(strict=False)
    parsed.optionxform = str  # type: ignore[method-assign, assignment]
    parsed.read(unit, "utf-8")
    if unit.suffix == ".timer":
        assert (DEPLOY / unit.with_suffix(".service").name).exists()
        return
    service = parsed["Service"]
    name, _, folder = service["Environment"].partition("=")
    assert name in documented_settings() and Path(folder).name in service["StateDirectory"].split()
    assert service["User"] == "nuanyi" and service["ProtectSystem"] == "strict" and service["UMask"] == "0077"


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_understands_each_unit(unit: Path, tmp_path: Path, start_python: object) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze")
    for each in UNITS:  # a timer is read with its service
        here = each.read_text("utf-8").replace("/opt/nuanyi/.venv/bin/assistant", "/bin/true")
        (tmp_path / each.name).write_text(here, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / unit.name], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
