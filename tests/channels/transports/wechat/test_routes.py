"""The account of a running gateway, with wechatpy on the other side: what every channel does, and what this one refuses."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import httpx
import pytest

from channels.texts import load_texts
from channels.transports.wechat.speaking import link
from tests.channels.conftest import Server, Servers, Starter
from tests.channels.transports.wechat.conftest import AES_KEY, APP_ID, SECRET, TOKEN, Api, WeChat, open_id, xml_of
from tests.conformance.channel import ChannelSuite

SETTINGS = {"wechat_token": TOKEN, "wechat_app_id": APP_ID, "wechat_aes_key": AES_KEY, "wechat_secret": SECRET}
MORE = "\n" + load_texts().wechat.more.format(link=link("继续"))


def client_of(server: Server) -> Iterator[httpx.Client]:
    server.wait_until_listening()
    with httpx.Client(base_url=server.url, trust_env=False, verify=False) as client:
        yield client


@pytest.fixture(scope="module")
def client(start: Starter, servers: Servers) -> Iterator[httpx.Client]:
    """Of a gateway with an account of 兰溪市, and everything behind it."""
    yield from client_of(start.gateway(servers.engine.url, servers.engine.url, wechat_region="兰溪市", **SETTINGS))


@pytest.fixture(scope="module")
def lonely_client(start: Starter) -> Iterator[httpx.Client]:
    """Of a gateway with an account and nothing behind it."""
    yield from client_of(start.gateway(start.nowhere, start.nowhere, **SETTINGS))


@pytest.fixture
def wechat(client: httpx.Client) -> WeChat:
    return WeChat(client)


class TestWeChat(ChannelSuite):
    def say(self, client: httpx.Client, sender: str, message: str) -> list[str]:
        wechat = WeChat(client)
        pieces = [wechat.say(sender, message)]
        while pieces[-1].endswith(MORE):
            pieces.append(wechat.say(sender, "继续"))
        return "".join(piece.removesuffix(MORE) for piece in pieces).split("\n\n")


def test_wechat_is_told_that_the_address_is_the_accounts(wechat: WeChat) -> None:
    response = wechat.client.get("/wechat", params=wechat.query() | {"echostr": "5927782489442352469"})
    assert (response.status_code, response.text) == (200, "5927782489442352469")
    assert response.headers["content-type"].startswith("text/plain")
    for wrong in ({"signature": "0" * 40}, {"timestamp": "1"}, {"nonce": ""}, {"signature": ""}):
        assert wechat.client.get("/wechat", params=wechat.query() | wrong).status_code == 403


@pytest.mark.parametrize(
    "change", [{"msg_signature": "0" * 40}, {"msg_signature": ""}, {"timestamp": "1"}, {"nonce": "x"}]
)
def test_what_wechat_has_not_signed_is_refused(wechat: WeChat, change: dict[str, str]) -> None:
    body = "<xml><Encrypt>AAAA</Encrypt></xml>"
    response = wechat.client.post("/wechat", params=wechat.query("AAAA") | change, content=body)
    assert (response.status_code, response.json()["error"]["code"]) == (403, "forbidden")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{}", 400),
        (b"<xml><Encrypt>AAAA</Encrypt></xml>", 403),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><xml><Encrypt>&a;</Encrypt></xml>', 400),
        (b"<xml>" + b"x" * 70_000 + b"</xml>", 413),
    ],
)
def test_what_is_not_sealed_is_refused(wechat: WeChat, body: bytes, status: int) -> None:
    response = wechat.client.post("/wechat", params=wechat.query("AAAA"), content=body)
    assert response.status_code == status and "code" in response.json()["error"]


def test_a_plain_message_is_refused_however_well_signed(wechat: WeChat) -> None:
    plain = xml_of("王五", "text", Content="你好")
    assert wechat.client.post("/wechat", params=wechat.query(), content=plain.encode()).status_code == 403


@pytest.mark.parametrize("message", ["", "no xml", "<xml/>", '<!DOCTYPE x [<!ENTITY a "b">]><xml><A>&a;</A></xml>'])
def test_what_is_no_message_is_refused(wechat: WeChat, message: str) -> None:
    assert wechat.post(message or " ").status_code == 400


def test_without_an_account_there_is_no_such_address(gateway: Server) -> None:
    with httpx.Client(base_url=gateway.url, trust_env=False, verify=False) as client:
        assert client.get("/wechat").status_code == client.post("/wechat").status_code == 404


def test_every_kind_of_message_is_answered(wechat: WeChat) -> None:
    assert wechat.send("甲", "voice", Recognition="失业金怎么领。", MediaId="m") == "失业金怎么领。"
    assert wechat.send("甲", "event", Event="CLICK", EventKey="帮我找活").startswith("合适的真实岗位")
    assert wechat.send("甲", "image", PicUrl="http://a", MediaId="m") == "[图片]"
    assert wechat.send("甲", "sticker_of_tomorrow") == "[其他消息]"
    assert wechat.send("甲", "event", Event="VIEW", EventKey="http://a") == ""
    assert wechat.send("甲", "event", Event="subscribe").startswith("您好")
    assert wechat.say("甲", "工" * 1001) == load_texts().errors["message_too_long"]


def test_the_engine_knows_the_place_and_the_city_and_nobodys_open_id(wechat: WeChat) -> None:
    place = {"Location_X": "29.2089", "Location_Y": "119.4672", "Scale": "16", "Label": "兰溪市"}
    wechat.send("乙", "location", **place)
    metadata = {"region": "兰溪市", "location": {"lat": 29.2089, "lng": 119.4672, "coord_sys": "gcj02"}}
    assert json.loads(wechat.say("乙", "听到了什么"))["metadata"] == metadata
    sender = wechat.say("乙", "我是谁")
    assert sender.startswith("wechat-") and open_id("乙") not in sender


def test_what_comes_again_is_answered_alike_and_said_once(wechat: WeChat) -> None:
    first = wechat.say("丙", "你好", MsgId="77", CreateTime="5")
    assert wechat.say("丙", "你好", MsgId="77", CreateTime="5") == first == "你好"
    click = {"Event": "CLICK", "EventKey": "三句", "CreateTime": "9"}
    assert wechat.send("丙", "event", **click) == wechat.send("丙", "event", **click) == "第一句\n\n第二句\n\n第三句"


def test_what_takes_longer_than_wechat_waits_is_sent_later(start: Starter, servers: Servers, api: Api) -> None:
    settings = SETTINGS | {"wechat_api_url": api.url}
    slow = start.gateway(servers.engine.url, servers.engine.url, engine_timeout=15, **settings)
    for client in client_of(slow):
        began = time.monotonic()
        said = WeChat(client).say("丁", "慢")
        assert time.monotonic() - began < 5 and said == load_texts().wechat.late.format(link=link("继续"))
        assert api.wait_for("丁") == ["慢"]
