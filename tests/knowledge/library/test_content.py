"""Content files: the schema and its errors in Chinese, the check, loading, and the shipped content."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest

from knowledge.library.checks import HOTLINES, check_all, figures
from knowledge.library.content import CONTENT_FOLDER, Content, ContentError, Passage, from_kept, kept, load, read_file
from knowledge.library.schema import CATEGORIES, ContentFile
from knowledge.places.regions import UnknownRegion

GOOD = """region: 兰溪市
sources: {paper: {title: 报, date: 2025-12-16}}
entries:
- id: lanxi-a
  category: 住宿
  kind: service
  question: 驿站可以住几天？
  similar: [住几天, 能住几晚, 住多久, 住多长时间, 可以住多少天]
  answer: 可以住3天，电话12333。
  source: paper
  facts: [{figure: 3天, what: 天数}]
"""


def write(folder: Path, text: str, name: str = "a.yml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture(scope="module")
def shipped_files(shipped: Content) -> dict[str, ContentFile]:
    return {path.name: read_file(path) for path in sorted(CONTENT_FOLDER.glob("*.yml"))}


def test_the_good_file_is_good(tmp_path: Path) -> None:
    entry = read_file(write(tmp_path, GOOD)).entries[0]
    assert (entry.id, entry.facts[0].figure, len(entry.similar)) == ("lanxi-a", "3天", 5)
    assert check_all(tmp_path) == []


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert read_file(write(tmp_path, "\ufeff" + GOOD)).region == "兰溪市"


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ("  answer: 可以住3天，电话12333。\n", "", "a.yml：lanxi-a：answer 没有填"),
        ("可以住3天，电话12333。", '""', "a.yml：lanxi-a：answer 是空的"),
        ("可以住3天，电话12333。", "长" * 601, "a.yml：lanxi-a：answer 太长了"),
        ("驿站可以住几天？", "长" * 81, "a.yml：lanxi-a：question 太长了"),
        ("驿站可以住几天？", "2024", "a.yml：lanxi-a：question 应该是一段文字"),
        ("figure: 3天", "figure: 3", "a.yml：lanxi-a：facts.0.figure 应该是一段文字"),
        ("kind: service", "kind: news", "a.yml：lanxi-a：kind 没有这个写法"),
        ("lanxi-a", "Lanxi A", "a.yml：Lanxi A：id 只能用小写字母、数字和短横线"),
        ("lanxi-a", "lanxi", "a.yml：lanxi：id 只能用小写字母、数字和短横线"),
        ("- id: lanxi-a\n  category", "- category", "a.yml：第 1 条：id 没有填"),
        ("  source: paper", "  sorce: paper", "a.yml：lanxi-a：sorce 不认识这一项"),
        ("  source: paper", "  source: paper\n  next: [a-b, a-c, a-d, a-e]", "a.yml：lanxi-a：next 太多了"),
        ("  source: paper", "  source: paper\n  next: a-b", "a.yml：lanxi-a：next 应该是一个列表"),
        ("  source: paper", "  source: paper\n  as_of: 明天", "a.yml：lanxi-a：as_of 不是日期，请写成 2025-01-31"),
        ("  source: paper", "  source: paper\n  as_of: [1]", "a.yml：lanxi-a：as_of 不是日期，请写成 2025-01-31"),
        ("category: 住宿", "category: 旅游", "分类“旅游”不在分类表里"),
        (
            "  source: paper",
            "  source: paper\n  effective_from: 2025-02-01\n  effective_to: 2025-01-01",
            "生效日期 effective_from 晚于失效日期 effective_to",
        ),
        ("region: 兰溪市\n", "", "a.yml：region 没有填"),
        ("title: 报, ", "", "a.yml：sources.paper.title 没有填"),
        ("region: 兰溪市", "region: [兰溪市", "a.yml：不是正确的 YAML"),
    ],
)
def test_what_is_wrong_is_said_in_chinese(tmp_path: Path, good: str, bad: str, message: str) -> None:
    assert good in GOOD
    with pytest.raises(ContentError) as raised:
        read_file(write(tmp_path, GOOD.replace(good, bad, 1)))
    assert message in str(raised.value)


def test_every_fault_has_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD.replace("kind: service", "kind: news").replace("  category: 住宿\n", ""))
    with pytest.raises(ContentError) as raised:
        read_file(path)
    assert len(str(raised.value).splitlines()) == 2


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(ContentError, match=r"a\.yml：不是正确的 YAML"):
        read_file(path)


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ("source: paper", "source: book", "a.yml：lanxi-a：来源“book”没有写在本文件的 sources 里"),
        ("可以住3天", "可以住3天，每天20元", "a.yml：lanxi-a：答案里的 20 没有写进 facts"),
        ("可以住3天", "可以住三天", "a.yml：lanxi-a：facts 里的“3天”在答案里找不到"),
        ("住几天, 能住几晚, ", "", "a.yml：lanxi-a：similar 只有 3 条"),
        ("可以住3天", "能。住3天", "a.yml：lanxi-a：答案开头只有“能。”"),
        ("可以住3天", "不可以，只住3天", "a.yml：lanxi-a：答案开头只有“不可以，”"),
        ("可以住3天", "驿站住3天，来源里没有写管不管饭", "a.yml：lanxi-a：答案里的“来源里没”"),
        ("region: 兰溪市", "region: 火星市", "没有叫“火星市”的地区"),
        ("  source: paper", "  source: paper\n  region: 火星区", "没有叫“火星区”的地区"),
        ("  source: paper", "  source: paper\n  next: [no-such]", "a.yml：lanxi-a：next 里的 no-such 不存在"),
        ("  source: paper", "  source: paper\n  replaces: [no-such]", "a.yml：lanxi-a：replaces 里的 no-such 不存在"),
        ("kind: service", "kind: news", "a.yml：lanxi-a：kind 没有这个写法"),
    ],
)
def test_the_check_finds(tmp_path: Path, good: str, bad: str, message: str) -> None:
    assert good in GOOD
    write(tmp_path, GOOD.replace(good, bad, 1))
    assert any(message in fault for fault in check_all(tmp_path))


def test_the_check_finds_the_same_question_or_id_twice(tmp_path: Path) -> None:
    entry = GOOD[GOOD.index("- id") :]
    write(tmp_path, GOOD + entry.replace("lanxi-a", "lanxi-b").replace("住几天, ", "住 几天？, "))
    assert any("lanxi-b：问法“住 几天？”和 lanxi-a 重复" in fault for fault in check_all(tmp_path))
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "b.yml")
    assert check_all(tmp_path) == ["b.yml：编号 lanxi-a 在 a.yml 里已经用过"]


def test_figures_leave_hotlines_out() -> None:
    assert figures("打12333，每月1800.5元，3天") == {"1800.5", "3"}


def test_loading_resolves_place_time_and_source(content: Content, passages: dict[str, Passage]) -> None:
    assert len(content.passages) == 13
    assert {r.name for r in content.regions.served} == {"兰溪市", "上饶市", "广信区", "浙江省"}
    lodging = passages["lanxi-lodging"]
    assert (lodging.region.name, lodging.source.title) == ("兰溪市", "兰江导报")
    assert lodging.as_of == dt.date(2025, 12, 16)
    assert passages["nation-overtime-rest"].as_of is None  # a rule holds until changed
    assert passages["zhejiang-injury-subsidy"].region.name == "浙江省"
    assert lodging.questions[0] == lodging.question
    assert len(lodging.questions) == 3


def test_a_name_that_two_files_claim_points_nowhere(content: Content) -> None:
    assert {name: region.name for name, region in content.names.items()} == {"零社有援": "兰溪市", "饶城": "上饶市"}


def test_loading_refuses_unknown_places_and_sources(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("region: 兰溪市", "region: 火星市"))
    with pytest.raises(UnknownRegion, match="火星市"):
        load(tmp_path)
    write(tmp_path, GOOD.replace("source: paper", "source: book"))
    with pytest.raises(ContentError, match="book"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        ((2023, 1, 1), (2023, 12, 31), False),
        ((2023, 1, 1), (2024, 1, 1), True),
        ((2025, 6, 30), (2025, 6, 30), True),
        ((2025, 7, 1), (2026, 1, 1), False),
    ],
)
def test_in_force(
    passages: dict[str, Passage], first: tuple[int, int, int], last: tuple[int, int, int], holds: bool
) -> None:
    assert passages["lanxi-unemployment-before"].in_force(dt.date(*first), dt.date(*last)) is holds
    assert passages["lanxi-gig-where"].in_force(dt.date(*first), dt.date(*last))


# The shipped content.


def test_the_shipped_content_is_clean(shipped: Content) -> None:
    assert check_all() == []


def test_every_figure_is_a_fact_and_every_fact_is_in_its_answer(shipped_files: dict[str, ContentFile]) -> None:
    """Read digit by digit, apart from the check's own regular expression."""
    facts = 0
    for entry in (entry for file in shipped_files.values() for entry in file.entries):
        declared = "\n".join(fact.figure for fact in entry.facts)
        for number in set(re.split(r"[^0-9.]+", re.sub(r"\{[^}]*\}", "", entry.answer))):
            plain = number.strip(".")
            assert not plain or plain in HOTLINES or plain in declared, f"{entry.id}: {plain}"
        for fact in entry.facts:
            assert fact.figure in entry.answer, f"{entry.id}: {fact.figure}"
            facts += 1
    assert facts > 1000


def test_the_shipped_content_loads_whole(shipped_files: dict[str, ContentFile], shipped: Content) -> None:
    assert len(shipped.passages) == sum(len(file.entries) for file in shipped_files.values())
    assert {"兰溪市", "舟山市", "上饶市", "江门市", "安康市", "浙江省"} <= {r.name for r in shipped.regions.served}
    assert {p.category for p in shipped.passages} <= set(CATEGORIES)
    ids = {p.id for p in shipped.passages}
    assert len(ids) == len(shipped.passages)


def test_a_replacement_is_nearer_than_what_it_replaces(shipped: Content) -> None:
    passages = {p.id: p for p in shipped.passages}
    pairs = [(p, passages[other]) for p in passages.values() for other in p.replaces]
    assert pairs
    for nearer, replaced in pairs:
        assert replaced.region.holds_for(nearer.region), nearer.id
        assert replaced.region != nearer.region, nearer.id


def test_versions_of_one_topic_in_one_place_do_not_overlap(shipped: Content) -> None:
    by_topic: dict[tuple[str, str], list[Passage]] = {}
    for passage in shipped.passages:
        if passage.topic and passage.effective_from:
            by_topic.setdefault((passage.topic, passage.region.code), []).append(passage)
    assert any(len(versions) > 1 for versions in by_topic.values())
    for topic, versions in by_topic.items():
        versions.sort(key=lambda p: p.effective_from or dt.date.min)
        for earlier, later in pairwise(versions):
            assert earlier.effective_to and later.effective_from, topic
            assert earlier.effective_to < later.effective_from, topic


def test_what_is_kept_for_a_start_is_the_content(shipped: Content) -> None:
    again = from_kept(kept(shipped))
    assert (again.passages, again.names) == (shipped.passages, shipped.names)
    assert again.regions.served == shipped.regions.served
    texts = [passage.question for passage in shipped.passages[::50]]
    assert [again.regions.find(text) for text in texts] == [shipped.regions.find(text) for text in texts]
