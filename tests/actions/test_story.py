"""A story told in several messages, over all that the project ships."""

from __future__ import annotations

import pytest

from actions.contract.status import Status
from actions.memory import Memory
from actions.story import told_before
from knowledge.encoder import Encoder
from tests.actions.conftest import NOW
from tests.actions.over_content import Begin, begin_over_content


@pytest.fixture(scope="module")
def begin(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Begin:
    return begin_over_content(encoder, tmp_path_factory.mktemp("no-records"))


def test_what_befalls_somebody_is_answered_with_all_that_was_told(begin: Begin) -> None:
    person = begin()
    for told in ("我怀孕了", "三个月了"):
        person.tell(told)
    assert "怀孕" in person.tell("单位让我去仓库搬货").partition("\n")[0]
    person.tell("产假多少天")
    assert person.memory.story == ()


def test_a_question_that_finds_nothing_by_itself_is_asked_with_the_story(begin: Begin) -> None:
    person = begin()
    for told in ("我妈今年52", "一直在家种地", "没交过社保"):
        person.tell(told)
        assert person.statuses == [Status.NOTED]
    reply = person.tell("现在补还来得及吗")
    assert person.statuses[0] in (Status.ANSWERED, Status.GUIDED) and "我是单位" not in reply


def test_a_question_that_stands_alone_needs_no_story(begin: Begin) -> None:
    person = begin()
    person.tell("我在五金厂上班")
    assert "失业金" in person.tell("失业金能领几个月").partition("\n")[0]


def test_who_goes_on_telling_is_listened_to(begin: Begin) -> None:
    person = begin()
    person.tell("我爸今年五十九")
    person.tell("在工地打零工")
    assert person.statuses == [Status.NOTED]
    assert len(person.memory.story) == 2
    assert Memory.from_slots(person.memory.slots()).story == person.memory.story


def test_what_got_only_a_word_about_danger_begins_the_story(begin: Begin) -> None:
    person = begin()
    told = [person.dialogue.read(text, NOW) for text in ("老爸昨天在车间突然昏倒没救过来", "当时正在上班")]
    person.memory = told_before(told, person.memory)
    assert "工伤" in person.tell("能赔多少").partition("\n")[0] or "工亡" in person.tell("能赔多少")
