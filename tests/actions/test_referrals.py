"""What is no such office's business is refused plainly, with the right number and nothing to press."""

from __future__ import annotations

import pytest

from actions.contract.status import Status
from actions.referrals import is_for_a_line_of_its_own, off_topic_says, referrals
from knowledge.library.checks import HOTLINES
from tests.actions.conftest import Begin, sent


@pytest.mark.parametrize(
    ("text", "hotline"),
    [
        ("开个小超市一个季度要报几次税", "12366"),
        ("公积金贷款能贷几十万", "12329"),
        ("种牙医保报不报", "12393"),
        ("换驾照要体检吗", "12345"),
        ("信用卡还不上会上门吗", "12345"),
        ("网购的鞋子开胶商家不认", "12345"),
        ("动不动就家暴，我想找人说说", "12345"),
        ("邻居借条上没写日子，还告得了吗", "12348"),
        ("明天要不要带伞", "12345"),
        ("微信上被骗了钱", "110"),
        ("护照过期了去哪换", "12345"),
        ("老表借我两万打了条子不还", "12348"),
        ("游戏号被盗了，有人冒用我名字借钱", "110"),
        ("出了车祸对方全责，人还住院，找谁赔", "12348"),
    ],
)
def test_the_right_number(text: str, hotline: str) -> None:
    message = sent(off_topic_says(text))
    assert message.custom.status is Status.REFUSED and not message.buttons
    assert hotline in message.text and "不归" in message.text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("存折里的存款取不出来", "银行"),
        ("电动车违停交多少罚款", "交警"),
        ("优待证掉了去哪补，我是退伍的", "退役军人事务"),
        ("娃娃初中转学要啥手续", "教育局"),
        ("村里盖房审批找哪个", "自然资源"),
    ],
)
def test_whom_to_ask_first(text: str, first: str) -> None:
    said = sent(off_topic_says(text)).text
    assert "先找" in said and first in said


def test_only_known_numbers() -> None:
    assert {referral.hotline for referral in referrals()} <= HOTLINES


def test_off_topic_is_not_searched_unless_it_leans_on_an_answer(talk: Begin) -> None:
    chat = talk("兰溪市")
    said = chat.say("请问离婚以后孩子的抚养费一个月给多少才算合适呢", "ask", off_topic=1.0)
    assert "12348" in said and chat.buttons == []
    assert "不归" not in chat.say("我姑爷开车开了一辈子，哪年能退休", "ask", off_topic=1.0)
    answer = chat.say("零工市场在哪里", "ask")
    assert "不归" not in answer
    assert "不归就业" not in chat.say("星期天开吗", "ask", off_topic=1.0)


@pytest.mark.parametrize(
    ("text", "is_theirs"),
    [
        ("我开小店的，一个季度要报什么税", True),
        ("住房公积金能不能提前还贷", True),
        ("请的阿姨摔了，我开小店的要赔吗", False),
    ],
)
def test_tax_the_housing_fund_and_medical_insurance_have_lines_of_their_own(text: str, is_theirs: bool) -> None:
    assert is_for_a_line_of_its_own(text) is is_theirs
