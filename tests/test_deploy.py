"""The files in ``deploy/`` name what there is, as far as can be told without Docker and without being systemd. (nginx's is
tested with a real one, ``tests/channels/test_nginx.py``.)"""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.cli import app
from knowledge.settings import ROOT
from tests.test_docs import documented_settings, verbs

DEPLOY = ROOT / "deploy"
UNITS = sorted((*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")))
# Read by PostgreSQL's own library.
_OTHERS = {"PGPASSWORD"}
_VERB = re.compile(r"\.venv/bin/assistant\"?,? \"?(\w+)")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yml").read_text("utf-8"))
    return found


def test_services_find_each_other(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"database", "assistant", "nginx"}
    for name, service in services.items():
        for other, how in service.get("depends_on", {}).items():
            healthy = "healthcheck" in services[other] or "HEALTHCHECK" in (DEPLOY / "Dockerfile").read_text("utf-8")
            assert how == {"condition": "service_healthy"} and healthy, name
            assert set(service["networks"]) & set(services[other]["networks"]), f"{name} cannot reach {other}"
        assert set(service["networks"]) <= set(compose["networks"])


def test_only_nginx_faces_people(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["nginx"]
    assert compose["networks"]["inside"] == {"internal": True}
    assert "outside" not in compose["services"]["database"]["networks"]


def test_volumes_and_files_are_there(compose: dict[str, Any]) -> None:
    mounted = [one.split(":")[0] for service in compose["services"].values() for one in service["volumes"]]
    assert {one for one in mounted if not one.startswith(".")} == set(compose["volumes"])
    assert {one for one in mounted if one.startswith(".") and not (DEPLOY / one).exists()} == {"./tls"}
    build = compose["services"]["assistant"]["build"]
    assert (DEPLOY / build["context"]).resolve() == ROOT and (ROOT / build["dockerfile"]).exists()


def test_settings_are_settings_and_secrets_come_from_outside(compose: dict[str, Any]) -> None:
    given = compose["services"]["assistant"]["environment"]
    assert set(given) <= documented_settings().keys() | _OTHERS
    assert "@" in given["DATABASE_URL"] and ":" not in given["DATABASE_URL"].partition("//")[2], "no password in it"
    text = (DEPLOY / "compose.yml").read_text("utf-8")
    wanted = set(re.findall(r"\$\{(\w+)", text))
    offered = re.findall(r"^(\w+)=(.*)$", (DEPLOY / "env.example").read_text("utf-8"), re.MULTILINE)
    assert wanted == {name for name, _ in offered} and not any(value for _, value in offered)
    assert "${DATABASE_PASSWORD:?" in text, "without one it does not start"


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


@pytest.mark.parametrize("file", ["Dockerfile", "compose.yml", *(unit.name for unit in UNITS)])
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
