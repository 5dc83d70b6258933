"""``GET /api/lookup`` of a running gateway, with real tokens in SQLite and a stand-in for the action server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine

from actions.contract.queries import Lookup
from channels.roles import Role
from channels.texts import load_texts
from channels.tokens import create_token, revoke_tokens
from knowledge.records.database import open_database
from tests.channels.conftest import Server, Servers, Starter


@dataclass(frozen=True)
class Desk:
    """A gateway, the action server behind it and the data base of tokens."""

    gateway: Server
    actions: Server
    database: Engine
    token: str

    def look_up(self, authorization: str | None = None, **query: str) -> httpx.Response:
        """With a valid token where nothing else is said."""
        header = f"Bearer {self.token}" if authorization is None else authorization
        headers = {"Authorization": header} if header else {}
        url = f"{self.gateway.url}/api/lookup"
        return httpx.get(url, params=query, headers=headers, trust_env=False, verify=False)

    def received(self) -> dict[str, object]:
        """What reached the action server last."""
        query: dict[str, object] = httpx.get(f"{self.actions.url}/received", trust_env=False, verify=False).json()
        return query


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('tokens') / 'records.db'}"


@pytest.fixture(scope="module")
def desk(start: Starter, servers: Servers, database: str) -> Desk:
    engine = open_database(database)
    actions = start.actions()
    gateway = start.gateway(servers.engine.url, actions.url, database=database)
    for server in (actions, gateway):
        server.wait_until_listening()
    return Desk(gateway, actions, engine, create_token(engine, Role.HOTLINE, "一号坐席"))


def test_the_shape_of_the_contract(desk: Desk) -> None:
    response = desk.look_up(q="零工市场在哪", region="兰溪市", limit="3")
    assert response.status_code == 200 and response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"
    found = response.json()
    Lookup.model_validate_json(response.content)
    assert found.keys() == {"hits", "decision", "took_ms"} and found["decision"] == "answer"
    assert found["hits"][0].keys() == {
        "id", "question", "answer", "region", "category", "effective_from", "effective_to", "as_of", "source",
        "score",
    }  # fmt: skip
    assert desk.received() == {"q": "零工市场在哪", "region": "兰溪市", "limit": 3}


def test_what_may_be_left_out(desk: Desk) -> None:
    assert desk.look_up(q="  零工市场 & 100%  ", region=" ", limit="").status_code == 200
    assert desk.received() == {"q": "零工市场 & 100%", "region": None, "limit": 5}


@pytest.mark.parametrize("role", Role)
def test_both_roles_may_look_up(desk: Desk, role: Role) -> None:
    token = create_token(desk.database, role, f"试 {role}")
    assert desk.look_up(f"Bearer {token}", q="零工市场").status_code == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Bearer " + "x" * 8000, "Basic YTpi"])
def test_no_valid_token(desk: Desk, header: str) -> None:
    assert_refused(desk.look_up(header, q="零工市场"), 401, "unauthorized")


def test_a_token_is_more_than_its_digest_and_its_case(desk: Desk) -> None:
    for other in (desk.token[:-1], desk.token.swapcase(), desk.token + "x", "' OR ''='"):
        assert_refused(desk.look_up(f"Bearer {other}", q="零工市场"), 401, "unauthorized")
    assert_refused(desk.look_up(f"Basic {desk.token}", q="零工市场"), 401, "unauthorized")


def test_a_token_in_the_address_opens_nothing(desk: Desk) -> None:
    assert_refused(desk.look_up("", q="零工市场", token=desk.token, access_token=desk.token), 401, "unauthorized")


def test_bytes_that_are_no_text_are_no_token(desk: Desk) -> None:
    head = b"GET /api/lookup?q=a HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \xff\xfe\r\n\r\n"
    with socket.create_connection(("127.0.0.1", desk.gateway.port), timeout=5) as connection:
        connection.sendall(head)
        assert connection.recv(65536).startswith(b"HTTP/1.1 401")


def test_a_revoked_token_ends_at_once(desk: Desk) -> None:
    token = create_token(desk.database, Role.HOTLINE, "离职坐席")
    assert desk.look_up(f"Bearer {token}", q="零工市场").status_code == 200
    revoke_tokens(desk.database, "离职坐席")
    assert_refused(desk.look_up(f"Bearer {token}", q="零工市场"), 401, "unauthorized")
    assert desk.look_up(q="零工市场").status_code == 200


def test_the_token_is_looked_at_first(desk: Desk) -> None:
    assert_refused(desk.look_up("Bearer x", limit="0"), 401, "unauthorized")


@pytest.mark.parametrize(
    "query", [{}, {"q": ""}, {"q": "  \n"}, {"q": "工" * 1001}], ids=["no", "empty", "blank", "long"]
)
def test_bad_questions(desk: Desk, query: dict[str, str]) -> None:
    assert_refused(desk.look_up(**query), 400, "bad_question")


@pytest.mark.parametrize("character", ["工", "😀"])
def test_the_longest_question(desk: Desk, character: str) -> None:
    assert desk.look_up(q=character * 1000).status_code == 200
    assert desk.received()["q"] == character * 1000


@pytest.mark.parametrize("limit", ["0", "21", "abc", "１２", "-1", "1.5", "1e1", "٣", " ", "9" * 3000, "5 "])
def test_bad_limits(desk: Desk, limit: str) -> None:
    assert_refused(desk.look_up(q="零工市场", limit=limit), 400, "bad_limit")


@pytest.mark.parametrize("limit", ["1", "20"])
def test_good_limits(desk: Desk, limit: str) -> None:
    assert desk.look_up(q="零工市场", limit=limit).status_code == 200
    assert desk.received()["limit"] == int(limit)


def test_an_unknown_region(desk: Desk) -> None:
    assert_refused(desk.look_up(q="零工市场", region="火星市"), 400, "unknown_region")


def test_private_numbers_do_not_leave_the_gateway(desk: Desk) -> None:
    desk.look_up(q="330781197503010012的失业金，电话13800138000，打12333问")
    assert desk.received()["q"] == "[身份证号]的失业金，电话[电话号码]，打12333问"


def test_an_action_server_that_fails(desk: Desk) -> None:
    assert_refused(desk.look_up(q="出错"), 503, "not_ready")


def test_only_get(desk: Desk) -> None:
    response = httpx.post(f"{desk.gateway.url}/api/lookup", trust_env=False, verify=False)
    assert_refused(response, 405, "method_not_allowed")


@pytest.fixture(scope="module")
def lonely_desk(start: Starter, servers: Servers, desk: Desk, database: str) -> Iterator[Desk]:
    """A gateway whose action server is down."""
    gateway = start.gateway(servers.engine.url, start.nowhere, database=database)
    gateway.wait_until_listening()
    yield Desk(gateway, desk.actions, desk.database, desk.token)


def test_no_action_server(lonely_desk: Desk) -> None:
    assert_refused(lonely_desk.look_up(q="零工市场"), 503, "not_ready")
    assert_refused(lonely_desk.look_up("", q="零工市场"), 401, "unauthorized")


def test_only_a_digest_of_a_token_is_on_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "records.db"
    engine = open_database(f"sqlite:///{file}")
    token = create_token(engine, Role.ADMIN, "管理员")
    engine.dispose()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "管理员".encode() in stored and token.encode() not in stored


def assert_refused(response: httpx.Response, status: int, code: str) -> None:
    assert response.status_code == status, response.text
    assert response.json() == {"error": {"code": code, "message": load_texts().errors[code]}}
