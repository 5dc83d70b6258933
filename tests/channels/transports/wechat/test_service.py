"""Customer-service messages, against an API on this machine."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import httpx
import pytest

from channels.transports.wechat.account import Account
from channels.transports.wechat.service import CustomerService, SendFailed
from tests.channels.transports.wechat.conftest import Api, open_id


def send(account: Account, *texts: str, at_once: bool = False) -> None:
    """Send these texts to somebody through one service."""

    async def work() -> None:
        async with httpx.AsyncClient(trust_env=False, verify=False) as client:
            service = CustomerService(client, account)
            sending = [service.send(open_id("王五"), text) for text in texts]
            if at_once:
                await asyncio.gather(*sending)
            for one in () if at_once else sending:
                await one

    asyncio.run(work())


def test_texts_arrive_as_they_are_with_one_token(api: Api, account: Account) -> None:
    send(account, "您好，“工友”", "<b>😀\n\\u4f60")
    assert api.sent == [(open_id("王五"), "您好，“工友”"), (open_id("王五"), "<b>😀\n\\u4f60")]
    assert len(api.tokens) == 1


def test_several_at_once_ask_for_one_token(api: Api, account: Account) -> None:
    send(account, "一", "二", "三", at_once=True)
    assert sorted(api.texts("王五")) == sorted("一二三") and len(api.tokens) == 1


def test_a_token_that_wechat_has_ended_is_replaced(api: Api, account: Account) -> None:
    api.refuse = [42001, 0, 40001]
    send(account, "一", "二")
    assert api.texts("王五") == ["一", "二"] and len(api.tokens) == 3


@pytest.mark.parametrize("codes", [[45015], [45047], [48001], [-1], [40001, 40001]])
def test_what_is_refused_is_said_with_its_code(api: Api, account: Account, codes: list[int]) -> None:
    api.refuse = codes
    with pytest.raises(SendFailed, match=str(codes[-1])):
        send(account, "一")
    assert api.sent == []


@pytest.mark.parametrize(
    ("reply", "reason"), [({"errcode": 40164, "errmsg": "invalid ip"}, "40164"), ({}, "None"), ([], "no object")]
)
def test_no_token_no_message(api: Api, account: Account, reply: Any, reason: str) -> None:
    api.tokenless = reply
    with pytest.raises(SendFailed, match=reason):
        send(account, "一")


def test_nobody_there(account: Account) -> None:
    with pytest.raises(SendFailed, match="ConnectError"):
        send(replace(account, api_url="http://127.0.0.1:1"), "一")
    with pytest.raises(SendFailed, match="UnsupportedProtocol"):
        send(replace(account, api_url="nonsense"), "一")
