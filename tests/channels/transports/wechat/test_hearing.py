"""What people do in WeChat, as something said."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from channels.contract.incoming import Location
from channels.transports.wechat.hearing import Happening

FROM = {"FromUserName": "o-1", "ToUserName": "gh", "CreateTime": "1"}


def message(kind: str, **fields: str) -> Happening:
    return Happening.of({**FROM, "MsgId": "1", "MsgType": kind, **fields})


def event(name: str, **fields: str) -> Happening:
    return Happening.of({**FROM, "MsgType": "event", "Event": name, **fields})


def said(happening: Happening) -> str | None:
    spoken = happening.spoken("")
    return spoken.message if spoken else None


@pytest.mark.parametrize(
    ("happening", "words"),
    [
        (message("text", Content="失业金怎么领"), "失业金怎么领"),
        (message("text", Content="谢谢/:rose/::)你"), "谢谢  你"),
        (message("text", Content="/::D"), "[表情]"),
        (message("text", Content="/:8-)/:rose"), "[表情]"),
        (message("text", Content=" "), "[表情]"),
        (message("text", Content="[微笑]"), "[微笑]"),
        (message("text", Content="计时/计件"), "计时/计件"),
        (message("text", Content="【收到不支持的消息类型，暂无法显示】"), "【收到不支持的消息类型，暂无法显示】"),
        (message("voice", Recognition="老板欠我工资。", MediaId="m"), "老板欠我工资。"),
        (message("voice", Recognition="", MediaId="m"), "[语音]"),
        (message("voice", MediaId="m"), "[语音]"),
        (message("image", PicUrl="http://a"), "[图片]"),
        (message("shortvideo"), "[视频]"),
        (message("link", Url="http://a"), "[链接]"),
        (message("miniprogrampage"), "[其他消息]"),
        (message(""), "[其他消息]"),
        (event("CLICK", EventKey="帮我找活"), "帮我找活"),
        (event("CLICK"), None),
        (event("VIEW", EventKey="http://a"), None),
        (event("LOCATION", Latitude="29.2", Longitude="119.4"), None),
        (event("unsubscribe"), None),
        (event("TEMPLATESENDJOBFINISH"), None),
    ],
)  # fmt: skip
def test_words(happening: Happening, words: str | None) -> None:
    assert said(happening) == words


def test_a_place_is_chinas_and_comes_without_words() -> None:
    place = {"Location_X": "29.2089", "Location_Y": "119.4672", "Scale": "15", "Label": "兰溪市"}
    spoken = message("location", **place).spoken("兰溪市")
    assert spoken and spoken.metadata and (spoken.message, spoken.shown) == ("", "[我的位置]")
    assert spoken.metadata.location == Location(lat=29.2089, lng=119.4672, coord_sys="gcj02")
    assert spoken.metadata.region == "兰溪市"


@pytest.mark.parametrize("place", [{}, {"Location_X": "x", "Location_Y": "1"}, {"Location_X": "99", "Location_Y": "1"}])
def test_a_place_that_is_none_is_a_message_without_words(place: dict[str, str]) -> None:
    spoken = message("location", **place).spoken("")
    assert spoken and spoken.metadata and spoken.metadata.location is None and spoken.message == ""


def test_the_city_of_the_account_goes_with_each_message() -> None:
    for happening in (message("text", Content="你好"), event("CLICK", EventKey="帮我找活")):
        spoken = happening.spoken("兰溪市")
        assert spoken and spoken.metadata and spoken.metadata.region == "兰溪市"


def test_what_is_too_long_is_no_message() -> None:
    with pytest.raises(ValidationError):
        message("text", Content="工" * 1001).spoken("")


def test_a_message_is_known_by_its_number_and_an_event_by_who_when_and_what() -> None:
    assert message("text", Content="一").id == message("text", Content="二").id
    assert message("text").id != message("text", MsgId="2").id != message("text", FromUserName="o-2").id
    click = event("CLICK", EventKey="帮我找活")
    assert click.id == event("CLICK", EventKey="帮我找活").id
    others = [event("CLICK", EventKey="找驿站"), event("CLICK", EventKey="帮我找活", CreateTime="2"), event("VIEW")]
    assert click.id not in {other.id for other in others}


def test_who_has_just_come() -> None:
    assert event("subscribe").joined and event("subscribe", EventKey="qrscene_1").joined
    assert not event("SCAN").joined and not message("text", Event="subscribe").joined


def test_nobody_sent_it() -> None:
    with pytest.raises(KeyError):
        Happening.of({"MsgType": "text"})
