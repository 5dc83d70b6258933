"""Stations: what is asked for, what a station offers, and which are found. The stations are made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.china_time import CHINA
from knowledge.language.clock import read_clock
from knowledge.places.coordinates import metres
from knowledge.places.regions import all_regions
from knowledge.topics.stations.amenities import amenities_of, station_words
from knowledge.topics.stations.finder import Station, StationFinder, StationQuery
from knowledge.topics.stations.request import StationRequest, understand_station_request
from tests.knowledge.reading import read

HERE = (29.21, 119.46)
REGIONS = all_regions().serving([all_regions().get(name) for name in ("兰溪市", "上饶市")])
NOON = dt.datetime(2025, 6, 2, 12, 0, tzinfo=CHINA)  # a Monday
NAMES = ["充电", "热饭", "饮水", "厕所", "休息"]
HOURS = ["", "24小时", "8:00-20:00", "周六 8:00-20:00", "22:00-06:00", "详询"]


def station(number: int, lat: float | None = None, lng: float | None = None, **values: object) -> Station:
    known: dict[str, object] = {"city": "兰溪市", "wgs_lat": lat, "wgs_lng": lng} | values
    return Station(id=f"S{number}", name=f"{number}号驿站", **known)  # type: ignore[arg-type]


def ids(found: list[tuple[Station, float | None]]) -> list[str]:
    return [station.id for station, _ in found]


# What people ask


@pytest.mark.parametrize(
    ("text", "amenities"),
    [
        ("手机没电了，哪里能充一下", "充电"),
        ("附近哪有插座", "充电"),
        ("带的饭凉了，有微波炉吗", "热饭"),
        ("想喝口热水", "饮水"),
        ("口渴了", "饮水"),
        ("哪里可以上厕所", "厕所"),
        ("有WC吗", "厕所"),
        ("跑累了找个地方歇歇脚", "休息"),
        ("能坐坐、充电、热饭的地方", "充电 热饭 休息"),
        ("不用充电，能热饭就行", "热饭"),
        ("电动车充电", "电动车充电"),
        ("今天休息日开吗", ""),
        ("最近的驿站在哪", ""),
        ("我没电话，想了解手续", ""),
        ("开车过去，附近有小便利店吗", ""),
    ],
)
def test_amenities_asked(text: str, amenities: str) -> None:
    assert understand_station_request(read(text, now=NOON)) == StationRequest(amenities=frozenset(amenities.split()))


@pytest.mark.parametrize(
    "text", ["24小时的驿站", "24 小时开的", "通宵的", "半夜能去的驿站", "有没有24H驿站", "不打烊的驿站"]
)
def test_all_day_asked(text: str) -> None:
    assert understand_station_request(read(text, now=NOON)) == StationRequest(whole_day=True)


@pytest.mark.parametrize("text", ["现在开着的驿站", "哪个还开门", "这会儿开着吗", "附近还营业的", "现在还有没关门的吗"])
def test_open_now_asked(text: str) -> None:
    assert understand_station_request(read(text, now=NOON)) == StationRequest(open_at=NOON)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("晚上10点还开着的驿站", dt.datetime(2025, 6, 2, 22, tzinfo=CHINA)),
        ("晚上十点半还开门吗", dt.datetime(2025, 6, 2, 22, 30, tzinfo=CHINA)),
        ("夜里十一点能去哪", dt.datetime(2025, 6, 2, 23, tzinfo=CHINA)),
        ("半夜两点还开着吗", dt.datetime(2025, 6, 3, 2, tzinfo=CHINA)),
        ("晚上12点还有开的吗", dt.datetime(2025, 6, 3, tzinfo=CHINA)),
        ("22:30 开着的", dt.datetime(2025, 6, 2, 22, 30, tzinfo=CHINA)),
        ("早上6点开门的", dt.datetime(2025, 6, 3, 6, tzinfo=CHINA)),
        ("明天下午3点开着的", dt.datetime(2025, 6, 3, 15, tzinfo=CHINA)),
        ("晚上开吗", dt.datetime(2025, 6, 2, 20, tzinfo=CHINA)),
        ("夜里能进去坐不", dt.datetime(2025, 6, 2, 20, tzinfo=CHINA)),
        ("明天早上开着吗", dt.datetime(2025, 6, 3, 7, tzinfo=CHINA)),
    ],
)
def test_a_time_asked(text: str, expected: dt.datetime) -> None:
    assert understand_station_request(read(text, now=NOON)) == StationRequest(open_at=expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "找个近一点的驿站",
        "驿站几点开门",
        "我现在开车过去",
        "不要24小时的",
        "第13号驿站",
        "晚上99点",
        "有十点意见",
        "晚上几点关门",
        "晚上冷",
    ],
)
def test_no_filter_asked(text: str) -> None:
    assert understand_station_request(read(text, now=NOON)) == StationRequest()


@given(st.text(st.sampled_from("晚上早十两一点半24:小时充电热饭不用休息日明天现在开着 "), max_size=20))
def test_any_text_is_a_request(text: str) -> None:
    request = understand_station_request(read(text, now=NOON))
    assert request.open_at is None or dt.timedelta() <= request.open_at - NOON < dt.timedelta(days=3)


@pytest.mark.parametrize(
    ("clock", "minutes"),
    [
        ("0:00", 0),
        ("8", 480),
        ("8点5分", 485),
        ("24:00", 1440),
        ("24:01", None),
        ("12:60", None),
        ("25点", None),
        ("八点", None),
        ("凌晨12点", 0),
        ("中午1点", 780),
        ("下午5点半", 1050),
        ("下午17:30", 1050),
        ("晚12点", 1440),
        ("晚上12点半", 30),
        ("半夜1点", 60),
    ],
)
def test_clock(clock: str, minutes: int | None) -> None:
    assert read_clock(clock) == minutes


# What stations offer


@pytest.mark.parametrize(
    ("cell", "amenities"),
    [
        ("充电、热饭、饮水、厕所、休息", "充电 热饭 饮水 厕所 休息"),
        ("手机充电；微波炉;饮用水；卫生间", "充电 热饭 饮水 厕所"),
        ("手机充电设施、微波炉、冰箱、Wi-Fi、矿泉水", "充电 热饭 冰箱 Wi-Fi 饮水"),
        ("休息区、阅读区、洽谈区", "休息 阅读区 洽谈区"),
        ("饮水热饭、插座、充电宝", "饮水 热饭 充电"),
        ("无障碍卫生间、无线充电", "厕所 充电"),
        ("无厕所、没有饮水", "无厕所 没有饮水"),
        ("电动车充电桩、热水器", "电动车充电 热水器"),
        ("", ""),
        ("、；", ""),
    ],
)
def test_amenities_of_a_cell(cell: str, amenities: str) -> None:
    assert amenities_of(cell) == tuple(amenities.split())


def test_every_amenity_is_called_by_its_own_name() -> None:
    names = {name for name in station_words().amenity_of.values() if name}
    assert names >= set(NAMES)
    assert all(amenities_of(name) == (name,) for name in names)


# Which are found


def test_the_nearest_first() -> None:
    finder = StationFinder([station(n, HERE[0] + n / 100, HERE[1]) for n in (4, 1, 3, 2)] + [station(9)], REGIONS)
    found = finder.find(StationQuery(*HERE))
    assert ids(found) == ["S1", "S2", "S3"]
    assert [m for _, m in found] == pytest.approx([1112, 2224, 3336], abs=1)
    assert ids(finder.find(StationQuery(*HERE), limit=9)) == ["S1", "S2", "S3", "S4"]


@pytest.mark.parametrize(
    ("is_24h", "open_hours", "expected"),
    [
        (True, "", True),
        (None, "24小时", True),
        (None, "8:00-20:00", False),
        (False, "24小时", False),
        (None, "", False),
    ],
)
def test_whole_day(is_24h: bool | None, open_hours: str, expected: bool) -> None:
    assert station(1, is_24h=is_24h, open_hours=open_hours).whole_day is expected


def test_filters() -> None:
    stations = [
        station(1, *HERE, open_hours="8:00-20:00", amenities="充电、热饭"),
        station(2, *HERE, open_hours="24小时", amenities="手机充电；Wi-Fi"),
        station(3, *HERE, is_24h=True, amenities="微波炉"),
        station(4, *HERE, open_hours="详询"),
    ]
    finder = StationFinder(stations, REGIONS)

    def found(**wishes: object) -> list[str]:
        return ids(finder.find(replace(StationQuery(*HERE), **wishes), limit=9))  # type: ignore[arg-type]

    assert found() == ["S1", "S2", "S3", "S4"]
    assert found(whole_day=True) == ["S2", "S3"]
    assert found(open_at=NOON) == ["S1", "S2", "S3"]
    assert found(open_at=NOON.replace(hour=23)) == ["S2", "S3"]
    assert found(amenities=frozenset({"充电"})) == ["S1", "S2"]
    assert found(amenities=frozenset({"充电", "热饭"})) == ["S1"]
    assert found(amenities=frozenset({"Wi-Fi"})) == ["S2"]
    assert found(amenities=frozenset({"厕所"})) == []


def test_regions() -> None:
    stations = [
        station(1, *HERE),
        station(2, city="金华市", district="兰溪市", is_24h=True),
        station(3, city="兰溪市", district="兰江街道"),
        station(4, city="上饶市", district="广信区"),
        station(5, city="上饶市", district="信州区", open_hours="全天"),
        station(6, city="火星市"),
    ]
    finder = StationFinder(stations, REGIONS)

    def found(name: str, **point: float) -> list[str]:
        return ids(finder.find(StationQuery(**point, region=REGIONS.get(name)), limit=9))

    assert found("兰溪市") == ["S2", "S1", "S3"]
    assert found("浙江省") == ["S2", "S1", "S3"]
    assert found("义乌市") == []
    assert found("上饶市") == ["S5", "S4"]
    assert found("广信区") == ["S4"]
    assert found("广丰区") == ["S5", "S4"]  # it has none itself
    assert found("玉山县") == []  # a county is no part of the town
    assert found("兰溪市", lat=HERE[0], lng=HERE[1]) == ["S1", "S2", "S3"]  # where the others are, nobody knows
    assert ids(finder.find(StationQuery(), limit=2)) == ["S2", "S5"]


def test_samples_only_when_nothing_real_is_suitable() -> None:
    stations = [
        station(1, *HERE, sample=True, amenities="充电"),
        station(2, HERE[0] + 0.5, HERE[1], open_hours="8:00-20:00"),
        station(3, city="上饶市", district="广丰区", sample=True),
        station(4, city="上饶市", district="信州区"),
    ]
    finder = StationFinder(stations, REGIONS)
    assert ids(finder.find(StationQuery(*HERE))) == ["S2"]
    assert ids(finder.find(StationQuery(*HERE, amenities=frozenset({"充电"})))) == ["S1"]
    assert ids(finder.find(StationQuery(region=REGIONS.get("兰溪市")))) == ["S2"]
    assert ids(finder.find(StationQuery(region=REGIONS.get("广丰区")))) == ["S4"]  # real, in the same town
    replaced = finder.updated([station(4, city="上饶市", district="信州区", sample=True)])
    assert ids(replaced.find(StationQuery(region=REGIONS.get("广丰区")))) == ["S3"]


def test_an_update_leaves_the_old_finder_as_it_was() -> None:
    old = StationFinder([station(n, HERE[0] + n / 100, HERE[1], open_hours="24小时") for n in range(1, 4)], REGIONS)
    moved = station(1, HERE[0] + 0.09, HERE[1], city="上饶市", amenities="充电")
    new = old.updated([moved, station(8, *HERE), station(2), station(8, *HERE, phone="0579")])
    assert ids(old.find(StationQuery(*HERE, whole_day=True), 9)) == ["S1", "S2", "S3"]
    assert ids(new.find(StationQuery(*HERE), 9)) == ["S8", "S3", "S1"]
    assert ids(new.find(StationQuery(*HERE, whole_day=True), 9)) == ["S3"]
    assert ids(new.find(StationQuery(amenities=frozenset({"充电"}), region=REGIONS.get("上饶市")))) == ["S1"]
    assert old.find(StationQuery(region=REGIONS.get("上饶市"))) == []
    assert (len(old), len(new)) == (3, 4)
    assert new.find(StationQuery(*HERE))[0][0].phone == "0579"


def test_no_stations() -> None:
    finder = StationFinder([], REGIONS)
    assert finder.find(StationQuery(*HERE)) == []
    assert finder.find(StationQuery(region=REGIONS.get("兰溪市"), whole_day=True)) == []
    assert ids(finder.updated([station(1, *HERE)]).find(StationQuery(*HERE, region=REGIONS.get("兰溪市")))) == ["S1"]


STATIONS = st.builds(
    station,
    st.integers(0, 12),
    st.one_of(st.none(), st.integers(290, 295).map(lambda n: n / 10)),
    st.just(119.5),
    is_24h=st.sampled_from([True, False, None]),
    open_hours=st.sampled_from(HOURS),
    amenities=st.lists(st.sampled_from([*NAMES, "Wi-Fi"])).map("、".join),
)


@pytest.mark.usefixtures("lengthy")
@settings(max_examples=40)
@given(
    st.lists(STATIONS, max_size=12),
    st.lists(STATIONS, max_size=12),
    st.booleans(),
    st.sets(st.sampled_from(NAMES), max_size=2),
)
def test_updated_as_built_anew(first: list[Station], then: list[Station], whole_day: bool, amenities: set[str]) -> None:
    query = StationQuery(*HERE, whole_day=whole_day, amenities=frozenset(amenities))
    last = {s.id: s for s in [*first, *then]}
    found = StationFinder(first, REGIONS).updated(then).find(query, 99)
    assert found == StationFinder(last.values(), REGIONS).find(query, 99)
    expected = {
        s.id: metres(HERE, (s.wgs_lat, s.wgs_lng))
        for s in last.values()
        if s.wgs_lat is not None
        and s.wgs_lng is not None
        and (s.whole_day or not whole_day)
        and amenities <= set(s.amenities.split("、"))
    }
    assert dict(zip(ids(found), [m for _, m in found], strict=True)) == pytest.approx(expected, abs=0.01)
    assert [m for _, m in found] == sorted(m for _, m in found if m is not None)


@pytest.mark.usefixtures("lengthy")
@settings(max_examples=40)
@given(st.lists(STATIONS, max_size=12), st.sets(st.integers(0, 12)), st.booleans())
def test_what_is_taken_out_leaves_no_trace(stations: list[Station], gone: set[int], whole_day: bool) -> None:
    query = StationQuery(*HERE, whole_day=whole_day)
    finder = StationFinder(stations, REGIONS)
    before = finder.find(query, 99)
    without = finder.without(f"S{n}" for n in gone)
    left = [s for s in {s.id: s for s in stations}.values() if s.id not in {f"S{n}" for n in gone}]
    assert len(without) == len(left)
    assert without.find(query, 99) == StationFinder(left, REGIONS).find(query, 99)
    assert finder.find(query, 99) == before
    assert sorted(ids(without.updated(stations).find(query, 99))) == sorted(ids(before))
