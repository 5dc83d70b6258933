"""``assistant faq`` and ``assistant audit`` in the terminal."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.faqs import STANDINGS, VERBS
from assistant.settings import Settings
from knowledge.editing.listing import Standing
from knowledge.library.content import Content
from knowledge.records.audit import Verb
from knowledge.records.database import open_database
from knowledge.records.faqs.states import State
from tests.assistant.conftest import Run
from tests.databases import unguarded

PLAIN = ("--set", "问题=青年公寓能住几天？", "--set", "答案=青年公寓可以住5天。", "--set", "region=兰溪")


@pytest.fixture(autouse=True)
def as_shipped(monkeypatch: pytest.MonkeyPatch, content: Content) -> None:
    """The small content in place of all."""
    monkeypatch.setattr("assistant.faqs.shipped_content", lambda settings: content)


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Says who is logged in."""
    return lambda name: monkeypatch.setattr(getpass, "getuser", lambda: name)


def test_from_a_draft_to_its_history(run: Run, user: Callable[[str], None]) -> None:
    user("anna")
    assert run("faq", "edit", "bed", *PLAIN, "--why", "来信").stdout == "bed：已存成第 1 版，还没有发布\n"
    assert run("faq", "publish", "bed").stdout == "bed：已发布\n"
    run("faq", "edit", "bed", "--set", "答案=青年公寓可以住7天。")
    shown = run("faq", "show", "bed").stdout.splitlines()
    assert shown[0] == "bed：草稿，第 2 版" and "地区：兰溪市" in shown
    assert shown[-1] == "  答案：青年公寓可以住[-5-]{+7+}天。"
    user("bo")
    run("faq", "publish", "bed")
    assert run("faq", "restore", "bed", "1", "--why", "写错了").stdout == "bed：已存成第 3 版，还没有发布\n"
    lines = run("faq", "history", "bed").stdout.splitlines()
    assert lines[0] == "第 1 版" and lines[1].endswith("anna　草稿：来信") and lines[2].endswith("anna　已发布")
    assert "第 3 版（用回第 1 版）" in lines and lines[-1] == "  答案：青年公寓可以住[-7-]{+5+}天。"
    assert run("faq", "withdraw", "bed", "--draft").stdout == "bed：草稿已丢掉\n"
    assert run("faq", "list", "--text", "公寓").stdout.split("\t")[:3] == ["bed", "已撤下", "兰溪市"]


def test_an_edited_entry_of_the_content_and_back(run: Run) -> None:
    run("faq", "edit", "lanxi-lodging", "--set", "答案=可以在驿站免费住7天。")
    run("faq", "publish", "lanxi-lodging")
    assert run("faq", "list", "--standing", "published").stdout.count("\n") == 1
    assert run("faq", "withdraw", "lanxi-lodging").stdout == "lanxi-lodging：已还原成程序自带的\n"
    assert run("faq", "withdraw", "lanxi-lodging").stdout == "lanxi-lodging：已撤下\n"
    assert "已经撤下" in run("faq", "withdraw", "lanxi-lodging").stderr
    assert run("faq", "list", "--standing", "shipped").stdout.count("\n") == 12
    assert run("faq", "list", "--standing", "shipped", "--used", "never_hit").stdout.count("\n") == 12
    assert run("faq", "list", "--used", "in_vain").stdout == ""
    assert run("faq", "restore", "lanxi-lodging").stdout == "lanxi-lodging：已恢复\n"
    assert "程序自带" in run("faq", "show", "lanxi-gig-where").stdout


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("show", "nix"), "没有编号“nix”"),
        (("publish", "nix"), "没有“nix”"),
        (("restore", "nix"), "没有编号“nix”"),
        (("restore", "lanxi-lodging"), "不是撤下的程序自带问答"),
        (("edit", "bed", "--set", "颜色=红"), "看不懂“颜色=红”"),
        (("edit", "bed", "--set", "答案"), "看不懂“答案”"),
        (("edit", "bed", "--set", "问题=能住吗？"), "答案：没有填"),
        (("edit", "lanxi-lodging", "--set", "失效日期=2020-13-01"), "没有“2020-13-01”这一天"),
        (("list", "--standing", "gone"), "没有“gone”"),
        (("list", "--region", "火星市"), "火星市"),
        (("list", "--used", "often"), "没有“often”"),
    ],
)
def test_what_cannot_be_is_one_readable_line(run: Run, arguments: tuple[str, ...], reason: str) -> None:
    done = run("faq", *arguments)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and reason in done.stderr


def test_a_second_person(run: Run, user: Callable[[str], None]) -> None:
    user("anna")
    run("faq", "edit", "bed", *PLAIN, SECOND_PERSON="true")
    assert "没有第二个人核对" in run("faq", "publish", "bed", SECOND_PERSON="true").stderr
    assert "另一个人" in run("faq", "approve", "bed", SECOND_PERSON="true").stderr
    user("bo")
    assert run("faq", "approve", "bed", SECOND_PERSON="true").stdout == "bed：已核对\n"
    assert run("faq", "publish", "bed", SECOND_PERSON="true").returncode == 0


def test_a_preview_writes_nothing(run: Run, tmp_path: Path) -> None:
    for name in ("bed", "meal"):
        run("faq", "edit", name, *PLAIN, "--set", f"问题={name}怎么样？")
        run("faq", "publish", name)
    path = tmp_path / "t.csv"
    path.write_text(
        "编号,问题,答案,地区\nbed,bed怎么样？,青年公寓可以住5天。,兰溪市\nmeal,meal怎么样？,不管饭。,兰溪市\n"
        "wash,能洗澡吗？,能。,兰溪市\nwash2,能洗澡吗,不能。,兰溪市\nx,,答,\n",
        "utf-8",
    )
    assert run("faq", "preview", path, "--no-near").stdout.splitlines() == [
        "第 2 行\t未变\tbed", "第 3 行\t更新\tmeal", "第 4 行\t新增\twash", "第 5 行\t像是重复\twash2\t和第 4 行问的一样",
        "第 6 行\t有误\t\t问题：没有填", "新增 1，更新 1，未变 1，有误 1，像是重复 1",
    ]  # fmt: skip
    assert run("faq", "list", "--text", "wash").stdout == "" and "共 4 条" in run("audit", "verify").stdout


def test_the_log(run: Run, user: Callable[[str], None], tmp_path: Path) -> None:
    user("anna")
    run("faq", "edit", "bed", *PLAIN, "--why", "来信")
    path = tmp_path / "驿站.csv"
    path.write_text("编号,名称,city\n1,驿站,兰溪市\n", "utf-8")
    run("import", "stations", path)
    first, second = (line.split("\t") for line in run("audit", "list").stdout.splitlines())
    assert first[0] == "2" and first[2:] == ["anna", "导入", "stations", "驿站.csv"]
    assert second[2:] == ["anna", "写", "faqs", "bed", "来信"]
    assert run("audit", "list", "bed").stdout.count("\n") == 1
    seal = run("audit", "verify").stdout.split()[-1]
    assert run("audit", "verify", "--seal", seal).returncode == 0
    engine = open_database(Settings(data_dir=tmp_path / "data").database)
    with engine.begin() as connection:
        unguarded(connection, "deed")
        connection.execute(text("UPDATE deed SET who = 'bo' WHERE number = 1"))
    done = run("audit", "verify")
    assert done.returncode == 1 and "第 1 条被改过" in done.stderr and "有 1 处不对" in done.stderr


def test_every_state_and_every_deed_has_a_word() -> None:
    assert set(STANDINGS) == {*State, *Standing} and set(VERBS) == set(Verb)
