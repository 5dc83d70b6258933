"""The administrative tree and place names in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.places.regions import RegionTree, UnknownRegion, all_regions

TREE = all_regions()
NAMES = [region.name for region in TREE]
ANY = st.text(st.characters(), max_size=40)
PLACES = st.lists(st.sampled_from([*NAMES, "从", "来的", "人", "我是", "兰溪", "的社保", "在"]), max_size=6).map(
    "".join
)


def found(tree: RegionTree, text: str) -> list[str]:
    return [("从" if m.is_origin else "") + m.region.name for m in tree.find(text)]


def test_the_path_of_lanxi() -> None:
    assert [r.name for r in TREE.get("兰溪市").path] == ["全国", "浙江省", "金华市", "兰溪市"]
    assert TREE.get("兰溪市").depth == 3
    assert TREE.nation.depth == 0


def test_every_region_hangs_on_the_nation_and_is_found_by_its_code() -> None:
    for region in TREE:
        assert region.path[0] == TREE.nation
        assert 0 <= region.depth <= 3
        assert TREE.by_code(region.code) is region
    assert sum(region.depth == 1 for region in TREE) >= 31


def test_holds_for_is_a_partial_order() -> None:
    lanxi, zhejiang, shangrao = (TREE.get(name) for name in ("兰溪市", "浙江省", "上饶市"))
    assert zhejiang.holds_for(lanxi)
    assert lanxi.holds_for(lanxi)
    assert not lanxi.holds_for(zhejiang)
    assert not shangrao.holds_for(lanxi)
    assert all(TREE.nation.holds_for(region) for region in TREE)


@pytest.mark.parametrize("tree", [TREE, TREE.serving([TREE.get("兰溪市"), TREE.get("上饶市")])], ids=["all", "served"])
def test_every_province_and_city_by_its_full_path(tree: RegionTree) -> None:
    for region in tree:
        if 1 <= region.depth <= 2 and len(region.name) > 2:
            assert tree.get("".join(r.name for r in region.path[1:])) == region


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("兰溪市", "兰溪市"),
        ("兰溪", "兰溪市"),
        (" 上饶 ", "上饶市"),
        ("上饶市广信区", "广信区"),
        ("江西省上饶市广信区", "广信区"),
        ("舟山普陀", "普陀区"),
        ("浙江", "浙江省"),
        ("全国", "全国"),
        ("内蒙古", "内蒙古自治区"),
    ],
)
def test_get(served: RegionTree, name: str, full: str) -> None:
    assert served.get(name).name == full


@pytest.mark.parametrize("name", ["", " ", "火星市", "兰溪的", "上饶市兰溪市", "兰溪上饶", "x" * 1000])
def test_get_unknown(served: RegionTree, name: str) -> None:
    with pytest.raises(UnknownRegion, match="没有叫"):
        served.get(name)


def test_unknown_code() -> None:
    with pytest.raises(UnknownRegion, match="999999"):
        TREE.by_code("999999")


def test_namesakes_go_to_the_served_one(served: RegionTree) -> None:
    assert served.get("普陀区").path[-2].name == "舟山市"
    assert TREE.serving([TREE.get("上海市普陀区").path[1]]).get("舟山市普陀区").path[-2].name == "舟山市"
    assert served.find("上海市普陀区")[-1].region.path[1].name == "上海市"


def test_short_names_of_districts_only_where_served(served: RegionTree) -> None:
    assert found(served, "广信的法律援助") == ["广信区"]
    assert found(TREE, "广信的法律援助") == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("兰溪的零工市场在哪", ["兰溪市"]),
        ("上饶市广信区", ["上饶市", "广信区"]),
        ("浙江兰溪", ["浙江省", "兰溪市"]),
        ("从兰溪来的", ["从兰溪市"]),
        ("老家在兰溪", ["从兰溪市"]),
        ("我是上饶人，在兰溪打工", ["从上饶市", "兰溪市"]),
        ("我是江西上饶人", ["从江西省", "从上饶市"]),
        ("在北京打工三年", ["从北京市"]),
        ("他在北京打工刚回来，没地方住", ["从北京市"]),
        ("明年毕业，广西的学校", ["从广西壮族自治区"]),
        ("我在长沙读书毕业的", ["从长沙市"]),
        ("江门的学校招人吗", ["江门市"]),
        ("北京是我娘家，我住兰溪", ["从北京市", "兰溪市"]),
        ("在北京做事", ["北京市"]),
        ("去年北京最低工资", ["北京市"]),
        ("每日照常上班", []),
        ("兰溪人社局电话", ["兰溪市"]),
        ("兰溪人才补贴", ["兰溪市"]),
        ("省内江门", ["江门市"]),
        ("日照时间", []),
        ("搬迁安置", []),
        ("失业金是多少", []),
        ("", []),
    ],
)
def test_find(served: RegionTree, text: str, places: list[str]) -> None:
    assert found(served, text) == places


def test_a_mention_points_at_its_characters(served: RegionTree) -> None:
    text = "请问上饶市广信区和兰溪"
    assert [text[m.start : m.end] for m in served.find(text)] == ["上饶市", "广信区", "兰溪"]


@given(ANY | PLACES)
def test_find_takes_any_text(text: str) -> None:
    end = 0
    for mention in TREE.find(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.region.name.startswith(text[mention.start : mention.end])
        end = mention.end


@given(ANY)
def test_get_finds_or_says_unknown(text: str) -> None:
    try:
        assert text.strip()[:2] in "".join(r.name for r in TREE.get(text).path)
    except UnknownRegion as error:
        assert text.strip() in str(error)


def test_regions_compare_by_code() -> None:
    lanxi = TREE.get("兰溪市")
    assert lanxi == TREE.serving([lanxi]).get("兰溪市")
    assert len({lanxi, TREE.by_code(lanxi.code)}) == 1
    assert lanxi != "兰溪市"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("以前在舟山开船，现在想换个活", [("舟山市", True)]),
        ("头几年去江门做过木工", [("江门市", True)]),
        ("原来在舟山交的社保怎么查", [("舟山市", False)]),
        ("之前在江门干活，老板还欠我钱", [("江门市", False)]),
        ("我现在在江门", [("江门市", False)]),
    ],
)
def test_where_somebody_worked_before_is_not_where_he_asks(text: str, places: list[tuple[str, bool]]) -> None:
    found = TREE.serving([TREE.get("舟山市"), TREE.get("江门市")]).find(text)
    assert [(place.region.name, place.is_past) for place in found] == places
    assert all(place.is_origin for place in found if place.is_past)
