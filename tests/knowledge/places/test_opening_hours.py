"""Opening hours as offices write them, asked minute by minute."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.places.opening_hours import parse_opening_hours

# 2025-06-02 is a Monday.
MONDAY = dt.date(2025, 6, 2)
DAY_NAMES = "一二三四五六日"
# Minutes of the day, but 23:59, which stands for midnight.
MARKS = st.integers(0, 24 * 60).filter(lambda minute: minute != 24 * 60 - 1)


def at(day: str, clock: str, start: dt.date = MONDAY) -> dt.datetime:
    return dt.datetime.combine(start + dt.timedelta(DAY_NAMES.index(day)), dt.time.fromisoformat(clock))


def is_open(text: str, day: str, clock: str, start: dt.date = MONDAY) -> bool:
    hours = parse_opening_hours(text)
    assert hours, text
    return hours.is_open(at(day, clock, start))


@pytest.mark.parametrize(
    "text",
    [
        "全天",
        "24小时",
        "24小时开放",
        "２４小时营业",
        "24h",
        "全天24小时",
        "24小时全天开放",
        "7×24小时",
        "二十四小时",
        "00:00-24:00",
        "0:00-23:59",
        "每天 00:00—24:00",
        "周一至周日 全天",
        "全年无休，24小时不打烊",
        "8:00-次日8:00",
        "全天开放（节假日照常开放）",
    ],
)
def test_whole_day(text: str) -> None:
    hours = parse_opening_hours(text)
    assert hours and hours.whole_day
    assert all(hours.is_open(at(day, clock)) for day in DAY_NAMES for clock in ("00:00", "03:30", "23:59"))


@pytest.mark.parametrize(
    "text",
    [
        "08:00-20:00",
        "8:00—18:00，18:00-20:00",
        "8：00～20：00",
        "8:00 至 20:00",
        "8点到20点",
        "早上八点到晚上八点",
        "8:00一20:00",
        "8时-20时",
        "8-20点",
        "8.00-20.00",
        "早8点至晚8点",
        "早上8:00-晚上8:00",
        "上午8点-12点，中午12点-2点，下午2:00-8:00",
        "每天 8:00-20:00",
        "每日8∶00--20∶00",
        "开放时间：8:00-20:00（法定节假日除外）",
        "周一至周日 8:00-20:00",
        "8:00-20:00（每天）",
    ],
)
def test_every_day_from_eight_to_eight(text: str) -> None:
    for day in DAY_NAMES:
        assert is_open(text, day, "08:00")
        assert is_open(text, day, "19:59")
        assert not is_open(text, day, "07:59")
        assert not is_open(text, day, "20:00")
    hours = parse_opening_hours(text)
    assert hours and not hours.whole_day


@pytest.mark.parametrize(
    "text",
    [
        "周一至周五 8:30-17:30",
        "周一至五8:30-17:30",
        "星期一到星期五：8:30-17:30",
        "工作日8:30-17:30",
        "法定工作日8:30-17:30（节假日除外）",
        "每天8:30-17:30（周六日休）",
        "8:30-17:30（周一至周五）",
        "周一、二、三、四、五 8:30-17:30",
        "周一至周四、周五 8:30至17:30；周六、周日及节假日休息",
        "8:30-17:30，双休日、法定节假日休息",
        "每天8:30-17:30，周六日不开放",
        "周一至周五上午8:30-12:00，中午12:00-2:00；工作日下午14:00-5:30",
        "礼拜六闭馆 礼拜天闭馆 礼拜一至礼拜五 8点半-17点30分",
    ],
)
def test_half_past_eight_on_working_days(text: str) -> None:
    for day in DAY_NAMES[:5]:
        assert is_open(text, day, "08:30")
        assert is_open(text, day, "17:29")
        assert not is_open(text, day, "08:29")
        assert not is_open(text, day, "17:30")
    assert not is_open(text, "六", "10:00")
    assert not is_open(text, "日", "10:00")


def test_two_shifts_and_saturday() -> None:
    text = "周一至周五08:30-12:00,13:30-17:00；周六 9:00-12:00"
    assert [is_open(text, "三", clock) for clock in ("08:30", "12:30", "13:30")] == [True, False, True]
    assert [is_open(text, "六", clock) for clock in ("08:30", "09:00", "13:30")] == [False, True, False]
    assert not is_open(text, "日", "09:00")


@pytest.mark.parametrize("text", ["22:00-06:00", "22:00-6:00", "晚上10点-早上6点", "夜里10点至次日6点", "22点-凌晨6点"])
def test_over_midnight(text: str) -> None:
    clocks = ("21:59", "22:00", "23:59", "00:00", "05:59", "06:00", "12:00")
    for day in DAY_NAMES:
        assert [is_open(text, day, clock) for clock in clocks] == [False, True, True, True, True, False, False]


def test_the_night_belongs_to_the_day_on_which_it_begins() -> None:
    assert is_open("周五22:00-次日2:00", "六", "01:59")
    assert not is_open("周五22:00-次日2:00", "五", "01:59")
    assert is_open("周日18:00-00:00", "日", "23:59")
    assert is_open("周日18:00-02:00", "一", "01:00")


@pytest.mark.parametrize(
    ("text", "month", "clock", "expected"),
    [
        ("夏季（5月-9月）7:00-21:00，冬季（10月-次年4月）8:00-20:00", 5, "07:30", True),
        ("夏季（5月-9月）7:00-21:00，冬季（10月-次年4月）8:00-20:00", 10, "07:30", False),
        ("夏季（5月-9月）7:00-21:00，冬季（10月-次年4月）8:00-20:00", 1, "08:30", True),
        ("5月1日-9月30日 7:00-21:00；10月1日-4月30日 8:00-20:00", 4, "07:30", False),
        (
            "5月1日-9月30日：周一至周五8:00-18:00，周六9:00-12:00；10月1日-次年4月30日：工作日8:00-17:00",
            6,
            "17:30",
            True,
        ),
    ],
)
def test_seasons(text: str, month: int, clock: str, expected: bool) -> None:
    hours = parse_opening_hours(text)
    assert hours
    day = next(day for day in (dt.date(2025, month, n) for n in range(1, 8)) if day.weekday() == 0)
    assert hours.is_open(dt.datetime.combine(day, dt.time.fromisoformat(clock))) is expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "？",
        "详询",
        "以门口公告为准",
        "夏季7:00-21:00，冬季8:00-20:00",  # which months?
        "8:00以后",
        "8:00",
        "8-20",
        "8:30-5:30",  # half past five in the morning or in the afternoon?
        "上午9:00-5:00",
        "8:00-8:00",
        "00:00-00:00",
        "25:00-26:00",
        "8:60-9:00",
        "24:00-8:00",
        "8:00-24:30",
        "8:00-次日9:00",
        "周一至周五",
        "周八 8:00-9:00",
        "周末8:00-9:00休息",
        "全天 9:00-17:00",
        "8:00-12:00，11:00-17:00",
        "24小时（自助区），人工9:00-17:00",
        "8:00-20:00，周六9:00-12:00",  # and on Sunday?
        "周一至周四8:00-17:00，周三至周五9:00-12:00",
        "工作日8:30-17:00，节假日9:00-12:00",
        "5月-10月8:00-20:00，10月-4月9:00-17:00",
        "13月-14月 8:00-20:00",
        "2月30日-3月1日 8:00-20:00",
        "08:00-20:00（午休12:00-14:00）",
    ],
)
def test_what_is_not_certain_is_not_read(text: str) -> None:
    assert parse_opening_hours(text) is None


def test_a_place_that_is_closed() -> None:
    assert not is_open("休息", "一", "10:00")
    assert not is_open("暂停开放", "一", "10:00")


def test_seconds_do_not_matter_and_zones_are_the_places_own() -> None:
    hours = parse_opening_hours("8:00-20:00")
    shanghai = dt.timezone(dt.timedelta(hours=8))
    assert hours and hours.is_open(dt.datetime(2025, 6, 2, 19, 59, 59, 999999, shanghai))


@given(
    st.sets(st.sampled_from(DAY_NAMES), min_size=1),
    st.lists(MARKS, min_size=2, max_size=6, unique=True).filter(lambda marks: len(marks) % 2 == 0),
    st.sampled_from(["-", "—", "至", " ~ "]),
    st.integers(0, 6),
    st.integers(0, 24 * 60 - 1),
)
def test_what_is_written_is_what_is_read(
    days: set[str], marks: list[int], dash: str, weekday: int, minute: int
) -> None:
    marks.sort()
    spans = list(zip(marks[::2], marks[1::2], strict=True))
    written = "，".join(f"{a // 60:02d}:{a % 60:02d}{dash}{b // 60:02d}:{b % 60:02d}" for a, b in spans)
    hours = parse_opening_hours("、".join(f"周{day}" for day in sorted(days)) + written)
    asked = dt.datetime.combine(MONDAY + dt.timedelta(weekday), dt.time(minute // 60, minute % 60))
    assert hours
    assert hours.is_open(asked) == (DAY_NAMES[weekday] in days and any(a <= minute < b for a, b in spans))


@given(
    st.text(st.sampled_from("周一二五六日至工作天8120:点半时-，；、（）月年次晚早上节假休息全小时24 ~"), max_size=25)
)
def test_any_text_is_read_or_not(text: str) -> None:
    hours = parse_opening_hours(text)
    assert hours is None or hours.is_open(at("一", "12:00")) in (True, False)
