"""What the tests of all layers use: the real encoder, the shipped content, a small content indexed for real; and the marks.

What a test uses, itself or through other fixtures, decides which mark it gets; nobody sets one by hand. A unit test that
reaches for an encoder or a process all the same fails.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn, Protocol

import numpy as np
import onnxruntime
import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from assistant.ports import reserved_ports
from channels.staff import passwords
from knowledge.checked_yaml import read_checked
from knowledge.encoder import Encoder
from knowledge.library import content as content_module
from knowledge.library.content import CONTENT_FOLDER, Content, load
from knowledge.live.opening import assemble
from knowledge.records.database import open_database
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.encoding import PassageVectors
from knowledge.retrieval.said_next import SaidNext
from knowledge.retrieval.searcher import Searcher
from knowledge.retrieval.unanswered import Unanswered
from knowledge.settings import ROOT, KnowledgeSettings
from knowledge.versions.learned import Learned
from knowledge.versions.manifest import Manifest
from tests.databases import MISSING, Files, Place, Server, programs, running
from tests.dying import killed_after_each_step
from tests.knowledge.small_content import (
    FILES,
    TODAY,
    handmade_choice,
    handmade_continuation,
    handmade_followup,
    handmade_topics,
)
from tests.redis_server import MISSING as NO_REDIS
from tests.redis_server import PROGRAM as REDIS
from tests.redis_server import RedisServer

# A busy machine is no failure, and no examples are kept between runs. `make unit` is for between two edits.
settings.register_profile("tests", deadline=None, database=None)
settings.register_profile("unit", settings.get_profile("tests"), max_examples=10)


# The whole assistant; the encoder, servers, a browser, processes of their own, torch, all of the content, databases in files,
# documents that are drawn, all lines that somebody wrote for a decision, and what else takes more than 50 ms.
STACK, INTEGRATION = (
    {"prepared_data"},
    {
        "corpus",
        "drawing",
        "empty_database",
        "encoder",
        "encoder_folder",
        "killed",
        "learning",
        "lengthy",
        "postgresql",
        "redis_server",
        "shipped",
        "sqlite",
        "start",
        "start_python",
    },
)


# Each is a fixture that has the database.
DATABASES = ("sqlite", "postgresql")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("unit" if config.option.markexpr == "unit" else "tests")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        used = {*getattr(item, "fixturenames", ()), *_databases(item)}
        item.add_marker("stack" if used & STACK else "integration" if used & INTEGRATION else "unit")


def _databases(item: pytest.Item) -> list[str]:
    """What a test that runs on each database runs on this time."""
    callspec = getattr(item, "callspec", None)
    params = callspec.params.values() if callspec else ()
    return [param for param in params if isinstance(param, str) and param in DATABASES]


@pytest.fixture(autouse=True)
def light(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps unit tests what they are."""
    if request.node.get_closest_marker("unit"):
        monkeypatch.setattr(onnxruntime, "InferenceSession", too_heavy)
        monkeypatch.setattr(subprocess, "Popen", too_heavy)
        monkeypatch.setattr(content_module, "read_checked", small_enough)


def too_heavy(*arguments: object, **named: object) -> NoReturn:
    pytest.fail("no unit test: take encoder, process or content from one of the fixtures named in tests/conftest.py")


def small_enough(path: Path, *arguments: Any) -> Any:
    """Reads a file that is none of the project's content."""
    return too_heavy() if path.parent == CONTENT_FOLDER else read_checked(path, *arguments)


@pytest.fixture
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed as in use, only not as slowly."""
    monkeypatch.setattr(passwords, "hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


class StartPython(Protocol):
    def __call__(self, *arguments: str, **environment: str) -> subprocess.Popen[str]: ...


@pytest.fixture(scope="session")
def start_python() -> StartPython:
    """Starts ``python`` with these arguments and environment variables; ``communicate()`` gives what it prints."""

    def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
        command, pipe = [sys.executable, *arguments], subprocess.PIPE
        return subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=pipe, stderr=pipe, text=True)

    return start


@pytest.fixture
def killed() -> Callable[[Callable[[], object]], Iterator[int]]:
    """Kills a process at each step of what it does."""
    return killed_after_each_step


@pytest.fixture(scope="session")
def drawing() -> None:
    """For tests that draw a document or read one: half a second for a page, with a font of 20,000 characters."""


@pytest.fixture(scope="session")
def corpus() -> None:
    """For tests that go through all lines of a file of practice or of held-out lines: milliseconds each, but hundreds."""


@pytest.fixture(scope="session")
def lengthy() -> None:
    """For tests that take more than 50 ms for some other reason: hundreds of cases or rows, hashing as in use."""


@pytest.fixture(scope="session")
def encoder_folder() -> Path:
    """Where the encoder is that the machine has built."""
    return KnowledgeSettings().encoder


@pytest.fixture(scope="session")
def encoder(encoder_folder: Path) -> Encoder:
    return Encoder(encoder_folder)


@pytest.fixture(scope="session")
def shipped() -> Content:
    """The content that the project ships."""
    return load()


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def content(small_folder: Path) -> Content:
    return load(small_folder)


@pytest.fixture(scope="session")
def vectors(content: Content, encoder: Encoder) -> PassageVectors:
    return PassageVectors.encode(content.passages, encoder, content.regions)


@pytest.fixture(scope="session")
def learned(encoder: Encoder, vectors: PassageVectors) -> Learned:
    """A version made by hand, for the small content."""
    identity, asking, following = Adapter.identity(encoder.size), handmade_choice(), handmade_followup()
    continuing = handmade_continuation()
    return Learned(
        identity,
        Unanswered.of(encoder.vectors(["明天下雨吗"]), np.array([""]), identity, vectors.questions),
        handmade_topics(),
        SaidNext.of(
            encoder.vectors(["周末都在上班"]), ["nation-contract-written"], [["nation-overtime-rest"]], [0], identity
        ),
        asking.answerability,
        asking.ranking,
        following.answerability,
        following.ranking,
        continuing.answerability,
        continuing.ranking,
        Manifest(
            encoder=encoder.identity,
            recipe={"made": "by hand"},
            data={},
            thresholds={
                "asking": asking.thresholds,
                "importing": asking.thresholds,
                "following": following.thresholds,
                "continuing": continuing.thresholds,
            },
        ),
    )


@pytest.fixture(scope="session")
def catalogue(learned: Learned, content: Content, vectors: PassageVectors) -> Catalogue:
    return Catalogue.of(content.passages, vectors, learned.adapter, learned.unanswered, learned.topics, content.regions)


@pytest.fixture(scope="session")
def searcher(learned: Learned, content: Content, catalogue: Catalogue, encoder: Encoder) -> Searcher:
    return replace(assemble(learned, content, catalogue, encoder), today=lambda: TODAY)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that a test copies: to migrate one takes a while."""
    path = tmp_path_factory.mktemp("database") / "records.db"
    open_database(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A real server. Skipped where Debian's is not installed, but never in CI."""
    if (bin := programs()) is None:
        assert "CI" not in os.environ, MISSING
        pytest.skip(MISSING)
    with running(bin) as server:
        yield server


@pytest.fixture(scope="session")
def only_redis() -> Iterator[RedisServer]:
    """A real one for all tests. Skipped where Debian's is not installed, but never in CI."""
    if REDIS is None:
        assert "CI" not in os.environ, NO_REDIS
        pytest.skip(NO_REDIS)
    with reserved_ports(1) as (port,):
        server = RedisServer(port)
        server.start()
        yield server
        server.stop()


@pytest.fixture
def redis_server(only_redis: RedisServer) -> RedisServer:
    """It, with nothing in it."""
    only_redis.empty()
    return only_redis


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Files:
    """The same in files."""
    return Files(tmp_path_factory.mktemp("files"), empty_database)


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """Where new databases are had: the test runs on each kind."""
    with request.getfixturevalue(request.param).own() as own:
        yield own
