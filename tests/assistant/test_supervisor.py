"""What the supervisor hands to the processes it starts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import SecretStr

from assistant.alone import StartError
from assistant.engine_settings import EngineSettings
from assistant.settings import Only, Settings
from assistant.supervisor import Child, processes, run
from knowledge.records.database import DatabaseError, connected
from knowledge.records.dialects import only_assistant
from tests.databases import Server


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A data folder in which an engine model was trained."""
    (tmp_path / "engine").mkdir()
    monkeypatch.setattr("assistant.supervisor.engine_model", lambda _: tmp_path / "engine" / "model.tar.gz")
    return Settings(data_dir=tmp_path, port=8123)


def started(settings: Settings) -> dict[str, Child]:
    return {child.name: child for child in processes(settings, actions_port=5001, engine_port=5002)}


def test_the_engine_reads_what_it_is_given(settings: Settings) -> None:
    engine = EngineSettings.from_env(started(settings)["对话引擎"].environment)
    assert (engine.model, engine.port) == (settings.engine / "model.tar.gz", 5002)
    endpoints = yaml.safe_load(engine.endpoints.read_text())
    assert endpoints["action_endpoint"] == {"url": "http://127.0.0.1:5001/webhook"}
    assert yaml.safe_load(engine.credentials.read_text()) == {"assistant.engine.channel.GatewayInput": {}}


def test_the_token_of_the_engine_is_secret_and_new_at_each_start(settings: Settings) -> None:
    first, second = started(settings), started(settings)
    tokens = [EngineSettings.from_env(children["对话引擎"].environment).token for children in (first, second)]
    assert all(len(token) >= 43 for token in tokens) and tokens[0] != tokens[1]
    assert first["网关"].environment["ENGINE_TOKEN"] == tokens[0]
    assert "ENGINE_TOKEN" not in first["问答服务"].environment
    # Everybody on the machine may read the arguments of a process.
    assert not any(tokens[0] in argument for child in first.values() for argument in child.command)
    assert not any(tokens[0] in path.read_text() for path in settings.engine.iterdir())


def test_one_setting_moves_everything_to_a_server(settings: Settings) -> None:
    url = "postgresql://nuanyi:geheim@127.0.0.1/nuanyi"
    moved = settings.model_copy(update={"database_url": url})
    assert moved.database == moved.lines_database == moved.conversations == url
    assert EngineSettings.from_env(started(moved)["对话引擎"].environment).conversations == url
    assert not any("geheim" in path.read_text() for path in settings.engine.iterdir())
    assert "geheim" not in repr(moved)


def test_a_file_elsewhere_moves_the_records_alone(settings: Settings) -> None:
    moved = settings.model_copy(update={"database_url": "sqlite:////elsewhere/records.db"})
    assert moved.lines_database == settings.lines_database and moved.conversations == settings.conversations


def test_two_do_not_share_a_server(settings: Settings, postgresql: Server) -> None:
    with postgresql.own() as own:
        moved = settings.model_copy(update={"database_url": own.empty()})
        with only_assistant(connected(moved.database, "DATABASE_URL")) as alone:
            assert alone
            with pytest.raises(StartError, match="正被另一个暖驿使用"):
                run(moved)
        with only_assistant(connected(moved.database, "DATABASE_URL")) as alone:
            assert alone, "who has stopped holds it no longer"


def test_a_server_that_is_not_there_is_one_readable_line(settings: Settings) -> None:
    moved = settings.model_copy(update={"database_url": "postgresql://x:geheim@127.0.0.1:1/x"})
    with pytest.raises(DatabaseError, match="连不上数据库"):
        run(moved)


def test_every_process_gets_its_own_port(settings: Settings) -> None:
    children = started(settings)
    assert children["问答服务"].environment["ACTIONS_PORT"] == "5001"
    assert children["网关"].environment["PORT"] == "8123"
    urls = [children["网关"].environment[name] for name in ("ENGINE_URLS", "ACTIONS_URL")]
    assert urls == ["http://127.0.0.1:5002", "http://127.0.0.1:5001"]


@pytest.mark.parametrize(
    "missing", ["MODEL", "HOST", "PORT", "ENDPOINTS", "CREDENTIALS", "TOKEN", "ACTIONS_URL", "CONVERSATIONS"]
)
def test_the_engine_does_not_start_on_half_its_settings(settings: Settings, missing: str) -> None:
    environment = started(settings)["对话引擎"].environment
    del environment[f"ENGINE_{missing}"]
    with pytest.raises(KeyError, match=missing):
        EngineSettings.from_env(environment)


def test_a_part_runs_without_the_rest(settings: Settings) -> None:
    shared = settings.model_copy(
        update={
            "engine_token": SecretStr("geheim"),
            "engine_urls": "http://10.0.0.3:8600,http://10.0.0.4:8600/",
            "engine_host": "10.0.0.2",
        }
    )
    gateway = {child.name: child for child in processes(shared, 5001, 5002, Only.GATEWAY)}
    assert set(gateway) == {"问答服务", "网关"}
    assert gateway["网关"].environment["ENGINE_URLS"] == "http://10.0.0.3:8600,http://10.0.0.4:8600"
    engine = {child.name: child for child in processes(shared, 5001, 5002, Only.ENGINE)}
    assert set(engine) == {"问答服务", "对话引擎"}
    own = EngineSettings.from_env(engine["对话引擎"].environment)
    assert (own.host, own.port, own.token) == ("10.0.0.2", 5002, "geheim")
    everything = {child.name: child for child in processes(shared, 5001, 5002)}
    assert everything["网关"].environment["ENGINE_URLS"].startswith("http://10.0.0.2:5002,http://10.0.0.3")


@pytest.mark.parametrize(
    ("only", "missing"),
    [
        (None, "DATABASE_URL"),
        (None, "ENGINE_TOKEN"),
        (None, "GATEWAY_URL"),
        (Only.GATEWAY, "ENGINE_TOKEN"),
        (Only.GATEWAY, "ENGINE_URLS"),
        (Only.ENGINE, "ENGINE_PORT"),
    ],
)
def test_several_need_what_they_share(settings: Settings, only: Only | None, missing: str) -> None:
    given: dict[str, object] = {"redis_url": "redis://127.0.0.1"}
    if missing != "GATEWAY_URL":
        given["gateway_url"] = "http://127.0.0.1:8080"
    if missing != "DATABASE_URL":
        given["database_url"] = "postgresql://x@127.0.0.1:1/x"
    if missing != "ENGINE_TOKEN":
        given["engine_token"] = SecretStr("geheim")
    with pytest.raises(StartError, match=missing):
        run(settings.model_copy(update=given), only)
