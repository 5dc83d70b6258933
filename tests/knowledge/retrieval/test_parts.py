"""Which sentence of an answer says what is asked on about it."""

from __future__ import annotations

import pytest

from knowledge.encoder import Encoder
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.parts import Sentences, asks_from_home, from_home, said_in, sentences, until_when

ANSWER = (
    "年休假看累计工龄：满1年5天，满10年10天，满20年15天。①没安排休的，按日工资300%付；"
    "②单位不给的打12333投诉。工龄用社保记录、档案证明。"
)


def test_sentences_and_numbered_points() -> None:
    assert sentences(ANSWER) == (
        "年休假看累计工龄：满1年5天，满10年10天，满20年15天。",
        "没安排休的，按日工资300%付；",
        "单位不给的打12333投诉。",
        "工龄用社保记录、档案证明。",
    )


@pytest.fixture
def told(encoder: Encoder, catalogue: Catalogue) -> Sentences:
    return Sentences.of(ANSWER, encoder, catalogue.adapter)


@pytest.mark.parametrize(
    ("asked", "says"),
    [("没安排休的给多少", "300%"), ("工龄怎么证明", "社保记录"), ("去哪里投诉", "12333")],
)
def test_the_sentence_that_says_it(
    told: Sentences, catalogue: Catalogue, encoder: Encoder, asked: str, says: str
) -> None:
    (question,) = catalogue.as_worded([asked], encoder)
    said = said_in(told, question, catalogue.indexes)
    assert says in (said.words if said else "")


@pytest.mark.parametrize("asked", ["孩子上学怎么办", "社保卡丢了", "明天下雨吗"])
def test_what_no_sentence_says(told: Sentences, catalogue: Catalogue, encoder: Encoder, asked: str) -> None:
    (question,) = catalogue.as_worded([asked], encoder)
    assert said_in(told, question, catalogue.indexes) is None


def test_a_sentence_tells_the_kind_of_thing_that_is_asked_for(catalogue: Catalogue, encoder: Encoder) -> None:
    answer = "仲裁申请要趁早交。仲裁不收钱。仲裁受理起45日内结束。"
    told = Sentences.of(answer, encoder, catalogue.adapter)
    for asked, says in (("仲裁要钱不", "不收钱"), ("仲裁要多久", "45日")):
        (question,) = catalogue.as_worded([asked], encoder)
        said = said_in(told, question, catalogue.indexes, least=0.0)
        assert said and says in said.words and "趁早" not in said.words


def test_a_single_sentence_is_no_part(catalogue: Catalogue, encoder: Encoder) -> None:
    (question,) = catalogue.as_worded(["劳动仲裁要钱吗"], encoder)
    assert said_in(Sentences.of("劳动仲裁不收费。", encoder, catalogue.adapter), question, catalogue.indexes) is None


UNTIL_WHEN = "医院的票据留好。单位30日内报，单位不报您1年内自己报。①不服的60日内复议；②伤好了做鉴定。"


@pytest.mark.parametrize("asked", ["最迟多久内要报", "多长时间之内自己报", "报的期限呢"])
def test_until_when_something_is_to_be_done(asked: str) -> None:
    assert until_when(UNTIL_WHEN, asked) == "单位30日内报，单位不报您1年内自己报。"


@pytest.mark.parametrize("asked", ["报了多久有结果", "多久内给钱", "最晚什么时候仲裁"])
def test_nothing_else_is_until_when(asked: str) -> None:
    assert until_when(UNTIL_WHEN, asked) is None


@pytest.mark.parametrize("asked", ["网上能弄吗", "手机上可以办不", "网上怎么弄", "微信上能报吗", "app能申请吗"])
def test_whether_it_is_done_from_home(asked: str) -> None:
    assert asks_from_home(asked)
    assert from_home("玩手机扣钱要有规定。①到窗口办；②在掌上12333办。") == "在掌上12333办。"
    assert from_home("跑网约车的，平台不报就到人社局。②玩手机不算。") is None
