"""What people asked in vain, over HTTP: from a refusal in chat to a draft."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine

from channels.asked.shapes import AskedList
from channels.roles import Role
from channels.staff.accounts import add_account
from knowledge.records.database import open_database
from knowledge.records.faqs.reading import entry
from knowledge.records.test_cases import cases
from tests.channels.conftest import Server, Servers, Starter
from tests.channels.library.conftest import PASSWORD, client
from tests.waiting import wait_until

ASKED = "/api/admin/asked"
FUND = "拒：公积金怎么取"  # what the stand-in of the engine refuses


@dataclass(frozen=True)
class Asking:
    gateway: Server
    database: Engine

    def ask(self, sender: str, message: str, region: str | None = None) -> None:
        """Say it in chat; the reply does not wait until it is written."""
        body = {"sender": sender, "message": message, "metadata": {"region": region}}
        url = f"{self.gateway.url}/webhooks/rest/webhook"
        httpx.post(url, json=body, trust_env=False, verify=False, timeout=30).raise_for_status()


@pytest.fixture(scope="module")
def asking(start: Starter, servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Asking:
    folder: Path = tmp_path_factory.mktemp("asked")
    url = f"sqlite:///{folder / 'records.db'}"
    database, actions = open_database(url), start.actions()
    for role in Role:
        add_account(database, role.value, role, PASSWORD)
    lines = f"sqlite:///{folder / 'lines.db'}"
    gateway = start.gateway(
        servers.engine.url, actions.url, engine_timeout=10, database=url, lines=lines, data_dir=folder
    )
    for server in (actions, gateway):
        server.wait_until_listening()
    return Asking(gateway, database)


@pytest.fixture(scope="module")
def admin(asking: Asking) -> Iterator[httpx.Client]:
    with closing(client(asking.gateway.url, "admin")) as admin:
        yield admin


def listed(admin: httpx.Client, **wish: Any) -> AskedList:
    found = admin.get(ASKED, params=wish)
    assert found.status_code == 200, found.text
    return AskedList.model_validate_json(found.content)


def act(admin: httpx.Client, key: str, act: str, **more: Any) -> httpx.Response:
    return admin.post(f"{ASKED}/act", json={"key": key, "act": act, **more})


@pytest.mark.parametrize(
    ("role", "reads", "writes"), [("hotline", 403, 403), ("auditor", 200, 403), ("editor", 200, 409)]
)
def test_each_role_may_do_its_own(asking: Asking, role: str, reads: int, writes: int) -> None:
    with closing(client(asking.gateway.url, role)) as somebody:
        assert somebody.get(ASKED).status_code == reads
        assert act(somebody, "0" * 16, "not_ours").status_code == writes
    assert httpx.get(f"{asking.gateway.url}{ASKED}", trust_env=False, verify=False).status_code == 401


def test_from_a_refusal_to_a_draft(asking: Asking, admin: httpx.Client) -> None:
    for sender, message in (("a", FUND), ("b", FUND), ("b", f"{FUND}呀"), ("c", "拒：零工市场几点开")):
        asking.ask(sender, message, "兰溪市")
    wait_until(lambda: listed(admin).total == 2, "the last question is written")
    found = listed(admin)
    fund, market = found.groups
    assert (found.total, found.waiting, found.counts) == (2, 0, {"open": 2, "done": 0, "not_ours": 0})
    assert (fund.question, fund.people, fund.cities, fund.reasons) == (
        "拒：公积金怎么取",
        2,
        {"兰溪市": 2},
        {"refused": 2},
    )
    assert market.near[0].id == "lanxi-gig-where"
    assert listed(admin, region="舟山市").total == 0 and listed(admin, why="guided").total == 0

    done = act(admin, fund.key, "draft", why="常问")
    draft = entry(asking.database, done.json()["entry"])
    assert draft and draft.contents.similar_questions == f"{FUND}呀" and draft.contents.region == "兰溪市"
    assert [(case.question, case.region, case.expected) for case in cases(asking.database)] == [
        (FUND, "兰溪市", draft.id)
    ]
    assert act(admin, fund.key, "not_ours").status_code == 409
    assert act(admin, market.key, "not_ours").json() == {"entry": ""}
    assert listed(admin).total == 0

    asking.ask("d", f"{FUND}的呀", "兰溪市")
    wait_until(lambda: listed(admin, state="done").groups[0].people == 3, "it is asked again")
    (again,) = listed(admin, state="done").groups
    assert (again.people, again.again, again.entry, again.who) == (3, 1, draft.id, "admin")
    assert act(admin, market.key, "reopen").status_code == 200
    assert [group.key for group in listed(admin).groups] == [market.key]
    assert act(admin, market.key, "answered", entry="没有").status_code == 404


def test_entries_that_were_of_no_use(asking: Asking, admin: httpx.Client) -> None:
    """The stand-in of the action server has one entry near what asks for the market."""
    asking.ask("e", "拒：零工市场有车吗")
    wait_until(lambda: bool(listed(admin).groups), "the question is written")

    def due(why: str) -> dict[str, Any]:
        found: dict[str, Any] = admin.get("/api/admin/faqs", params={"due": why, "limit": 1}).json()
        return found

    assert [faq["contents"]["id"] for faq in due("in_vain")["faqs"]] == ["lanxi-gig-where"]
    unused = due("never_hit")["total"]
    assert admin.post("/desk/neighbours", json={"id": "lanxi-gig-where"}).status_code == 200
    wait_until(lambda: due("never_hit")["total"] == unused - 1, "the hit is counted")


@pytest.mark.parametrize("body", [{"key": "x", "act": "draft"}, {"key": "0" * 16, "act": "delete"}])
def test_what_cannot_be_is_refused(admin: httpx.Client, body: dict[str, str]) -> None:
    assert admin.post(f"{ASKED}/act", json=body).status_code == 400
