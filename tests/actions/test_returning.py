"""Going back to what was told before, over all that the project ships."""

from __future__ import annotations

import re

import pytest

from actions.contract.status import Status
from knowledge.encoder import Encoder
from tests.actions.over_content import Begin, begin_over_content


@pytest.fixture(scope="module")
def begin(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Begin:
    return begin_over_content(encoder, tmp_path_factory.mktemp("no-records"))


def test_who_goes_back_is_asked_on_about_that(begin: Begin) -> None:
    person = begin()
    person.tell("老板拖欠工资怎么办")
    person.tell("社保卡丢了怎么办")
    reply = person.tell("那回到工资的事")
    assert "拖欠工资" in reply and person.statuses == [Status.NOTED] and person.buttons
    assert "社保卡" not in person.tell("要带什么材料").partition("\n")[0]


def test_what_is_asked_with_it_is_asked_of_what_it_goes_back_to(begin: Begin) -> None:
    person = begin()
    person.tell("失业金怎么领")
    person.tell("社保卡丢了怎么办")
    assert re.search("失业金.*几个月", person.tell("那回到失业金，能领几个月").partition("\n")[0])


def test_a_thing_is_gone_back_to_by_its_name(begin: Begin) -> None:
    person = begin()
    person.tell("社保卡丢了怎么办")
    person.tell("老板拖欠工资怎么办")
    assert "社保卡" in person.tell("还是说那个卡").partition("\n")[0]
    assert "社保卡" not in person.tell("还是说不清楚")


def test_nobody_goes_back_to_what_was_not_told(begin: Begin) -> None:
    person = begin()
    assert "接着说“" not in person.tell("那回到工资的事")


def test_a_rule_of_the_nation_holds_in_another_city_too(begin: Begin) -> None:
    person = begin()
    person.tell("老板拖欠工资怎么办")
    person.tell("离职证明单位不给开怎么办")
    assert "江门市" in person.tell("那江门呢，我在那边还有个店，一样不")
    assert person.statuses != [Status.REFUSED]
