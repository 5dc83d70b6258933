"""Two answers to one message, over all that the project ships."""

from __future__ import annotations

import re

import pytest

from actions.memory import Memory
from actions.presenting import SHORT, shortened
from knowledge.encoder import Encoder
from tests.actions.over_content import Begin, begin_over_content


@pytest.fixture(scope="module")
def begin(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Begin:
    return begin_over_content(encoder, tmp_path_factory.mktemp("no-records"))


# What is asked, and what stands in each of the two answers.
TWO_QUESTIONS = [
    ("灵活就业要交多少钱，断了还能补吗", "20%", "能不能补"),
    ("产假几天？工资谁发？", "98天", "生育津贴"),
    ("失业金怎么领？能领几个月？", "申领", "最长"),
    ("社保卡丢了怎么补？多久拿到新卡？", "挂失", "当场|几天|工作日"),
    ("试用期最长多久，工资能打折吗", "最多", "80%"),
    ("辞职要提前几天？工资什么时候结？", "30日", "一次"),
    ("老板不给工资怎么办？利息能要吗？", "监察", "50%以上"),
]


@pytest.mark.parametrize(("message", "first", "second"), TWO_QUESTIONS)
def test_both_of_two_questions_are_answered(begin: Begin, message: str, first: str, second: str) -> None:
    person = begin()
    person.tell(message)
    assert len(person.messages) == 2
    one, other = (sent.text for sent in person.messages)
    assert re.search(first, one) and re.search(second, other), (one, other)
    assert one.startswith("【") and other.startswith("【")


@pytest.mark.parametrize(
    "message",
    [
        "产假几天，98天吗？",
        "失业金怎么领，可以吗",
        "请问一下，退休年龄怎么算？",
        "老板拖欠工资，怎么办",
        "社保卡丢了，怎么补办",
        "加班费怎么算，今天天气怎么样",
    ],
)
def test_one_question_in_two_clauses_gets_one_answer(begin: Begin, message: str) -> None:
    person = begin()
    person.tell(message)
    titles = [sent.text.partition("\n")[0] for sent in person.messages]
    assert len(titles) == 1 or titles[1].startswith("您说的可能是"), titles


# What is asked of two places, and what stands in each of the two answers.
TWO_PLACES = [
    ("浙江和江西失业金哪个高", "浙江", "江西"),
    ("江门和广州最低工资差多少", "江门", "广州"),
    ("兰溪和安康最低工资哪个高", "兰溪", "安康"),
    ("陕西跟浙江产假哪个长", "158天", "浙江"),
    ("舟山和上饶高温补贴各多少", "舟山市按浙江省", "上饶市按江西省"),
    ("广东和江西高温津贴一样吗", "广东", "江西"),
    ("江门和舟山失业金差多少", "江门", "舟山"),
    ("杭州和北京最低工资哪个高", "杭州市按浙江省", "北京市.*当地12333"),
]


@pytest.mark.parametrize(("message", "first", "second"), TWO_PLACES)
def test_two_places_stand_side_by_side(begin: Begin, message: str, first: str, second: str) -> None:
    person = begin()
    person.tell(message)
    assert len(person.messages) == 2
    one, other = (sent.text for sent in person.messages)
    assert re.search(first, one) and re.search(second, other), (one, other)


@pytest.mark.parametrize(
    "message",
    [
        "浙江和江西经济补偿哪个高",
        "我从江西去浙江打工，社保怎么转",
        "在安康和在广东都交过社保，怎么合并",
        "江门最低工资多少",
        "金华和兰溪最低工资多少",
    ],
)
def test_what_is_not_asked_of_two_places(begin: Begin, message: str) -> None:
    person = begin()
    person.tell(message)
    titles = [sent.text.partition("\n")[0] for sent in person.messages]
    assert len(titles) == 1 or titles[1].startswith("您说的可能是"), titles


def test_the_second_answer_is_what_is_asked_on_about(begin: Begin) -> None:
    person = begin()
    person.memory = Memory(page_region="江门市")
    person.tell("产假几天？工资谁发？")
    second = person.memory.last_passage
    assert second and person.dialogue.passage(second)
    assert "没有找到" not in person.tell("多久到账")


@pytest.mark.unit
def test_an_answer_beside_another_is_cut_at_a_sentence() -> None:
    assert shortened("一句。两句。") == "一句。两句。"
    assert shortened("长" * SHORT + "。再一句。") == "长" * SHORT + "。"
    assert shortened("短。" + "长" * SHORT + "。再一句。") == "短。" + "长" * SHORT + "。"
    assert shortened("没有句号") == "没有句号"
