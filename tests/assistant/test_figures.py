"""``assistant figures`` in the terminal."""

from __future__ import annotations

import getpass

import pytest

from knowledge.library.content import Content
from tests.assistant.conftest import Run

WAGE = "minimum-wage.monthly"
NEW = (WAGE, "广州市", "2,900元", "--from", "2027-01-01", "--source", "新标准")


@pytest.fixture(autouse=True)
def as_shipped(monkeypatch: pytest.MonkeyPatch, content: Content) -> None:
    """The small content in place of all."""
    monkeypatch.setattr("assistant.figures.shipped_content", lambda settings: content)


def test_entered_shown_and_withdrawn(run: Run) -> None:
    entered = run("figures", "set", *NEW, "--why", "省里的文件").stdout.splitlines()
    assert entered[0] == "第 1 个值：广州市月最低工资 2900元，2027-01-01 起"
    assert "  计算 dismissal　广州市　" in "\n".join(entered)
    shown = run("figures", "show", WAGE).stdout.splitlines()
    assert "  广州市　2680元　2026-09-01 起到 2026-12-31　《广东省最低工资标准（粤府函〔2026〕188号）》" in shown
    assert "  广州市　2900元　2027-01-01 起　《新标准》" in shown
    assert any(line.startswith("  第 1 个值（在用）　广州市　2900元　2027-01-01 起") for line in shown)
    assert any(line.startswith("  用在计算：unemployment　全国") for line in shown)
    assert (
        f"{WAGE}\t月最低工资\t2680元（广州市，2026-09-01 起到 2026-12-31）"
        in run("figures", "list", "--region", "广州").stdout.splitlines()
    )
    assert f"{WAGE}\t月最低工资\t各地不同" in run("figures", "list").stdout.splitlines()
    assert run("figures", "withdraw", "1", "--why", "填错了").stdout == "第 1 个值已撤下\n"
    assert "新标准》" not in run("figures", "show", WAGE).stdout
    assert "日志完好，共 2 条" in run("audit", "verify").stdout
    assert run("audit", "list").stdout.splitlines()[0].endswith(f"撤下\tfigures\t{WAGE}\t填错了")


def test_what_a_value_would_change_is_looked_at_first(run: Run) -> None:
    looked_at = run("figures", "set", *NEW, "--preview").stdout
    assert "  计算 dismissal　广州市　" in looked_at and "第 1 个值" not in looked_at
    assert "新标准》" not in run("figures", "show", WAGE).stdout


def test_with_two_people(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "anna")
    assert "等另一个人确认" in run("figures", "set", *NEW, SECOND_PERSON="1").stdout
    assert "您自己填的" in run("figures", "confirm", "1").stderr
    monkeypatch.setattr(getpass, "getuser", lambda: "bo")
    assert run("figures", "confirm", "1").stdout == "第 1 个值已经在用\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((*NEW[:2], "29000", *NEW[3:]), "29000元和原来的 2680元 差太多"),
        ((*NEW[:2], "29000", *NEW[3:], "--sign"), "差太多"),
        ((WAGE, "火星市", *NEW[2:]), "没有叫“火星市”的地区"),
        (("wage.none", *NEW[1:]), "数字表里没有 wage.none"),
        ((*NEW[:-1], ""), "没有写来源"),
        ((*NEW, "--to", "2026-12-01"), "结束日 2026-12-01 在开始日 2027-01-01 前面"),
    ],
)
def test_what_is_refused(run: Run, arguments: tuple[str, ...], reason: str) -> None:
    refused = run("figures", "set", *arguments)
    assert refused.returncode == 1 and refused.stderr.startswith("出错了：") and reason in refused.stderr
    assert len(refused.stderr.splitlines()) == 1 and refused.stdout == ""


def test_a_surprising_value_with_a_reason(run: Run) -> None:
    signed = run("figures", "set", *NEW[:2], "29000", *NEW[3:], "--sign", "--why", "核对过原件")
    assert signed.stdout.startswith("第 1 个值：广州市月最低工资 29000元")
