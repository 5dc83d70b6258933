"""The register that ships, against what the rules say."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.figures.register import FIGURES_FOLDER, read_file, shipped_figures
from knowledge.places.regions import all_regions


@pytest.mark.parametrize(
    ("id", "region", "day", "text"),
    [
        ("minimum-wage.monthly", "江门市", "2026-11-28", "2040元"),
        ("minimum-wage.monthly", "江门市蓬江区", "2026-08-31", "1850元"),
        ("minimum-wage.monthly", "舟山市", "2026-11-28", "2430元"),
        ("minimum-wage.monthly", "兰溪市", "2026-11-28", None),  # its class is not known
        ("minimum-wage.monthly", "上饶市信州区", "2026-11-28", "2090元"),
        ("minimum-wage.monthly", "上饶市广信区", "2026-11-28", "1950元"),
        ("minimum-wage.monthly", "上饶市", "2026-11-28", None),  # differs inside
        ("minimum-wage.monthly", "安康市汉滨区", "2026-11-28", "2140元"),
        ("minimum-wage.hourly", "江门市", "2025-12-31", "18.3元"),
        ("minimum-wage.hourly", "深圳市", "2026-11-28", "25.4元"),
        ("minimum-wage.hourly", "广州市", "2026-11-28", None),
        ("unemployment-benefit.monthly", "江门市", "2026-11-28", "1836元"),
        ("unemployment-benefit.monthly", "江门市", "2025-12-31", "1665元"),
        ("unemployment-benefit.monthly", "广州市", "2026-11-28", "2412元"),
        ("unemployment-benefit.monthly", "舟山市", "2026-11-28", "2187元"),
        ("unemployment-benefit.monthly", "上饶市信州区", "2026-11-28", "1881元"),
        ("unemployment-benefit.monthly", "上饶市广信区", "2026-11-28", "1755元"),
        ("unemployment-benefit.monthly", "安康市汉滨区", "2026-11-28", "1926元"),
        ("unemployment-benefit.monthly-class-1", "浙江省", "2025-12-31", "2241元"),
        ("unemployment-benefit.monthly-class-1", "陕西省", "2026-11-28", "2138.4元"),
        ("heat-allowance.monthly", "江门市", "2026-07-01", "300元"),
        ("heat-allowance.daily", "安康市", "2026-07-01", "25元"),
        ("heat-allowance.monthly", "安康市", "2026-07-01", None),
        ("resident-pension.floor", "兰溪市", "2025-06-01", "143元"),
        ("resident-pension.basic", "兰溪市", "2026-11-28", None),
        ("resident-pension.basic", "舟山市", "2023-12-31", "330元"),
        ("contribution.floor", "江门市", "2026-11-28", "4775元"),
        ("contribution.floor", "广州市", "2026-11-28", "5510元"),
        ("contribution.floor", "安康市", "2025-11-28", "4650元"),
        ("contribution.flexible-monthly", "兰溪市", "2026-11-28", "997元"),
        ("contribution.flexible-monthly", "上饶市", "2026-11-28", "783元"),
        ("contribution.flexible-monthly", "北京市", "2026-11-28", None),
        ("contribution-rate.pension-flexible", "安康市", "2026-11-28", "20%"),
        ("contribution-rate.unemployment", "安康市", "2026-11-28", None),  # no text at hand says what holds in 2026
        ("leave.maternity", "江门市", "2026-11-28", "178天"),
        ("leave.maternity", "江门市", "2021-11-30", None),
        ("leave.paternity", "上饶市", "2026-11-28", "30天"),
        ("leave.marriage", "兰溪市", "2024-09-26", None),
        ("subsidy.skill-three", "江门市", "2026-12-31", "2000元"),
        ("subsidy.skill-three", "江门市", "2027-01-01", None),
        ("subsidy.retention-large", "江门市", "2026-11-28", "30%"),
        ("subsidy.retention-small", "江门市", "2027-01-01", None),
        ("subsidy.expansion", "舟山市", "2026-06-01", "1500元"),
        ("contribution-rate.base-highest", "安康市", "2026-11-28", "300%"),
        ("personal-pension.yearly-limit", "兰溪市", "2025-06-01", "12000元"),
        ("personal-pension.yearly-limit", "兰溪市", "2024-12-14", None),  # not everywhere yet
        ("disabled-levy.few", "上饶市", "2027-12-31", "90%"),
        ("disabled-levy.some", "上饶市", "2028-01-01", None),
        ("work-death.grant", "全国", "2024-06-01", "1036420元"),
        ("work-death.grant", "兰溪市", "2025-06-01", "1083760元"),
        ("work-death.grant", "江门市", "2026-06-01", "1130040元"),
    ],
)
def test_what_holds_where_and_when(id: str, region: str, day: str, text: str | None) -> None:
    value = shipped_figures().at(id, all_regions().get(region), dt.date.fromisoformat(day))
    assert (value and value.text) == text


def test_every_source_is_used() -> None:
    for path in FIGURES_FOLDER.glob("*.yml"):
        file = read_file(path)
        used = {row.source for rows in file.figures for row in rows.values}
        assert file.sources.keys() <= used, path.name


def test_every_value_is_checked_after_it_was_known() -> None:
    for rows in shipped_figures():
        for row in rows.values:
            assert row.first <= row.checked, rows.id
