"""``assistant papers`` in the terminal, with the encoder of the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.library.content import Content
from tests.assistant.conftest import Run

TEXT = """某市高校毕业生求职补贴办法
2026年3月1日印发
第一条 毕业年度的困难家庭毕业生可以申请一次性求职补贴，每人一千五百元。
第二条 补贴由学校在每年五月统一申报，不用本人跑窗口。
第三条 电梯每半个月检修一次。
"""


@pytest.fixture(autouse=True)
def as_shipped(monkeypatch: pytest.MonkeyPatch, content: Content) -> None:
    """The small content in place of all."""
    monkeypatch.setattr("assistant.faqs.shipped_content", lambda settings: content)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "办法.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_added_listed_found_removed(run: Run, encoder_folder: Path, paper: Path) -> None:
    done = run("papers", "add", paper, "--region", "舟山")
    told = "1　加入《某市高校毕业生求职补贴办法》：4 段，舟山市，日期 2026-03-01\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, told, "")
    assert (
        "替换"
        in run("papers", "add", paper, "--region", "舟山市", "--title", "求职补贴", "--date", "2026-04-01").stdout
    )
    assert run("papers", "list").stdout == "1\t舟山市\t2026-04-01\t4 段\t求职补贴\t办法.txt\n"
    found = run("papers", "search", "刚毕业家里困难能拿多少钱找工作的补贴", "--region", "舟山市", "--limit", "1").stdout
    first, text = found.splitlines()
    assert (
        first == "1. 《求职补贴》 某市高校毕业生求职补贴办法 第一条　[舟山市，2026-04-01，办法.txt]　原文摘录，未经整理"
    )
    assert text.startswith("第一条 毕业年度")
    assert "没有文件" in run("papers", "search", "求职补贴", "--region", "江门市").stdout
    assert run("papers", "remove", "1").stdout == "已撤掉 1\n"
    assert run("papers", "list").stdout.startswith("没有文件") and run("papers", "remove", "1").returncode == 1


def test_imported_as_documents(run: Run, encoder_folder: Path, paper: Path) -> None:
    done = run("import", "documents", paper, "--region", "舟山市", "--source-title", "求职补贴")
    assert (done.returncode, done.stderr) == (0, "") and "加入《求职补贴》：4 段，舟山市" in done.stdout
    assert "舟山市" in run("papers", "list").stdout
    refused = run("import", "documents", paper, "--region", "火星")
    assert refused.returncode == 1 and "没有叫“火星”的地区" in refused.stderr


def test_drafts_out_of_a_paper(run: Run, encoder_folder: Path, paper: Path) -> None:
    run("papers", "add", paper, "--region", "舟山")
    assert "第二条 补贴由学校" in run("papers", "show", "1").stdout
    drafts = run("papers", "drafts", "1").stdout
    first = "2. 关于毕业年度的困难家庭毕业生可以申请一次性求职补贴，有什么规定？\n毕业年度的"
    assert first in drafts and "（请核对：一千五百元）" in drafts
    id, _, told = run("papers", "drafts", "1", "--save", "2").stdout.partition("：")
    assert "已存成草稿" in told and run("faq", "history", id).stdout.startswith("第 1 版")
    assert "刚被别人改过" in run("papers", "drafts", "1", "--save", "2").stderr
    assert "第 99 段拟不成问答" in run("papers", "drafts", "1", "--save", "99").stderr
    assert "没有编号 7 的文件" in run("papers", "drafts", "7").stderr


def test_what_cannot_be_read_does_not_stop_the_others(
    run: Run, encoder_folder: Path, paper: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "旧.docx"
    broken.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 100)
    done = run("papers", "add", broken, paper, "--region", "全国")
    assert done.returncode == 1 and "1　加入" in done.stdout
    assert done.stderr.startswith("出错了：旧.docx：是旧的 .doc")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [(("--region", "桃花源"), "没有叫"), (("--region", "全国", "--title", "补贴"), "--title")],
)
def test_what_is_wrong_is_one_readable_line(run: Run, paper: Path, arguments: tuple[str, ...], word: str) -> None:
    done = run("papers", "add", paper, paper, *arguments)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and word in done.stderr


def test_without_an_encoder(run: Run, paper: Path, tmp_path: Path) -> None:
    done = run("papers", "add", paper, "--region", "全国", ENCODER_DIR=str(tmp_path))
    assert done.returncode == 1 and "assistant prepare" in done.stderr
