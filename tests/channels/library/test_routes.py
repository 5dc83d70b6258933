"""The library over HTTP: who may do what, and what comes back."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from actions.contract.queries import Trial
from channels.library.shapes import (
    Checked,
    Deeds,
    Differences,
    FaqList,
    Figures,
    Terms,
    Told,
    Used,
    Verdict,
    WholeFaq,
)
from channels.library.transfer_shapes import Preview
from channels.roles import Role
from channels.staff.uploads import LARGEST_TABLE
from knowledge.editing.listing import Due
from knowledge.records.audit import deeds
from knowledge.records.faqs.reading import history
from knowledge.records.importing import import_file
from tests.channels.library.conftest import Library

FAQS = "/api/admin/faqs"
TABLES = "/api/admin/tables"
BED = {"id": "bed", "question": "青年公寓能住几天？", "answer": "青年公寓可以住5天。", "region": "兰溪市"}
CSV = "编号,问题,答案,地区\nwash,能洗澡吗？,能。,兰溪市\nnear,零工市场在哪？,在这。,兰溪市\nx,,答,\n".encode()
ROUTES: list[tuple[str, str, dict[str, Any], set[str]]] = [
    ("GET", FAQS, {}, {"admin", "editor", "auditor"}),
    ("GET", f"{TABLES}/template", {}, {"admin", "editor", "auditor"}),
    ("GET", f"{FAQS}/terms", {}, {"admin", "editor", "auditor"}),
    ("POST", "/api/admin/try", {"q": "零工"}, {"admin", "editor", "auditor"}),
    ("GET", f"{FAQS}/one?id=nix", {}, {"admin", "editor", "auditor"}),
    ("GET", f"{FAQS}/differences?id=nix&old=0&new=1", {}, {"admin", "editor", "auditor"}),
    ("GET", f"{TABLES}/export?form=csv", {}, {"admin", "editor", "auditor"}),
    ("POST", f"{FAQS}/check", {"contents": BED}, {"admin", "editor", "auditor"}),
    ("POST", f"{FAQS}/draft", {"contents": BED, "base": 9}, {"admin", "editor"}),
    ("POST", f"{FAQS}/act", {"id": "nix", "act": "publish"}, {"admin", "editor"}),
    ("POST", f"{TABLES}/preview", {}, {"admin", "editor"}),
    ("GET", "/api/admin/figures", {}, {"admin", "editor", "auditor"}),
    ("GET", "/api/admin/deeds", {}, {"admin", "auditor"}),
    ("GET", "/api/admin/deeds/verdict", {}, {"admin", "auditor"}),
]


def refused(response: httpx.Response, status: int, code: str, words: str = "") -> bool:
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (status, code), response.text
    return words in error["message"]


def check_who_may(library: Library, method: str, path: str, body: dict[str, Any], roles: set[str]) -> None:
    """A route opens to these roles alone, and to nobody without a login; nor does it write without the CSRF token."""
    stranger = httpx.request(method, f"{library.gateway.url}{path}", json=body, trust_env=False, verify=False)
    assert refused(stranger, 401, "login_needed")
    for role in Role:
        response = library.people[role].request(method, path, json=body or None)
        assert (response.status_code == 403) is (role not in roles), (role, response.text)
    if method == "POST":
        forged = library.people["admin"].request(method, path, json=body, headers={"X-CSRF-Token": "x"})
        assert refused(forged, 403, "forbidden")


def whole(response: httpx.Response) -> WholeFaq:
    assert response.status_code == 200, response.text
    assert response.headers["cache-control"] == "no-store"
    return WholeFaq.model_validate_json(response.content)


def draft(client: httpx.Client, base: int = 0, why: str = "", **contents: Any) -> httpx.Response:
    return client.post(f"{FAQS}/draft", json={"contents": BED | contents, "base": base, "why": why})


def act(client: httpx.Client, id: str, act: str, **more: Any) -> httpx.Response:
    return client.post(f"{FAQS}/act", json={"id": id, "act": act, **more})


@pytest.mark.parametrize(("method", "path", "body", "roles"), ROUTES)
def test_each_role_may_do_its_own(
    library: Library, method: str, path: str, body: dict[str, Any], roles: set[str]
) -> None:
    before = len(deeds(library.database, limit=1000))
    check_who_may(library, method, path, body, roles)
    assert len(deeds(library.database, limit=1000)) == before


def test_editors_and_auditors_have_no_desk(library: Library) -> None:
    for role in (Role.EDITOR, Role.AUDITOR):
        assert refused(library.people[role].post("/desk/lookup", json={"q": "零工"}), 403, "forbidden")
        assert library.people[role].get("/staff/session").json()["role"] == role


def test_from_a_draft_to_what_is_told_and_back(admin: httpx.Client, editor: httpx.Client, library: Library) -> None:
    written = whole(draft(editor, why="来信", similar_questions=["住几晚", "能住多久"]))
    assert (written.faq.standing, written.faq.version, written.faq.is_told) == ("draft", 1, False)
    assert whole(act(admin, "bed", "check")).faq.standing == "checked"
    published = whole(act(editor, "bed", "publish"))
    assert (published.faq.standing, published.faq.published, published.shipped) == ("published", 1, None)
    assert [(step.state.value, step.who, step.why) for step in published.versions[0].steps] == [
        ("draft", "lanxi", "来信"), ("checked", "admin", ""), ("published", "lanxi", ""),
    ]  # fmt: skip
    assert published.versions[0].contents.similar_questions == ("住几晚", "能住多久")
    assert refused(draft(admin, base=0, answer="7天。"), 409, "not_now", "别人改过")
    assert refused(act(admin, "bed", "publish"), 409, "not_now", "没有等着发布")
    whole(draft(admin, base=1, answer="青年公寓可以住7天。"))
    pair = {"id": "bed", "old": 1, "new": 2}
    found = Differences.model_validate_json(admin.get(f"{FAQS}/differences", params=pair).content)
    assert [one.title for one in found.fields] == ["相似问法", "答案"]
    assert whole(act(admin, "bed", "drop")).faq.published == 1
    assert whole(act(admin, "bed", "restore", version=1)).versions[2].restored == 1
    assert whole(act(admin, "bed", "publish")).faq.published == 3
    assert whole(act(admin, "bed", "withdraw")).faq.is_told is False
    assert [version.author for version in history(library.database, "bed")] == ["lanxi", "admin", "admin"]


def test_a_shipped_entry_is_edited_and_given_back(admin: httpx.Client) -> None:
    shipped = admin.get(FAQS, params={"standing": "shipped", "region": "兰溪市", "limit": 1}).json()["faqs"][0]
    contents = shipped["contents"]
    id = contents["id"]
    assert refused(admin.post(f"{FAQS}/draft", json={"contents": contents, "base": 0}), 409, "not_now", "没有改动")
    edited = {"contents": contents | {"answer": contents["answer"] + "详情打12333问。"}, "base": 0}
    assert whole(admin.post(f"{FAQS}/draft", json=edited)).shipped is not None
    assert whole(act(admin, id, "publish")).faq.published == 1
    back = whole(act(admin, id, "withdraw"))
    assert (back.faq.is_told, back.faq.published, back.faq.is_shipped) == (True, None, True)
    assert whole(act(admin, id, "withdraw")).faq.is_told is False
    assert whole(act(admin, id, "bring_back")).faq.is_told is True


def test_an_editor_keeps_to_his_region(admin: httpx.Client, editor: httpx.Client) -> None:
    assert refused(draft(editor, id="far", region="上饶市"), 403, "forbidden", "不归您管")
    whole(draft(admin, id="far", region="上饶市"))
    assert refused(draft(editor, id="far", base=1), 403, "forbidden")
    assert refused(act(editor, "far", "publish"), 403, "forbidden")
    nation = admin.get(FAQS, params={"standing": "shipped", "text": "nation-", "limit": 1}).json()["faqs"][0]
    for what in ("withdraw", "bring_back"):
        assert refused(act(editor, nation["contents"]["id"], what), 403, "forbidden")
    contents = nation["contents"] | {"region": "兰溪市"}
    assert refused(editor.post(f"{FAQS}/draft", json={"contents": contents, "base": 0}), 403, "forbidden")


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        ({"region": "火星市"}, "没有叫“火星市”的地区"),
        ({"effective_to": "2026-13-01"}, "失效日期"),
        ({"answer": " "}, "答案：没有填"),
        ({"answer": "每月{figure: minimum-wage.nix}。"}, "minimum-wage.nix"),
    ],
)
def test_what_cannot_be_right_is_told(admin: httpx.Client, contents: dict[str, str], words: str) -> None:
    assert refused(draft(admin, id="wrong", **contents), 400, "bad_faq", words)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", f"{FAQS}/draft", b"{"),
        ("POST", f"{FAQS}/draft", b'{"contents": {"id": ""}, "base": 0}'),
        ("POST", f"{FAQS}/draft", b'{"contents": {"id": "a", "question": "b", "answer": "c", "more": 1}, "base": 0}'),
        ("POST", f"{FAQS}/act", b'{"id": "a", "act": "delete"}'),
        ("POST", f"{FAQS}/act", b'{"id": "a", "act": "restore", "version": 0}'),
        ("POST", f"{TABLES}/preview", b""),
        ("GET", f"{FAQS}?limit=0", b""),
        ("GET", f"{FAQS}?nix=1", b""),
        ("GET", f"{FAQS}?standing=gone", b""),
        ("GET", f"{FAQS}/one", b""),
        ("GET", f"{TABLES}/export?form=pdf", b""),
        ("GET", "/api/admin/deeds?before=-1", b""),
    ],
)
def test_bad_requests(admin: httpx.Client, method: str, path: str, body: bytes) -> None:
    assert refused(admin.request(method, path, content=body), 400, "bad_body")


def test_the_list(admin: httpx.Client) -> None:
    whole(draft(admin, id="list-one", question="哪里能看牙？", answer="口腔医院。"))
    found = FaqList.model_validate_json(admin.get(FAQS, params={"text": "看牙"}).content)
    assert (found.total, [one.contents.id for one in found.faqs]) == (1, ["list-one"])
    first, second = (
        FaqList.model_validate_json(admin.get(FAQS, params={"limit": 2, "offset": offset}).content) for offset in (0, 2)
    )
    assert first.total == second.total > 2000
    ids = [one.contents.id for one in (*first.faqs, *second.faqs)]
    assert ids == sorted(set(ids)) and len(ids) == 4
    assert refused(admin.get(FAQS, params={"region": "火星市"}), 400, "unknown_region")
    assert refused(admin.get(f"{FAQS}/one", params={"id": "nix"}), 404, "not_found", "没有编号“nix”")


def test_checks_are_those_of_the_action_server(admin: httpx.Client, library: Library) -> None:
    response = admin.post(f"{FAQS}/check", json={"contents": BED | {"id": "new", "region": "兰溪"}})
    assert Checked.model_validate_json(response.content).findings[0].kind == "unnamed"
    received = httpx.get(f"{library.actions.url}/received", trust_env=False, verify=False).json()
    assert (received["contents"]["region"], received["before"]) == ("兰溪市", None)


def test_what_is_edited_is_shown_as_it_will_be_told(admin: httpx.Client) -> None:
    def told(**contents: str) -> Told:
        response = admin.post(f"{FAQS}/check", json={"contents": BED | contents})
        return Checked.model_validate_json(response.content).told

    wage = "最低工资每月{figure: minimum-wage.monthly}。"
    known = told(answer=wage, region="江门市")
    assert known.is_known and "{" not in known.answer and known.answer.endswith("元。") and known.source.title
    assert not told(answer="{figure: minimum-wage.monthly}", region="").is_known
    plain = told(source_title="通知", source_date="2026-01-01")
    assert (plain.answer, plain.region, plain.source.title) == (BED["answer"], "兰溪市", "通知")


def test_what_lists_and_forms_need(admin: httpx.Client, editor: httpx.Client) -> None:
    terms = Terms.model_validate_json(editor.get(f"{FAQS}/terms").content)
    assert [one.key for one in terms.due] == [*Due, *Used] and all(one.title for one in terms.due)
    assert (terms.own_region, terms.own_category, terms.second_person) == ("兰溪市", "", False)
    assert "失业保险" in terms.categories and "兰溪市" in terms.regions and "" not in terms.regions
    assert admin.get(f"{FAQS}/terms").json()["own_region"] == ""
    some = FaqList.model_validate_json(admin.get(FAQS, params={"category": terms.categories[0]}).content)
    assert some.total > 50
    now, all_ = (admin.get(FAQS, params=params).json()["total"] for params in ({"in_force": "true"}, {}))
    assert 0 < now < all_


def test_a_question_is_tried_out(admin: httpx.Client, library: Library) -> None:
    response = admin.post(
        "/api/admin/try", json={"q": "打13912345678问零工", "region": "兰溪市", "as_of": "2026-01-02"}
    )
    trial = Trial.model_validate_json(response.content)
    assert trial.told and trial.told.id == "lanxi-gig-where" and not trial.candidates[0].is_draft
    received = httpx.get(f"{library.actions.url}/received", trust_env=False, verify=False).json()
    assert "13912345678" not in received["q"]
    assert (received["region"], received["as_of"], received["contents"]) == ("兰溪市", "2026-01-02", None)
    trial = Trial.model_validate_json(admin.post("/api/admin/try", json={"q": "几天", "contents": BED}).content)
    assert trial.candidates[0].is_draft and trial.candidates[0].hit.id == "bed"
    assert refused(admin.post("/api/admin/try", json={"q": "零工", "region": "火星市"}), 400, "unknown_region")
    assert refused(admin.post("/api/admin/try", json={"q": " "}), 400, "bad_body")
    wrong = admin.post("/api/admin/try", json={"q": "几天", "contents": BED | {"effective_to": "明天"}})
    assert refused(wrong, 400, "bad_faq", "失效日期")


def previewed(client: httpx.Client, body: bytes, file: str = "表.csv", **more: str) -> httpx.Response:
    return client.post(f"{TABLES}/preview", params={"file": file, **more}, content=body)


def test_a_file_is_previewed_and_what_was_exported_is_unchanged(admin: httpx.Client, library: Library) -> None:
    preview = Preview.model_validate_json(previewed(admin, CSV, "../表.csv").content)
    assert [(row.line, row.fate.value, row.other) for row in preview.rows] == [
        (2, "new", ""), (3, "near_duplicate", "lanxi-gig-where"), (4, "faulty", ""),
    ]  # fmt: skip
    assert preview.counts == {"new": 1, "near_duplicate": 1, "faulty": 1} and preview.compared == 2
    assert history(library.database, "wash") == []
    whole(draft(admin, id="away", question="哪里修伞？", answer="桥头修伞。"))
    whole(act(admin, "away", "publish"))
    for form in ("csv", "xlsx"):
        exported = admin.get(f"{TABLES}/export", params={"form": form})
        again = Preview.model_validate_json(previewed(admin, exported.content, f"faqs.{form}").content)
        assert set(again.counts) == {"unchanged"}
    assert refused(previewed(admin, b"\x00", "a.csv"), 400, "bad_faq")


def test_a_file_that_is_too_large_says_so(admin: httpx.Client) -> None:
    assert refused(previewed(admin, b"0" * (LARGEST_TABLE + 1)), 413, "too_large", "表.csv 超过 50 MB")


def test_columns_that_nobody_knows_are_asked_for(admin: httpx.Client, library: Library) -> None:
    sent = "序,群众怎么说,怎么回,备忘\nshape-1,哪里修鞋？,桥头。,x\n".encode()
    preview = Preview.model_validate_json(previewed(admin, sent).content)
    assert preview.unclear and not preview.rows
    assert {"群众怎么说", "怎么回"} <= set(preview.unclear.headings) and "问题" in preview.unclear.missing
    assert {"key": "answer", "title": "答案"} in [one.model_dump() for one in preview.unclear.columns]
    columns = json.dumps({"群众怎么说": "question", "怎么回": "answer", "序": "id", "备忘": ""})
    preview = Preview.model_validate_json(previewed(admin, sent, columns=columns).content)
    assert [(row.id, row.name, row.fate.value) for row in preview.rows] == [("shape-1", "哪里修鞋？", "new")]
    assert history(library.database, "shape-1") == []
    again = Preview.model_validate_json(previewed(admin, sent).content)
    assert again.unclear, "a preview leaves nothing behind"
    for wrong in ("{", '{"序": "nix"}', '{"序": 1}'):
        assert refused(previewed(admin, sent, columns=wrong), 400, "bad_body")
    assert refused(previewed(admin, sent, values='{"answer": "都一样"}'), 400, "bad_body")
    only_one = "问题,分类,地区\n哪里？,其他,兰溪市\n".encode()
    assert refused(previewed(admin, only_one), 400, "bad_faq", "答案")


def test_what_a_file_does_not_say_is_said_for_all_rows(admin: httpx.Client) -> None:
    sent = "名称,地址\n江边驿站,一路1号\n桥头驿站,二路1号\n".encode()
    unclear = Preview.model_validate_json(previewed(admin, sent, kind="stations").content).unclear
    assert unclear and unclear.headings == () and [one.key for one in unclear.sayable] == ["id", "city"]
    values = json.dumps({"id": "自动", "city": "兰溪市"})
    rows = Preview.model_validate_json(previewed(admin, sent, kind="stations", values=values).content).rows
    assert [(row.name, row.fate.value) for row in rows] == [("江边驿站", "new"), ("桥头驿站", "new")]
    assert len({row.id for row in rows}) == 2


def test_records_are_previewed_and_what_was_exported_is_unchanged(admin: httpx.Client, library: Library) -> None:
    rows = "编号,名称,城市\nrest-1,江边驿站,兰溪市\nrest-2,,兰溪市\n".encode()
    preview = Preview.model_validate_json(previewed(admin, rows, kind="stations").content)
    assert [(row.line, row.id, row.name, row.fate.value) for row in preview.rows] == [
        (2, "rest-1", "江边驿站", "new"), (3, "", "", "faulty"),
    ]  # fmt: skip
    assert "名称" in preview.rows[1].reason and preview.compared == 0
    path = library.folder / "stations.csv"
    path.write_bytes(rows)
    import_file(library.database, "stations", path)
    for form in ("csv", "xlsx"):
        exported = admin.get(f"{TABLES}/export", params={"kind": "stations", "form": form})
        assert f'"stations.{form}"' in exported.headers["content-disposition"]
        again = Preview.model_validate_json(previewed(admin, exported.content, f"a.{form}", kind="stations").content)
        assert again.counts == {"unchanged": 1}
    changed = rows.replace("江边".encode(), "桥头".encode())
    changed = Preview.model_validate_json(previewed(admin, changed, kind="stations").content).counts
    assert changed == {"changed": 1, "faulty": 1}
    assert refused(previewed(admin, rows, kind="dragons"), 400, "bad_body")


def test_the_template_imports_as_it_is(admin: httpx.Client) -> None:
    for form in ("csv", "xlsx"):
        template = admin.get(f"{TABLES}/template", params={"form": form})
        assert f"faqs-template.{form}" in template.headers["content-disposition"]
        preview = previewed(admin, template.content, f"a.{form}")
        assert preview.json()["rows"] == [] and preview.json()["unclear"] is None


def test_figures_to_pick_from(admin: httpx.Client) -> None:
    response = admin.get("/api/admin/figures", params={"region": "江门市"})
    figures = {one.reference: one for one in Figures.model_validate_json(response.content).figures}
    wage = figures["{figure: minimum-wage.monthly}"]
    assert wage.value.endswith("元") and wage.since and "最低工资" in wage.source
    assert "" in {one.value for one in figures.values()}
    assert refused(admin.get("/api/admin/figures", params={"region": "火星市"}), 400, "unknown_region")


def test_the_log(library: Library, admin: httpx.Client) -> None:
    whole(draft(admin, id="logged", why="来信"))
    auditor = library.people["auditor"]
    found = Deeds.model_validate_json(auditor.get("/api/admin/deeds", params={"subject": "logged"}).content)
    assert [(one.who, one.what, one.kind, one.why) for one in found.deeds] == [("admin", "draft", "faqs", "来信")]
    verdict = Verdict.model_validate_json(auditor.get("/api/admin/deeds/verdict").content)
    assert verdict.faults == () and verdict.count == found.deeds[0].number
    noted = auditor.get("/api/admin/deeds/verdict", params={"seal": "0" * 64}).json()
    assert len(noted["faults"]) == 1
