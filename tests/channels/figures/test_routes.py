"""The register over HTTP: who may do what, what a new value would change, and what is refused."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from channels.figures.shapes import FigureTable, TriedValue, WholeFigure
from knowledge.records.audit import deeds
from tests.channels.library.conftest import Library
from tests.channels.library.test_routes import check_who_may, refused

FIGURES = "/api/admin/figures"
WAGE = "minimum-wage.monthly"
NEW: dict[str, Any] = {
    "figure": WAGE, "region": "广州市", "amount": "2,900元", "first": "2099-01-01", "source_title": "新标准", "why": "来文",
}  # fmt: skip
ROUTES: list[tuple[str, str, dict[str, Any], set[str]]] = [
    ("GET", f"{FIGURES}/table", {}, {"admin", "editor", "auditor"}),
    ("GET", f"{FIGURES}/one?id={WAGE}", {}, {"admin", "editor", "auditor"}),
    ("POST", f"{FIGURES}/try", NEW, {"admin", "editor"}),
    ("POST", f"{FIGURES}/enter", NEW | {"amount": "?"}, {"admin", "editor"}),
    ("POST", f"{FIGURES}/act", {"number": 999, "act": "withdraw"}, {"admin", "editor"}),
]


def whole(response: httpx.Response) -> WholeFigure:
    assert response.status_code == 200, response.text
    assert response.headers["cache-control"] == "no-store"
    return WholeFigure.model_validate_json(response.content)


@pytest.mark.parametrize(("method", "path", "body", "roles"), ROUTES)
def test_each_role_may_do_its_own(
    library: Library, method: str, path: str, body: dict[str, Any], roles: set[str]
) -> None:
    before = len(deeds(library.database, limit=1000))
    check_who_may(library, method, path, body, roles)
    assert len(deeds(library.database, limit=1000)) == before


def test_from_a_try_to_what_is_told_and_back(admin: httpx.Client, library: Library) -> None:
    tried = TriedValue.model_validate_json(admin.post(f"{FIGURES}/try", json=NEW).content)
    assert tried.doubt == ""
    found = {(one.user, one.id): one for one in tried.changes}
    least = found["sum", "dismissal"]
    assert [(piece.kind, piece.text) for piece in least.pieces] == [("out", "2680"), ("in", "2900"), ("same", "元")]
    assert least.region == "广州市"
    benefit = [(piece.kind, piece.text) for piece in found["answer", "guangdong-unemp-level"].pieces]
    assert ("out", "2412") in benefit and ("in", "2610") in benefit

    entered = whole(admin.post(f"{FIGURES}/enter", json=NEW))
    (value,) = entered.entered
    assert (value.state, value.value, value.who, value.why, value.mine) == ("told", "2900元", "admin", "来文", True)
    terms = [
        (term.value, str(term.first), term.is_now, term.number) for term in entered.terms if term.region == "广州市"
    ]
    assert terms == [("2680元", "2026-09-01", True, None), ("2900元", "2099-01-01", False, value.number)]
    assert {one.user for one in entered.touched} >= {"answer", "sum"}
    table = FigureTable.model_validate_json(admin.get(f"{FIGURES}/table?region=广州").content)
    line = next(line for line in table.figures if line.id == WAGE)
    assert (line.value, line.coming, str(line.coming_from), line.own) == ("2680元", "2900元", "2099-01-01", 1)

    again = admin.post(f"{FIGURES}/enter", json=NEW)
    assert refused(again, 400, "bad_figure", "广州市从 2099-01-01 起已经填过 2900")
    gone = whole(admin.post(f"{FIGURES}/act", json={"number": value.number, "act": "withdraw", "why": "填错"}))
    assert gone.entered[0].state == "withdrawn" and all(term.number is None for term in gone.terms)
    assert refused(admin.post(f"{FIGURES}/act", json={"number": value.number, "act": "withdraw"}), 409, "not_now")
    assert [deed.what for deed in deeds(library.database, "figures", WAGE)] == ["withdraw", "publish"]
    assert admin.get("/api/admin/deeds/verdict").json()["faults"] == []


@pytest.mark.parametrize(
    ("change", "status", "code", "words"),
    [
        ({"amount": "两千九"}, 400, "bad_figure", "看不懂“两千九”"),
        ({"source_title": " "}, 400, "bad_figure", "没有写来源"),
        ({"region": "火星市"}, 400, "unknown_region", "没有叫“火星市”的地区，请写全称"),
        ({"last": "2098-12-31"}, 400, "bad_figure", "在开始日 2099-01-01 前面"),
        ({"figure": "wage.none"}, 404, "not_found", "数字表里没有 wage.none"),
        ({"amount": "29000"}, 409, "surprising", "29000元和原来的 2680元 差太多"),
        ({"amount": "29000", "sign": True, "why": ""}, 409, "surprising", "差太多"),
        ({"first": "下个月"}, 400, "bad_body", ""),
    ],
)
def test_what_is_refused(admin: httpx.Client, change: dict[str, Any], status: int, code: str, words: str) -> None:
    assert refused(admin.post(f"{FIGURES}/enter", json=NEW | change), status, code, words)


def test_only_an_admin_signs_for_what_surprises(admin: httpx.Client, library: Library) -> None:
    signed = NEW | {"amount": "29000", "sign": True, "first": "2098-01-01", "last": "2098-06-30"}
    assert refused(library.people["editor"].post(f"{FIGURES}/enter", json=signed), 409, "surprising")
    tried = TriedValue.model_validate_json(admin.post(f"{FIGURES}/try", json=signed).content)
    assert "差太多" in tried.doubt and tried.changes
    value = whole(admin.post(f"{FIGURES}/enter", json=signed)).entered[0]
    assert value.value == "29000元"
    admin.post(f"{FIGURES}/act", json={"number": value.number, "act": "withdraw"})


def test_an_editor_enters_for_his_own_region(editor: httpx.Client, library: Library) -> None:
    assert refused(editor.post(f"{FIGURES}/enter", json=NEW), 403, "forbidden", "您只能改兰溪市的")
    assert refused(editor.post(f"{FIGURES}/try", json=NEW), 403, "forbidden", "您只能改兰溪市的")
    value = whole(editor.post(f"{FIGURES}/enter", json=NEW | {"region": "兰溪市", "amount": "2430"})).entered[0]
    assert refused(library.people["auditor"].get(f"{FIGURES}/one?id=nix"), 404, "not_found")
    editor.post(f"{FIGURES}/act", json={"number": value.number, "act": "withdraw"})
