"""What is wrong with a file is said in Chinese, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.library.content import Content
from knowledge.places.regions import UnknownRegion
from knowledge.settings import ROOT
from knowledge.topics.selfchecks.checks import check_selfchecks
from knowledge.topics.selfchecks.loading import SelfCheckError, load, read_file
from tests.knowledge.topics.selfchecks.conftest import GOOD, Write


def test_the_good_file_is_good(tmp_path: Path, small_folder: Path, write: Write) -> None:
    write(GOOD.replace("where: 彩虹社区", "where: 彩虹社区\nnext: [lanxi-lodging]"))
    (check,) = load(tmp_path)
    assert (check.id, check.topic, check.region.name, len(check.questions)) == ("lanxi-bed", "lanxi-bed", "兰溪市", 3)
    assert check_selfchecks(tmp_path, small_folder) == []


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ("title: 免费住宿\n", "", "lanxi-bed.yml：title 没有填"),
        ("title: 免费住宿", "title:", "lanxi-bed.yml：title 没有填"),
        ("title: 免费住宿", "titel: 免费住宿", "lanxi-bed.yml：titel 不认识这一项"),
        ("id: lanxi-bed", "id: Lanxi Bed", "lanxi-bed.yml：id 只能用小写字母、数字和短横线"),
        ("category: 住宿", "category: 旅游", "分类“旅游”不在分类表里"),
        ("region: 兰溪市", "region: [兰溪市", "lanxi-bed.yml：不是正确的 YAML"),
        ("source: paper\n", "source: book\n", "lanxi-bed.yml：来源“book”没有写在 sources 里"),
        ("where: 彩虹社区", "where: 彩虹社区\neffective_from: 明天", "effective_from 不是日期，请写成 2025-01-31"),
        (
            "where: 彩虹社区",
            "where: 彩虹社区\neffective_from: 2025-02-01\neffective_to: 2025-01-01",
            "生效日期 effective_from 晚于失效日期 effective_to",
        ),
        ("  text: 您刚到兰溪吗？\n", "", "lanxi-bed.yml：问题 new：text 没有填"),
        ("- id: new\n  text", "- text", "lanxi-bed.yml：问题 第 1 个：id 没有填"),
        ("  kind: yes_no", "  kind: maybe", "lanxi-bed.yml：问题 new：的 kind 只能是 yes_no、options、number 之一"),
        ("  kind: yes_no\n", "", "lanxi-bed.yml：问题 new：没有填 kind"),
        ("  needs: 是\n", "  needs: yes\n", "lanxi-bed.yml：问题 new：needs.0 应该是一段文字"),
        ("  needs: 是\n", "  needs: 有\n", "new 的 needs 里的“有”不是 new 的答案"),
        ("  needs: 是\n", "  needs: {at_least: 1}\n", "new 的 needs 是数字范围，但 new 问的不是数字"),
        ("  condition: 刚到兰溪\n", "", "lanxi-bed.yml：问题 new：写了 needs 就要写 condition"),
        ("  needs: 是\n", "", "lanxi-bed.yml：问题 new：没有写 needs，就不要写 condition"),
        ("  decisive: true", "  decisive: 或许", "lanxi-bed.yml：问题 new：decisive 只能写 true 或 false"),
        (
            "  decisive: true",
            "  options: [{name: 有}]",
            "lanxi-bed.yml：问题 new：yes_no 问题的 options 里，name 只能是 是、否",
        ),
        ("  - {name: 旅游, similar: [玩]}\n  - {name: 其他}\n", "", "lanxi-bed.yml：问题 work：options 太少了"),
        ("unclear: [其他]", "unclear: [不一定]", "work 的 unclear 里的“不一定”不是 work 的答案"),
        ("  unit: 天", "  unit: 晚", "lanxi-bed.yml：问题 nights：unit"),
        ("bounds: [0, 60]", "bounds: [60, 0]", "lanxi-bed.yml：问题 nights：bounds 要写成 [最小, 最大]"),
        ("bounds: [0, 60]", "bounds: [零, 60]", "lanxi-bed.yml：问题 nights：bounds.0 应该是一个数"),
        ("needs: {below: 7}", "needs: {less: 7}", "lanxi-bed.yml：问题 nights：needs.less 不认识这一项"),
        ("needs: {below: 7}", "needs: {}", "要写 at_least（不少于）或 below（少于）"),
        ("when: {work: [打工, 不清楚]}", "when: {job: 打工}", "nights 的 when 里的 job 不是前面的问题"),
        ("when: {work: [打工, 不清楚]}", "when: {nights: {below: 1}}", "nights 的 when 里的 nights 不是前面的问题"),
        ("when: {work: [打工, 不清楚]}", "when: {work: 上学}", "nights 的 when 里的“上学”不是 work 的答案"),
        ("- id: nights", "- id: work", "问题编号 work 用了两次"),
        ("  question: nights", "  question: work", "amount_by 里的 work 不是数字问题"),
        ("{at_least: 0, text", "{at_least: 9, text", "amount_by 的 at_least 要从小到大"),
        ("- when: {nights: {at_least: 5}}", "- when: {night: {at_least: 5}}", "notes 里的 night 不是前面的问题"),
        ("missing: 不能住。, ", "", "lanxi-bed.yml：outcome.missing 没有填"),
        ("papers: [身份证]", "papers: 身份证", "lanxi-bed.yml：papers 应该是一个列表"),
    ],
)
def test_what_is_wrong_is_said_in_chinese(write: Write, good: str, bad: str, message: str) -> None:
    assert good in GOOD
    with pytest.raises(SelfCheckError) as raised:
        read_file(write(GOOD.replace(good, bad, 1)))
    assert message in str(raised.value)


def test_every_fault_has_its_line(write: Write) -> None:
    with pytest.raises(SelfCheckError) as raised:
        read_file(write(GOOD.replace("title: 免费住宿\n", "").replace("where: 彩虹社区\n", "")))
    assert len(str(raised.value).splitlines()) == 2


@pytest.mark.parametrize("text", ["", "只有一句话", "- 一\n- 二", "questions: [1, 2]", "questions: 一"])
def test_a_file_of_another_kind_is_refused_readably(write: Write, text: str) -> None:
    with pytest.raises(SelfCheckError, match=r"^lanxi-bed\.yml：.*(应该是|没有填)"):
        read_file(write(text))


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "lanxi-bed.yml"
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(SelfCheckError, match=r"lanxi-bed\.yml：不是正确的 YAML"):
        read_file(path)


def test_an_unknown_place_is_refused(tmp_path: Path, write: Write) -> None:
    write(GOOD.replace("兰溪市", "火星市", 1))
    with pytest.raises(UnknownRegion, match="火星市"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ("where: 彩虹社区", "where: 彩虹社区3号楼", "lanxi-bed.yml：文字里的 3 没有写进 facts"),
        ("figure: 7天", "figure: 7夜", "lanxi-bed.yml：facts 里的“7夜”在文字里找不到"),
        ("[第一种问法, ", "[", "lanxi-bed.yml：similar 只有 14 条"),
        ("region: 兰溪市", "region: 火星市", "lanxi-bed.yml：没有叫“火星市”的地区"),
        ("where: 彩虹社区", "where: 彩虹社区\nnext: [no-such]", "lanxi-bed.yml：next 里的 no-such 不存在"),
        ("where: 彩虹社区", "where: 彩虹社区\nrelated: [no-such]", "lanxi-bed.yml：related 里的 no-such 不存在"),
        ("  text: 可以早点", "  next: [no-such]\n  text: 可以早点", "lanxi-bed.yml：notes 的 next 里的 no-such 不存在"),
        ("similar: [玩]", "similar: [玩, 找活]", "问题 work：“找活”会听成“打工”，不是“旅游”"),
        ("id: lanxi-bed", "id: lanxi-beds", "lanxi-bed.yml：文件名要和 id 一样，改成 lanxi-beds.yml"),
        ("第一种问法", "青年驿站可以免费住几天？", "和内容 lanxi-lodging 重复"),
        ("title: 免费住宿\n", "", "lanxi-bed.yml：title 没有填"),
        ("text: 可以早点问问社区。", 'text: "给{figure: grant.life}"', "lanxi-bed.yml：数字表里没有 grant.life"),
        (
            "text: 可以早点问问社区。",
            'text: "给{figure: work-death.grant 2001-01-01}"',
            "的兰溪市没有登记，请补进数字表",
        ),
        ("where: 彩虹社区", 'where: "给{figure: work-death.grant}"', "lanxi-bed.yml：只有 notes 里可以引用数字表"),
        (
            "text: 可以早点问问社区。",
            "text: 工亡给1130040元。",
            "“1130040元”登记在数字表里",
        ),
    ],
)
def test_the_check_finds(tmp_path: Path, small_folder: Path, write: Write, good: str, bad: str, message: str) -> None:
    assert good in GOOD
    write(GOOD.replace(good, bad, 1))
    assert any(message in fault for fault in check_selfchecks(tmp_path, small_folder))


@pytest.mark.usefixtures("lengthy")
def test_the_check_finds_rivals(tmp_path: Path, small_folder: Path, write: Write) -> None:
    write(GOOD)
    other = write(GOOD.replace("id: lanxi-bed", "id: lanxi-cot"), "lanxi-cot.yml")
    assert any("问法“第一种问法”和 lanxi-bed 重复" in fault for fault in check_selfchecks(tmp_path, small_folder))
    same_topic = GOOD.replace("id: lanxi-bed", "id: lanxi-cot\ntopic: lanxi-bed")
    other.write_text(same_topic, "utf-8")
    assert check_selfchecks(tmp_path, small_folder) == [
        "lanxi-cot.yml：和 lanxi-bed 同一件事、同一地区、同一段时间，只能留一个"
    ]
    write(GOOD + "effective_to: 2025-12-31\n")
    other.write_text(same_topic + "effective_from: 2026-01-01\n", "utf-8")
    assert check_selfchecks(tmp_path, small_folder) == []


def test_the_example_of_the_manual_is_good(tmp_path: Path, write: Write, shipped: Content) -> None:
    manual = (ROOT / "docs" / "selfchecks.md").read_text("utf-8")
    write(manual.split("```yaml\n")[1].split("```")[0])
    assert check_selfchecks(tmp_path) == []
