"""The one reading of a message, and the facts in it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language import reading as module
from knowledge.language.ages import Age
from knowledge.language.durations import Duration
from knowledge.language.facts import Birth
from knowledge.language.grades import Grade
from knowledge.language.money import Money
from knowledge.language.numbers import Number
from knowledge.language.reading import Reader, read_words
from knowledge.language.timespans import Timespan
from knowledge.places.regions import all_regions
from tests.knowledge.reading import NOON, read


def facts(text: str) -> list[str]:
    """Each fact in short: what it is, the characters that say it, and whose it is."""
    reading = read(text)
    return [
        f"{fact.value if isinstance(fact.value, str) else type(fact.value).__name__}"
        f" {reading.plain[fact.start : fact.end]} {fact.person}{' not' if fact.negated else ''}"
        for fact in reading.facts
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "我70年3月男，我老婆73年11月女工人",
            "Birth 70年3 self|男 男 self|女 老婆 wife|Birth 73年11 wife|worker 工人 wife",
        ),
        ("我爸64年11月生，我妈70年1月生", "男 我爸 father|Birth 64年11 father|女 我妈 mother|Birth 70年1 mother"),
        ("老板欠我妈三个月工资，一共一万五", "女 我妈 mother|Duration 三个月 mother|Money 一万五 mother"),
        ("我儿子今年20岁，我58了", "Age 20岁 child|Age 58 self"),
        ("属兔，今年51，女", "Birth 属兔,今年51 self|女 女 self"),
        ("属兔的", ""),
        ("我老公46岁，交了12年3个月社保", "男 老公 husband|Age 46岁 husband|Duration 12年3个月 husband"),
        ("工友手断了，鉴定九级", "Grade 九级 workmate"),
        ("每天两小时干了一年", "Duration 每天两小时 self|Duration 一年 self"),
        ("六月到九月没发，一个月4500", "Timespan 六月到九月 self|Money 一个月4500 self"),
        ("3000一个月干了5个月", "Money 3000一个月 self|Duration 5个月 self"),
        ("去年腊月进厂，一天260", "Timespan 去年腊月 self|Money 一天260 self"),
        ("不是三个月是四个月", "Duration 三个月 self not|Duration 四个月 self"),
        ("我是管理岗，我妈是车间的", "staff 管理岗 self|女 我妈 mother|worker 车间 mother"),
        ("1998年，我进厂", "Timespan 1998年 self"),
        ("我们5个人", "Number 5 self"),
        ("失业金怎么领", ""),
    ],
)
def test_facts_and_whose_they_are(text: str, expected: str) -> None:
    assert facts(text) == (expected.split("|") if expected else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("我75年3月的", Birth(1975, 3)),
        ("我是农历70年三月生的", Birth(1970, None, lunar=True)),
        ("我今年四十二了", Age(42)),
        ("虚岁五十九", Age(59, nominal=True)),
        ("定了九级伤残", Grade(9)),
        ("欠了13万2", Money(Number(Decimal(132000), Decimal(132000)))),
        ("一天两百到三百", Money(Number(Decimal(200), Decimal(300)), "天")),
        ("干了一年半", Duration(Number(Decimal(18), Decimal(18)), "月")),
        ("２０２６年３月５日走的", Timespan(dt.date(2026, 3, 5), dt.date(2026, 3, 5), "day")),
    ],
)
def test_values(text: str, value: object) -> None:
    assert value in [fact.value for fact in read(text).facts]


def test_facts_of_one_kind_and_one_person() -> None:
    reading = read("我爸64年11月生，我妈70年1月生，欠5000块")
    assert reading.facts_of(Birth) == (Birth(1964, 11), Birth(1970, 1))
    assert reading.facts_of(Birth, "mother") == (Birth(1970, 1),)
    assert reading.facts_of(Grade) == ()


def test_forms_of_the_text() -> None:
    reading = read(" 我在蘭溪市，２４年的  標準係幾多？ ")
    assert reading.raw == " 我在蘭溪市，２４年的  標準係幾多？ "
    assert reading.plain == "我在兰溪市,24年的标准系几多?"
    assert reading.standard == "我在兰溪市,24年的标准系多少?"
    assert reading.query == "我在兰溪市,2024年的标准系多少?"
    assert reading.letters == "我在兰溪市24年的标准系几多"
    assert reading.without_places == "我在,24年的标准系几多?"
    assert [place.region.name for place in reading.places] == ["兰溪市"]
    assert [clause.text for clause in reading.clauses] == ["我在兰溪市", "24年的标准系几多"]
    assert reading.kinds == {"question"}
    assert reading.period and reading.period.first == dt.date(2024, 1, 1)


def test_places_have_the_offsets_of_the_text_that_they_were_found_in() -> None:
    reading = read("有冇兰溪市的活")
    assert reading.standard != reading.plain
    for text, places in ((reading.plain, reading.places), (reading.standard, reading.standard_places)):
        assert [text[place.start : place.end] for place in places] == ["兰溪市"]


def test_a_correction_and_a_reply() -> None:
    assert (correction := read("不对，是20年").correction) and correction.words == "20年"
    assert read("记不清").gives_no_answer and not read("记得").gives_no_answer
    assert read("多少").asks and not read("20年?").asks


def test_other_words_at_the_same_moment() -> None:
    reading = read("兰溪").reworded("昨天在江门")
    assert reading.now == NOON and reading.facts_of(Timespan)[0].first == dt.date(2026, 11, 21)
    assert [place.region.name for place in reading.places] == ["江门市"]


def test_each_fact_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr(module, "standard_words", lambda text: calls.append(text) or text)
    reading = read("我工资6000")
    assert calls == []
    assert reading.standard == reading.standard == reading.query
    assert calls == ["我工资6000"]


def test_words_of_a_data_file_name_no_place() -> None:
    assert read_words("兰溪市").places == ()


def test_the_clock_is_asked_at_each_reading() -> None:
    moments = iter([NOON, NOON + dt.timedelta(days=1)])
    reader = Reader(all_regions(), lambda: next(moments))
    first, second = (reader.read("今天").facts_of(Timespan)[0].first for _ in range(2))
    assert (second - first).days == 1


@given(
    st.text(max_size=40)
    | st.text(
        st.sampled_from("0123456789一二三十百万年月日天个小时块元我妈爸老公岁属兔级不是没，。？去今到"), max_size=24
    )
)
def test_any_text_is_read(text: str) -> None:
    reading = read(text)
    for fact in reading.facts:
        assert 0 <= fact.start < fact.end <= len(reading.plain)
        assert 0 <= fact.clause <= max(len(reading.clauses) - 1, 0)
    assert not any(one.end > other.start for one, other in zip(reading.facts, reading.facts[1:], strict=False))
