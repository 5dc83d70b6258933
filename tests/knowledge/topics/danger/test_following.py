"""Who stays with a danger after the reply to it, what is said then, and who goes on to something else."""

from __future__ import annotations

from typing import get_args

import pytest

from knowledge.topics.danger.detector import Detector, read_file
from knowledge.topics.danger.following import Turns
from knowledge.topics.danger.schema import Turn


@pytest.fixture(scope="module")
def turns() -> Turns:
    return Turns(read_file())


@pytest.mark.parametrize(
    ("turn", "texts"),
    [
        (
            "next",
            "怎么办 那我咋办 现在怎么办啊 然后呢 咋弄 点算好 该找谁 打给谁 不知道怎么说 救命 帮我报警 听不懂 ？ 还有吗 "
            "工头讲先别声张 我老公叫我别报警 怎么弄啊，他们不让送医院",
        ),
        ("no_answer", "打了没人接 110打不通 打了110，没人接 电话没人接 警察不来 打了三遍都没人理"),
        ("no_phone", "没手机 我没有手机 手机没电了 手机被他们收了 我没法打电话 这里没信号"),
        ("afraid", "我不敢 我唔敢打 我怕他报复 怎么办啊，我好怕 不想让家里人知道"),
        ("again", "他又来了 还在流血 他还在门口 越来越严重了 又晕了"),
    ],
)
def test_who_asks_on_or_cannot_stays(turns: Turns, turn: Turn, texts: str) -> None:
    assert {text: turns.of(text) for text in texts.split()} == dict.fromkeys(texts.split(), turn)


@pytest.mark.parametrize(
    "text",
    """谢谢 谢谢你 好的 嗯 知道了 我打了 打通了 那我打110 没事了 已经报警了 好多了 不用了 杭州 失业金怎么办理 工伤怎么认定
    那工资怎么办 他又不发工资了 老板还欠我三个月工资 怎么算赔偿 去哪办社保卡 还有别的工作吗 然后我就去上班了 怎么投诉
    """.split(),
)
def test_thanks_calm_and_other_questions_leave(turns: Turns, text: str) -> None:
    assert turns.of(text) is None


def test_every_turn_has_advice_in_every_case() -> None:
    file = read_file()
    usual = {case.kind: case.then for case in file.cases if case.usual}
    for case in file.cases:
        assert {*case.then, *usual[case.kind]} == set(get_args(Turn)), case.id


@pytest.mark.parametrize(
    ("danger", "said", "number"),
    [
        ("工友从架子上掉下来动不了", "怎么办", "120"),
        ("工友从架子上掉下来动不了", "120打不通", "110"),
        ("车间着火了", "然后呢", "119"),
        ("我老公喝了敌敌畏", "咋办", "120"),
        ("他拿刀追我", "他又来了", "110"),
        ("我不想活了", "打了没人接", "12356"),
        ("老板不让走，身份证都收了", "我没手机", "110"),
        ("三天没吃饭了", "怎么办", "12345"),
    ],
)
def test_advice_is_that_of_the_danger(danger: str, said: str, number: str) -> None:
    detector = Detector.load()
    found = detector.read(danger)
    assert found
    advice = detector.advice(found, said)
    assert advice and number in advice.numbers[:2]
    assert advice.text != found.reply.text
    assert detector.advice(found, "谢谢") is None
