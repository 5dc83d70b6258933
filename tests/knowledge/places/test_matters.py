"""Which of the places named a matter belongs to."""

from __future__ import annotations

import pytest

from knowledge.places.matters import place_of_matter
from knowledge.places.regions import all_regions

pytestmark = pytest.mark.unit
SERVED = all_regions().serving([all_regions().get(name) for name in ("安康市", "上饶市", "江门市", "舟山市")])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("从深圳回来,老板没发工资", "深圳市"),
        ("我在广东打工,老板欠薪,现在回安康了", "广东省"),
        ("回安康了,以前在江门的厂里上班,工资没给", "江门市"),
        ("户口安康,在广东打工摔伤了", "广东省"),
        ("我是上饶人,在舟山的工地砸伤了脚", "舟山市"),
        ("江门的老板拖欠工资,我人在安康", "江门市"),
        ("在浙江上班被辞退了,老家江西", "浙江省"),
        ("从广东打工回来,想在安康找个活", None),
        ("我在广东打工,户口安康,养老金在哪领", "安康市"),
        ("在江门干了十年,回安康养老保险怎么转", "安康市"),
        ("我在江门上班,老家上饶,退休在哪办", "上饶市"),
        ("户口安康,在广东打工,想回去找工作", "安康市"),
        # Nothing tells.
        ("江门最低工资多少", None),
        ("安康失业金一个月多少", None),
        ("回安康了,老板没给工资", None),
        ("浙江和江西失业金哪个高", None),
        ("我从江西去浙江打工,社保怎么转", None),
        ("安康人社局在哪", None),
    ],
)
def test_where_a_matter_is_at_home(text: str, place: str | None) -> None:
    found = place_of_matter(text, SERVED.find(text))
    assert (found and found.name) == place
