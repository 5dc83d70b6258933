"""What an editor is told, beside a small content that is indexed for real."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import yaml

from knowledge.editing.checks.checking import check
from knowledge.editing.checks.findings import Finding, Kind
from knowledge.editing.passages import faq_of
from knowledge.library.content import Passage
from knowledge.records.faqs.reading import cells_of, read_contents
from knowledge.records.kinds import FaqRow
from knowledge.retrieval.searcher import Searcher
from knowledge.settings import ROOT

# Nothing to say about it.
GOOD = {
    "id": "cinema", "question": "工会电影票怎么领？", "region": "兰溪市", "source_title": "工会通知",
    "source_date": "2026-01-05",
    "similar_questions": "工会发的电影票去哪拿\n看电影的票怎么领\n电影票领取\n工会请看电影怎么报名\n职工电影票怎么弄",
    "answer": "工会电影票在职工之家领。",
}  # fmt: skip


def faq(**cells: str) -> FaqRow:
    return read_contents(GOOD | cells)


class Found:
    """Checks FAQs beside the small content."""

    def __init__(self, searcher: Searcher, shipped: Mapping[str, Passage]) -> None:
        self._searcher, self.shipped = searcher, shipped

    def __call__(self, contents: FaqRow, before: FaqRow | None = None) -> list[Finding]:
        return list(check(contents, self._searcher, self.shipped, before))

    def kinds(self, **cells: str) -> list[Kind]:
        return [one.kind for one in self(faq(**cells))]

    def edited(self, id: str, **cells: str) -> list[Finding]:
        """What is said of an edit of a shipped entry."""
        shipped = faq_of(self.shipped[id])
        return self(read_contents(cells_of(shipped) | cells), shipped)


@pytest.fixture
def found(searcher: Searcher, passages: Mapping[str, Passage]) -> Found:
    return Found(searcher, passages)


def test_nothing_to_say(found: Found) -> None:
    assert found.kinds() == []


def test_an_entry_is_no_duplicate_of_itself(found: Found) -> None:
    kinds = {one.kind for one in found.edited("lanxi-lodging", source_date="2026-01-01")}
    assert kinds == {Kind.FEW_WORDINGS, Kind.UNREGISTERED}


def test_the_same_question(found: Found) -> None:
    same = {"question": "青年驿站可以免费住几天？", "answer": "青年驿站可以免费住3天。"}
    (near,) = [one for one in found(faq(**same)) if one.kind is Kind.NEAR_DUPLICATE]
    assert (near.other, near.field) == ("lanxi-lodging", "question") and near.score > 0.99
    assert "兰溪市的“青年驿站可以免费住几天？”" in near.text
    (level,) = [one for one in found(faq(**same, region="")) if one.other == "lanxi-lodging"]
    assert level.kind is Kind.OTHER_LEVEL and "兰溪市已经有" in level.text
    assert not [one for one in found(faq(**same, region="上饶市")) if one.other]


def test_the_same_question_with_another_figure(found: Found) -> None:
    (first, *_) = found(faq(question="青年驿站免费住几天？", answer="青年驿站可以免费住5天。"))
    assert (first.kind, first.other, first.is_serious) == (Kind.CONTRADICTION, "lanxi-lodging", True)
    assert "说的是3天，这里是5天" in first.text


def test_of_two_times_neither_contradicts_the_other(found: Found) -> None:
    old = {"question": "失业保险金每个月多少钱？", "answer": "失业保险金每月900元。", "effective_to": "2020-12-31"}
    assert Kind.CONTRADICTION not in found.kinds(**old)
    assert Kind.CONTRADICTION in found.kinds(**old | {"effective_to": "2024-12-31"})


def test_a_wording_of_another_entry(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.editing.checks.near.FURTHER_FROM_OWN", 0.08)  # nothing is adapted here
    more = GOOD["similar_questions"] + "\n打零工去哪找活"
    (foreign,) = found(faq(similar_questions=more))
    assert (foreign.kind, foreign.other) == (Kind.FOREIGN_WORDING, "lanxi-gig-where")
    assert foreign.text == "“打零工去哪找活”更像在问“零工市场在哪里？”，请核对放得对不对"


def test_wordings_twice_or_few(found: Found) -> None:
    assert found.kinds(similar_questions="工会电影票，怎么领\n电影票领取") == [Kind.REPEATED, Kind.FEW_WORDINGS]


def test_an_amount_ten_times_too_high(found: Found) -> None:
    (first, *_) = found.edited("lanxi-unemployment-now", answer="失业保险金每月18000元。")
    assert first.kind is Kind.JUMP and first.text.startswith("上一版是1800元，这一版是18000元")
    kinds = [one.kind for one in found.edited("lanxi-unemployment-now", answer="失业保险金每月1980元。")]
    assert Kind.JUMP not in kinds


def test_figures_of_the_register(found: Found) -> None:
    question = {"question": "江门最低工资一个月多少钱？", "region": "江门市"}
    (literal, *_) = found(faq(**question, answer="江门最低工资每月1850元。"))
    assert literal.text.startswith("“1850元”登记在数字表里，请改写成 {figure: minimum-wage.monthly")
    (stray, *_) = found(faq(**question, answer="江门最低工资每月18500元。"))
    assert (stray.kind, stray.is_serious) == (Kind.OFF_REGISTER, True)
    assert "月最低工资是1850元，这里写的是18500元" in stray.text
    assert found.kinds(**question, answer="江门最低工资每月{figure: minimum-wage.monthly}。", source_title="") == []
    (other,) = [one for one in found(faq(answer="工会电影票一年12元。")) if one.kind is Kind.UNREGISTERED]
    assert other.text.endswith("：12元") and not other.is_serious


def test_sources(found: Found) -> None:
    assert found.kinds(source_title="") == [Kind.UNSOURCED]
    assert found.kinds(source_date="") == [Kind.UNDATED]
    assert found.kinds(effective_to="2026-02-28") == [Kind.EXPIRED]
    assert found.kinds(source_title="广东省失业保险条例") == [Kind.AMENDED]


def test_an_answer_of_something_else(found: Found) -> None:
    assert found.kinds(answer="请到二楼。") == [Kind.UNNAMED]
    (first, *_) = found.edited("lanxi-gig-where", answer="求职青年可以免费住。")
    assert first.kind is Kind.UNNAMED and first.is_serious


def test_every_kind_has_its_sentence() -> None:
    texts = yaml.safe_load((ROOT / "knowledge/editing/checks/texts.yml").read_text("utf-8"))
    assert set(texts) == {kind.value for kind in Kind}
