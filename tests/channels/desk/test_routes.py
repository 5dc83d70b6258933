"""What the desk's page asks of a running gateway."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from channels.desk.routes import WEB_FOLDER
from channels.files import FOREVER
from channels.texts import load_texts
from tests.channels.desk.conftest import OTHER, Desk

NOTE = {"kind": "missing", "question": "没有人收我的简历"}
ROUTES: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/desk/lookup", {"q": "零工"}),
    ("POST", "/desk/story", {"story": "老板欠我钱"}),
    ("POST", "/desk/quotations", {"q": "零工"}),
    ("POST", "/desk/neighbours", {"id": "a"}),
    ("POST", "/desk/notes", NOTE),
    ("DELETE", "/desk/notes/1", {}),
    ("POST", "/desk/services", {"call": "0" * 32, "text": "算退休"}),
    ("POST", "/desk/services/end", {"call": "0" * 32}),
]


@pytest.mark.parametrize(("method", "path", "body"), ROUTES)
def test_only_for_who_is_logged_in_and_from_this_page(
    desk: Desk, clerk: httpx.Client, method: str, path: str, body: dict[str, Any]
) -> None:
    stranger = httpx.request(method, f"{desk.gateway.url}{path}", json=body, trust_env=False, verify=False)
    assert_refused(stranger, 401, "login_needed")
    assert_refused(clerk.request(method, path, json=body, headers={"X-CSRF-Token": "x"}), 403, "forbidden")
    assert desk.notes() == []


def test_who_is_not_logged_in_is_led_to_the_login(desk: Desk, clerk: httpx.Client) -> None:
    for path in ("/desk", "/desk/"):
        response = httpx.get(f"{desk.gateway.url}{path}", trust_env=False, verify=False)
        assert (response.status_code, response.headers["location"]) == (303, "/staff/login")
        assert clerk.get(path).status_code == 200


def test_the_lookup_is_that_of_the_contract_as_of_a_day(desk: Desk, clerk: httpx.Client) -> None:
    asked = {"q": " 零工市场 ", "region": "兰溪市", "as_of": "2024-06-01", "limit": 3}
    response = clerk.post("/desk/lookup", json=asked)
    assert response.status_code == 200 and response.headers["cache-control"] == "no-store"
    assert response.json().keys() == {"hits", "decision", "took_ms"}
    assert desk.received() == asked | {"q": "零工市场"}
    clerk.post("/desk/lookup", json={"q": "零工市场"})
    assert desk.received() == {"q": "零工市场", "region": None, "as_of": None, "limit": 8}


def test_what_policy_papers_say_holds_at_the_place_asked_for(desk: Desk, clerk: httpx.Client) -> None:
    response = clerk.post("/desk/quotations", json={"q": " 求职补贴 ", "region": "兰溪市"})
    assert [one["title"] for one in response.json()["quotations"]] == ["求职补贴办法"]
    assert desk.received() == {"q": "求职补贴", "region": "兰溪市", "limit": 3}
    clerk.post("/desk/quotations", json={"q": "13800138000的补贴"})
    assert desk.received() == {"q": "[电话号码]的补贴", "region": None, "limit": 3}


def test_private_numbers_do_not_leave_the_gateway(desk: Desk, clerk: httpx.Client) -> None:
    clerk.post("/desk/lookup", json={"q": "13800138000的失业金"})
    assert desk.received()["q"] == "[电话号码]的失业金"
    clerk.post("/desk/story", json={"story": "身份证330781197503010012，老板欠钱"})
    assert desk.received()["story"] == "身份证[身份证号]，老板欠钱"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/desk/lookup", b"{"),
        ("/desk/lookup", b"[]"),
        ("/desk/lookup", b"{}"),
        ("/desk/lookup", b'{"q": " "}'),
        ("/desk/lookup", b'{"q": 1}'),
        ("/desk/lookup", b'{"q": "a", "limit": 21}'),
        ("/desk/lookup", b'{"q": "a", "as_of": "2024-13-01"}'),
        ("/desk/lookup", b'{"q": "a", "more": 1}'),
        ("/desk/lookup", f'{{"q": "{"x" * 1001}"}}'.encode()),
        ("/desk/story", b'{"story": ""}'),
        ("/desk/story", f'{{"story": "{"x" * 4001}"}}'.encode()),
        ("/desk/neighbours", b'{"id": ""}'),
        ("/desk/notes", b'{"kind": "other", "question": "a"}'),
        ("/desk/notes", b'{"kind": "wrong", "question": ""}'),
        ("/desk/notes", b'{"kind": "wrong", "question": "a", "score": NaN}'),
        ("/desk/notes", b'{"kind": "wrong", "question": "a", "staff": "b"}'),
    ],
)
def test_bad_bodies(clerk: httpx.Client, path: str, body: bytes) -> None:
    assert_refused(clerk.post(path, content=body), 400, "bad_body")


def test_an_unknown_region_and_a_failing_action_server(clerk: httpx.Client) -> None:
    assert_refused(clerk.post("/desk/lookup", json={"q": "零工", "region": "火星市"}), 400, "unknown_region")
    assert_refused(clerk.post("/desk/lookup", json={"q": "出错"}), 503, "not_ready")


def test_a_note_is_masked_and_may_be_taken_back_by_who_wrote_it(desk: Desk, clerk: httpx.Client) -> None:
    note = {
        "kind": "wrong", "question": "13800138000问失业金", "region": "兰溪市", "as_of": "2024-06-01",
        "entry_id": "level-now",
        "entry_question": "失业金一个月多少？", "decision": "choose", "score": 0.8,
        "remark": "来电人身份证330781197503010012",
    }  # fmt: skip
    first, second = (clerk.post("/desk/notes", json=each).json()["id"] for each in (note, NOTE))
    wrong, missing = desk.notes()
    assert (wrong.kind, wrong.question, wrong.remark) == ("wrong", "[电话号码]问失业金", "来电人身份证[身份证号]")
    assert (wrong.staff, wrong.entry_id, wrong.score, wrong.decision) == ("坐席一号", "level-now", 0.8, "choose")
    assert str(wrong.as_of) == "2024-06-01" and wrong.settled_at is None
    assert (missing.kind, missing.question, missing.entry_id, missing.score) == (
        "missing",
        "没有人收我的简历",
        "",
        None,
    )

    with desk.client(OTHER) as other:
        assert other.delete(f"/desk/notes/{first}").status_code == 204
    assert len(desk.notes()) == 2, "another clerk's note stays"
    assert [clerk.delete(f"/desk/notes/{number}").status_code for number in (first, second, 999)] == [204] * 3
    assert desk.notes() == []


def test_nothing_is_loaded_from_elsewhere() -> None:
    for file in WEB_FOLDER.iterdir():
        assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"')]*", file.read_text("utf-8")) == [], file


def test_files_are_kept_and_may_not_be_framed(clerk: httpx.Client) -> None:
    folder = re.findall(r'<script src="(/desk/[0-9a-f]{12})/desk.js"', clerk.get("/desk").text)[0]
    for name in (path.name for path in WEB_FOLDER.iterdir() if path.suffix != ".html"):
        response = clerk.get(f"{folder}/{name}")
        assert response.status_code == 200 and "frame-ancestors 'none'" in response.headers["content-security-policy"]
        assert response.headers["cache-control"] == FOREVER


def test_no_other_file(clerk: httpx.Client) -> None:
    for path in ("/desk/nothing.js", "/desk/..%2froutes.py", "/desk/desk.js", "/desk/000000000000/desk.js"):
        assert_refused(clerk.get(path), 404, "not_found")


def assert_refused(response: httpx.Response, status: int, code: str) -> None:
    assert response.status_code == status, response.text
    assert response.json() == {"error": {"code": code, "message": load_texts().errors[code]}}
