"""The check of how entries use the register."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml

from knowledge.library.figure_checks import figure_faults
from knowledge.library.schema import ContentFile
from tests.knowledge.figures.small import figures

TODAY = dt.date(2026, 3, 1)
SOURCES = "sources: {paper: {title: 报, date: 2025-12-16}}\n"


def entry(id: str, answer: str, region: str = "兰溪市", more: str = "source: paper") -> str:
    head = f"- id: {id}\n  category: 工资\n  kind: level\n  question: 最低工资多少？\n  region: {region}\n"
    return f'{head}  answer: "{answer}"\n  {more}\n'


def faults(*entries: str) -> list[str]:
    file = ContentFile.model_validate(yaml.safe_load(f"region: 全国\n{SOURCES}entries:\n" + "".join(entries)))
    return list(figure_faults({"a.yml": file}, figures(), TODAY))


WAGE = "每月{figure: wage.monthly}，以12333答复为准"


@pytest.mark.parametrize(
    ("answer", "region", "more", "message"),
    [
        ("每月{figure: wage.yearly}", "兰溪市", "source: paper", "a.yml：some-a：数字表里没有 wage.yearly"),
        ("每月{figure: wage.monthly 火星市}", "兰溪市", "source: paper", "没有叫“火星市”的地区"),
        ("每月{wage.monthly}", "兰溪市", "source: paper", "花括号里的写法不对"),
        (WAGE, "江门市", "source: paper", "江门市 在 2026-03-01 没有登记答案引用的数"),
        (WAGE, "兰溪市", "effective_to: 2025-01-31\n  source: paper", "兰溪市 在 2025-01-31 没有登记答案引用的数"),
        ("{since: grant.heat}起，12333", "兰溪市", "source: paper", "或者不知道从哪天起"),
        (
            "每月{figure: wage.monthly}",
            "兰溪市",
            "source: paper",
            "引用了 B 级的数（兰溪市），答案里要写“以12333答复为准”",
        ),
        (
            "{no city: 告诉我您在哪个市}",
            "全国",
            "source: paper",
            "a.yml：some-a：{no city: 告诉我您在哪个市} 要写两种说法",
        ),
        ("{no city: 哪个市|每月2430.5元}", "浙江省", "source: paper", "答案里的“2430.5元”登记在数字表里"),
        ("{no city: 哪个市|}", "全国", "as_of: 2026-01-01", "没有写 source"),
        ("每月不少", "兰溪市", "as_of: 2026-01-01", "没有写 source；只有答案里引用了数字表的条目才可以不写"),
        ("不少{aside: wage.monthly}", "兰溪市", "as_of: 2026-01-01", "没有写 source"),
        (
            "每月2430.5元",
            "兰溪市",
            "source: paper",
            "答案里的“2430.5元”登记在数字表里，请改写成 {figure: wage.class-two}（浙江省2026-01-01起的二类地区月最低工资），"
            "或 {figure: wage.monthly}（兰溪市2026-01-01起的月最低工资）",
        ),
    ],
)
def test_a_fault(answer: str, region: str, more: str, message: str) -> None:
    (fault,) = faults(entry("some-a", answer, region, more))
    assert message in fault


@pytest.mark.parametrize(
    ("answer", "region", "more"),
    [
        (WAGE, "兰溪市", "source: paper"),
        (WAGE, "兰溪市", "as_of: 2026-01-01"),  # the source is the figure's
        ("每月{figure: wage.monthly 上饶市信州区}", "江门市", "source: paper"),
        ("不少{aside: wage.monthly}", "江门市", "source: paper"),
        ("每月2430.5元", "江门市", "source: paper"),
        ("{no city: 告诉我您在哪个市|打12333}", "全国", "source: paper"),
    ],
)
def test_no_fault(answer: str, region: str, more: str) -> None:
    assert faults(entry("some-a", answer, region, more)) == []


def test_news_stays_as_it_was_written() -> None:
    assert faults(entry("some-a", "每月2430.5元").replace("kind: level", "kind: statistic")) == []


def test_of_a_wider_place_each_city_that_it_answers_for_needs_the_figure() -> None:
    cities = [
        entry("lanxi-a", "打12333"),
        entry("jiangmen-a", "打12333", "江门市"),
        entry("zhoushan-a", "打12333", "舟山市"),
    ]
    assert faults(entry("nation-a", WAGE, "全国"), *cities) == [
        "a.yml：nation-a：江门市 在 2026-03-01 没有登记答案引用的数（或者不知道从哪天起），请补进数字表，或者给那里另写一条"
    ]
    own = entry("jiangmen-b", "打12333", "江门市", "replaces: [nation-a]\n  source: paper")
    assert faults(entry("nation-a", WAGE, "全国"), *cities, own) == []
